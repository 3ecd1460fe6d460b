import { and, type CqlExpression, clause, escapeTextQuery, not, or, phraseOf, printCql } from "@tributary/cql";
import { queryWords } from "./query-words.ts";

/** How content answers words: with the exact phrase, with all of them, with some or only their beginnings. */
export const matches = ["phrase", "words", "part"] as const;

export type RankedQuery = { cql: string; match: (typeof matches)[number] };

/**
 * One CQL query for each way to match, best first; none where there is no word. What one finds the next leaves out, so
 * that a walk through all of them meets everything once.
 */
export function rankedQueries(text: string, spaceKeys: readonly string[]): RankedQuery[] {
  const [first, ...more] = queryWords(text).map((word) => ({ word, expression: inTitleOrText(escapeTextQuery(word)) }));
  if (first === undefined) return [];
  const spaces = spaceKeys.length === 0 ? [] : [clause("space", "IN", spaceKeys)];
  const query = (match: RankedQuery["match"], ...parts: CqlExpression[]): RankedQuery => ({
    cql: printCql(and(clause("type", "IN", ["page", "blogpost"]), ...spaces, ...parts)),
    match,
  });
  const phrase = inTitleOrText(phraseOf(text.trim()));
  const all = and(first.expression, ...more.map(({ expression }) => expression));
  const some = inTitleOrText(
    [first, ...more].flatMap(({ word }) => [escapeTextQuery(word), ...beginning(word)]).join(" "),
  );
  if (more.length === 0) return [query("words", all), query("part", some, not(all))];
  return [query("phrase", phrase), query("words", all, not(phrase)), query("part", some, not(all), not(phrase))];
}

/** Naming the title as well ranks first what has the words in it. */
export const inTitleOrText = (text: string): CqlExpression => or(clause("title", "~", text), clause("text", "~", text));

/** Wildcards are compared as they stand, without stemming, and make sense on plain words of some length only. */
const beginning = (word: string): string[] => (/^[a-z0-9]{3,}$/i.test(word) ? [`${word.toLowerCase()}*`] : []);
