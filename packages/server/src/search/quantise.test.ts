import fc from "fast-check";
import { expect, test } from "vitest";
import { unitVector } from "./embedder.ts";
import { cosine, differingBits, fromBytes, signBits, toBytes } from "./quantise.ts";

const vectors = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 });

test("a stored vector points where the vector did", () => {
  fc.assert(
    fc.property(vectors, vectors, (a, b) => {
      const one = unitVector(a);
      const other = unitVector(b);
      expect(cosine(fromBytes(toBytes(one)), fromBytes(toBytes(other)))).toBeCloseTo(cosine(one, other), 1.5);
    }),
  );
});

test("differing bits are counted as they stand", () => {
  fc.assert(
    fc.property(vectors, vectors, (a, b) => {
      const centre = new Float32Array(64);
      const bits = new Uint32Array(4);
      signBits(Float32Array.from(a), centre, bits, 0);
      signBits(Float32Array.from(b), centre, bits, 2);
      const expected = a.filter((value, at) => value > 0 !== (b[at] ?? 0) > 0).length;
      expect(differingBits(bits, 0, bits.subarray(2), 2)).toBe(expected);
    }),
  );
});

test("vectors of different models have nothing in common", () => {
  expect(cosine(unitVector([1, 0]), unitVector([1, 0, 0]))).toBe(0);
});
