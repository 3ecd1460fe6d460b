import type { Passage } from "./document.ts";

/** What a converter gives: `storageToText(…).passages`, or one piece without headings for a plain text. */
export type RawPassage = { headings?: readonly string[]; anchor?: string; text: string };

/** A passage answers one thing and fits a model's context beside nine others. */
const mostWords = 400;
const usualWords = 300;
/** What is left over of a long section, or stands before the next heading, says too little alone. */
const fewWords = 40;
/** A section of its heading alone. */
const hardlyAnyWords = 12;

/**
 * Pieces of a document as the index keeps them: overlong ones split between paragraphs, else lines, sentences, words;
 * headings without text and leftovers joined to a neighbour. The words of the document all stay, in their order.
 */
export function passagesOf(raw: readonly RawPassage[]): Passage[] {
  const pieces = raw.filter(({ text }) => text.trim() !== "").flatMap(split);
  const passages: Passage[] = [];
  for (const piece of pieces) {
    const last = passages.at(-1);
    const joined = last === undefined ? undefined : join(last, piece);
    if (joined === undefined) passages.push(piece);
    else passages[passages.length - 1] = joined;
  }
  return passages;
}

function split({ headings = [], anchor, text }: RawPassage): Passage[] {
  const place = { headingPath: [...headings], ...(anchor !== undefined && anchor !== "" && { anchor }) };
  if (countWords(text) <= mostWords) return [{ ...place, text: text.trim() }];
  return pack(text, separators).map((part) => ({ ...place, text: part.trim() }));
}

const separators = [/\n\s*\n/, /\n/, /(?<=[.!?。！？])\s+/, /\s+/];

/** Parts of at most `mostWords`, filled up to about `usualWords`, parted by the first separator that suffices. */
function pack(text: string, [separator, ...finer]: readonly RegExp[]): string[] {
  if (separator === undefined) return text.match(new RegExp(`[\\s\\S]{1,${longestWord}}`, "gu")) ?? [];
  const parts: string[] = [];
  let words = 0;
  let from = 0;
  const flush = (to: number) => {
    if (text.slice(from, to).trim() !== "") parts.push(text.slice(from, to));
    from = to;
    words = 0;
  };
  for (const { start, end } of stretches(text, separator)) {
    const count = countWords(text.slice(start, end));
    if (words > 0 && words + count > usualWords) flush(start);
    if (count > mostWords) {
      parts.push(...pack(text.slice(start, end), finer));
      from = end;
    } else words += count;
  }
  flush(text.length);
  return parts;
}

/** A "word" past it is encoded data, or a script without spaces. */
const longestWord = 2_000;

function* stretches(text: string, separator: RegExp): Iterable<{ start: number; end: number }> {
  let start = 0;
  for (const match of text.matchAll(new RegExp(separator, "gu"))) {
    yield { start, end: match.index };
    start = match.index + match[0].length;
  }
  yield { start, end: text.length };
}

/** Six characters are a word where nothing is written between words. */
function countWords(text: string): number {
  let words = 0;
  for (const [word] of text.matchAll(/\S+/g)) words += 1 + Math.floor(word.length / 24) * 4;
  return words;
}

/** The two as one passage, where they should not stand apart. */
function join(before: Passage, after: Passage): Passage | undefined {
  const words = [countWords(before.text), countWords(after.text)] as const;
  if (words[0] + words[1] > mostWords) return undefined;
  const text = `${before.text}\n${after.text}`;
  if (samePath(before, after)) return Math.min(...words) < fewWords ? { ...before, text } : undefined;
  // A heading directly above another: what follows is what it announces.
  if (words[0] < hardlyAnyWords && isAbove(before.headingPath, after.headingPath)) return { ...after, text };
  // Short sections beside each other, as lists made of headings have them.
  const siblings = isAbove(before.headingPath.slice(0, -1), after.headingPath);
  return siblings && Math.max(...words) < hardlyAnyWords ? { ...before, text } : undefined;
}

const samePath = (a: Passage, b: Passage) =>
  a.anchor === b.anchor && a.headingPath.join("\n") === b.headingPath.join("\n");

const isAbove = (above: readonly string[], path: readonly string[]) =>
  above.length < path.length && above.every((heading, at) => heading === path[at]);
