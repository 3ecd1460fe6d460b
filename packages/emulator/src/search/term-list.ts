import { type Bits, setBit } from "./bits.ts";
import { type GrowingArray, growingIntegers, push } from "./growing-array.ts";

/** Where one term stands. Both rows ascend. */
export type TermList = {
  /** Document numbers in the high 24 bits, how often it stands there (to 255) in the low 8. */
  readonly entries: GrowingArray<Uint32Array>;
  /** Its places in the row of all words of all documents. */
  readonly places: GrowingArray<Uint32Array>;
};

export const newTermList = (): TermList => ({ entries: growingIntegers(1), places: growingIntegers(1) });

export function addPlace({ entries, places }: TermList, document: number, place: number): void {
  push(places, place);
  const last = entries.size - 1;
  const entry = last < 0 ? -1 : (entries.data[last] as number);
  if (entry >>> 8 !== document || last < 0) push(entries, document * 256 + 1);
  else if ((entry & 255) < 255) entries.data[last] = entry + 1;
}

/** Where a phrase starts. `offsets` are the places of its terms in it. Every list is walked once, the rarest first. */
export function exactPlaces(lists: readonly TermList[], offsets: readonly number[]): Uint32Array {
  const parts = lists
    .map(({ places }, nth) => ({ places, offset: offsets[nth] as number }))
    .sort((a, b) => a.places.size - b.places.size);
  const [rarest, ...others] = parts;
  if (!rarest) return new Uint32Array(0);
  const row = rarest.places.data.subarray(0, rarest.places.size);
  const begin = row.findIndex((place) => place >= rarest.offset);
  let starts: Uint32Array = row.slice(begin < 0 ? row.length : begin);
  for (let at = 0; at < starts.length; at += 1) starts[at] = (starts[at] as number) - rarest.offset;
  for (const { places, offset } of others) starts = keepFollowed(starts, places, offset);
  return starts;
}

/** Those starts that have a place at this distance. Uses up `starts`. */
function keepFollowed(starts: Uint32Array, { data, size }: GrowingArray<Uint32Array>, offset: number) {
  let kept = 0;
  let at = 0;
  for (let start = 0; start < starts.length; start += 1) {
    const wanted = (starts[start] as number) + offset;
    while (at < size && (data[at] as number) < wanted) at += 1;
    if (at === size) break;
    if (data[at] !== wanted) continue;
    starts[kept] = wanted - offset;
    kept += 1;
  }
  return starts.subarray(0, kept);
}

/**
 * Where a phrase starts whose terms follow each other, but may lie apart: all in all at most `slop` places from where the
 * phrase has them. Every list is walked once.
 */
export function loosePlaces(lists: readonly TermList[], offsets: readonly number[], slop: number): Uint32Array {
  const [first, ...others] = lists;
  if (!first) return new Uint32Array(0);
  const rows = others.map(({ places }) => places.data.subarray(0, places.size));
  const walked = new Uint32Array(others.length);
  const steps = others.map((_, nth) => (offsets[nth + 1] as number) - (offsets[nth] as number));
  const starts = first.places.data.slice(0, first.places.size);
  let kept = 0;
  for (let start = 0; start < starts.length; start += 1) {
    const place = starts[start] as number;
    let at = place;
    let room = slop;
    for (let nth = 0; nth < rows.length && room >= 0; nth += 1) {
      const row = rows[nth] as Uint32Array;
      let next = walked[nth] as number;
      while (next < row.length && (row[next] as number) <= at) next += 1;
      walked[nth] = next;
      const there = next < row.length ? (row[next] as number) : Number.POSITIVE_INFINITY;
      room -= Math.abs(there - at - (steps[nth] as number));
      at = there;
    }
    if (room < 0) continue;
    starts[kept] = place;
    kept += 1;
  }
  return starts.subarray(0, kept);
}

/** Numbers of the documents with all of these terms. */
export function documentsWithAll(lists: readonly TermList[]): readonly number[] {
  const [rarest, ...others] = lists.map(({ entries }) => entries).sort((a, b) => a.size - b.size);
  let common = rarest ? Array.from(rarest.data.subarray(0, rarest.size), (entry) => entry >>> 8) : [];
  for (const { data, size } of others) {
    let at = 0;
    common = common.filter((document) => {
      while (at < size && (data[at] as number) >>> 8 < document) at += 1;
      return at < size && (data[at] as number) >>> 8 === document;
    });
  }
  return common;
}

/** How long documents are, and what makes a long one count less: see `addScores`. */
export type Lengths = { readonly of: Uint32Array; readonly documents: number; readonly total: number };

/** Adds the documents of a term to a result, ranked by BM25. */
export function addScores({ entries }: TermList, lengths: Lengths, bits: Bits, scores: Float32Array): void {
  const { data, size } = entries;
  const { documents, of, total } = lengths;
  const perWord = 0.9 / (total / Math.max(1, documents) || 1);
  const rarity = 2.2 * Math.log(1 + (documents - size + 0.5) / (size + 0.5));
  for (let at = 0; at < size; at += 1) {
    const entry = data[at] as number;
    const document = entry >>> 8;
    const count = entry & 255;
    setBit(bits, document);
    scores[document] =
      (scores[document] as number) + (rarity * count) / (count + 0.3 + perWord * (of[document] as number));
  }
}
