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
  let chance = 1;
  while (low < high) {
    chance = (Math.imul(chance, 1_103_515_245) + 12_345) >>> 0;
    const pivot = median(items, compare, low, high, chance / 2 ** 32);
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

/**
 * Of three at places by chance: items in order but for a few new ones in front, as a site's pages are, would be a worst
 * case for fixed places (measured: minutes for twenty thousand pages).
 */
function median(items: Uint32Array, compare: Comparison, low: number, high: number, chance: number): number {
  const third = (high - low) / 3;
  const at = (nth: number) => items[low + Math.floor(third * (nth + chance))] as number;
  const [a, b, c] = [at(0), at(1), at(2)];
  if (compare(a, b) < 0) return compare(b, c) < 0 ? b : compare(a, c) < 0 ? c : a;
  return compare(a, c) < 0 ? a : compare(b, c) < 0 ? c : b;
}
