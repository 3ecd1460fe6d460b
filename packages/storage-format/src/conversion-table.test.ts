import { expect, test } from "vitest";
import { conversionTable } from "./conversion-table.ts";
import { markdownToStorage } from "./index.ts";
import { validateStorage } from "./validate/validate-storage.ts";

test("every row of the table is accepted, comes back from its own Markdown and is accepted when written new", () => {
  for (const { storage, markdown, written, name } of conversionTable()) {
    expect(validateStorage(storage), name).toEqual([]);
    expect(validateStorage(written), name).toEqual([]);
    expect(markdown, name).not.toBe("");
    expect(markdownToStorage(`${markdown}\n`, { base: storage }).storage, name).toBe(storage);
  }
});

test("panels become the alert of the colour Cloud shows", () => {
  const first = (name: string): string | undefined =>
    conversionTable()
      .find((row) => row.name.startsWith(name))
      ?.markdown.split("\n")[0];
  expect([first("Info"), first("Success"), first("Warning"), first("Error"), first("Note")]).toEqual([
    "> [!NOTE]",
    "> [!TIP]",
    "> [!WARNING]",
    "> [!CAUTION]",
    "> [!IMPORTANT]",
  ]);
});
