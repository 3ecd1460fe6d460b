/**
 * Words that have to be quoted to stand as a value. Source: the list of reserved words on the CQL functions page of
 * Atlassian's developer documentation.
 */
export const reservedWords: ReadonlySet<string> = new Set(
  `after and as avg before begin by commit contains count distinct else empty end explain from having if in inner
  insert into is isnull left like limit max min not null or order outer right select sum then was where
  update`.split(/\s+/),
);

/** Characters that have to be quoted to stand in a value, besides the ones the grammar itself uses. */
export const reservedCharacters: ReadonlySet<string> = new Set("+.,;?|*/%^$#@");

export function isReservedWord(word: string): boolean {
  return reservedWords.has(word.toLowerCase());
}
