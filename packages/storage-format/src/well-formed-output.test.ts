import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import {
  htmlToStorage,
  markdownToStorage,
  storageToMarkdown,
  textToStorage,
  validateStorage,
  wikiToStorage,
} from "./index.ts";
import { markdownText } from "./testing/arbitrary-markdown.ts";
import { xmlError } from "./testing/storage-oracle.ts";

/** `STORAGE_FORMAT_RUNS=100000` makes this the long proof. */
const runs = Number(process.env.STORAGE_FORMAT_RUNS ?? 2000);
const long = { timeout: 3_600_000 };

/** Whether tags nest as written, by htmlparser2 in XML mode, which does not know our reader or saxes. */
function nests(storage: string): boolean {
  const open: string[] = [];
  let sound = true;
  const parser = new Parser(
    {
      onopentagname: (name) => open.push(name),
      onclosetag: (name, implied) => {
        if (open.pop() !== name) sound = false;
        if (implied && !storage.includes("/>")) sound = false;
      },
    },
    { xmlMode: true },
  );
  parser.end(storage);
  return sound && open.length === 0;
}

function check(storage: string): void {
  const error = xmlError(storage);
  if (error !== undefined) throw new Error(`${error}\n${storage}`);
  expect(nests(storage)).toBe(true);
  expect(validateStorage(storage)).toEqual([]);
}

test("Markdown of any kind becomes storage that XML parsers and the editor accept", long, () => {
  fc.assert(
    fc.property(markdownText, (markdown) => check(markdownToStorage(markdown).storage)),
    { numRuns: runs },
  );
});

test("HTML, text and wiki markup of any kind become storage that XML parsers and the editor accept", long, () => {
  fc.assert(
    fc.property(markdownText, (input) => {
      check(htmlToStorage(input).storage);
      check(textToStorage(input).storage);
      check(wikiToStorage(input).storage);
    }),
    { numRuns: Math.ceil(runs / 2) },
  );
});

test("Markdown read back and written again settles: the second and the third time are the same", long, () => {
  const again = (markdown: string): string =>
    storageToMarkdown(markdownToStorage(markdown).storage, { handles: false }).markdown;
  fc.assert(
    fc.property(markdownText, (input) => {
      // The first reading may turn a bare address into a link; after that nothing changes any more.
      const settled = again(again(input));
      expect(again(settled)).toBe(settled);
    }),
    { numRuns: Math.ceil(runs / 4) },
  );
});
