import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Approval } from "@tributary/sdk";
import { ExternalLink } from "lucide-react";
import { connectionsQuery } from "../../api/queries.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/time.tsx";
import { approvalOutcome } from "./approval-outcome.ts";
import { splitSummary } from "./split-summary.ts";

/** What a person must know before deciding, or about what came of it. */
export function ApprovalNotices({ approval }: { approval: Approval }) {
  const { status, preview, refreshedAt, comment, expiresAt } = approval;
  const { lostComments } = splitSummary(preview.summary);
  const { error, url } = approvalOutcome(approval);
  const pending = status === "pending";
  const connections = useQuery(connectionsQuery);
  const connection = connections.data?.find(({ id }) => id === approval.connectionId);
  return (
    <div className="space-y-3 empty:hidden">
      {pending && connection !== undefined && connection.status !== "active" && (
        <Notice
          tone="warn"
          title={`Its connection does not work now: ${connection.name}`}
          actions={
            <Link to="/integrations" className={buttonClass("secondary", "sm")}>
              Go to Integrations
            </Link>
          }
        >
          Approved now it fails, and the agent has to ask again. Reconnect first; it waits until it expires.
        </Notice>
      )}
      {pending && refreshedAt !== null && (
        <Notice title="The content has changed since the agent asked" role="status">
          What you see was made anew <Time value={refreshedAt} />, on the content as it is now.
        </Notice>
      )}
      {pending && lostComments.length > 0 && (
        <Notice
          tone="warn"
          title={
            lostComments.length === 1
              ? "An inline comment loses the place it stands at"
              : `${lostComments.length} inline comments lose the places they stand at`
          }
        >
          <ul>
            {lostComments.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p className="mt-1">Confluence keeps such a comment, but shows it beside the page no longer.</p>
        </Notice>
      )}
      {pending && preview.irreversible !== undefined && (
        <Notice tone="warn" title="This cannot be undone">
          Because {preview.irreversible}.
        </Notice>
      )}
      {status === "done" && (
        <Notice tone="good" role="status" title="It was done">
          {url === undefined ? (
            "Its record shows what changed, and takes it back where that is possible."
          ) : (
            <a
              href={url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 text-accent underline underline-offset-4"
            >
              Open it in Confluence
              <ExternalLink aria-hidden className="size-3.5" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          )}
        </Notice>
      )}
      {(status === "failed" || status === "unknown") && (
        <Notice
          tone={status === "failed" ? "bad" : "warn"}
          title={error?.message ?? (status === "failed" ? "It failed." : "It is not known whether it was done.")}
        >
          {error?.hint !== undefined && <p>{error.hint}</p>}
          {error?.atlassian !== undefined && (
            <p className="mt-1 font-mono text-xs">
              Atlassian answered {error.atlassian.status}: {error.atlassian.message}
            </p>
          )}
        </Notice>
      )}
      {status === "expired" && (
        <Notice title="Nobody decided in time">
          It expired <Time value={expiresAt} />. The agent has to ask again.
        </Notice>
      )}
      {comment !== null && <Notice title="Comment to the agent">{comment}</Notice>}
    </div>
  );
}
