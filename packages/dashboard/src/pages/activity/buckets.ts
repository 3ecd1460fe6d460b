import type { CallSample } from "../../api/call-queries.ts";

/** What happened in each slice of time, in columns as charts take them. Times are seconds since 1970. */
export type Buckets = {
  times: number[];
  calls: number[];
  failed: number[];
  points: number[];
  /** Milliseconds; null where nothing ended. */
  median: (number | null)[];
  p95: (number | null)[];
};

/** Sorts calls into slices of `bucketMs`, the last of which ends at `now`. */
export function toBuckets(sample: CallSample, now: number, hours: number, bucketMs: number): Buckets {
  const count = Math.ceil((hours * 3_600_000) / bucketMs);
  const start = now - count * bucketMs;
  const slices = Array.from({ length: count }, () => ({ calls: 0, failed: 0, points: 0, durations: [] as number[] }));
  for (const { at, durationMs, failed, points } of sample) {
    const slice = slices[Math.min(count - 1, Math.floor((at - start) / bucketMs))];
    if (slice === undefined) continue;
    slice.calls++;
    slice.points += points;
    if (failed) slice.failed++;
    if (durationMs !== null) slice.durations.push(durationMs);
  }
  return {
    times: slices.map((_, at) => Math.round((start + (at + 0.5) * bucketMs) / 1_000)),
    calls: slices.map(({ calls }) => calls),
    failed: slices.map(({ failed }) => failed),
    points: slices.map(({ points }) => points),
    median: slices.map(({ durations }) => quantile(durations, 0.5)),
    p95: slices.map(({ durations }) => quantile(durations, 0.95)),
  };
}

/** The value below which this part of the values lies, by the nearest rank; null of none. */
export function quantile(values: readonly number[], part: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
}
