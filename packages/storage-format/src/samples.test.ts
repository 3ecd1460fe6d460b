import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  adfToStorage,
  markdownToStorage,
  openPage,
  storageToAdf,
  storageToHtml,
  storageToMarkdown,
  storageToText,
  validateStorage,
} from "./index.ts";
import { mdastShape, mdastText, parseMdast } from "./testing/markdown-oracle.ts";
import { missingInOrder } from "./testing/missing-in-order.ts";
import { visibleText } from "./testing/storage-oracle.ts";

// Storage pages with other people's Markdown. Their dialects differ from ours and each other: structure is compared
// where Markdown itself has it, text always.
const folder = new URL("../../../../shared/samples/storage/", import.meta.url);
const present = existsSync(folder);
if (!present) console.warn("skipped: ../shared/samples/storage is not here");

const samples = present
  ? readdirSync(folder).flatMap((source) =>
      readdirSync(new URL(`${source}/`, folder)).map((name) => {
        const read = (file: string): string => readFileSync(new URL(`${source}/${name}/${file}`, folder), "utf8");
        return {
          name: `${source.split("__")[1]}: ${name}`,
          storage: read("storage.xml"),
          expected: read("expected.md"),
        };
      }),
    )
  : [];

describe.skipIf(!present)("pages written by others", () => {
  test.each(samples)("$name keeps its text in Markdown and text", ({ storage }) => {
    const seen = visibleText(storage);
    expect(missingInOrder(seen, mdastText(parseMdast(storageToMarkdown(storage).markdown)))).toBe("");
    expect(missingInOrder(seen, storageToText(storage).text)).toBe("");
  });

  test.each(samples)("$name comes back byte for byte, and leaks no markup", ({ storage }) => {
    const { markdown } = storageToMarkdown(storage);
    expect(markdownToStorage(markdown, { base: storage }).storage).toBe(storage);
    expect(markdown).not.toMatch(/<\/?(?:ac|ri):|\]\]>/);
    expect(openPage(storage).edit([]).storage).toBe(storage);
  });

  test.each(samples)("$name has the headings and code its other Markdown has", ({ storage, expected }) => {
    const ours = mdastShape(parseMdast(storageToMarkdown(storage).markdown));
    const theirs = mdastShape(parseMdast(expected));
    if (!expected.includes("cf:cfb")) expect(ours.headings).toEqual(theirs.headings);
    const foreignBlocks = (code: string[]): string[] => code.filter((block) => !block.startsWith("confluence-block"));
    expect(ours.code).toEqual(foreignBlocks(theirs.code));
  });

  test.each(samples)(
    "$name is accepted as it is, and so are its ADF and its Markdown written back as new",
    ({ storage }) => {
      expect(validateStorage(storage).filter(({ code }) => code !== "editor-schema")).toEqual([]);
      expect(validateStorage(adfToStorage(storageToAdf(storage)))).toEqual([]);
      expect(
        validateStorage(markdownToStorage(storageToMarkdown(storage, { handles: false }).markdown).storage),
      ).toEqual([]);
      expect(storageToHtml(storage)).not.toContain("<ac:");
    },
  );
});
