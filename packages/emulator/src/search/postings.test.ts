import fc from "fast-check";
import { expect, test } from "vitest";
import { membersOf } from "./bits.ts";
import { Postings } from "./postings.ts";
import { eachWord, wordsOf } from "./words.ts";

function postingsOf(documents: readonly (readonly string[])[]): Postings {
  const postings = new Postings();
  for (const parts of documents) postings.add(parts);
  return postings;
}

function phrase(postings: Postings, text: string, documents: number, slop = 0): number[] {
  const found = postings.phraseOf(wordsOf(text));
  return found ? [...membersOf(postings.matchingPhrase(found, slop, documents).bits)] : [];
}

const documents = [
  ["Deployment guide", "ops", "How we deploy services to production, and how to roll back."],
  ["Rollback", "", "Call the engineer on call. Then call an engineer."],
  ["Guide", "deploy", "Services deploy services deploy."],
];

test("finds phrases by their stems, over a stop word as over any one word", () => {
  const postings = postingsOf(documents);
  expect(phrase(postings, "deploy services", 3)).toEqual([0, 2]);
  expect(phrase(postings, "roll back", 3)).toEqual([0]);
  expect(phrase(postings, "call that engineer", 3)).toEqual([1]);
  expect(phrase(postings, "call engineer", 3)).toEqual([]);
  expect(phrase(postings, "services nothing", 3)).toEqual([]);
  expect(phrase(postings, "deploy services deploy", 3)).toEqual([2]);
});

test("lets no phrase reach from one part or document into the next", () => {
  const postings = postingsOf(documents);
  expect(phrase(postings, "guide ops", 3)).toEqual([]);
  expect(phrase(postings, "back rollback", 3, 50)).toEqual([]);
});

test("lets words of a loose phrase lie apart, all in all as far as was said", () => {
  const postings = postingsOf(documents);
  expect(phrase(postings, "deploy production", 3, 1)).toEqual([]);
  expect(phrase(postings, "deploy production", 3, 2)).toEqual([0]);
});

test("ranks a word higher where it is more of the text, and rare words over common ones", () => {
  const postings = postingsOf([["plan plan"], ["plan and much else besides, of all kinds"], ["rare plan"]]);
  const scores = (word: string) => postings.matching([postings.vocabulary.termOf(word) ?? -1], 3).scores ?? [];
  const [short = 0, long = 0] = scores("plan");
  expect(short).toBeGreaterThan(long);
  expect(scores("rare")[2]).toBeGreaterThan(scores("plan")[2] ?? 0);
});

test("counts a word that stands in one document more than 255 times, and finds the last of them", () => {
  const postings = postingsOf([[`${"plan ".repeat(300)}end`], ["end"]]);
  expect(phrase(postings, "plan end", 2)).toEqual([0]);
});

const word = fc.constantFrom("plan", "plans", "release", "the", "of", "note", "Größe", "日本", "v2");
const part = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));

test("finds the same phrases as a look at the words of every document", () => {
  fc.assert(
    fc.property(fc.array(fc.array(part, { maxLength: 3 }), { maxLength: 6 }), part, (texts, wanted) => {
      const postings = postingsOf(texts);
      const { vocabulary } = postings;
      const terms = (text: string) => wordsOf(text).map((one) => vocabulary.termOf(one) ?? -1);
      const looked = terms(wanted);
      const first = looked.findIndex((term) => term !== 0);
      const core = looked.slice(first, looked.findLastIndex((term) => term !== 0) + 1);
      const stands = (text: readonly number[]) =>
        text.some((_, at) => core.every((term, nth) => (term === 0 ? true : text[at + nth] === term)));
      const expected = texts.flatMap((parts, number) =>
        first >= 0 && parts.some((one) => stands(terms(one))) ? [number] : [],
      );
      expect(phrase(postings, wanted, texts.length)).toEqual(expected);
    }),
  );
});

test("answers after documents were renumbered as if those gone had never been there", () => {
  const cases = fc.array(fc.record({ parts: fc.array(part, { maxLength: 3 }), gone: fc.boolean() }), { maxLength: 8 });
  fc.assert(
    fc.property(cases, part, fc.nat(3), (all, wanted, slop) => {
      const kept = all.filter(({ gone }) => !gone);
      const fresh = postingsOf(kept.map(({ parts }) => parts));
      const cleared = postingsOf(all.map(({ parts }) => parts));
      let next = 0;
      cleared.renumber(Int32Array.from(all, ({ gone }) => (gone ? -1 : next++)));
      cleared.add([wanted]);
      fresh.add([wanted]);
      const answer = (postings: Postings) => {
        const found = postings.phraseOf(wordsOf(wanted));
        const { bits, scores } = postings.matchingPhrase(found ?? { terms: [], offsets: [] }, slop, kept.length + 1);
        return [[...membersOf(bits)], [...(scores ?? [])]];
      };
      expect(answer(cleared)).toEqual(answer(fresh));
    }),
  );
});

test("reads the same words without making strings of them", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "Z", "7", " ", "-", "é", "日", "𝒳", "\n", "_") }), (text) => {
      const words: string[] = [];
      const lower = text.toLowerCase();
      eachWord(lower, (start, end) => words.push(lower.slice(start, end)));
      expect(words).toEqual(wordsOf(text));
    }),
  );
});

test("passes over words that cannot be alike, and over no others", () => {
  const postings = postingsOf([["service servise 12345 plan support"]]);
  const asked: string[] = [];
  const terms = postings.vocabulary.termsWhere((one) => {
    asked.push(one);
    return one.startsWith("servi");
  }, "servixe");
  expect(asked).toEqual(["service", "servise"]);
  expect(terms).toHaveLength(2);
});
