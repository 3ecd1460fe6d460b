import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { CallOutcome } from "@tributary/sdk";
import { Activity } from "lucide-react";
import { useCallback } from "react";
import { callsQuery } from "../../api/call-queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Select } from "../../ui/field.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CallDrawer } from "./call-drawer.tsx";
import { CallTable } from "./call-table.tsx";
import { outcomes } from "./outcome-badge.tsx";

/** The record of calls, newest first. */
export function ActivityPage() {
  const { outcome, call } = useSearch({ from: "/app/activity" });
  const navigate = useNavigate({ from: "/activity" });
  const calls = useInfiniteQuery({
    ...callsQuery({ outcome }),
    // Live while one page is shown; a longer list would be read again from its start each time.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) === 1 ? 5000 : false),
  });
  const close = useCallback(
    () => void navigate({ search: (before) => ({ ...before, call: undefined }), replace: true }),
    [navigate],
  );
  const items = calls.data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title="Activity"
      description="Every call of every tool, by whom and how it ended."
      actions={
        <Select
          label="Outcome"
          labelHidden
          className="w-full sm:w-48"
          value={outcome ?? ""}
          onChange={(event) =>
            void navigate({
              search: { outcome: (event.target.value || undefined) as CallOutcome | undefined, call: undefined },
            })
          }
        >
          <option value="">All outcomes</option>
          {Object.entries(outcomes).map(([value, { word }]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </Select>
      }
    >
      {calls.isError && items === undefined ? (
        <ErrorNotice error={calls.error} onRetry={() => calls.refetch()} />
      ) : items === undefined ? (
        <Card className="p-5">
          <Skeleton lines={8} label="Loading calls" />
        </Card>
      ) : items.length === 0 ? (
        <EmptyState icon={Activity} title={outcome === undefined ? "No call yet" : "No call ended like this"}>
          {outcome === undefined
            ? "As soon as an agent or a person runs a tool, it is recorded here."
            : "Choose another outcome to see more."}
        </EmptyState>
      ) : (
        <>
          <CallTable calls={items} onOpen={(id) => void navigate({ search: (before) => ({ ...before, call: id }) })} />
          <div className="mt-4 flex flex-col items-center gap-2">
            {calls.isFetchNextPageError && <ErrorNotice error={calls.error} />}
            {calls.hasNextPage ? (
              <Button busy={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
                Show older calls
              </Button>
            ) : (
              <p className="text-[0.8125rem] text-muted">That is all there is.</p>
            )}
          </div>
        </>
      )}
      {call !== undefined && <CallDrawer id={call} onClose={close} />}
    </Page>
  );
}
