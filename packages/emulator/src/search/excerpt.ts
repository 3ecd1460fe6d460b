import {
  type CqlExpression,
  type CqlQuery,
  matchesFuzzy,
  matchesWildcard,
  parseTextQuery,
  wantedLeaves,
} from "@tributary/cql";
import { stem } from "./stem.ts";
import { stopWords, wordsOf } from "./words.ts";

const start = "@@@hl@@@";
const end = "@@@endhl@@@";
const length = 300;
const lead = 80;

/** Says whether a word of a text, in lower case, is one the query looks for. */
export type WantedWord = (word: string) => boolean;

/** The words a query looks for by its text clauses; not those it excludes. */
export function wantedWords(query: CqlQuery): WantedWord {
  const stems = new Set<string>();
  const tests: WantedWord[] = [];
  for (const text of wantedTexts(query.where)) {
    for (const leaf of wantedLeaves(parseTextQuery(text))) {
      if (leaf.kind === "wildcard") tests.push((word) => matchesWildcard(leaf.pattern, word));
      else if (leaf.kind === "fuzzy") tests.push((word) => matchesFuzzy(leaf.text, word, leaf.similarity));
      else for (const word of wordsOf(leaf.text)) if (!stopWords.has(word)) stems.add(stem(word));
    }
  }
  const known = new Map<string, boolean>();
  return (word) => {
    let wanted = known.get(word);
    if (wanted === undefined) {
      wanted = stems.has(stem(word)) || tests.some((test) => test(word));
      known.set(word, wanted);
    }
    return wanted;
  };
}

function* wantedTexts(expression: CqlExpression): Generator<string> {
  if (expression.kind === "chain") {
    yield* wantedTexts(expression.first);
    for (const { operand } of expression.rest) yield* wantedTexts(operand);
  } else if (expression.kind === "clause" && expression.operator === "~") {
    const { value } = expression;
    if (value.kind === "text" || value.kind === "number") yield value.text;
  }
}

/** Puts the marks of real search results around wanted words. */
export const highlight = (text: string, wanted: WantedWord): string =>
  text.replace(/[\p{L}\p{N}]+/gu, (word) => (wanted(word.toLowerCase()) ? `${start}${word}${end}` : word));

/** A piece of the text around the first wanted word, or its beginning. */
export function excerptOf(text: string, wanted: WantedWord): string {
  if (text.length <= length) return text;
  let first = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!wanted(match[0].toLowerCase())) continue;
    first = match.index;
    break;
  }
  const from = first < lead ? 0 : text.lastIndexOf(" ", first - lead / 2) + 1;
  const cut = text.slice(from, from + length);
  const goesOn = from + length < text.length;
  const lastGap = cut.lastIndexOf(" ");
  const tidy = goesOn && lastGap > 0 ? cut.slice(0, lastGap) : cut;
  return `${from > 0 ? "... " : ""}${tidy}${goesOn ? " ..." : ""}`;
}
