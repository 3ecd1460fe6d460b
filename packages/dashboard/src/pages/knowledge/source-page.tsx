import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { Source } from "@tributary/sdk";
import { Pause, Play, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import { sourceQuery } from "../../api/source-queries.ts";
import { useRights } from "../../api/use-me.ts";
import { RunProgress } from "../../sync/run-progress.tsx";
import { SyncButton } from "../../sync/sync-button.tsx";
import { SyncTimes } from "../../sync/sync-times.tsx";
import { everyInWords, isUnderWay, syncProblem, syncState } from "../../sync/sync-words.ts";
import { useConnectionOf, useMayChange, useSync } from "../../sync/use-sync.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { PageProblem } from "../../ui/page-problem.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { FailureList } from "./failure-list.tsx";
import { HeldNotice } from "./held-notice.tsx";
import { RemoveSourceDialog } from "./remove-source-dialog.tsx";
import { RunList } from "./run-list.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import { SpaceTable } from "./space-table.tsx";

const route = getRouteApi("/app/knowledge/sources/$id");
const back = <BackLink to="/knowledge">Knowledge</BackLink>;

/** One source in full: its state, what needs a person, its spaces, what failed, and each run's report. */
export function SourcePage() {
  const { id } = route.useParams();
  const source = useQuery(sourceQuery(id));
  if (source.data !== undefined) return <Loaded source={source.data} />;
  return (
    <Page title="Source" back={back}>
      {source.isError ? (
        <PageProblem error={source.error} what="source" onRetry={() => source.refetch()} />
      ) : (
        <Card className="p-5">
          <Skeleton lines={6} label="Loading the source" />
        </Card>
      )}
    </Page>
  );
}

function Loaded({ source }: { source: Source }) {
  const { name, kind, settings, documents, failures, lastRun, path } = source;
  const mayChange = useMayChange(source);
  const { mayConfigure } = useRights();
  const { change } = useSync(source);
  const connection = useConnectionOf(source);
  const problem = syncProblem(source, connection);
  const [open, setOpen] = useState<"settings" | "remove">();
  const { word, tone, live = false } = syncState(source, connection);
  return (
    <>
      <Page
        title={name}
        back={back}
        description={
          path === undefined ? (
            `Synced from a connection, ${everyInWords(settings.intervalMinutes)}.`
          ) : (
            <code className="font-mono text-xs wrap-anywhere">{path}</code>
          )
        }
        actions={
          <div className="flex flex-wrap gap-2">
            {mayChange && (
              <>
                <Button size="sm" busy={change.isPending} onClick={() => change.mutate({ paused: !settings.paused })}>
                  {settings.paused ? (
                    <Play aria-hidden className="size-3.5" />
                  ) : (
                    <Pause aria-hidden className="size-3.5" />
                  )}
                  {settings.paused ? "Resume" : "Pause"}
                </Button>
                <Button size="sm" onClick={() => setOpen("settings")}>
                  <Settings2 aria-hidden className="size-3.5" />
                  What is synced
                </Button>
              </>
            )}
            {mayConfigure && kind === "markdown" && (
              <Button size="sm" onClick={() => setOpen("remove")}>
                <Trash2 aria-hidden className="size-3.5" />
                Remove
              </Button>
            )}
            <SyncButton source={source} variant="primary" />
          </div>
        }
      >
        <div className="space-y-8">
          <Card className="p-5">
            <dl className="grid grid-cols-2 gap-x-8 gap-y-4 md:grid-cols-4">
              <Fact term="State">
                <Badge tone={tone} dot live={live}>
                  {word}
                </Badge>
              </Fact>
              <Fact term="Documents">
                <span className="text-lg leading-6 font-semibold tabular-nums">{documents.toLocaleString("en")}</span>
              </Fact>
              <Fact term="Sync">
                <SyncTimes source={source} />
              </Fact>
              <Fact term="Compared in full">
                {source.sweptAt === null ? (
                  source.loadedAt === null ? (
                    "Not yet"
                  ) : (
                    <Time value={source.loadedAt} />
                  )
                ) : (
                  <Time value={source.sweptAt} />
                )}
              </Fact>
            </dl>
            {isUnderWay(lastRun) && (
              <div className="mt-5 border-t pt-4">
                <RunProgress run={lastRun} name={name} />
              </div>
            )}
          </Card>

          {problem !== undefined && (
            <Notice tone={problem.tone} title={problem.title}>
              {problem.detail}
            </Notice>
          )}
          <HeldNotice source={source} />
          {failures > 0 && <FailureList source={source} />}
          {kind === "confluence" && <SpaceTable source={source} />}
          <RunList source={source} />
        </div>
      </Page>
      {open === "settings" && <SettingsDialog source={source} onClose={() => setOpen(undefined)} />}
      {open === "remove" && <RemoveSourceDialog source={source} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="mb-1 text-xs text-muted">{term}</dt>
      <dd className="text-[0.8125rem]">{children}</dd>
    </div>
  );
}
