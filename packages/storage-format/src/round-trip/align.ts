/** Indexes of equal elements in two rows, in order: `[[i, j], …]` with both rising. */
export type Alignment = [number, number][];

const MAX_TABLE = 4_000_000;

/**
 * The longest common subsequence of two rows: ends trimmed, then by dynamic programming; where that would be too
 * large, first split at elements that occur once in both.
 */
export function align(old: readonly string[], now: readonly string[]): Alignment {
  const found: Alignment = [];
  alignRange(old, now, 0, old.length, 0, now.length, found);
  return found;
}

function alignRange(
  old: readonly string[],
  now: readonly string[],
  oldFrom: number,
  oldTo: number,
  nowFrom: number,
  nowTo: number,
  found: Alignment,
): void {
  let i = oldFrom;
  let j = nowFrom;
  while (i < oldTo && j < nowTo && old[i] === now[j]) found.push([i++, j++]);
  let oldEnd = oldTo;
  let nowEnd = nowTo;
  while (oldEnd > i && nowEnd > j && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd--;
    nowEnd--;
  }
  const rows = oldEnd - i;
  const columns = nowEnd - j;
  if (rows > 0 && columns > 0) {
    if (rows * columns <= MAX_TABLE) table(old, now, i, oldEnd, j, nowEnd, found);
    else byUnique(old, now, i, oldEnd, j, nowEnd, found);
  }
  for (let k = 0; oldEnd + k < oldTo; k++) found.push([oldEnd + k, nowEnd + k]);
}

function table(
  old: readonly string[],
  now: readonly string[],
  i0: number,
  i1: number,
  j0: number,
  j1: number,
  found: Alignment,
): void {
  const width = j1 - j0 + 1;
  const lengths = new Uint16Array((i1 - i0 + 1) * width);
  for (let i = i1 - 1; i >= i0; i--) {
    for (let j = j1 - 1; j >= j0; j--) {
      const at = (i - i0) * width + (j - j0);
      lengths[at] =
        old[i] === now[j]
          ? (lengths[at + width + 1] as number) + 1
          : Math.max(lengths[at + width] as number, lengths[at + 1] as number);
    }
  }
  let i = i0;
  let j = j0;
  while (i < i1 && j < j1) {
    const at = (i - i0) * width + (j - j0);
    if (old[i] === now[j]) found.push([i++, j++]);
    else if ((lengths[at + width] as number) >= (lengths[at + 1] as number)) i++;
    else j++;
  }
}

function byUnique(
  old: readonly string[],
  now: readonly string[],
  i0: number,
  i1: number,
  j0: number,
  j1: number,
  found: Alignment,
): void {
  const places = new Map<string, { old: number; now: number }>();
  const note = (row: readonly string[], from: number, to: number, side: "old" | "now"): void => {
    for (let at = from; at < to; at++) {
      const place = places.get(row[at] as string) ?? { old: -1, now: -1 };
      place[side] = place[side] === -1 ? at : -2;
      places.set(row[at] as string, place);
    }
  };
  note(old, i0, i1, "old");
  note(now, j0, j1, "now");
  const anchors = rising(
    [...places.values()].filter((place) => place.old >= 0 && place.now >= 0).sort((a, b) => a.old - b.old),
  );
  if (anchors.length === 0) return;
  let i = i0;
  let j = j0;
  for (const anchor of anchors) {
    alignRange(old, now, i, anchor.old, j, anchor.now, found);
    found.push([anchor.old, anchor.now]);
    i = anchor.old + 1;
    j = anchor.now + 1;
  }
  alignRange(old, now, i, i1, j, j1, found);
}

/** The longest part of the row, sorted by `old`, whose `now` rises too (patience sorting). */
function rising(row: { old: number; now: number }[]): { old: number; now: number }[] {
  const tails: number[] = [];
  const before: number[] = new Array(row.length).fill(-1);
  row.forEach((place, at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((row[tails[middle] as number] as { now: number }).now < place.now) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[at] = tails[low - 1] as number;
    tails[low] = at;
  });
  const out: { old: number; now: number }[] = [];
  for (let at = tails[tails.length - 1] ?? -1; at !== -1; at = before[at] as number)
    out.push(row[at] as { old: number; now: number });
  return out.reverse();
}
