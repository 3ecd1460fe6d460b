import fc from "fast-check";
import { expect, test } from "vitest";
import { inOrder } from "./smallest.ts";

const numbers = fc.uniqueArray(fc.nat(1000), { maxLength: 60 });

test("gives any part of the items as if all had been sorted", () => {
  fc.assert(
    fc.property(numbers, fc.nat(70), fc.nat(70), (items, from, count) => {
      const compare = (a: number, b: number) => (b % 7) - (a % 7) || a - b;
      const expected = [...items].sort(compare).slice(from, from + count);
      expect([...inOrder(Uint32Array.from(items), compare, from, from + count)]).toEqual(expected);
    }),
  );
});

test("takes items in order, in reverse and all alike at the same small cost", () => {
  const size = 20_000;
  const kinds = [(at: number) => at, (at: number) => size - at, (at: number) => at % 2];
  for (const of of kinds) {
    let compared = 0;
    const compare = (a: number, b: number) => {
      compared += 1;
      return of(a) - of(b) || a - b;
    };
    inOrder(
      Uint32Array.from({ length: size }, (_, at) => at),
      compare,
      0,
      25,
    );
    expect(compared).toBeLessThan(size * 8);
  }
});
