import { expect, test } from "vitest";
import { freshName } from "./fresh-name.ts";

test("freshName counts on past the names in use, and takes back those of disconnected connections", () => {
  const active = (name: string) => ({ name, status: "active" }) as const;
  expect(freshName([])).toBe("Confluence");
  expect(freshName([active("Confluence"), active("Confluence 2"), active("Docs")])).toBe("Confluence 3");
  expect(freshName([{ name: "Confluence", status: "disconnected" }])).toBe("Confluence");
});
