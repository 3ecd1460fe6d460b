import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Activity, ArrowUp } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { type CallSearch, mostNewest, newestCallsQuery, recordQuery } from "../../api/call-queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CallTable } from "./call-table.tsx";
import { mergeNewest } from "./merge-newest.ts";

/** Who has scrolled further down than this reads; what is new then waits for them. */
const readsBelowPx = 300;

/** The calls that fit the filters. New ones come in by themselves, older ones as one scrolls. */
export function CallRecord({
  search,
  onOpen,
  onClear,
}: {
  search: CallSearch;
  onOpen: (id: string) => void;
  onClear: () => void;
}) {
  const client = useQueryClient();
  // While other filters are asked for, what was there stays.
  const record = useInfiniteQuery({ ...recordQuery(search), placeholderData: (before) => before });
  const newest = useQuery(newestCallsQuery(search));
  const { queryKey } = recordQuery(search);
  const key = JSON.stringify(queryKey);
  const [shown, setShown] = useState({ key, calls: newest.data });
  const reads = window.scrollY > readsBelowPx && shown.key === key && shown.calls !== undefined;
  const stale = record.isPlaceholderData;
  const current = stale ? undefined : reads ? shown.calls : newest.data;
  useEffect(() => {
    if (window.scrollY <= readsBelowPx) setShown({ key, calls: newest.data });
  }, [newest.data, key]);

  const loaded = useMemo(() => record.data?.pages.flatMap((page) => page.items), [record.data]);
  const { calls, gap } = useMemo(() => mergeNewest(current ?? [], loaded ?? [], mostNewest), [current, loaded]);
  useEffect(() => {
    if (gap) void client.resetQueries({ queryKey: JSON.parse(key) as unknown[] });
  }, [gap, client, key]);

  const seen = new Set(current?.map(({ id }) => id));
  const waiting = reads ? (newest.data?.filter(({ id }) => !seen.has(id)).length ?? 0) : 0;
  const { isFetchingNextPage, hasNextPage, fetchNextPage } = record;
  const filtered = Object.values(search).some((value) => value !== undefined);

  if (record.isError && loaded === undefined)
    return <ErrorNotice error={record.error} onRetry={() => record.refetch()} />;
  if (loaded === undefined)
    return (
      <Card className="min-h-[70vh] p-5">
        <Skeleton lines={8} label="Loading calls" />
      </Card>
    );
  if (calls.length === 0)
    return (
      <EmptyState
        icon={Activity}
        title={filtered ? "No such call" : "No call yet"}
        actions={filtered && <Button onClick={onClear}>Show all calls</Button>}
      >
        {filtered
          ? "No recorded call fits these filters."
          : "As soon as an agent or a person runs a tool, it is recorded here."}
      </EmptyState>
    );
  return (
    <>
      {waiting > 0 && (
        <div className="sticky top-16 z-10 flex justify-center md:top-3">
          <Button
            size="sm"
            variant="primary"
            className="absolute animate-enter shadow-lg"
            onClick={() => {
              setShown({ key, calls: newest.data });
              window.scrollTo({ top: 0 });
            }}
          >
            <ArrowUp aria-hidden className="size-4" />
            {waiting === 1 ? "1 new call" : `${waiting === mostNewest ? `${waiting}+` : waiting} new calls`}
          </Button>
        </div>
      )}
      <div aria-busy={stale} className={stale ? "opacity-60 transition-opacity delay-200" : ""}>
        <CallTable
          calls={calls}
          onOpen={onOpen}
          more={hasNextPage}
          onNearEnd={() => {
            if (hasNextPage && !isFetchingNextPage && !stale && !record.isFetchNextPageError) void fetchNextPage();
          }}
        />
      </div>
      <div className="mt-4 flex flex-col items-center gap-2">
        {record.isFetchNextPageError ? (
          <ErrorNotice error={record.error} onRetry={() => void fetchNextPage()} />
        ) : (
          <p role="status" className="text-[0.8125rem] text-muted">
            {isFetchingNextPage
              ? "Loading older calls…"
              : hasNextPage
                ? `${calls.length.toLocaleString()} calls so far`
                : `${calls.length.toLocaleString()} ${calls.length === 1 ? "call" : "calls"}; that is all there is.`}
          </p>
        )}
      </div>
    </>
  );
}
