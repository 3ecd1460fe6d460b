import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatPage } from "./format-page.ts";

const file = join(import.meta.dirname, "../docs/format.md");

describe("generated documentation", () => {
  it("is what the converter does today (npm run docs writes it anew)", () => {
    if (process.env.WRITE_DOCS) writeFileSync(file, formatPage());
    expect(readFileSync(file, "utf8")).toBe(formatPage());
  });
});
