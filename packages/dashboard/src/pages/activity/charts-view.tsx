import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type CallSample, callSampleQuery } from "../../api/call-queries.ts";
import { Card } from "../../ui/card.tsx";
import { formatDuration } from "../../ui/format-when.ts";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { quantile, toBuckets } from "./buckets.ts";
import { RateBudget } from "./rate-budget.tsx";
import { type Series, TimeChart } from "./time-chart.tsx";

const periods = [
  { value: "1", label: "1 hour", hours: 1, bucketMs: 60_000 },
  { value: "24", label: "24 hours", hours: 24, bucketMs: 30 * 60_000 },
  { value: "168", label: "7 days", hours: 168, bucketMs: 3 * 3_600_000 },
] as const;

/** Calls, failures, durations and points over time, and what is left of Atlassian's limits. */
export function ChartsView() {
  const [chosen, choose] = useState<(typeof periods)[number]["value"]>("24");
  const { hours, bucketMs } = periods.find(({ value }) => value === chosen) ?? periods[1];
  const calls = useQuery(callSampleQuery(hours));
  return (
    <div className="space-y-8">
      <section aria-labelledby="charts">
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <h2 id="charts" className="font-semibold">
            Calls
          </h2>
          <Segmented label="Period" value={chosen} onChange={choose} options={periods} />
        </div>
        {calls.isError && calls.data === undefined ? (
          <ErrorNotice error={calls.error} onRetry={() => calls.refetch()} />
        ) : calls.data === undefined ? (
          <Card className="min-h-120 p-5">
            <Skeleton lines={8} label="Loading calls" />
          </Card>
        ) : (
          <div className="space-y-4">
            {!calls.data.whole && (
              <Notice title={`Only the newest ${calls.data.sample.length.toLocaleString()} calls are in the charts`}>
                There are more in this period; choose a shorter one to see all of its calls.
              </Notice>
            )}
            <Charts sample={calls.data.sample} now={calls.data.now} hours={hours} bucketMs={bucketMs} />
          </div>
        )}
      </section>
      <RateBudget />
    </div>
  );
}

const whole = (value: number) => (Number.isInteger(value) ? value.toLocaleString() : "");
const duration = (value: number) => (value === 0 ? "0" : formatDuration(value));

function Charts({
  sample,
  now,
  hours,
  bucketMs,
}: {
  sample: CallSample;
  now: number;
  hours: number;
  bucketMs: number;
}) {
  const buckets = useMemo(() => toBuckets(sample, now, hours, bucketMs), [sample, now, hours, bucketMs]);
  const counts: Series[] = useMemo(
    () => [
      { label: "Calls", color: "accent", values: buckets.calls, bars: true },
      { label: "Failed", color: "bad", values: buckets.failed, bars: true },
    ],
    [buckets],
  );
  const durations: Series[] = useMemo(
    () => [
      { label: "Median", color: "accent", values: buckets.median },
      { label: "95 of 100 are quicker", color: "warn", values: buckets.p95 },
    ],
    [buckets],
  );
  const points: Series[] = useMemo(
    () => [{ label: "Points", color: "good", values: buckets.points, bars: true }],
    [buckets],
  );
  const failed = sample.filter((call) => call.failed).length;
  const ended = sample.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]));
  const [median, p95] = [quantile(ended, 0.5), quantile(ended, 0.95)];
  const spent = sample.reduce((sum, call) => sum + call.points, 0);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card className="p-4 lg:col-span-2">
        <TimeChart
          title="Calls and failures"
          summary={
            sample.length === 0
              ? "No call in this time."
              : `${sample.length.toLocaleString()} calls, ${failed === 0 ? "none failed" : `${failed.toLocaleString()} failed (${((failed / sample.length) * 100).toFixed(1)} %)`}.`
          }
          times={buckets.times}
          series={counts}
          format={whole}
        />
      </Card>
      <Card className="p-4">
        <TimeChart
          title="How long calls took"
          summary={
            median === null || p95 === null
              ? "No call has ended in this time."
              : `Half of them within ${formatDuration(median)}, 95 of 100 within ${formatDuration(p95)}.`
          }
          times={buckets.times}
          series={durations}
          format={duration}
        />
      </Card>
      <Card className="p-4">
        <TimeChart
          title="Points spent"
          summary={`${spent.toLocaleString()} points by Atlassian's published costs, without syncs.`}
          times={buckets.times}
          series={points}
          format={whole}
        />
      </Card>
    </div>
  );
}
