import { Link } from "@tanstack/react-router";
import type { Source } from "@tributary/sdk";
import { RunProgress } from "../../sync/run-progress.tsx";
import { SyncButton } from "../../sync/sync-button.tsx";
import { SyncTimes } from "../../sync/sync-times.tsx";
import { SyncTrouble } from "../../sync/sync-trouble.tsx";
import { isUnderWay, syncState } from "../../sync/sync-words.ts";
import { Badge } from "../../ui/badge.tsx";

/** How current the search index is for a connection, and a way to bring it up to date. */
export function ConnectionSync({ source }: { source: Source }) {
  const { id, name, documents, spaces, failures, lastRun } = source;
  const { word, tone, live = false } = syncState(source);
  return (
    <section aria-label={`Search index of ${name}`} className="border-t px-5 py-3.5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-44 flex-1">
          <p className="flex flex-wrap items-center gap-2">
            <span className="text-xs text-muted">Search index</span>
            <Badge tone={tone} dot live={live}>
              {word}
            </Badge>
          </p>
          <p className="mt-1">
            <Link
              to="/knowledge/sources/$id"
              params={{ id }}
              className="rounded font-medium tabular-nums underline-offset-4 hover:text-accent hover:underline"
            >
              {documents.toLocaleString("en")} documents
            </Link>{" "}
            <span className="text-muted">
              in {spaces.length} {spaces.length === 1 ? "space" : "spaces"}
              {failures > 0 && `, ${failures} not indexed`}
            </span>
          </p>
        </div>
        <p className="text-[0.8125rem]">
          <SyncTimes source={source} />
        </p>
        <SyncButton source={source} />
      </div>
      {isUnderWay(lastRun) && (
        <div className="mt-3">
          <RunProgress run={lastRun} name={name} />
        </div>
      )}
      <SyncTrouble source={source} />
    </section>
  );
}
