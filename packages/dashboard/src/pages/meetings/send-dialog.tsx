import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Connection, Destination, Meeting, MeetingSettings } from "@tributary/sdk";
import { ExternalLink } from "lucide-react";
import { useId, useState } from "react";
import { tributary } from "../../api/client.ts";
import { meetingSettingsQuery } from "../../api/meeting-queries.ts";
import { connectionsQuery } from "../../api/queries.ts";
import { useMe } from "../../api/use-me.ts";
import { NoConnection } from "../../connections/no-connection.tsx";
import { PagePicker } from "../../pickers/page-picker.tsx";
import { SpacePicker } from "../../pickers/space-picker.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import type { Choice } from "../../ui/combobox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { MarkdownEditor } from "../../ui/markdown-editor.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useNamed } from "./use-named.ts";

type Sending = {
  meeting: Meeting;
  /** Without them the whole meeting goes, as minutes. */
  insightIds: string[] | undefined;
  kind: Destination["kind"];
  onClose: () => void;
  onSent: () => void;
};

/** Asks where to, and what it is to say; sends when the person says so. */
export function SendDialog(props: Sending) {
  const { meeting, insightIds, kind, onClose } = props;
  const me = useMe();
  const connections = useQuery(connectionsQuery);
  const settings = useQuery(meetingSettingsQuery);
  const draft = useQuery({
    queryKey: ["draft", meeting.id, insightIds ?? "all", meeting.updatedAt],
    queryFn: ({ signal }) => tributary.meetings.draft(meeting.id, insightIds, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const mine = connections.data?.filter(({ userId }) => userId === me.id);
  const own = mine?.filter(({ status }) => status === "active");
  const failed = [connections, settings, draft].find(({ isError }) => isError);
  if (own !== undefined && settings.data !== undefined && draft.data !== undefined && own.length > 0) {
    return <SendForm {...props} connections={own} last={settings.data.lastChoice} draft={draft.data} />;
  }
  return (
    <Dialog title={titleOf(kind, insightIds)} onClose={onClose}>
      {failed !== undefined ? (
        <ErrorNotice error={failed.error} onRetry={() => failed.refetch()} />
      ) : mine !== undefined && own?.length === 0 ? (
        <NoConnection connections={mine}>
          What you send appears in Confluence under your own name, so it goes through a connection of your own.
        </NoConnection>
      ) : (
        <Skeleton lines={6} label="Preparing" />
      )}
    </Dialog>
  );
}

const titleOf = (kind: Destination["kind"], insightIds: string[] | undefined) =>
  insightIds === undefined ? "Minutes to Confluence" : kind === "page" ? "Create a page" : "Add a comment to a page";

const lastKey = (kind: string, id: string) => `tributary.last-${kind}.${id}`;

/** The names of what was chosen last are kept in this browser; the ids the server remembers. */
function remembered(kind: string, id: string | undefined): Choice | undefined {
  if (id === undefined) return undefined;
  return { value: id, label: localStorage.getItem(lastKey(kind, id)) ?? id };
}

function SendForm({
  meeting,
  insightIds,
  kind,
  onClose,
  onSent,
  connections,
  last,
  draft,
}: Sending & {
  connections: Connection[];
  last: MeetingSettings["lastChoice"];
  draft: { title: string; body: string };
}) {
  const client = useQueryClient();
  const formId = useId();
  // One id for this dialog: pressing twice, or again after a lost answer, sends once.
  const [sendId] = useState(() => crypto.randomUUID());
  const [connection, setConnection] = useState(
    () => connections.find(({ id }) => id === last?.connectionId) ?? (connections[0] as Connection),
  );
  const here = connection.id === last?.connectionId;
  const [chosenSpace, setSpace] = useState(() => remembered("space", here ? last?.spaceId : undefined));
  const [chosenParent, setParent] = useState(() => remembered("page", here ? last?.parentId : undefined));
  const [chosenPage, setPage] = useState(() => remembered("page", here ? last?.pageId : undefined));
  const space = useNamed("space", connection.id, chosenSpace);
  const parent = useNamed("page", connection.id, chosenParent);
  const page = useNamed("page", connection.id, chosenPage);
  const [title, setTitle] = useState(draft.title);
  const [body, setBody] = useState(draft.body);
  const [missing, setMissing] = useState(false);

  const send = useMutation({
    mutationFn: (to: Destination) => tributary.meetings.send({ insightIds: insightIds ?? idsOf(meeting), to, sendId }),
    async onSuccess(answer) {
      if (!answer.successful) return;
      for (const [what, choice] of [
        ["space", space],
        ["page", parent],
        ["page", page],
      ] as const)
        if (choice !== undefined) localStorage.setItem(lastKey(what, choice.value), choice.label);
      await Promise.all(
        [["meeting", meeting.id], ["meetings"]].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
      onSent();
    },
  });
  const sent = send.data?.successful ? send.data.sent : undefined;

  const submit = () => {
    const common = { connectionId: connection.id, body };
    if (kind === "comment") {
      if (page === undefined || body.trim() === "") return setMissing(true);
      return send.mutate({ ...common, kind, pageId: page.value });
    }
    if (space === undefined || title.trim() === "") return setMissing(true);
    return send.mutate({
      ...common,
      kind,
      spaceId: space.value,
      title: title.trim(),
      ...(parent !== undefined && { parentId: parent.value }),
    });
  };

  if (sent != null) {
    return (
      <Dialog
        title={kind === "page" ? "The page is in Confluence" : "The comment is in Confluence"}
        onClose={onClose}
        footer={
          <>
            <Button onClick={onClose}>Done</Button>
            <a href={sent.url} target="_blank" rel="noreferrer" className={buttonClass("primary")} data-autofocus>
              Open in Confluence
              <ExternalLink aria-hidden className="size-4" />
            </a>
          </>
        }
      >
        <Notice tone="good" role="status" title={sent.title || "Sent"}>
          {insightIds?.length === 1 ? "The insight is" : "The insights are"} marked with a link to it. To take it back,{" "}
          <Link to="/activity" search={{ call: sent.callId }} className="text-accent underline underline-offset-4">
            undo it in the record
          </Link>
          .
        </Notice>
      </Dialog>
    );
  }
  return (
    <Dialog
      shape="side"
      title={titleOf(kind, insightIds)}
      description={`In your name, ${connection.account?.name ?? "through your connection"}. Nothing is sent before you press the button.`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={send.isPending}>
            {kind === "page" ? "Create" : "Add comment"}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Select
          label="Organization"
          required
          value={connection.id}
          onChange={(event) => {
            setConnection(connections.find(({ id }) => id === event.target.value) ?? connection);
            setSpace(undefined);
            setParent(undefined);
            setPage(undefined);
          }}
        >
          {connections.map(({ id, name, site }) => (
            <option key={id} value={id}>
              {site?.name ?? name}
            </option>
          ))}
        </Select>
        {kind === "page" ? (
          <>
            <SpacePicker
              connection={connection}
              required
              value={space}
              onChange={(next) => {
                setSpace(next);
                setParent(undefined);
              }}
            />
            {space !== undefined && (
              <PagePicker
                connection={connection}
                label="Parent page"
                spaceId={space.value}
                value={parent}
                onChange={setParent}
                hint="Without one it stands at the top of the space."
              />
            )}
            <Field
              label="Title"
              required
              maxLength={255}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
              error={missing && title.trim() === "" ? "A page needs a title." : undefined}
            />
          </>
        ) : (
          <PagePicker connection={connection} required value={page} onChange={setPage} />
        )}
        <MarkdownEditor
          label={kind === "page" ? "Description" : "Comment"}
          value={body}
          onChange={setBody}
          rows={kind === "page" ? 12 : 8}
        />
        {missing && kind === "page" && space === undefined && (
          <Notice tone="bad" role="alert" title="Choose a space." />
        )}
        {missing && kind === "comment" && page === undefined && (
          <Notice tone="bad" role="alert" title="Choose a page." />
        )}
        {send.isError && <ErrorNotice error={send.error} />}
        {send.data?.successful === false && (
          <Notice tone="bad" role="alert" title={send.data.error.message}>
            {send.data.error.hint}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}

const idsOf = (meeting: Meeting) => meeting.insights.filter(({ state }) => state === "open").map(({ id }) => id);
