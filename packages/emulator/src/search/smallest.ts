export type Comparison = (a: number, b: number) => number;

/**
 * What stands at positions `from` up to but without `to` when `items` are put in order. Moves the items about, but sorts
 * only those it gives: a page of results out of a hundred thousand hits needs no order of the others.
 */
export function inOrder(items: Uint32Array, compare: Comparison, from: number, to: number): Uint32Array {
  const end = Math.min(to, items.length);
  if (from >= end) return new Uint32Array(0);
  if (end < items.length) partition(items, compare, 0, items.length, end);
  if (from > 0) partition(items, compare, 0, end, from);
  return items.subarray(from, end).sort(compare);
}

/** Brings the `count` smallest of `items[start..stop)`, counted from the start of `items`, to the front of it. Hoare's selection. */
function partition(items: Uint32Array, compare: Comparison, start: number, stop: number, count: number): void {
  let low = start;
  let high = stop - 1;
  while (low < high) {
    const pivot = median(items, compare, low, high);
    let left = low;
    let right = high;
    while (left <= right) {
      while (compare(items[left] as number, pivot) < 0) left += 1;
      while (compare(items[right] as number, pivot) > 0) right -= 1;
      if (left > right) break;
      const swapped = items[left] as number;
      items[left] = items[right] as number;
      items[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (count <= right) high = right;
    else if (count > left) low = left;
    else return;
  }
}

/** Of the first, the middle and the last, so that items that are in order already are no worst case. */
function median(items: Uint32Array, compare: Comparison, low: number, high: number): number {
  const a = items[low] as number;
  const b = items[(low + high) >>> 1] as number;
  const c = items[high] as number;
  if (compare(a, b) < 0) return compare(b, c) < 0 ? b : compare(a, c) < 0 ? c : a;
  return compare(a, c) < 0 ? a : compare(b, c) < 0 ? c : b;
}
