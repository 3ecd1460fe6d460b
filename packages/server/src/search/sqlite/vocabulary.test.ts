import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { termsOfText } from "../forward.ts";
import { fold } from "../words.ts";
import { type IndexFile, openIndexFile } from "./index-file.ts";
import { createVocabulary } from "./vocabulary.ts";

let file: IndexFile;
beforeEach(() => {
  file = openIndexFile(":memory:");
});
afterEach(() => file.close());

function learned(texts: readonly string[]): string[] {
  file.run("delete from word");
  const vocabulary = createVocabulary();
  for (const text of texts) termsOfText(text, (token) => vocabulary.learn(file, token));
  return file.rows<[string]>("select form from word").map(([form]) => form);
}

const wordsIn = (texts: readonly string[]) => [
  ...new Set(texts.flatMap((text) => text.match(/[\p{L}\p{M}\u00ad]{3,30}/gu) ?? []).map(fold)),
];

const letters = fc.string({ unit: fc.constantFrom(..."abzÉße\u0301\u00adωжद्の漢ー한"), minLength: 1, maxLength: 40 });
const sign = fc.constantFrom(" ", "-", "_", ".", "'", "’", "7", "++ ", "# ", "/", ", ", "\n", "é.", "C++", "don't");

test("what is learned from tokens is every run of letters of the text, once", () => {
  // A text of which no word begins with a mark: there is nothing for it to stand on.
  const text = fc
    .array(fc.oneof(letters, sign), { maxLength: 40 })
    .map((parts) => parts.join("").replace(/(?<![\p{L}\p{N}_\p{M}\u00ad])[\p{M}\u00ad]+/gu, ""));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
      expect(learned(texts).sort()).toEqual(wordsIn(texts).sort());
    }),
  );
});

test("a word is learned that was first met as a part of a name, and a name whose parts were words before", () => {
  expect(learned(["get_user-name", "user", "name.getter user_rights"]).sort()).toEqual(
    ["get", "getter", "name", "rights", "user"].sort(),
  );
});
