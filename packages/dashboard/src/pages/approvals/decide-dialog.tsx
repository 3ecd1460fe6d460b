import type { Approval } from "@tributary/sdk";
import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import { useId, useState } from "react";
import { explain } from "../../api/explain.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { approvalOutcome } from "./approval-outcome.ts";
import { splitSummary } from "./split-summary.ts";
import { type Decision, useDecide } from "./use-decide.ts";

type Result = "running" | "done" | { failed: string };

/** Says yes or no to one or several waiting writes, one after another, and shows what came of each. */
export function DecideDialog({
  decision,
  approvals,
  onClose,
}: {
  decision: Decision;
  approvals: Approval[];
  onClose: () => void;
}) {
  const decide = useDecide();
  const listId = useId();
  const [comment, setComment] = useState("");
  const [results, setResults] = useState<Record<string, Result>>({});
  const many = approvals.length > 1;
  const started = Object.keys(results).length > 0;
  const ended = started && approvals.every(({ id }) => results[id] !== undefined && results[id] !== "running");
  const irreversible = approvals.filter(({ preview }) => preview.irreversible !== undefined);
  const verb = decision === "approve" ? "Approve" : "Deny";

  const run = async () => {
    const note = (id: string, result: Result) => setResults((before) => ({ ...before, [id]: result }));
    let failures = 0;
    for (const { id } of approvals) {
      note(id, "running");
      const result = await decide.mutateAsync({ id, decision, comment }).then(resultOf, (error: unknown) => {
        const { title, hint } = explain(error);
        return { failed: hint === undefined ? title : `${title} ${hint}` };
      });
      if (result !== "done") failures++;
      note(id, result);
    }
    if (failures === 0) onClose();
  };

  return (
    <Dialog
      title={many ? `${verb} ${approvals.length} writes?` : `${verb} this write?`}
      onClose={onClose}
      footer={
        ended ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant={decision === "approve" ? "primary" : "danger"}
              busy={started}
              onClick={() => void run()}
              {...(decision === "approve" && { "data-autofocus": true })}
            >
              {many ? `${verb} ${approvals.length}` : verb}
            </Button>
          </>
        )
      }
    >
      <div className="space-y-4">
        <ul id={listId} className="max-h-64 divide-y overflow-y-auto rounded-lg border">
          {approvals.map(({ id, preview, agent }) => (
            <li key={id} className="flex gap-2.5 px-3 py-2">
              <Mark result={results[id]} />
              <span className="min-w-0 wrap-anywhere">
                {splitSummary(preview.summary).summary}
                <span className="block text-[0.8125rem] text-muted">{agent.name}</span>
                <Failure result={results[id]} />
              </span>
            </li>
          ))}
        </ul>
        {decision === "approve" && irreversible.length > 0 && (
          <Notice tone="warn" title={many ? `${irreversible.length} of them cannot be undone` : "It cannot be undone"}>
            {[...new Set(irreversible.map(({ preview }) => preview.irreversible))].join("; ")}.
          </Notice>
        )}
        <TextArea
          label="Comment"
          hint={decision === "deny" ? "The agent reads it: say what it should do instead." : "The agent reads it."}
          optional
          rows={3}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
          {...(decision === "deny" && { "data-autofocus": true })}
        />
      </div>
    </Dialog>
  );
}

/** A yes may be followed by a write that fails. */
function resultOf(approval: Approval): Result {
  if (approval.status !== "failed" && approval.status !== "unknown") return "done";
  const { error } = approvalOutcome(approval);
  if (error !== undefined) return { failed: error.message };
  return { failed: approval.status === "failed" ? "It failed." : "It is not known whether it was done." };
}

function Mark({ result }: { result: Result | undefined }) {
  if (result === undefined) return null;
  const look = "mt-0.5 size-4 shrink-0";
  if (result === "running") return <LoaderCircle aria-label="Running" className={`${look} animate-spin`} />;
  if (result === "done") return <CircleCheck aria-label="Done" className={`${look} text-good`} />;
  return <CircleAlert aria-label="Failed" className={`${look} text-bad`} />;
}

function Failure({ result }: { result: Result | undefined }) {
  if (typeof result !== "object") return null;
  return (
    <span role="alert" className="block text-bad">
      {result.failed}
    </span>
  );
}
