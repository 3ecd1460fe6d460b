import fc from "fast-check";
import { expect, test } from "vitest";
import { and, clearBit, countOf, hasBit, membersOf, noBits, not, or, setBit, without } from "./bits.ts";

const size = 130;
const members = fc.uniqueArray(fc.nat(size - 1));

function bitsOf(numbers: readonly number[]) {
  const bits = noBits(size);
  for (const number of numbers) setBit(bits, number);
  return bits;
}

test("bits behave as sets of numbers", () => {
  fc.assert(
    fc.property(members, members, (a, b) => {
      const [left, right] = [bitsOf(a), bitsOf(b)];
      const all = Array.from({ length: size }, (_, number) => number);
      const where = (passes: (number: number) => boolean) => all.filter(passes);
      expect([...membersOf(and(left, right))]).toEqual(where((one) => a.includes(one) && b.includes(one)));
      expect([...membersOf(or(left, right))]).toEqual(where((one) => a.includes(one) || b.includes(one)));
      expect([...membersOf(without(left, right))]).toEqual(where((one) => a.includes(one) && !b.includes(one)));
      expect(where((one) => hasBit(not(left), one))).toEqual(where((one) => !a.includes(one)));
      expect(countOf(left)).toBe(a.length);
      for (const number of a) clearBit(left, number);
      expect(countOf(left)).toBe(0);
    }),
  );
});
