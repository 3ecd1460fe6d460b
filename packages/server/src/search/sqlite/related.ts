import type { RelatedDocument, SearchFilters, SearchScope } from "../query.ts";
import { idfOf } from "../rank.ts";
import { stopWords } from "../stop-words.ts";
import { fold, tokensOf } from "../words.ts";
import { type Finder, findDocuments } from "./find-documents.ts";
import { allOf, fragment } from "./fragment.ts";
import { countWhere, documentNumber, readDocument, summaries } from "./read-documents.ts";
import { filtered, visible } from "./visible.ts";

/** The words that tell most about a document are looked for as a query. */
const tellingTerms = 20;
/** A word of the title says as much as one that stands so often in the text. */
const titleCounts = 4;
/** Longer texts repeat what they are about. */
const mostCharacters = 40_000;

/** Documents about the same things. Undefined when the scope does not see the one asked about. */
export function findRelated(
  finder: Finder,
  sourceId: string,
  id: string,
  scope: SearchScope,
  limit: number,
  filters: SearchFilters,
): RelatedDocument[] | undefined {
  const { file, counts } = finder;
  const where = visible(file, scope);
  const no = documentNumber(file, sourceId, id);
  if (where === undefined || no === undefined) return undefined;
  if (countWhere(file, allOf([where, fragment("d.no = ?", no)])) === 0) return undefined;
  const document = readDocument(file, sourceId, id);
  if (document === undefined) return undefined;

  const text = document.passages
    .map((passage) => passage.text)
    .join("\n")
    .slice(0, mostCharacters);
  const frequency = new Map<string, number>();
  count(frequency, document.title, titleCounts);
  count(frequency, text, 1);
  const { documents } = counts.averages();
  const terms = [...frequency]
    .map(([term, times]) => ({ term, shared: counts.documents(term), times }))
    .filter(({ shared }) => shared > 1)
    .map((one) => ({ ...one, weight: (one.times / (one.times + 2)) * idfOf(one.shared, documents) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, tellingTerms)
    .map(({ term }) => ({ terms: [term], start: 0, end: 0 }));
  const others = allOf([where, fragment("d.no <> ?", no), ...filtered(filters)]);
  const found = findDocuments(finder, { terms, sequence: [], runs: [], phrases: [] }, others, limit).documents.slice(
    0,
    limit,
  );
  const scores = new Map(found.map((one) => [one.no, one.score]));
  return summaries(file, [...scores.keys()]).map((summary, at) => ({ ...summary, score: found[at]?.score ?? 0 }));
}

function count(frequency: Map<string, number>, text: string, by: number): void {
  for (const { start, end, terms } of tokensOf(text)) {
    if (stopWords.has(fold(text.slice(start, end)))) continue;
    for (const term of terms.words) frequency.set(term, (frequency.get(term) ?? 0) + by);
  }
}
