import { expect, it } from "vitest";
import { gapAt, slowDown, takeTurn } from "./pace.ts";

it("waits as long as was asked, then keeps a distance between requests", () => {
  const pace = slowDown(undefined, 0, { waitMs: 3_000, perSecond: 100 });
  expect(pace).toMatchObject({ nextAt: 3_000, gapMs: 20 });
  const first = takeTurn(pace, 100);
  expect(first.waitMs).toBe(2_900);
  const second = takeTurn(first.pace ?? pace, 100);
  expect(second.waitMs).toBeGreaterThan(2_900);
});

it("counts requests that were refused together once, and doubles the distance for a refusal after that", () => {
  const first = slowDown(undefined, 0, { waitMs: 100 });
  expect(slowDown(first, 500, { waitMs: 100 })).toMatchObject({ gapMs: first.gapMs, nextAt: 600 });
  const later = slowDown(first, 1_500, { waitMs: 100 });
  expect(later.gapMs).toBeGreaterThan(first.gapMs);
  expect(later.gapMs).toBeLessThanOrEqual(2 * first.gapMs);
});

it("never waits longer than two seconds between requests, whatever happened", () => {
  let pace = slowDown(undefined, 0, {});
  for (let at = 1; at <= 20; at++) pace = slowDown(pace, at * 1_001, {});
  expect(pace.gapMs).toBe(2_000);
});

it("recovers by time and is then forgotten", () => {
  const pace = slowDown(undefined, 0, { waitMs: 0, perSecond: 20 });
  expect(gapAt(pace, 0)).toBe(100);
  expect(gapAt(pace, 5_000)).toBe(50);
  expect(takeTurn(pace, 60_000)).toEqual({ waitMs: 0, pace: undefined });
});
