import fc from "fast-check";
import { expect, test } from "vitest";
import { markdownToStorage, storageToMarkdown, storageToText } from "./index.ts";
import { parseMarkdown } from "./markdown-in/blocks.ts";
import { recordMarkdown } from "./markdown-out/storage-to-markdown.ts";
import type { Block } from "./model/block.ts";
import { storagePage } from "./testing/arbitrary-storage.ts";
import { mdastText, parseMdast } from "./testing/markdown-oracle.ts";
import { missingInOrder } from "./testing/missing-in-order.ts";
import { visibleText, xmlError } from "./testing/storage-oracle.ts";

/** `STORAGE_FORMAT_RUNS=100000` makes these the long proof. */
const runs = Math.ceil(Number(process.env.STORAGE_FORMAT_RUNS ?? 2000) / 8);
const long = { timeout: 3_600_000 };

test(
  "every word a reader of a page sees stands in its Markdown and its text, in order, and nothing hidden does",
  long,
  () => {
    fc.assert(
      fc.property(storagePage, (page) => {
        const seen = visibleText(page);
        const { markdown } = storageToMarkdown(page);
        expect(missingInOrder(seen, mdastText(parseMdast(markdown)))).toBe("");
        expect(missingInOrder(seen, storageToText(page).text)).toBe("");
        expect(markdown).not.toMatch(/hiddenword|<ac:|<ri:/);
        expect(storageToText(page).text).not.toContain("hiddenword");
      }),
      { numRuns: runs },
    );
  },
);

test("a page's Markdown, unchanged, gives back the page's bytes", long, () => {
  fc.assert(
    fc.property(storagePage, (page) => {
      expect(markdownToStorage(storageToMarkdown(page).markdown, { base: page })).toEqual({
        storage: page,
        diagnostics: [],
      });
    }),
    { numRuns: runs },
  );
});

const outline = (block: Block, depth = 0): string =>
  `${" ".repeat(depth)}${block.kind} ${block.kind === "cell" ? "" : block.key} ${JSON.stringify(block.content)}\n${block.children.map((child) => outline(child, depth + 1)).join("")}`;

test("Markdown parses into exactly the blocks the writer recorded", long, () => {
  fc.assert(
    fc.property(storagePage, (page) => {
      const { blocks, markdown } = recordMarkdown(page);
      expect(
        parseMarkdown(markdown)
          .blocks.map((block) => outline(block))
          .join(""),
      ).toBe(blocks.map((block) => outline(block)).join(""));
    }),
    { numRuns: runs },
  );
});

const withoutHandles = (markdown: string): string =>
  mdastText(parseMdast(markdown)).replace(/ #[0-9a-z]{5,11}\}\}/g, "}}");
// A blank line or an odd line start inside these is theirs, so they cannot be taken apart at blank lines.
const whole = /<details|<!--|```|~~~|^[ >]*\|/m;
const edit = fc.tuple(fc.nat(), fc.nat(), fc.nat(4));

test("a page written back from edited Markdown says what the Markdown says", long, () => {
  fc.assert(
    fc.property(storagePage, storagePage, fc.array(edit, { minLength: 1, maxLength: 3 }), (page, other, edits) => {
      const { markdown } = storageToMarkdown(page);
      const foreign = storageToMarkdown(other, { handles: false }).markdown;
      fc.pre(!whole.test(markdown) && !whole.test(foreign) && markdown !== "");
      const parts = markdown.trimEnd().split(/\n\n(?=\S)/);
      for (const [a, b, kind] of edits) {
        const at = a % Math.max(1, parts.length);
        if (kind === 0) parts.splice(at, 1);
        else if (kind === 1) parts.splice(at, 0, ...parts.splice(b % Math.max(1, parts.length), 1));
        else if (kind === 2) parts.splice(at, 0, foreign.trimEnd().split(/\n\n(?=\S)/)[0] as string);
        else if (kind === 3) parts[at] = (parts[at] ?? "x").replace(/alpha|one|beta/, "changed");
        else if (/^\w[^\n{]*\w$/.test(parts[at] ?? "")) parts[at] += " **tail**";
      }
      const wanted = parts.join("\n\n");
      const { storage, diagnostics } = markdownToStorage(wanted, { base: page });
      expect(xmlError(storage)).toBeUndefined();
      fc.pre(!diagnostics.some(({ severity }) => severity === "error"));
      const got = withoutHandles(storageToMarkdown(storage).markdown);
      expect(missingInOrder(withoutHandles(wanted), got)).toBe("");
      expect(missingInOrder(got, withoutHandles(wanted))).toBe("");
    }),
    { numRuns: runs },
  );
});
