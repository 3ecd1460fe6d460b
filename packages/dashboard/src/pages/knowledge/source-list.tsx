import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Source } from "@tributary/sdk";
import { BookOpen, FolderOpen } from "lucide-react";
import { useRights } from "../../api/use-me.ts";
import { RunProgress } from "../../sync/run-progress.tsx";
import { SyncButton } from "../../sync/sync-button.tsx";
import { SyncTimes } from "../../sync/sync-times.tsx";
import { SyncTrouble } from "../../sync/sync-trouble.tsx";
import { isUnderWay, syncState } from "../../sync/sync-words.ts";
import { useConnectionOf } from "../../sync/use-sync.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ConfluenceMark } from "../../ui/confluence-mark.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** Every source with its state; each leads to its own page. */
export function SourceList({ sources, onAdd }: { sources: UseQueryResult<Source[]>; onAdd: () => void }) {
  const { mayConfigure } = useRights();
  if (sources.isError && sources.data === undefined)
    return <ErrorNotice error={sources.error} onRetry={() => sources.refetch()} />;
  if (sources.data === undefined) {
    return (
      <Card className="p-5">
        <Skeleton lines={4} label="Loading sources" />
      </Card>
    );
  }
  if (sources.data.length === 0) {
    return (
      <EmptyState
        icon={BookOpen}
        title="Nothing is synced yet"
        actions={
          <>
            <Link to="/integrations" className={buttonClass("primary")}>
              Go to Integrations
            </Link>
            {mayConfigure && <Button onClick={onAdd}>Add a folder</Button>}
          </>
        }
      >
        A connected site is synced by itself, and its pages can be searched here and by agents.
      </EmptyState>
    );
  }
  return (
    <ul className="space-y-3">
      {sources.data.map((source) => (
        <li key={source.id}>
          <SourceCard source={source} />
        </li>
      ))}
    </ul>
  );
}

function SourceCard({ source }: { source: Source }) {
  const { id, name, kind, documents, spaces, failures, lastRun, path } = source;
  const { word, tone, live = false } = syncState(source, useConnectionOf(source));
  const Icon = kind === "markdown" ? FolderOpen : ConfluenceMark;
  return (
    <Card className="p-5">
      <article aria-label={name} className="flex flex-wrap items-start gap-x-4 gap-y-3 sm:flex-nowrap">
        <span className="inline-flex size-10 shrink-0 items-center justify-center rounded-xl bg-accent/10 text-accent">
          <Icon aria-hidden className="size-5" />
        </span>
        <div className="min-w-0 flex-1 basis-56">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h2 className="font-semibold wrap-anywhere">
              <Link to="/knowledge/sources/$id" params={{ id }} className="rounded hover:text-accent">
                {name}
              </Link>
            </h2>
            <Badge tone={tone} dot live={live}>
              {word}
            </Badge>
          </div>
          <p className="mt-0.5 text-muted tabular-nums wrap-anywhere">
            {documents.toLocaleString("en")} {documents === 1 ? "document" : "documents"}
            {kind === "confluence" && ` in ${spaces.length} ${spaces.length === 1 ? "space" : "spaces"}`}
            {path !== undefined && ` from ${path}`}
          </p>
          {failures > 0 && (
            <p className="mt-1 text-warn">
              {failures} {failures === 1 ? "item" : "items"} could not be indexed.{" "}
              <Link
                to="/knowledge/sources/$id"
                params={{ id }}
                hash="failures"
                className="rounded underline underline-offset-4"
              >
                See why
              </Link>
            </p>
          )}
          {(lastRun?.held ?? 0) > 0 && (
            <p className="mt-1 text-warn">
              {lastRun?.held} documents are hidden and wait for your word.{" "}
              <Link to="/knowledge/sources/$id" params={{ id }} className="rounded underline underline-offset-4">
                Decide
              </Link>
            </p>
          )}
          <SyncTrouble source={source} />
          {isUnderWay(lastRun) && (
            <div className="mt-3 max-w-lg">
              <RunProgress run={lastRun} name={name} />
            </div>
          )}
        </div>
        <p className="w-full text-[0.8125rem] sm:w-52 sm:shrink-0">
          <SyncTimes source={source} />
        </p>
        <SyncButton source={source} />
      </article>
    </Card>
  );
}
