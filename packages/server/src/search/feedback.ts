import type { Forward } from "./forward.ts";
import { type Averages, hashTable, idfOf, stopHashes } from "./rank.ts";

/**
 * What the best documents say beside the query's words tells which of the others are about the same (pseudo-relevance
 * feedback, in the manner of RM3). It finds more of what is relevant among the first ten, but would push the one page that
 * was meant from its place by pages that are merely typical: so the first ones keep theirs. Chosen over twelve collections
 * (`npm run bench -- relevance`); 5 to 10 documents, 12 to 25 terms and half as much weight again rank alike.
 */
const best = 5;
const keepTheirPlace = 2;
const mostTerms = 12;
const weight = 0.6;
/** Of so many words at the beginning of each, and of so many terms is looked up how common they are: more rank alike and cost. */
const wordsRead = 300;
const mostLookedUp = 30;

export type Scored = { score: number; forward: Forward };

/** The scores of documents, given best first, and what they share with the best of them. */
export function addFeedback(
  documents: readonly Scored[],
  inQuery: (hash: number) => boolean,
  averages: Averages,
  documentsWith: (hashes: readonly number[]) => readonly (readonly [hash: number, documents: number])[],
): number[] {
  const shared = sharedTerms(documents.slice(0, best), inQuery, averages);
  const common = averages.documents / 10;
  const telling = documentsWith([...shared.keys()])
    .filter(([, count]) => count <= common)
    .map(([hash, count]) => ({ hash, idf: idfOf(count, averages.documents) }))
    .map(({ hash, idf }) => ({ hash, idf, telling: (shared.get(hash) ?? 0) * idf }))
    .sort((a, b) => b.telling - a.telling)
    .slice(0, mostTerms);
  const most = telling[0]?.telling ?? 1;
  const lookUp = hashTable(telling.map(({ hash }) => [hash]));
  const counts = new Float64Array(telling.length);
  const more = documents.map(({ forward }) => {
    const { hashes, title } = forward;
    counts.fill(0);
    for (let i = title.from; i < hashes.length; i++) {
      const at = lookUp(hashes[i] as number);
      if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
    }
    const dampening = dampeningOf(forward, averages);
    return telling.reduce((sum, { idf, telling: tells }, at) => {
      const count = counts[at] ?? 0;
      return sum + (weight * idf * (tells / most) * count) / (count + dampening);
    }, 0);
  });
  const highest = Math.max(0, ...more);
  return documents.map(({ score }, at) => score + (at < keepTheirPlace ? highest : (more[at] ?? 0)));
}

/** Terms that several of the documents say, by how much they do; those that are said most. */
function sharedTerms(
  documents: readonly Scored[],
  inQuery: (hash: number) => boolean,
  averages: Averages,
): Map<number, number> {
  const first = documents[0]?.score || 1;
  const said = new Map<number, number>();
  const several = new Set<number>();
  for (const { score, forward } of documents) {
    const dampening = dampeningOf(forward, averages);
    // In their order, equal ones stand together.
    const sorted = forward.hashes.slice(forward.title.from, forward.title.from + wordsRead).sort();
    for (let from = 0, to = 0; from < sorted.length; from = to) {
      const hash = sorted[from] as number;
      while (sorted[to] === hash) to++;
      const before = said.get(hash);
      if (before !== undefined) several.add(hash);
      said.set(hash, (before ?? 0) + ((score / first) * (to - from)) / (to - from + dampening));
    }
  }
  return new Map(
    [...several]
      .filter((hash) => !inQuery(hash) && !stopHashes.has(hash))
      .map((hash) => [hash, said.get(hash) ?? 0] as const)
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostLookedUp),
  );
}

/** What BM25 sets a term's count against, for a document of this length. */
function dampeningOf({ hashes, title }: Forward, averages: Averages): number {
  const length = (hashes.length - title.from) / (averages.title + averages.body || 1);
  return 1.6 * (0.25 + 0.75 * length);
}
