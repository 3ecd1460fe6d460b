/** What stands in the place of redacted text; its length tells nothing. */
export const redactionMark = "█████";

export type Range = { readonly from: number; readonly to: number };

/** Ranges that touch or overlap, joined; in the order of the text. */
export function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && range.from < last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else joined.push(range);
  }
  return joined;
}

/** The text with each range replaced by the mark. The ranges must not overlap. */
export function redactText(text: string, ranges: readonly Range[]): string {
  let out = text;
  for (const { from, to } of [...ranges].sort((a, b) => b.from - a.from)) {
    out = out.slice(0, from) + redactionMark + out.slice(to);
  }
  return out;
}
