import { describe, expect, test } from "vitest";
import { quantile, toBuckets } from "./buckets.ts";

const now = Date.parse("2026-06-15T12:00:00Z");
const call = (minutesAgo: number, durationMs: number | null, failed = false) => ({
  at: now - minutesAgo * 60_000,
  durationMs,
  failed,
  points: 2,
});

describe("toBuckets", () => {
  test("counts calls, failures and points by slice, the newest last", () => {
    const buckets = toBuckets([call(1, 10), call(2, 30, true), call(25, 100), call(90, 5)], now, 1, 20 * 60_000);
    expect(buckets).toMatchObject({
      calls: [0, 1, 2],
      failed: [0, 0, 1],
      points: [0, 2, 4],
      median: [null, 100, 10],
      p95: [null, 100, 30],
    });
    expect(buckets.times.at(-1)).toBe(now / 1000 - 600);
  });

  test("takes a call of this very moment into the last slice, and no time of one that still runs", () => {
    expect(toBuckets([call(0, null)], now, 1, 60 * 60_000)).toMatchObject({ calls: [1], median: [null] });
  });
});

test("quantile takes the nearest rank", () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95)).toBe(10);
});
