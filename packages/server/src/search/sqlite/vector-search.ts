import type { Ranked } from "../fuse.ts";
import { cosine, differingBits, fromBytes, signBits } from "../quantise.ts";
import type { Fragment } from "./fragment.ts";
import type { IndexFile } from "./index-file.ts";
import { documentOf } from "./read-hits.ts";
import { passageStep } from "./schema.ts";

/**
 * The passages nearest to a vector among the documents a condition on `d` holds for, nearest first. The bits of all
 * vectors are kept in memory and follow the file; passages that are gone since fail the condition.
 */
export type VectorSearch = { nearest(vector: Float32Array, where: Fragment, most: number): Ranked[] };

/** How many of the nearest by bits are compared exactly. Measured: the ten nearest of 100,000 are among them. */
const shortlist = 400;
/** The centre is taken from so many: bits tell most where half of the values lie on either side. */
const centreSample = 2_000;

export function createVectorSearch(file: IndexFile): VectorSearch {
  let rows = emptyRows(0);
  const load = (dimensions: number) => {
    if (rows.dimensions !== dimensions) rows = emptyRows(dimensions);
    for (;;) {
      const batch = file.rows<[number, number, Buffer]>(
        "select passage, stamp, data from vector where stamp > ? order by stamp limit 2000",
        [rows.lastStamp],
      );
      if (batch.length === 0) return;
      append(rows, batch);
    }
  };
  return {
    nearest(vector, where, most) {
      load(vector.length);
      const near = rows.nearest(vector, shortlist);
      const visible = exact(file, vector, near, where, most);
      if (visible.length >= most || near.length === rows.count) return visible;
      // Few of the nearest may be seen: compare all that may be, and only those.
      const allowed = new Set(
        file.rows<[number]>(`select d.no from document d where ${where.sql}`, where.values).map(([no]) => no),
      );
      return exact(file, vector, rows.nearest(vector, shortlist, allowed), where, most);
    },
  };
}

function exact(
  file: IndexFile,
  vector: Float32Array,
  passages: readonly number[],
  where: Fragment,
  most: number,
): Ranked[] {
  const stored = file.rows<[number, Buffer]>(
    `select v.passage, v.data from vector v join document d on d.no = v.passage / ${passageStep}
     where v.passage in (select value from json_each(?)) and ${where.sql}`,
    [JSON.stringify(passages), ...where.values],
  );
  return stored
    .map(([passage, data]) => ({ passage, score: cosine(vector, fromBytes(Buffer.from(data))) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
}

type Rows = {
  dimensions: number;
  width: number;
  count: number;
  lastStamp: number;
  centre: Float32Array | undefined;
  passages: Float64Array;
  bits: Uint32Array;
  nearest(vector: Float32Array, most: number, allowed?: ReadonlySet<number>): number[];
};

function emptyRows(dimensions: number): Rows {
  const width = Math.ceil(dimensions / 32);
  return {
    dimensions,
    width,
    count: 0,
    lastStamp: 0,
    centre: undefined,
    passages: new Float64Array(1024),
    bits: new Uint32Array(1024 * width),
    nearest(vector, most, allowed) {
      const asked = new Uint32Array(width);
      signBits(vector, this.centre ?? new Float32Array(dimensions), asked, 0);
      return nearestRows(this, asked, most, allowed);
    },
  };
}

function append(rows: Rows, batch: readonly [number, number, Buffer][]): void {
  const vectors = batch.map(([passage, , data]) => ({ passage, vector: fromBytes(Buffer.from(data)) }));
  rows.centre ??= centreOf(
    vectors.slice(0, centreSample).map(({ vector }) => vector),
    rows.dimensions,
  );
  for (const { passage, vector } of vectors) {
    if (vector.length !== rows.dimensions) continue;
    if (rows.count === rows.passages.length) grow(rows);
    rows.passages[rows.count] = passage;
    signBits(vector, rows.centre, rows.bits, rows.count * rows.width);
    rows.count++;
  }
  rows.lastStamp = batch.at(-1)?.[1] ?? rows.lastStamp;
}

function grow(rows: Rows): void {
  const passages = new Float64Array(rows.passages.length * 2);
  passages.set(rows.passages);
  const bits = new Uint32Array(rows.bits.length * 2);
  bits.set(rows.bits);
  Object.assign(rows, { passages, bits });
}

function centreOf(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const centre = new Float32Array(dimensions);
  for (const vector of vectors)
    for (let i = 0; i < dimensions; i++) centre[i] = (centre[i] ?? 0) + (vector[i] ?? 0) / vectors.length;
  return centre;
}

/** Counts the distances first: they are small whole numbers, so the limit for the best `most` is found without sorting. */
function nearestRows(rows: Rows, asked: Uint32Array, most: number, allowed: ReadonlySet<number> | undefined): number[] {
  const distances = new Uint16Array(rows.count);
  const counts = new Uint32Array(rows.width * 32 + 2);
  const skipped = rows.width * 32 + 1;
  for (let row = 0; row < rows.count; row++) {
    const passes = allowed === undefined || allowed.has(documentOf(rows.passages[row] as number));
    const distance = passes ? differingBits(rows.bits, row * rows.width, asked, rows.width) : skipped;
    distances[row] = distance;
    counts[distance] = (counts[distance] as number) + 1;
  }
  let limit = 0;
  for (let sum = counts[0] as number; sum < most && limit + 1 < skipped; ) sum += counts[++limit] as number;
  const near: { passage: number; distance: number }[] = [];
  for (let row = 0; row < rows.count; row++) {
    const distance = distances[row] as number;
    if (distance <= limit) near.push({ passage: rows.passages[row] as number, distance });
  }
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ passage }) => passage);
}
