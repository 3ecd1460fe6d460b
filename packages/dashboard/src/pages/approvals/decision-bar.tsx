import { type Approval, TributaryError } from "@tributary/sdk";
import { useState } from "react";
import { useRights } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { useDecide } from "./use-decide.ts";

/** Approve, edit or deny, always in reach. What cannot be undone, and a no, are asked about once more. */
export function DecisionBar({
  approval,
  edited,
  onEdit,
  onDecided,
}: {
  approval: Approval;
  edited: Record<string, unknown> | undefined;
  onEdit: () => void;
  onDecided: () => void;
}) {
  const { mayAct } = useRights();
  const decide = useDecide();
  const [asking, setAsking] = useState<"approve" | "deny">();
  const { id, preview } = approval;

  const changed = edited !== undefined && JSON.stringify(edited) !== JSON.stringify(approval.input);

  const approve = async () => {
    if (decide.isPending) return;
    if (preview.irreversible !== undefined && !changed) return setAsking("approve");
    const input = { id, decision: "approve", ...(changed && { arguments: edited }) } as const;
    // An error is shown below. This bar is gone once the write is decided, and its own callbacks with it.
    if ((await decide.mutateAsync(input).catch(() => undefined)) !== undefined) onDecided();
  };
  useKeys(mayAct ? { a: () => void approve(), d: () => setAsking("deny") } : {});

  if (!mayAct)
    return (
      <div className="mt-6">
        <Notice title="You may look, not decide">
          You are a viewer of this server. An admin can make you a member, who decides on approvals.
        </Notice>
      </div>
    );
  const { error } = decide;
  const stale = error instanceof TributaryError && error.code === "version_conflict";
  const taken = error instanceof TributaryError && error.code === "conflict";
  return (
    <div className="sticky bottom-0 z-10 -mx-1 mt-6 space-y-3 bg-canvas px-1 pt-3 pb-4">
      {stale ? (
        <Notice tone="warn" role="alert" title="The content has changed meanwhile, so nothing was done">
          Above is a fresh preview, on the content as it is now. Look at it and decide again.
        </Notice>
      ) : (
        error !== null && !taken && <ErrorNotice error={error} />
      )}
      <div className="flex flex-wrap justify-end gap-2 rounded-xl border bg-surface p-2.5 shadow-lg">
        <p className="mr-auto hidden self-center pl-2 text-[0.8125rem] text-muted md:block">
          {preview.irreversible !== undefined
            ? "Cannot be undone afterwards."
            : preview.undoable
              ? "Can be undone from the record afterwards."
              : ""}
        </p>
        <Button onClick={() => setAsking("deny")} className="max-sm:flex-1">
          Deny…
        </Button>
        {edited === undefined && (
          <Button onClick={onEdit} className="max-sm:flex-1">
            Edit…
          </Button>
        )}
        <Button variant="primary" busy={decide.isPending} onClick={() => void approve()} className="max-sm:flex-1">
          {changed ? "Approve with edits" : "Approve"}
        </Button>
      </div>
      {asking !== undefined && (
        <DecideDialog decision={asking} approvals={[approval]} onClose={() => setAsking(undefined)} />
      )}
    </div>
  );
}
