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

/** Calls `visit` with where each word of a text starts and ends: the same words as `wordsOf`, without making strings. */
export function eachWord(text: string, visit: (start: number, end: number) => void): void {
  let start = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)) {
      if (start < 0) start = at;
    } else if (code > 127) {
      // What is a letter outside of ASCII only the pattern knows; it takes over from the word that was begun.
      eachWordByPattern(text, start < 0 ? at : start, visit);
      return;
    } else if (start >= 0) {
      visit(start, at);
      start = -1;
    }
  }
  if (start >= 0) visit(start, text.length);
}

function eachWordByPattern(text: string, from: number, visit: (start: number, end: number) => void): void {
  const pattern = new RegExp(wordPattern);
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) visit(match.index, pattern.lastIndex);
}
