/** A replacement of part of a text; start equal to end inserts. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/**
 * Applies replacements that do not overlap, in order of position; those that insert at one place keep their order.
 * What lies between them is copied from the source unchanged.
 */
export function applySplices(source: string, splices: readonly Splice[]): string {
  const sorted = splices
    .map((splice, order) => ({ ...splice, order }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let out = "";
  let at = 0;
  for (const { start, end, text } of sorted) {
    // A change inside something that is replaced or removed as a whole has no place any more.
    if (start < at) continue;
    out += source.slice(at, start) + text;
    at = end;
  }
  return out + source.slice(at);
}
