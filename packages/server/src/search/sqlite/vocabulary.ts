import { fold } from "../words.ts";
import type { IndexFile } from "./index-file.ts";

/**
 * The words of all documents as they are written, for suggestions and for words still being typed. It only grows: what is
 * suggested is looked up among the documents the searcher may see before it is said.
 */
export type Vocabulary = {
  /** The words of a token of a text. */
  learn(file: IndexFile, token: string): void;
  /** After the file was replaced by an empty one, or a transaction was rolled back. */
  forget(): void;
};

const wordPattern = /[\p{L}\p{M}\u00ad]{3,30}/gu;
const mostRemembered = 300_000;

export function createVocabulary(): Vocabulary {
  // Words that are written, and tokens whose words are: asking SQLite for each would take longer than indexing the page.
  const known = new Set<string>();
  const isNew = (text: string) => {
    if (known.has(text)) return false;
    if (known.size >= mostRemembered) known.clear();
    known.add(text);
    return true;
  };
  return {
    learn(file, token) {
      if (!isNew(token)) return;
      for (const word of token.match(wordPattern) ?? [])
        if (word === token || isNew(word)) file.run("insert or ignore into word values (?)", [fold(word)]);
    },
    forget: () => known.clear(),
  };
}

/** Words that begin as given, in alphabetical order. */
export function wordsBeginning(file: IndexFile, beginning: string, most: number): string[] {
  return file
    .rows<[string]>("select form from word where form >= ? and form < ? order by form limit ?", [
      beginning,
      `${beginning}\u{10ffff}`,
      most,
    ])
    .map(([form]) => form);
}

/** Words of about the length of a mistyped one that begin with its first or second letter. */
export function wordsLike(file: IndexFile, word: string): string[] {
  const letters = [...word];
  const reach = letters.length > 4 ? 2 : 1;
  const found: string[] = [];
  for (const first of new Set(letters.slice(0, 2))) {
    const rows = file.rows<[string]>(
      "select form from word where form >= ? and form < ? and length(form) between ? and ?",
      [first, `${first}\u{10ffff}`, letters.length - reach, letters.length + reach],
    );
    for (const [form] of rows) found.push(form);
  }
  return found;
}
