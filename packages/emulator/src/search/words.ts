const wordPattern = /[\p{L}\p{N}]+/gu;

/** Words too common to tell pages apart; the real index drops them as well. */
export const stopWords: ReadonlySet<string> = new Set(
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  ),
);

/** Lower-case words in order, without stemming. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}
