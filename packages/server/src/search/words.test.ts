import fc from "fast-check";
import { expect, test } from "vitest";
import { exactWords, fold, termsOf, tokensInText, tokensOf } from "./words.ts";

const words = (text: string) => [...tokensOf(text)].flatMap(({ terms }) => terms.words);
const names = (text: string) => [...tokensOf(text)].flatMap(({ terms }) => terms.names);

test("a sentence becomes folded stems", () => {
  expect(words("The Deployments, naïvely planned, don't work: company's fault!")).toEqual([
    "the",
    "deploy",
    "naiv",
    "plan",
    "dont",
    "work",
    "compani",
    "fault",
  ]);
});

test("spellings of one identifier share their whole and their parts", () => {
  const all = (text: string) => new Set([...words(text), ...names(text)]);
  for (const spelling of ["getUserName", "get_user_name", "get-user-name", "get.user.name", "GetUserName"]) {
    for (const term of ["get", "user", "name", "getusernam"]) expect(all(spelling), spelling).toContain(term);
  }
});

test("acronyms, plurals of them and all capitals are one word", () => {
  expect(names("APIs URLs README HTTP")).toEqual([]);
  expect(words("APIs URLs README")).toEqual(["api", "url", "readm"]);
  expect(names("HTTPServer")).toEqual(["http", "server"]);
});

test("digits do not melt together", () => {
  expect(names("v1.2.3")).not.toEqual(names("v12.3"));
});

test("a row of underscores, signs and spaces is no word", () => {
  expect([...tokensOf("___ --- ... ' \u0000 😀")]).toEqual([]);
});

test("Japanese, Chinese, Korean and Thai are cut into pairs", () => {
  expect(words("東京都")).toEqual(["東京", "京都", "都"]);
  expect(words("設定v2を")).toEqual(["設定", "定", "v2", "を"]);
});

test("tokens lie in the text, in order, and hold no blank, quote or control character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      let end = 0;
      for (const token of tokensOf(text)) {
        expect(token.start).toBeGreaterThanOrEqual(end);
        expect(token.end).toBeGreaterThan(token.start);
        end = token.end;
        for (const term of [...token.terms.words, ...token.terms.names])
          expect(term).toMatch(/^[^\s"\u0000-\u002f]+$/u);
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});

test("the terms of a text are those of its tokens", () => {
  const terms = ({ words, names }: { words: readonly string[]; names: readonly string[] }) => ({ words, names });
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const spoken = tokensInText(text)
        .map(termsOf)
        .filter(({ words }) => words.length > 0);
      expect(spoken.map(terms)).toEqual([...tokensOf(text)].map((token) => terms(token.terms)));
    }),
  );
});

test("folding twice changes nothing more", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

test("exact words keep their endings", () => {
  expect(exactWords("Connection refused: ECONN_REFUSED!")).toEqual(["connection", "refused", "econn", "refused"]);
  expect(exactWords("東京2号API, サーバー")).toEqual(["東", "京", "2", "号", "api", "サ", "ー", "バ", "ー"]);
});
