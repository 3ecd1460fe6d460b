import { type CqlQuery, clausesOf, matchesWildcard, parseTextQuery, wantedLeaves } from "@tributary/cql";
import { plainText } from "./plain-text.ts";
import { stem } from "./stem.ts";
import { isStopWord, wordsOf } from "./words.ts";

const start = "@@@hl@@@";
const end = "@@@endhl@@@";
const length = 300;

/** Says whether a word of a text is one the query looks for. */
export type Wanted = (word: string) => boolean;

/** The words a query looks for by its text clauses. */
export function wantedWords(query: CqlQuery): Wanted {
  const stems = new Set<string>();
  const patterns: string[] = [];
  for (const clause of clausesOf(query)) {
    if (clause.operator !== "~" || clause.value.kind === "list" || clause.value.kind === "function") continue;
    for (const leaf of wantedLeaves(parseTextQuery(clause.value.text))) {
      if (leaf.kind === "wildcard") patterns.push(leaf.pattern.toLowerCase());
      else for (const word of wordsOf(leaf.text)) if (!isStopWord(word)) stems.add(stem(word));
    }
  }
  return (word) => stems.has(stem(word)) || patterns.some((pattern) => matchesWildcard(pattern, word));
}

/** Puts the marks of real search results around wanted words. */
export const highlight = (text: string, wanted: Wanted): string =>
  text.replace(/[\p{L}\p{N}]+/gu, (word) => (wanted(word.toLowerCase()) ? `${start}${word}${end}` : word));

/** A piece of the text around the first wanted word, or its beginning. */
export function excerptOf(storage: string, wanted: Wanted): string {
  const text = plainText(storage);
  if (text.length <= length) return text;
  let first = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!wanted(match[0].toLowerCase())) continue;
    first = match.index;
    break;
  }
  const from = first < 80 ? 0 : text.lastIndexOf(" ", first - 60) + 1;
  const cut = text.slice(from, from + length);
  const tidy = from + length < text.length ? cut.slice(0, cut.lastIndexOf(" ")) : cut;
  return `${from > 0 ? "... " : ""}${tidy}${from + length < text.length ? " ..." : ""}`;
}
