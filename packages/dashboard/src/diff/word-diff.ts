/** From the first character to the one after the last. */
export type Range = readonly [start: number, end: number];

/** Comparing costs the product of both lengths; beyond this, lines stand as wholly different. */
const mostComparisons = 250_000;

/** Of lines that share less than this part of their words, none is marked: everything differs. */
const leastShared = 0.3;

/** The words of two lines that differ from one another, as ranges in each; undefined when they have little in common. */
export function changedRanges(before: string, after: string): { before: Range[]; after: Range[] } | undefined {
  const [old, now] = [words(before), words(after)];
  if (old.length * now.length > mostComparisons) return undefined;
  const kept = commonWords(old, now);
  const shared = kept.reduce((sum, [index]) => sum + (old[index] as string).trim().length, 0);
  if (shared < leastShared * Math.max(before.trim().length, after.trim().length)) return undefined;
  return {
    before: rangesBetween(old, new Set(kept.map(([index]) => index))),
    after: rangesBetween(now, new Set(kept.map(([, index]) => index))),
  };
}

const words = (line: string): string[] => line.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];

/** Indexes of the longest common subsequence. */
function commonWords(old: readonly string[], now: readonly string[]): [number, number][] {
  const width = now.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const at = i * width + j;
      longest[at] =
        old[i] === now[j]
          ? (longest[at + width + 1] as number) + 1
          : Math.max(longest[at + width] as number, longest[at + 1] as number);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if ((longest[(i + 1) * width + j] as number) >= (longest[i * width + j + 1] as number)) i++;
    else j++;
  }
  return pairs;
}

/** The ranges of the words not kept; neighbours with only a space between them are one. */
function rangesBetween(tokens: readonly string[], kept: ReadonlySet<number>): Range[] {
  const ranges: [number, number][] = [];
  let at = 0;
  let spaceBefore = false;
  tokens.forEach((token, index) => {
    const last = ranges.at(-1);
    if (!kept.has(index)) {
      if (last !== undefined && (last[1] === at || (spaceBefore && last[1] === at - (tokens[index - 1]?.length ?? 0))))
        last[1] = at + token.length;
      else ranges.push([at, at + token.length]);
    }
    spaceBefore = kept.has(index) && token.trim() === "";
    at += token.length;
  });
  return ranges;
}
