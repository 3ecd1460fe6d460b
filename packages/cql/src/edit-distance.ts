/**
 * How many insertions, deletions, substitutions and swaps of neighbours turn one word into the other, or `limit + 1`
 * when it is more than `limit`. Compares code points.
 */
export function editDistance(from: string, to: string, limit: number): number {
  const a = [...from];
  const b = [...to];
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + cost,
          swap ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}

/**
 * Whether a word is like the one looked for with ~. Without a similarity, or with one below 1, two edits are allowed, and
 * fewer for short words or a high share, as Lucene 4 reads them; from 1 on it is the number of edits, at most 2.
 */
export function matchesFuzzy(wanted: string, word: string, similarity = 0.5): boolean {
  const length = Math.min([...wanted].length, [...word].length);
  const edits = Math.min(2, similarity >= 1 ? Math.floor(similarity) : Math.floor((1 - similarity) * length));
  return editDistance(wanted.toLowerCase(), word.toLowerCase(), edits) <= edits;
}

/** The names most like a mistyped one, best first: by edits, or because one begins with the other. */
export function nearestNames(name: string, names: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase().slice(0, 100);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  return [...names]
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      const begins = wanted.length > 2 && (lower.startsWith(wanted) || wanted.startsWith(lower));
      return { candidate, distance: begins ? 1 : editDistance(wanted, lower, limit) };
    })
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
