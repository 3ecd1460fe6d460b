export type SortValue = number | string;
export type Identified = { readonly id: string | number };

/** Rows of one group in ascending (value, id) order. Sorting is put off until the first read, so that loading is cheap. */
export type OrderedIndex<T> = {
  /** The rows of a group, ascending. The array is live: read it, never keep or change it. */
  in(group: string | number): readonly T[];
};

export type OrderedIndexSpec<T> = {
  /** The group a row is listed in; undefined leaves the row out. */
  group: (row: T) => string | number | undefined;
  value: (row: T) => SortValue;
};

type Bucket<T> = { rows: T[]; sorted: boolean };

export function compareKeys(a: SortValue, aId: string | number, b: SortValue, bId: string | number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (aId < bId) return -1;
  return aId > bId ? 1 : 0;
}

/** The first position whose (value, id) is not before the given key. */
export function lowerBound<T extends Identified>(
  rows: readonly T[],
  keyOf: (row: T) => SortValue,
  value: SortValue,
  id: string | number,
): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle] as T;
    if (compareKeys(keyOf(row), row.id, value, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An index that is built from `all` on first use and follows changes from then on. */
export function createOrderedIndex<T extends Identified>(spec: OrderedIndexSpec<T>, all: () => Iterable<T>) {
  let buckets: Map<string | number, Bucket<T>> | undefined;

  const bucketOf = (group: string | number): Bucket<T> => {
    const known = buckets?.get(group);
    if (known) return known;
    const fresh: Bucket<T> = { rows: [], sorted: true };
    buckets?.set(group, fresh);
    return fresh;
  };

  const add = (row: T) => {
    const group = spec.group(row);
    if (group === undefined) return;
    const bucket = bucketOf(group);
    const last = bucket.rows.at(-1);
    if (!bucket.sorted || last === undefined) {
      bucket.rows.push(row);
    } else if (compareKeys(spec.value(last), last.id, spec.value(row), row.id) < 0) {
      bucket.rows.push(row);
    } else {
      bucket.rows.splice(lowerBound(bucket.rows, spec.value, spec.value(row), row.id), 0, row);
    }
  };

  const remove = (row: T) => {
    const group = spec.group(row);
    if (group === undefined) return;
    const bucket = bucketOf(group);
    const at = bucket.sorted
      ? lowerBound(bucket.rows, spec.value, spec.value(row), row.id)
      : bucket.rows.findIndex((other) => other.id === row.id);
    if (bucket.rows[at]?.id === row.id) bucket.rows.splice(at, 1);
  };

  const build = () => {
    buckets = new Map();
    for (const row of all()) {
      const group = spec.group(row);
      if (group === undefined) continue;
      const bucket = bucketOf(group);
      bucket.rows.push(row);
      bucket.sorted = false;
    }
  };

  const index: OrderedIndex<T> = {
    in(group) {
      if (!buckets) build();
      const bucket = buckets?.get(group);
      if (!bucket) return [];
      if (!bucket.sorted) {
        bucket.rows.sort((a, b) => compareKeys(spec.value(a), a.id, spec.value(b), b.id));
        bucket.sorted = true;
      }
      return bucket.rows;
    },
  };

  const follow = (before: T | undefined, after: T | undefined) => {
    if (!buckets) return;
    if (before && after && spec.group(before) === spec.group(after) && spec.value(before) === spec.value(after)) {
      const group = spec.group(after);
      const bucket = group === undefined ? undefined : bucketOf(group);
      if (bucket?.sorted) {
        const at = lowerBound(bucket.rows, spec.value, spec.value(after), after.id);
        if (bucket.rows[at]?.id === after.id) bucket.rows[at] = after;
        return;
      }
    }
    if (before) remove(before);
    if (after) add(after);
  };

  return { index, follow };
}
