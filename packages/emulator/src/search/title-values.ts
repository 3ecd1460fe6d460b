import { type Bits, setBit } from "./bits.ts";
import { titleOf } from "./indexed-entry.ts";
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
    const entry = index.entry(document);
    if (entry && titleOf(entry).toLowerCase() === title) setBit(found, document);
  };
  const phrase = index.titles.phraseOf(wordsOf(title));
  if (phrase === undefined) return;
  const terms = phrase.filter((term) => term > 0);
  if (terms.length > 0) for (const document of index.titles.withAll([...new Set(terms)])) mark(document);
  // A title of signs or stop words alone leaves nothing to look up.
  else for (let document = 0; document < index.size; document += 1) mark(document);
}
