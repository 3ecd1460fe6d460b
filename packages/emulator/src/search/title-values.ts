import { type Bits, setBit } from "./bits.ts";
import type { SearchIndex } from "./search-index.ts";
import { wordsOf } from "./words.ts";

/**
 * `title = "…"`: the whole title, case apart. One pair of quotes inside the value is taken off, because Atlassian's
 * documentation writes `title = "\"Advanced Searching\""`.
 */
export function markTitle(index: SearchIndex, titles: ReadonlySet<string>, found: Bits): void {
  for (const title of titles) markOne(index, title.replace(/^"([\s\S]*)"$/, "$1").toLowerCase(), found);
}

function markOne(index: SearchIndex, title: string, found: Bits): void {
  const mark = (document: number) => {
    if (index.title(document) === title) setBit(found, document);
  };
  const phrase = index.titles.phraseOf(wordsOf(title));
  if (phrase === undefined) return;
  const terms = [...new Set(phrase.terms)];
  if (terms.length > 0) for (const document of index.titles.withAll(terms)) mark(document);
  // A title of signs or stop words alone leaves nothing to look up.
  else for (let document = 0; document < index.size; document += 1) mark(document);
}
