import { fold } from "../words.ts";
import type { IndexFile } from "./index-file.ts";

/**
 * The words of all documents as they are written, for suggestions and for words still being typed. It only grows: what is
 * suggested is looked up among the documents the searcher may see before it is said.
 */
export type Vocabulary = {
  learn(file: IndexFile, texts: readonly string[]): void;
  /** After the file was replaced by an empty one, or a transaction was rolled back. */
  forget(): void;
};

const wordPattern = /[\p{L}\p{M}\u00ad]{3,30}/gu;
const mostRemembered = 300_000;

export function createVocabulary(): Vocabulary {
  // Written or read: asking SQLite for each word of each page would take longer than indexing it.
  const known = new Set<string>();
  return {
    learn(file, texts) {
      for (const text of texts) {
        for (const word of text.match(wordPattern) ?? []) {
          if (known.has(word)) continue;
          if (known.size >= mostRemembered) known.clear();
          known.add(word);
          file.run("insert or ignore into word values (?)", [fold(word)]);
        }
      }
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
