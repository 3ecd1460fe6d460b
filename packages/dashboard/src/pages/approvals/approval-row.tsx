import { Link } from "@tanstack/react-router";
import type { Approval } from "@tributary/sdk";
import { countLines, parseDiff } from "../../diff/parse-diff.ts";
import { Badge } from "../../ui/badge.tsx";
import { Time } from "../../ui/time.tsx";
import { ApprovalStatusBadge } from "./approval-status.tsx";
import { splitSummary } from "./split-summary.ts";

/** One approval in a list. With `onChoose` it has a box to select it by. */
export function ApprovalRow({
  approval,
  chosen = false,
  onChoose,
}: {
  approval: Approval;
  chosen?: boolean;
  onChoose?: () => void;
}) {
  const { id, agent, reason, status, preview, decidedBy, decidedAt, createdAt, refreshedAt } = approval;
  const { summary, lostComments } = splitSummary(preview.summary);
  const lines = preview.changes.map(({ diff }) => countLines(parseDiff(diff ?? "")));
  const [added, gone] = [lines.reduce((sum, l) => sum + l.added, 0), lines.reduce((sum, l) => sum + l.gone, 0)];
  return (
    <li
      className={`relative flex gap-3 px-4 py-3.5 transition-colors first:rounded-t-xl last:rounded-b-xl hover:bg-hover sm:px-5 ${chosen ? "bg-accent/6" : ""}`}
    >
      {onChoose !== undefined && (
        <label className="relative z-1 -m-2 flex self-start p-2 pt-2.5 pointer-coarse:p-3">
          <input type="checkbox" checked={chosen} onChange={onChoose} className="size-4 accent-accent" />
          <span className="sr-only">Select: {summary}</span>
        </label>
      )}
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <Link
            to="/approvals/$id"
            params={{ id }}
            data-approval={id}
            className="line-clamp-3 min-w-0 rounded font-medium text-pretty wrap-anywhere after:absolute after:inset-0"
          >
            {summary}
          </Link>
          {added + gone > 0 && (
            <span className="text-xs whitespace-nowrap tabular-nums">
              <span className="text-good">+{added}</span> <span className="text-bad">−{gone}</span>
              <span className="sr-only"> lines</span>
            </span>
          )}
        </div>
        {reason !== null && (
          <p dir="auto" className="mt-0.5 line-clamp-1 text-muted">
            {reason}
          </p>
        )}
        <div className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted">
          <span>
            <bdi>{agent.name}</bdi> · <Time value={createdAt} />
            {decidedBy !== null && decidedAt !== null && (
              <>
                {" "}
                · {status === "denied" ? "denied" : "approved"} by {decidedBy.name} <Time value={decidedAt} />
              </>
            )}
          </span>
          {status === "pending" && preview.irreversible !== undefined && <Badge tone="bad">cannot be undone</Badge>}
          {status === "pending" && lostComments.length > 0 && (
            <Badge tone="warn">
              {lostComments.length === 1 ? "a comment loses" : `${lostComments.length} comments lose`} its place
            </Badge>
          )}
          {status === "pending" && refreshedAt !== null && <Badge tone="accent">fresh preview</Badge>}
        </div>
      </div>
      {status !== "pending" && (
        <div className="shrink-0">
          <ApprovalStatusBadge status={status} />
        </div>
      )}
    </li>
  );
}
