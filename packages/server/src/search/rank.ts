import { type Forward, hashOf, type Span } from "./forward.ts";
import { stopTerms } from "./stop-words.ts";

/**
 * How a candidate is judged: BM25 over the fields of the document and, with the same words, over its best passage; words
 * that stand beside each other in the query count again where they stand together in the text; a title or heading that is
 * mostly made of the query counts for all of it. The numbers were chosen over seven collections (`npm run bench --
 * relevance`); none is at an edge, and each may be halved or doubled without a difference beyond chance.
 */
export const rankWeights = {
  title: 3,
  tags: 2,
  heading: 2,
  names: 0.5,
  /** Saturation: how soon a further occurrence stops to matter. */
  k1: 1.6,
  /** How much longer texts are discounted. */
  b: 0.75,
  /** Pairs of neighbouring words. */
  pairs: 0.4,
  pairSaturation: 1.2,
  /** How many words apart a pair still counts, by half. */
  pairWindow: 4,
  /** The share of the best passage in the score of the document. */
  passage: 0.6,
  /** A title that is the query, and a heading that is. */
  titleIsQuery: 1.5,
  headingIsQuery: 1.5,
};

export type RankWeights = typeof rankWeights;

export type RankTerm = {
  terms: readonly string[] /** In how many documents it stands. */;
  documents: number;
  weight?: number;
};

/** Sizes of what is in the index: documents and their words on average. */
export type Averages = { documents: number; title: number; body: number; names: number; passage: number };

export type RankQuery = {
  /** Hash → position of the term, kept in an open table that is quick to miss. */
  lookUp(hash: number): number;
  idf: Float64Array;
  totalIdf: number;
  /** For each ordered pair of terms: 1 + the number of the pair, 0 for none. */
  pairOf: Uint8Array;
  pairIdf: Float64Array;
};

export type Judged = {
  score: number /** Best first. */;
  passages: { position: number; score: number }[];
  seen: boolean[];
};

export function idfOf(documents: number, all: number): number {
  const within = Math.min(documents, all);
  return Math.log(1 + (all - within + 0.5) / (within + 0.5));
}

export function rankQuery(terms: readonly RankTerm[], sequence: readonly number[], averages: Averages): RankQuery {
  const count = terms.length;
  const idf = Float64Array.from(terms, (t) => idfOf(t.documents, averages.documents) * (t.weight ?? 1));
  const pairOf = new Uint8Array(count * count);
  const pairIdf: number[] = [];
  for (let i = 0; i + 1 < sequence.length; i++) {
    const a = sequence[i] ?? 0;
    const b = sequence[i + 1] ?? 0;
    if (a === b || pairOf[a * count + b] !== 0 || pairIdf.length === 255) continue;
    pairIdf.push(Math.min(idf[a] ?? 0, idf[b] ?? 0));
    pairOf[a * count + b] = pairIdf.length;
  }
  let totalIdf = 0;
  terms.forEach((term, i) => {
    if (term.documents > 0) totalIdf += idf[i] ?? 0;
  });
  return { lookUp: lookUpTable(terms), idf, totalIdf: totalIdf || 1, pairOf, pairIdf: Float64Array.from(pairIdf) };
}

/**
 * The terms with those left out of account that none of the documents holds. A score must not depend on whether a document
 * that the searcher may not see holds a word: asking for it would tell.
 */
export function withoutUnheld(terms: readonly RankTerm[], documents: Iterable<Forward>): RankTerm[] {
  const lookUp = lookUpTable(terms);
  const held = new Set<number>();
  for (const { hashes, title } of documents) {
    for (let i = title.from; i < hashes.length && held.size < terms.length; i++) {
      const at = lookUp(hashes[i] as number);
      if (at >= 0) held.add(at);
    }
  }
  return terms.map((term, at) => (held.has(at) ? term : { ...term, documents: 0 }));
}

const lookUpTable = (terms: readonly RankTerm[]) => hashTable(terms.map((term) => term.terms.map(hashOf)));

/** Says at which position a hash is given, or -1. Nearly every word of a document misses; one look at a small table says so. */
export function hashTable(positions: readonly (readonly number[])[]): (hash: number) => number {
  const exact = new Map<number, number>();
  const maybe = new Uint8Array(4096);
  positions.forEach((hashes, at) => {
    for (const hash of hashes) {
      if (!exact.has(hash)) exact.set(hash, at);
      maybe[hash & 4095] = 1;
    }
  });
  return (hash) => (maybe[hash & 4095] === 0 ? -1 : (exact.get(hash) ?? -1));
}

/** Judges one document. */
export function judge(query: RankQuery, forward: Forward, averages: Averages, w: RankWeights = rankWeights): Judged {
  const { hashes, title, titleNames, tags, passages } = forward;
  const terms = query.idf.length;
  const inTitle = countTerms(query, hashes, title, terms);
  const inTags = countTerms(query, hashes, tags, terms);
  const names = countTerms(query, hashes, titleNames, terms);
  const body = new Float64Array(terms);
  const pairs = new Float64Array(query.pairIdf.length);
  let bodyWords = 0;
  let nameCount = titleNames.to - titleNames.from;
  const judged: { position: number; score: number }[] = [];

  passages.forEach((passage, position) => {
    const words = passage.words.to - passage.words.from;
    const here = new Float64Array(terms);
    const pairsHere = new Float64Array(query.pairIdf.length);
    const found = countWords(query, hashes, passage.words, here, pairsHere, w.pairWindow);
    const namesHere = countTerms(query, hashes, passage.names, terms);
    const heading = countTerms(query, hashes, passage.heading, terms);
    bodyWords += words;
    nameCount += passage.names.to - passage.names.from;
    addTo(body, here);
    addTo(names, namesHere);
    addTo(pairs, pairsHere);
    if (!found && !namesHere.some(Boolean) && !heading.some(Boolean)) return;
    const length = lengthNorm(words, averages.passage, w.b);
    const headingLength = lengthNorm(passage.heading.to - passage.heading.from, usualHeading, w.b);
    let score = pairScore(query, pairsHere, length, w);
    for (let t = 0; t < terms; t++) {
      const frequency =
        (here[t] ?? 0) / length +
        w.names * (namesHere[t] ?? 0) +
        (w.heading * (heading[t] ?? 0)) / headingLength +
        0.5 * (inTitle[t] ?? 0);
      score += (query.idf[t] ?? 0) * saturated(frequency, w.k1);
    }
    score *= 1 + w.headingIsQuery * likeness(query, hashes, passage.heading, heading);
    judged.push({ position, score });
  });

  judged.sort((a, b) => b.score - a.score);
  const bodyLength = lengthNorm(bodyWords, averages.body, w.b);
  const titleLength = lengthNorm(title.to - title.from, averages.title, w.b);
  const nameLength = lengthNorm(nameCount, averages.names, w.b);
  let score = pairScore(query, pairs, bodyLength, w);
  const seen: boolean[] = [];
  for (let t = 0; t < terms; t++) {
    const frequency =
      (w.title * (inTitle[t] ?? 0)) / titleLength +
      w.tags * (inTags[t] ?? 0) +
      (body[t] ?? 0) / bodyLength +
      (w.names * (names[t] ?? 0)) / nameLength;
    seen.push(frequency > 0);
    score += (query.idf[t] ?? 0) * saturated(frequency, w.k1);
  }
  const mixed = (1 - w.passage) * score + w.passage * (judged[0]?.score ?? 0);
  return { score: mixed * (1 + w.titleIsQuery * likeness(query, hashes, title, inTitle)), passages: judged, seen };
}

/** Headings are short everywhere; an average of their own would not be worth keeping. */
const usualHeading = 4;

const lengthNorm = (length: number, average: number, b: number) => 1 - b + (b * length) / (average || 1);

const saturated = (frequency: number, k1: number) => (frequency * (k1 + 1)) / (frequency + k1);

function addTo(sum: Float64Array, more: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (more[i] ?? 0);
}

function countTerms(query: RankQuery, hashes: Uint32Array, { from, to }: Span, terms: number): Float64Array {
  const counts = new Float64Array(terms);
  for (let i = from; i < to; i++) {
    const term = query.lookUp(hashes[i] as number);
    if (term >= 0) counts[term] = (counts[term] ?? 0) + 1;
  }
  return counts;
}

/** Counts terms and pairs of them; says whether any was there. */
function countWords(
  query: RankQuery,
  hashes: Uint32Array,
  { from, to }: Span,
  counts: Float64Array,
  pairs: Float64Array,
  window: number,
): boolean {
  const terms = counts.length;
  const places: number[] = [];
  for (let i = from; i < to; i++) {
    const term = query.lookUp(hashes[i] as number);
    if (term < 0) continue;
    counts[term] = (counts[term] ?? 0) + 1;
    for (let back = places.length - 2; back >= 0 && i - (places[back] as number) <= window; back -= 2) {
      const before = places[back + 1] as number;
      const inOrder = query.pairOf[before * terms + term] as number;
      const pair = inOrder || (query.pairOf[term * terms + before] as number);
      if (pair > 0)
        pairs[pair - 1] = (pairs[pair - 1] ?? 0) + (inOrder && i - (places[back] as number) === 1 ? 1 : 0.5);
    }
    places.push(i, term);
  }
  return places.length > 0;
}

function pairScore(query: RankQuery, pairs: Float64Array, length: number, w: RankWeights): number {
  let score = 0;
  for (let i = 0; i < pairs.length; i++) {
    const count = pairs[i] ?? 0;
    const damped = (count * (w.pairSaturation + 1)) / (count + w.pairSaturation * length);
    if (count > 0) score += w.pairs * (query.pairIdf[i] ?? 0) * damped;
  }
  return score;
}

/** 0 to 1: the share of the line that the query says, times the share of the query that the line says. */
function likeness(query: RankQuery, hashes: Uint32Array, { from, to }: Span, counts: Float64Array): number {
  if (from === to) return 0;
  let said = 0;
  for (let t = 0; t < counts.length; t++) if ((counts[t] ?? 0) > 0) said += query.idf[t] ?? 0;
  if (said === 0) return 0;
  const matched = new Set<number>();
  const others = new Set<number>();
  for (let i = from; i < to; i++) {
    const hash = hashes[i] as number;
    if (query.lookUp(hash) < 0) others.add(hash);
    else matched.add(hash);
  }
  // How rare the other words are is not known here: they weigh as much as the query's own on average.
  const usual = said / matched.size;
  const share = said / (said + usual * countTelling(others));
  return share * Math.min(1, said / query.totalIdf);
}

export const stopHashes: ReadonlySet<number> = new Set([...stopTerms].map(hashOf));
const countTelling = (hashes: Set<number>) => [...hashes].filter((hash) => !stopHashes.has(hash)).length;
