import { stopTerms } from "../stop-words.ts";

/** How much of a document a term is, from the most on; see `oftenSaid`. */
export const shares = ["ruling", "frequent", "repeated"] as const;

/** What BM25 makes of a term's frequency in a text of usual length: near 1 more of it changes nothing. */
const leastImpact = { ruling: 0.92, frequent: 0.85, repeated: 0.72 };
const usualWords = 430;

/** The terms a document says more than once and much for its length, and those of its headings, each in one list. */
export function oftenSaid(
  passages: readonly { words: readonly string[]; heading: readonly string[] }[],
): Record<(typeof shares)[number], string[]> {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { words, heading } of passages) {
    length += words.length;
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    // A heading stands for the words below it.
    for (const word of heading) counts.set(word, (counts.get(word) ?? 0) + 2);
  }
  const found: Record<(typeof shares)[number], string[]> = { ruling: [], frequent: [], repeated: [] };
  const dampening = 1.2 * (0.25 + (0.75 * length) / usualWords);
  for (const [term, count] of counts) {
    if (count < 2 || stopTerms.has(term)) continue;
    const impact = count / (count + dampening);
    const share = shares.find((one) => impact >= leastImpact[one]);
    if (share !== undefined) found[share].push(term);
  }
  return found;
}
