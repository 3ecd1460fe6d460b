import type { Bits } from "./bits.ts";
import * as bits from "./bits.ts";

/** What a clause, or a part of its text, found: which documents, and how well where that can be said. */
export type Matched = {
  readonly bits: Bits;
  /** By document number; 0 for what is not in `bits`. Absent where nothing is ranked. */
  readonly scores?: Float32Array | undefined;
};

export const unranked = (found: Bits): Matched => ({ bits: found });
export const nothing = (documents: number): Matched => ({ bits: bits.noBits(documents) });

/** Both; what it is worth adds up. */
export const both = (a: Matched, b: Matched): Matched => within(bits.and(a.bits, b.bits), a, b);

export const either = (a: Matched, b: Matched): Matched => within(bits.or(a.bits, b.bits), a, b);

/** What was not found is not ranked by how well it would have been. */
export const none = (a: Matched): Matched => ({ bits: bits.not(a.bits) });

/** All of `a`; what `b` found as well is worth more. */
export const better = (a: Matched, b: Matched): Matched => within(a.bits, a, b);

export const except = (a: Matched, excluded: Matched): Matched => within(bits.without(a.bits, excluded.bits), a);

export const boosted = (a: Matched, boost: number | undefined): Matched =>
  boost === undefined || boost === 1 ? a : { bits: a.bits, scores: a.scores?.map((score) => score * boost) };

/** Scores outside `found` are left in: nobody reads them, and sums for them do no harm. */
function within(found: Bits, a: Matched, b?: Matched): Matched {
  if (!a.scores || !b?.scores) return { bits: found, scores: a.scores ?? b?.scores };
  const sum = new Float32Array(a.scores.length);
  for (let at = 0; at < sum.length; at += 1) sum[at] = (a.scores[at] as number) + (b.scores[at] as number);
  return { bits: found, scores: sum };
}
