import { useInfiniteQuery } from "@tanstack/react-query";
import type { Source, SyncRun } from "@tributary/sdk";
import { ChevronRight } from "lucide-react";
import { syncRunsQuery } from "../../api/source-queries.ts";
import { RunProgress } from "../../sync/run-progress.tsx";
import { changesInWords, isUnderWay, runState, triggerInWords } from "../../sync/sync-words.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { formatDuration } from "../../ui/format-when.ts";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";

/** The runs of a source, newest first; each opens into its report. */
export function RunList({ source }: { source: Source }) {
  const runs = useInfiniteQuery(syncRunsQuery(source.id));
  const rows = runs.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="runs">
      <h2 id="runs" className="mb-3 font-semibold">
        Runs
      </h2>
      {runs.isError && rows.length === 0 ? (
        <ErrorNotice error={runs.error} onRetry={() => runs.refetch()} />
      ) : runs.data === undefined ? (
        <Skeleton lines={4} label="Loading runs" />
      ) : rows.length === 0 ? (
        <p className="rounded-xl border border-dashed px-5 py-8 text-center text-muted">It has not been synced yet.</p>
      ) : (
        <>
          <ul className="divide-y overflow-hidden rounded-xl border bg-surface">
            {rows.map((run) => (
              <RunRow key={run.id} run={run} name={source.name} />
            ))}
          </ul>
          {runs.hasNextPage && (
            <div className="mt-4 flex justify-center">
              <Button busy={runs.isFetchingNextPage} onClick={() => runs.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function RunRow({ run, name }: { run: SyncRun; name: string }) {
  const { word, tone, live = false } = runState[run.status];
  return (
    <li>
      <details className="group">
        <summary className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-hover/60 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-4 text-muted transition-transform group-open:rotate-90" />
          <span className="w-28">
            <Badge tone={tone} dot live={live}>
              {word}
            </Badge>
          </span>
          <span className="min-w-40 flex-1 tabular-nums wrap-anywhere">
            {!isUnderWay(run) ? changesInWords(run) : run.error !== null ? "Held up" : "Under way"}
          </span>
          <span className="text-[0.8125rem] text-muted tabular-nums">
            <Time value={run.startedAt ?? run.createdAt} />
            {run.durationMs !== null && `, ${formatDuration(run.durationMs)}`}
          </span>
        </summary>
        <RunReport run={run} name={name} />
      </details>
    </li>
  );
}

/** Everything a run says of itself. */
function RunReport({ run, name }: { run: SyncRun; name: string }) {
  const skipped = Object.entries(run.skipped).filter(([, count]) => count > 0);
  return (
    <div className="space-y-3 border-t bg-sunken px-4 py-3.5 text-[0.8125rem] sm:pl-12">
      <RunProgress run={run} name={name} />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
        <Figure term="Why">{triggerInWords(run)}</Figure>
        <Figure term="Did">{run.did.length === 0 ? "nothing yet" : run.did.join(", ")}</Figure>
        <Figure term="Requests">
          {run.requests.toLocaleString("en")}
          {run.points > 0 && ` (${run.points.toLocaleString("en")} points)`}
        </Figure>
        <Figure term="Run">
          <span className="font-mono text-xs wrap-anywhere">{run.id}</span>
        </Figure>
      </dl>
      {skipped.length > 0 && (
        <p className="text-muted">
          Left out on purpose: {skipped.map(([why, count]) => `${count.toLocaleString("en")} ${why}`).join(", ")}.
        </p>
      )}
      {run.warnings.map((warning) => (
        <p key={warning} className="text-warn text-pretty">
          {warning}
        </p>
      ))}
      {run.error !== null && (
        <p className="text-bad wrap-anywhere">
          {run.error.message} {run.error.hint}
        </p>
      )}
      {run.failures.length > 0 && (
        <ul aria-label="Items that failed" className="space-y-1">
          {run.failures.map(({ id, title, reason }) => (
            <li key={id} className="wrap-anywhere">
              <span className="font-medium">{title ?? id}</span> <span className="text-muted">{reason}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Figure({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}
