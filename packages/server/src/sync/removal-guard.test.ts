import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { removalDecision } from "./removal-guard.ts";

const now = Date.parse("2026-03-01T12:00:00Z");
const day = 24 * 3600_000;
const missing = (count: number, hiddenSince?: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `${hiddenSince ?? "new"}-${at}`, hiddenSince }));

describe("what to do with documents that are not found any more", () => {
  it("removes a few of many, and up to ten of any number", () => {
    expect(removalDecision(missing(30), 100, { now, confirmed: false })).toMatchObject({ hide: [] });
    expect(removalDecision(missing(10), 10, { now, confirmed: false })).toMatchObject({ hide: [] });
  });

  it("hides more than that, until somebody says that they are to go", () => {
    const many = missing(31);
    expect(removalDecision(many, 100, { now, confirmed: false })).toEqual({ remove: [], hide: many.map((o) => o.id) });
    expect(removalDecision(many, 100, { now, confirmed: true })).toEqual({ remove: many.map((o) => o.id), hide: [] });
  });

  it("removes what has been out of sight for a day, and hides what has only now gone", () => {
    const old = missing(50, now - day);
    const fresh = missing(40, now - day + 1);
    const decision = removalDecision([...old, ...fresh], 100, { now, confirmed: false });
    expect(decision).toEqual({ remove: old.map(({ id }) => id), hide: fresh.map(({ id }) => id) });
  });

  it("never removes more than the share unless confirmed or waited for", () => {
    const one = fc.record({
      id: fc.uuid(),
      hiddenSince: fc.option(fc.integer({ min: 0, max: 2 * day }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 60 }), fc.nat(100), (list, all) => {
        const since = list.map(({ id, hiddenSince }) => ({ id, hiddenSince: hiddenSince && now - hiddenSince }));
        const { remove, hide } = removalDecision(since, all, { now, confirmed: false });
        expect([...remove, ...hide].sort()).toEqual(since.map(({ id }) => id).sort());
        const early = since.filter(({ hiddenSince = now }) => now - hiddenSince < day).map(({ id }) => id);
        const removedEarly = remove.filter((id) => early.includes(id)).length;
        expect(removedEarly).toBeLessThanOrEqual(Math.max(10, 0.3 * all));
      }),
    );
  });
});
