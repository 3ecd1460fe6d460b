import { stem } from "./stem.ts";

const wordPattern = /[\p{L}\p{N}]+/gu;

/** Words too common to tell pages apart; the real index drops them as well. */
const stopWords = new Set(
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  ),
);

/** Lower-case words in order, without stemming. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

export const isStopWord = (word: string): boolean => stopWords.has(word);

/** The words of a text that are worth finding, in order. */
export const keyWordsOf = (text: string): string[] => wordsOf(text).filter((word) => !stopWords.has(word));

/** The same as terms of the index. */
export const termsOf = (text: string): string[] => keyWordsOf(text).map(stem);
