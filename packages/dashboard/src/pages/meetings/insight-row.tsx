import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Destination, Insight } from "@tributary/sdk";
import { Check, ExternalLink, FileText, MessageSquare, Pencil, Trash2, X } from "lucide-react";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { ConfluenceMark } from "../../ui/confluence-mark.tsx";
import { inputClass } from "../../ui/field.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { useToast } from "../../ui/toast.tsx";

export function InsightRow({
  insight,
  chosen,
  mayChange,
  maySend,
  onChoose,
  onSend,
}: {
  insight: Insight;
  chosen: boolean;
  mayChange: boolean;
  maySend: boolean;
  onChoose: () => void;
  onSend: (kind: Destination["kind"]) => void;
}) {
  const client = useQueryClient();
  const toast = useToast();
  const [editing, setEditing] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ["meeting", insight.meetingId] });
  const change = useMutation({
    mutationFn: (next: { text?: string; state?: "open" | "dismissed" }) =>
      tributary.meetings.changeInsight(insight.id, next),
    async onSuccess() {
      await refresh();
      setEditing(false);
    },
    onError: toast.failed,
  });
  // Set aside, not deleted: so there is a way back.
  const remove = useMutation({
    mutationFn: () => tributary.meetings.changeInsight(insight.id, { state: "dismissed" }),
    async onSuccess() {
      await refresh();
      toast.undoable("The insight is removed", async () => {
        await tributary.meetings.changeInsight(insight.id, { state: "open" });
        await refresh();
      });
    },
    onError: toast.failed,
  });
  const proposed = insight.state === "proposed";

  if (editing) {
    return (
      <li className="p-3">
        <form
          className="space-y-2"
          onSubmit={(event) => {
            event.preventDefault();
            const text = String(new FormData(event.currentTarget).get("text")).trim();
            if (text !== "") change.mutate({ text });
          }}
        >
          <textarea
            name="text"
            aria-label="Text of the insight"
            defaultValue={insight.text}
            rows={3}
            maxLength={10_000}
            // biome-ignore lint/a11y/noAutofocus: the person asked to write here.
            autoFocus
            className={`${inputClass} h-auto py-2`}
            onKeyDown={(event) => {
              if (event.key === "Escape") setEditing(false);
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
            }}
          />
          <div className="flex justify-end gap-2">
            <Button size="sm" onClick={() => setEditing(false)}>
              Cancel
            </Button>
            <Button size="sm" type="submit" variant="primary" busy={change.isPending}>
              Save
            </Button>
          </div>
        </form>
      </li>
    );
  }
  return (
    <li className="group flex flex-wrap items-start gap-x-3 px-4 py-3 transition-colors hover:bg-hover/60 sm:flex-nowrap">
      {maySend && !proposed && (
        <input
          type="checkbox"
          checked={chosen}
          onChange={onChoose}
          aria-label={`Choose: ${insight.text}`}
          className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5"
        />
      )}
      <div className="min-w-0 flex-1 basis-1/2 space-y-1">
        <p dir="auto" className="whitespace-pre-line text-pretty wrap-anywhere">
          {insight.text}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted empty:hidden">
          {proposed && <Badge tone="accent">Proposed by the model</Badge>}
          {insight.assignee !== undefined && <span>{insight.assignee}</span>}
          {insight.dueDate !== undefined && (
            <span>
              due {new Date(`${insight.dueDate}T12:00:00`).toLocaleDateString(undefined, { dateStyle: "medium" })}
            </span>
          )}
          {insight.sent.map((sent) => (
            <a
              key={sent.callId}
              href={sent.url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 rounded font-medium text-good wrap-anywhere hover:underline"
            >
              <Check aria-hidden className="size-3.5 shrink-0" />
              {sent.kind === "page" ? sent.title : "Comment"}
              <ExternalLink aria-hidden className="size-3 shrink-0" />
              <span className="sr-only">in Confluence, opens in a new tab</span>
            </a>
          ))}
        </p>
        {proposed && insight.quote !== undefined && (
          <blockquote className="border-l-2 pl-2.5 text-[0.8125rem] text-muted">“{insight.quote}”</blockquote>
        )}
      </div>
      {proposed ? (
        mayChange && (
          <div className="flex shrink-0 gap-1">
            <Button size="sm" busy={change.isPending} onClick={() => change.mutate({ state: "open" })}>
              <Check aria-hidden className="size-4" />
              Keep
            </Button>
            <IconButton label="Dismiss the proposal" onClick={() => change.mutate({ state: "dismissed" })}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </div>
        )
      ) : (
        // Quiet until it is wanted: on hover, on focus, and always where there is no pointer to hover with.
        <div className="flex shrink-0 justify-end opacity-0 max-sm:-mb-1.5 max-sm:w-full sm:-my-1 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100 has-data-[state=open]:opacity-100">
          {mayChange && (
            <>
              <IconButton label="Edit" onClick={() => setEditing(true)}>
                <Pencil aria-hidden className="size-4" />
              </IconButton>
              <IconButton label="Remove" onClick={() => remove.mutate()}>
                <Trash2 aria-hidden className="size-4" />
              </IconButton>
            </>
          )}
          {maySend && (
            <Menu
              trigger={
                <IconButton label="Send to Confluence" className="text-accent!">
                  <ConfluenceMark className="size-4.5" />
                </IconButton>
              }
            >
              <MenuItem icon={<FileText aria-hidden className="size-4" />} onSelect={() => onSend("page")}>
                Create a page
              </MenuItem>
              <MenuItem icon={<MessageSquare aria-hidden className="size-4" />} onSelect={() => onSend("comment")}>
                Add a comment to a page
              </MenuItem>
            </Menu>
          )}
        </div>
      )}
    </li>
  );
}
