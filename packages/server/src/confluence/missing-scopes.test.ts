import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allEndpoints } from "./endpoints.ts";
import { missingForOperation, missingForOperations } from "./missing-scopes.ts";

const move = [["write:confluence-content"], ["write:page:confluence"]];
const restrict = [
  ["write:confluence-content"],
  ["read:content-details:confluence", "write:content.restriction:confluence"],
];

describe("missingForOperation", () => {
  it("is nothing when any alternative was granted whole", () => {
    expect(missingForOperation(move, new Set(["write:page:confluence"]))).toEqual([]);
    expect(missingForOperation(move, new Set(["write:confluence-content"]))).toEqual([]);
    expect(missingForOperation([], new Set())).toEqual([]);
  });

  it("is the smallest set that completes an alternative", () => {
    expect(missingForOperation(restrict, new Set())).toEqual(["write:confluence-content"]);
    expect(missingForOperation(restrict, new Set(["read:content-details:confluence"]))).toEqual([
      "write:content.restriction:confluence",
    ]);
  });

  it("stays with the kind of scopes that was granted, when both are as small", () => {
    expect(missingForOperation(move, new Set(["read:page:confluence"]))).toEqual(["write:page:confluence"]);
    expect(missingForOperation(move, new Set(["search:confluence"]))).toEqual(["write:confluence-content"]);
  });
});

describe("missingForOperations", () => {
  it("names one scope that serves several operations once", () => {
    expect(missingForOperations(["v1.movePage", "updatePage"], new Set(["search:confluence"]))).toEqual([
      "write:page:confluence",
    ]);
  });

  it("names nothing that was granted, and what makes all of them work", () => {
    const keys = allEndpoints().map(({ key }) => key);
    const scopes = [...new Set(allEndpoints().flatMap((one) => one.scopes.flat()))];
    fc.assert(
      fc.property(fc.subarray(keys), fc.subarray(scopes), (some, given) => {
        const granted = new Set(given);
        const missing = missingForOperations(some, granted);
        expect(missing.filter((scope) => granted.has(scope))).toEqual([]);
        expect(missingForOperations(some, new Set([...given, ...missing]))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
