import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CallDetail, isPending, type Preview, type ToolResult, TributaryError, type Undone } from "@tributary/sdk";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { useRights } from "../../api/use-me.ts";
import { ChangeList } from "../../changes/change-list.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";

/** Takes a write back, after showing what that changes. */
export function UndoSection({ call, onOpen }: { call: CallDetail; onOpen: (id: string) => void }) {
  const { mayAct } = useRights();
  const [open, setOpen] = useState(false);
  if (call.effect === "read" || call.outcome !== "ok" || call.dryRun === true) return null;
  if ((call.undo?.length ?? 0) === 0)
    return (
      <p className="text-muted">
        This cannot be undone from here: there is no way back from it, or nothing was changed.
      </p>
    );
  if (!mayAct) return <p className="text-muted">It can be undone, by a member or an admin.</p>;
  if (open) return <UndoPreview call={call} onOpen={onOpen} onCancel={() => setOpen(false)} />;
  return (
    <Button onClick={() => setOpen(true)}>
      <Undo2 aria-hidden className="size-4" />
      Undo…
    </Button>
  );
}

function UndoPreview({
  call,
  onOpen,
  onCancel,
}: {
  call: CallDetail;
  onOpen: (id: string) => void;
  onCancel: () => void;
}) {
  const client = useQueryClient();
  const toast = useToast();
  const [force, setForce] = useState(false);
  const preview = useQuery({
    queryKey: ["undo-preview", call.id, force],
    queryFn: ({ signal }) => tributary.calls.undo(call.id, { dryRun: true, force, signal }),
    staleTime: 0,
    gcTime: 0,
  });
  const undo = useMutation({
    mutationFn: async () => {
      const undone = await tributary.calls.undo(call.id, { force });
      const error = failureOf(undone);
      if (error !== undefined) throw new TributaryError(error);
      return undone;
    },
    onSuccess: async ({ steps }) => {
      const waits = steps.some((step) => isPending(step));
      toast.done(waits ? "A person has to approve the undo" : "Undone");
      await Promise.all([
        client.invalidateQueries({ queryKey: ["calls"] }),
        client.invalidateQueries({ queryKey: ["call", call.id] }),
      ]);
      const id = steps.at(-1)?.meta.callId;
      if (id !== undefined) onOpen(id);
    },
  });
  const failure = preview.data && failureOf(preview.data);
  const edited = failure?.code === "version_conflict";
  return (
    <section aria-labelledby="undo" className="space-y-3 rounded-lg border border-accent/40 p-4">
      <h3 id="undo" className="font-semibold">
        What undoing it changes
      </h3>
      {preview.isError ? (
        <ErrorNotice error={preview.error} />
      ) : preview.data === undefined ? (
        <Skeleton lines={3} label="Looking what undoing would change" />
      ) : failure !== undefined ? (
        edited ? (
          <Notice tone="warn" title="It was changed again since">
            {failure.message} Undoing it anyway also takes back what was changed later.
          </Notice>
        ) : (
          <ErrorNotice error={new TributaryError(failure)} />
        )
      ) : (
        previewsOf(preview.data).map(({ summary, changes }) => (
          <div key={summary} className="space-y-2.5">
            <p>{summary}</p>
            <ChangeList changes={changes} look={{ format: "rendered", columns: 1 }} />
          </div>
        ))
      )}
      {undo.isError && <ErrorNotice error={undo.error} />}
      <div className="flex flex-wrap gap-2">
        {edited ? (
          <Button onClick={() => setForce(true)}>Show what undoing anyway would change</Button>
        ) : (
          <Button
            variant={force ? "danger" : "primary"}
            busy={undo.isPending}
            disabled={preview.data === undefined || failure !== undefined}
            onClick={() => undo.mutate()}
          >
            {force ? "Undo anyway" : "Undo"}
          </Button>
        )}
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </section>
  );
}

const failureOf = ({ steps }: Undone) => steps.find((step) => !step.successful)?.error ?? undefined;

const previewsOf = ({ steps }: Undone): Preview[] =>
  steps.filter((step: ToolResult) => step.successful).map(({ data }) => data as Preview);
