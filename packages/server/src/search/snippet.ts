import { type Token, tokensOf } from "./words.ts";

export type Snippet = { text: string; highlights: [number, number][] };

type Match = { start: number; end: number; weight: number; term: string };

const usualLength = 300;
/** How far a cut may move to fall between words. */
const slack = 30;

/**
 * The part of a text that holds most of the query, by weight of its different terms, with the places of all of them. Cuts
 * fall between words and are marked with an ellipsis.
 */
export function snippetOf(text: string, weights: ReadonlyMap<string, number>, length = usualLength): Snippet {
  const matches = matchesIn(text, weights);
  if (text.length <= length) return { text, highlights: matches.map(({ start, end }) => [start, end]) };
  const from = startOfBest(matches, length, text.length);
  const start = from <= 0 ? 0 : wordStart(text, from);
  const end = start + length >= text.length ? text.length : wordEnd(text, start + length);
  const before = start > 0 ? "…" : "";
  const shift = before.length - start;
  return {
    text: before + text.slice(start, end) + (end < text.length ? "…" : ""),
    highlights: matches
      .filter((match) => match.start >= start && match.end <= end)
      .map((match) => [match.start + shift, match.end + shift]),
  };
}

/** Where the text says a term of the query, in order, without overlaps. */
function matchesIn(text: string, weights: ReadonlyMap<string, number>): Match[] {
  const matches: Match[] = [];
  for (const token of tokensIn(text, weights)) {
    const term = [...token.terms.words, ...token.terms.names].find((one) => weights.has(one));
    if (term !== undefined) matches.push({ start: token.start, end: token.end, weight: weights.get(term) ?? 0, term });
  }
  return matches;
}

const foldable = /[\u00aa-\u1fff\u2c00-\uffff]/;

/** Cutting a passage into tokens is most of a snippet's cost: plain text is cut only around what looks like a term. */
function* tokensIn(text: string, weights: ReadonlyMap<string, number>): Iterable<Token> {
  if (foldable.test(text)) return yield* tokensOf(text);
  const lower = text.toLowerCase();
  const places = new Set<number>();
  for (const term of weights.keys()) {
    // A stem may differ from its word in the last letter (polici, policy), and the shortest are irregular (die, dying).
    const beginning = term.length > 3 ? term.slice(0, -1) : term.slice(0, 2);
    for (let at = lower.indexOf(beginning); at !== -1; at = lower.indexOf(beginning, at + beginning.length)) {
      places.add(chunkStart(text, at));
    }
  }
  let done = 0;
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place < done) continue;
    const end = chunkEnd(text, place);
    for (const token of tokensOf(text.slice(place, end))) {
      yield { ...token, start: token.start + place, end: token.end + place };
    }
    done = end;
  }
}

const blank = /\s/;

function chunkStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !blank.test(text[start - 1] ?? " ")) start--;
  return start;
}

function chunkEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !blank.test(text[end] ?? " ")) end++;
  return end;
}

/** The start of the window whose different terms weigh most; the earliest of equals, with some room before the first. */
function startOfBest(matches: readonly Match[], length: number, textLength: number): number {
  let best = { weight: 0, start: 0, end: 0 };
  let first = 0;
  for (let last = 0; last < matches.length; last++) {
    const end = matches[last]?.end ?? 0;
    while (end - (matches[first]?.start ?? 0) > length - slack && first < last) first++;
    const terms = new Map<string, number>();
    // Many matches in one window are rare and add nothing past some dozens.
    for (const match of matches.slice(Math.max(first, last - 40), last + 1)) terms.set(match.term, match.weight);
    const weight = [...terms.values()].reduce((sum, one) => sum + one, 0) + 0.01 * Math.min(40, last - first);
    if (weight > best.weight) best = { weight, start: matches[first]?.start ?? 0, end };
  }
  const room = Math.max(0, length - (best.end - best.start));
  return Math.min(best.start - Math.floor(room / 3), textLength - length);
}

function wordStart(text: string, from: number): number {
  for (let at = from; at > from - slack && at > 0; at--) if (blank.test(text[at - 1] ?? "")) return at;
  return avoidHalf(text, from);
}

function wordEnd(text: string, to: number): number {
  for (let at = to; at > to - slack; at--) if (blank.test(text[at] ?? "")) return at;
  return avoidHalf(text, to);
}

/** Never between the halves of a surrogate pair. */
function avoidHalf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
