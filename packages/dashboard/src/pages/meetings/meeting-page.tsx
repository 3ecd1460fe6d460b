import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { Destination, Meeting } from "@tributary/sdk";
import { FileText, MessageSquare, MoreHorizontal, Share2, Sparkles, Trash2 } from "lucide-react";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { meetingQuery, meetingSettingsQuery } from "../../api/meeting-queries.ts";
import { useMe, useRights } from "../../api/use-me.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ConfluenceMark } from "../../ui/confluence-mark.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { Page } from "../../ui/page.tsx";
import { PageProblem } from "../../ui/page-problem.tsx";
import { SelectionBar } from "../../ui/selection-bar.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { AddInsight } from "./add-insight.tsx";
import { DeleteMeetingDialog } from "./delete-meeting-dialog.tsx";
import { insightKinds } from "./insight-kinds.ts";
import { InsightRow } from "./insight-row.tsx";
import { peopleInWords } from "./people-in-words.ts";
import { SendDialog } from "./send-dialog.tsx";

const route = getRouteApi("/app/meetings/$id");

const back = (
  <BackLink to="/meetings" search={{ q: undefined }}>
    Meetings
  </BackLink>
);

export function MeetingPage() {
  const { id } = route.useParams();
  const meeting = useQuery(meetingQuery(id));
  if (meeting.data !== undefined) return <Loaded meeting={meeting.data} />;
  return (
    <Page title="Meeting" back={back}>
      {meeting.isError ? (
        <PageProblem error={meeting.error} what="meeting" onRetry={() => meeting.refetch()} />
      ) : (
        <Card className="p-5">
          <Skeleton lines={6} label="Loading the meeting" />
        </Card>
      )}
    </Page>
  );
}

/** What is being sent; without insights the whole meeting. */
type Sending = { kind: Destination["kind"]; insightIds?: string[] };

function Loaded({ meeting }: { meeting: Meeting }) {
  const me = useMe();
  const client = useQueryClient();
  const toast = useToast();
  const navigate = useNavigate();
  const { mayConnect, mayConfigure } = useRights();
  const settings = useQuery(meetingSettingsQuery);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [sending, setSending] = useState<Sending>();
  const [deleting, setDeleting] = useState(false);
  const own = meeting.ownerId === me.id;
  const mayChange = mayConfigure || (mayConnect && own);
  const share = useMutation({
    mutationFn: () => tributary.meetings.share(meeting.id, !meeting.shared),
    onSuccess: (changed) => client.setQueryData(meetingQuery(meeting.id).queryKey, changed),
    onError: toast.failed,
  });
  const propose = useMutation({
    mutationFn: () => tributary.meetings.propose(meeting.id),
    async onSuccess({ items }) {
      await client.invalidateQueries({ queryKey: meetingQuery(meeting.id).queryKey });
      toast.done(items.length === 0 ? "The model found nothing new." : `${items.length} proposals to look at`);
    },
    onError: toast.failed,
  });
  const shown = meeting.insights.filter(({ state }) => state !== "dismissed");
  const selected = chosen.filter((id) => shown.some((one) => one.id === id));
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));

  return (
    <Page
      title={meeting.title}
      back={back}
      description={<When meeting={meeting} />}
      actions={
        <div className="flex flex-wrap gap-2">
          {settings.data?.proposes && mayChange && meeting.transcript.length > 0 && (
            <Button busy={propose.isPending} onClick={() => propose.mutate()}>
              <Sparkles aria-hidden className="size-4" />
              Propose insights
            </Button>
          )}
          {mayConnect && (
            <Button variant="primary" onClick={() => setSending({ kind: "page" })}>
              <ConfluenceMark />
              Minutes to Confluence
            </Button>
          )}
          {mayChange && (
            <Menu
              trigger={
                <IconButton label="More">
                  <MoreHorizontal aria-hidden className="size-4" />
                </IconButton>
              }
            >
              <MenuItem icon={<Share2 aria-hidden className="size-4" />} onSelect={() => share.mutate()}>
                {meeting.shared ? "Stop sharing" : "Share with every member"}
              </MenuItem>
              <MenuItem tone="bad" icon={<Trash2 aria-hidden className="size-4" />} onSelect={() => setDeleting(true)}>
                Delete
              </MenuItem>
            </Menu>
          )}
        </div>
      }
    >
      <div className="space-y-8">
        {(meeting.summary !== undefined || meeting.shared) && (
          <section aria-label="Summary" className="space-y-2">
            {meeting.shared && <Badge>{own ? "Shared with every member" : "Shared with you"}</Badge>}
            {meeting.summary !== undefined && (
              <p dir="auto" className="max-w-3xl leading-relaxed whitespace-pre-line text-pretty wrap-anywhere">
                {meeting.summary}
              </p>
            )}
          </section>
        )}
        {insightKinds.map(({ kind, many }) => {
          const insights = shown.filter((one) => one.kind === kind);
          return (
            insights.length > 0 && (
              <section key={kind} aria-labelledby={kind}>
                <h2 id={kind} className="mb-2 font-semibold">
                  {many}
                  <span className="ml-2 font-normal text-muted">{insights.length}</span>
                </h2>
                <ul className="divide-y overflow-hidden rounded-xl border bg-surface">
                  {insights.map((insight) => (
                    <InsightRow
                      key={insight.id}
                      insight={insight}
                      chosen={chosen.includes(insight.id)}
                      mayChange={mayChange}
                      maySend={mayConnect}
                      onChoose={() => toggle(insight.id)}
                      onSend={(to) => setSending({ kind: to, insightIds: [insight.id] })}
                    />
                  ))}
                </ul>
              </section>
            )
          );
        })}
        {shown.length === 0 && <p className="text-muted">Nothing was written down yet.</p>}
        {mayChange && <AddInsight meetingId={meeting.id} />}
        {meeting.transcript.length > 0 && <Transcript meeting={meeting} />}
      </div>

      {selected.length > 0 && (
        <SelectionBar
          count={selected.length}
          quiet={
            <Button size="sm" variant="ghost" onClick={() => setChosen([])}>
              Clear
            </Button>
          }
        >
          <Button size="sm" onClick={() => setSending({ kind: "comment", insightIds: selected })}>
            <MessageSquare aria-hidden className="size-4" />
            Add a comment
          </Button>
          <Button size="sm" variant="primary" onClick={() => setSending({ kind: "page", insightIds: selected })}>
            <FileText aria-hidden className="size-4" />
            Create a page
          </Button>
        </SelectionBar>
      )}
      {sending !== undefined && (
        <SendDialog
          meeting={meeting}
          insightIds={sending.insightIds}
          kind={sending.kind}
          onClose={() => setSending(undefined)}
          onSent={() => setChosen([])}
        />
      )}
      {deleting && (
        <DeleteMeetingDialog
          meeting={meeting}
          onClose={() => setDeleting(false)}
          onDeleted={() => navigate({ to: "/meetings", search: { q: undefined } })}
        />
      )}
    </Page>
  );
}

function When({ meeting: { startedAt, endedAt, participants, url } }: { meeting: Meeting }) {
  const start = new Date(startedAt);
  const day = start.toLocaleDateString(undefined, { dateStyle: "full" });
  const time = (at: Date) => at.toLocaleTimeString(undefined, { timeStyle: "short" });
  return (
    <>
      {day}, {time(start)}
      {endedAt !== undefined && ` to ${time(new Date(endedAt))}`}
      {participants.length > 0 && (
        <span title={participants.map(({ name }) => name).join(", ")}>, with {peopleInWords(participants)}</span>
      )}
      {url !== undefined && (
        <>
          {" · "}
          <a href={url} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
            Recording
          </a>
        </>
      )}
    </>
  );
}

function Transcript({ meeting: { transcript } }: { meeting: Meeting }) {
  const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
  return (
    <details className="rounded-xl border bg-surface">
      <summary className="px-4 py-3 font-semibold">
        Transcript <span className="ml-1 font-normal text-muted">{transcript.length}</span>
      </summary>
      <ol className="max-h-128 space-y-2 overflow-y-auto border-t px-4 py-3">
        {transcript.map(({ at, speaker, text }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said keeps its place.
          <li key={place} className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-2">
            <span className="text-muted tabular-nums">{at === undefined ? "" : clock(at)}</span>
            <span>
              {speaker !== undefined && <strong className="font-medium">{speaker}: </strong>}
              {text}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
