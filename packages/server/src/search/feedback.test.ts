import { expect, test } from "vitest";
import { addFeedback } from "./feedback.ts";
import { decodeForward, encodeForward, hashOf, termsOfText } from "./forward.ts";

const averages = { documents: 1_000, title: 0, body: 4, names: 0, passage: 4 };
const query = new Set([hashOf("heron")]);

function scoresOf(texts: readonly [text: string, score: number][], documents = 5): number[] {
  const scored = texts.map(([text, score]) => {
    const passages = [{ ...termsOfText(text), heading: [] }];
    return { score, forward: decodeForward(encodeForward({ title: termsOfText(""), tags: [], passages })) };
  });
  return addFeedback(
    scored,
    (hash) => query.has(hash),
    averages,
    (hashes) => hashes.map((hash) => [hash, documents] as const),
  );
}

test("what shares words with the best comes before what does not", () => {
  const [, , alien = 0, alike = 0] = scoresOf([
    ["heron marsh reed", 5],
    ["heron marsh reed", 4],
    ["heron crane lifts", 2.01],
    ["heron marsh reed", 2],
  ]);
  expect(alike).toBeGreaterThan(alien);
});

test("the first two keep their places, whatever the others share", () => {
  const scores = scoresOf([
    ["heron alone here", 3.02],
    ["heron again there", 3.01],
    ["heron marsh reed", 3],
    ["heron marsh reed", 2.99],
  ]);
  expect(scores.toSorted((a, b) => b - a).slice(0, 2)).toEqual(scores.slice(0, 2));
});

test("words that stand in every tenth document, or in one of the best alone, count for nothing", () => {
  const before: [string, number][] = [
    ["heron marsh one", 3],
    ["heron marsh two", 2],
    ["heron marsh", 1],
  ];
  expect(scoresOf(before, 101)).toEqual([3, 2, 1]);
  expect(
    scoresOf([
      ["heron", 3],
      ["heron marsh", 2],
      ["heron", 1],
    ]),
  ).toEqual([3, 2, 1]);
  expect(scoresOf([])).toEqual([]);
});
