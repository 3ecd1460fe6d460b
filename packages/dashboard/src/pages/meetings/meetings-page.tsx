import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { MeetingRow } from "@tributary/sdk";
import { MessagesSquare, Upload, Webhook } from "lucide-react";
import { useState } from "react";
import { meetingsQuery } from "../../api/meeting-queries.ts";
import { useMe, useRights } from "../../api/use-me.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SearchField } from "../../ui/field.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { useMirroredText } from "../../ui/use-mirrored-text.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { peopleInWords } from "./people-in-words.ts";
import { WebhookDialog } from "./webhook-dialog.tsx";

const route = getRouteApi("/app/meetings");

export function MeetingsPage() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const { mayConnect } = useRights();
  const [open, setOpen] = useState<"import" | "webhook">();
  const [typed, setTyped] = useMirroredText(q ?? "", (next) =>
    navigate({ search: { q: next === "" ? undefined : next }, replace: true }),
  );
  const meetings = useInfiniteQuery(meetingsQuery(q));
  const rows = meetings.data?.pages.flatMap(({ items }) => items) ?? [];
  const bringIn = mayConnect && (
    <>
      <Button onClick={() => setOpen("webhook")}>
        <Webhook aria-hidden className="size-4" />
        Recorder
      </Button>
      <Button variant="primary" onClick={() => setOpen("import")}>
        <Upload aria-hidden className="size-4" />
        Import
      </Button>
    </>
  );
  return (
    <Page
      title="Meetings"
      description="What came out of your meetings. Send decisions, tasks and notes to Confluence with a click; nothing goes there by itself."
      actions={<div className="flex gap-2">{bringIn}</div>}
    >
      <div className="mb-4 max-w-sm">
        <SearchField label="Find a meeting" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      {meetings.isError && rows.length === 0 ? (
        <ErrorNotice error={meetings.error} onRetry={() => meetings.refetch()} />
      ) : meetings.data === undefined ? (
        <Card className="p-5">
          <Skeleton lines={5} label="Loading meetings" />
        </Card>
      ) : rows.length === 0 ? (
        <EmptyState
          icon={MessagesSquare}
          title={q === undefined ? "No meetings yet" : `No meeting is called “${q}”`}
          actions={q === undefined && bringIn}
        >
          {q === undefined
            ? "Import notes or a transcript, or let your recorder post meetings here."
            : "Only titles are looked through."}
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y overflow-hidden rounded-xl border bg-surface">
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
          {meetings.hasNextPage && (
            <div className="mt-4 flex justify-center">
              <Button busy={meetings.isFetchingNextPage} onClick={() => meetings.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </>
      )}
      {open === "import" && <ImportDialog onClose={() => setOpen(undefined)} />}
      {open === "webhook" && <WebhookDialog onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function Row({ row }: { row: MeetingRow }) {
  const me = useMe();
  const insights = row.insights.filter(({ state }) => state !== "dismissed");
  const sent = insights.filter((one) => one.sent.length > 0).length;
  const proposed = insights.filter(({ state }) => state === "proposed").length;
  return (
    <li className="relative px-4 py-3.5 transition-colors hover:bg-hover/60 sm:px-5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link
          to="/meetings/$id"
          params={{ id: row.id }}
          className="min-w-0 rounded font-medium text-pretty wrap-anywhere after:absolute after:inset-0 hover:text-accent"
        >
          <bdi>{row.title}</bdi>
        </Link>
        <span className="text-muted">
          <Time value={row.startedAt} />
        </span>
        {row.shared && <Badge>{row.ownerId === me.id ? "Shared" : "Shared with you"}</Badge>}
      </div>
      {row.summary !== undefined && (
        <p dir="auto" className="mt-1 line-clamp-2 max-w-3xl text-muted">
          {row.summary}
        </p>
      )}
      <p className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] text-muted">
        <span>
          {insights.length} {insights.length === 1 ? "insight" : "insights"}
        </span>
        {sent > 0 && <span className="text-good">{sent} in Confluence</span>}
        {proposed > 0 && <span className="text-accent">{proposed} to look at</span>}
        {row.participants.length > 0 && <span>{peopleInWords(row.participants)}</span>}
      </p>
    </li>
  );
}
