import { useQuery } from "@tanstack/react-query";
import type { Source } from "@tributary/sdk";
import { RotateCw } from "lucide-react";
import { failuresQuery } from "../../api/source-queries.ts";
import { isUnderWay } from "../../sync/sync-words.ts";
import { useMayChange, useSync } from "../../sync/use-sync.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";

/** What could not be indexed, why, and a way to try again. */
export function FailureList({ source }: { source: Source }) {
  const failures = useQuery(failuresQuery(source.id));
  const mayChange = useMayChange(source);
  const { start } = useSync(source);
  return (
    <section aria-labelledby="failures">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id="failures" className="scroll-mt-20 font-semibold">
          Not indexed<span className="ml-2 font-normal text-muted">{source.failures}</span>
        </h2>
        {mayChange && (
          <Button
            size="sm"
            busy={start.isPending || isUnderWay(source.lastRun)}
            onClick={() => start.mutate({ retryFailed: true })}
          >
            <RotateCw aria-hidden className="size-3.5" />
            Try these again
          </Button>
        )}
      </div>
      {failures.isError && failures.data === undefined ? (
        <ErrorNotice error={failures.error} onRetry={() => failures.refetch()} />
      ) : failures.data === undefined ? (
        <Skeleton lines={3} label="Loading what failed" />
      ) : (
        <ul className="max-h-96 divide-y overflow-y-auto rounded-xl border bg-surface">
          {failures.data.map(({ id, title, reason, at, attempts }) => (
            <li key={id} className="px-4 py-3">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <span className="font-medium wrap-anywhere">{title ?? id}</span>
                <span className="text-xs text-muted">
                  {attempts > 1 ? `tried ${attempts} times, last ` : ""}
                  <Time value={at} />
                </span>
              </p>
              <p className="mt-0.5 text-muted wrap-anywhere">{reason}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
