import { Link } from "@tanstack/react-router";
import type { CallDetail } from "@tributary/sdk";
import type { ReactNode } from "react";
import { EffectBadge } from "../../tools/effect-badge.tsx";
import { Badge } from "../../ui/badge.tsx";
import { CodeBlock } from "../../ui/code-block.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { formatDuration } from "../../ui/format-when.ts";
import { Notice } from "../../ui/notice.tsx";
import { CallChanges } from "./call-changes.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { namedTargets } from "./targets-in-words.ts";
import { UndoSection } from "./undo-section.tsx";

/** What is on record of one call. */
export function CallDetails({ call, onOpen }: { call: CallDetail; onOpen: (id: string) => void }) {
  const { error, decision, approvalId, undoOf, reason, requests, points, result } = call;
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap gap-1.5">
        <OutcomeBadge outcome={call.outcome} dryRun={call.dryRun} />
        <EffectBadge effect={call.effect} />
        {undoOf != null && <Badge>an undo</Badge>}
      </div>
      {error != null && (
        <Notice tone="bad" title={error.message}>
          {error.hint !== undefined && <p>{error.hint}</p>}
          {error.atlassian !== undefined && (
            <p className="mt-1 font-mono text-xs">
              Atlassian answered {error.atlassian.status}: {error.atlassian.message}
            </p>
          )}
          <p className="mt-1 font-mono text-xs">{error.code}</p>
        </Notice>
      )}
      {call.outcome === "unknown" && error == null && (
        <Notice tone="warn" title="It is not known whether this was done">
          The connection to Confluence broke after the request was sent. Look at the page before trying again.
        </Notice>
      )}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
        <Row term="When">
          {new Date(call.at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" })}
        </Row>
        <Row term="Caller">
          {call.caller.kind === "agent" ? (
            <Link
              to="/agents/$id"
              params={{ id: call.caller.id }}
              className="text-accent underline-offset-4 hover:underline"
            >
              {call.caller.name}
            </Link>
          ) : (
            call.caller.name
          )}{" "}
          <span className="text-muted">
            ({call.caller.kind}, via {call.surface})
          </span>
        </Row>
        {reason != null && <Row term="Reason">{reason}</Row>}
        {decision !== undefined && (
          <Row term="Decision">
            {decision.action}
            {decision.reason !== "" && <span className="text-muted">: {decision.reason}</span>}
          </Row>
        )}
        {approvalId != null && (
          <Row term="Approval">
            <Link
              to="/approvals/$id"
              params={{ id: approvalId }}
              className="text-accent underline-offset-4 hover:underline"
            >
              Who decided, and what was shown
            </Link>
          </Row>
        )}
        {undoOf != null && (
          <Row term="Takes back">
            <button
              type="button"
              onClick={() => onOpen(undoOf)}
              className="rounded text-accent underline-offset-4 hover:underline"
            >
              An earlier call
            </button>
          </Row>
        )}
        <Row term="Took">
          {call.durationMs === null ? "–" : formatDuration(call.durationMs)}
          {requests != null && (
            <span className="text-muted">
              , {requests} {requests === 1 ? "request" : "requests"} to the site
              {points != null && `, ${points} ${points === 1 ? "point" : "points"}`}
            </span>
          )}
        </Row>
        {call.connectionId !== null && <Row term="Connection" copy={call.connectionId} />}
        {call.siteId !== null && <Row term="Site" copy={call.siteId} />}
        <Row term="Call" copy={call.id} />
      </dl>
      <CallChanges call={call} />
      <UndoSection call={call} onOpen={onOpen} />
      <Targets targets={call.targets} />
      {call.input !== undefined && call.input !== null && (
        <Json title="Arguments" what="arguments" value={call.input} />
      )}
      {result != null && <Json title="Result" what="result" value={result} />}
    </div>
  );
}

/** What a call named, as a list where each is a kind and a name. */
function Targets({ targets }: { targets: CallDetail["targets"] }) {
  const named = namedTargets(targets);
  if (targets.length === 0) return null;
  if (named === undefined) return <Json title="What it touched" what="targets" value={targets} />;
  return (
    <section aria-labelledby="targets">
      <h3 id="targets" className="mb-2 font-semibold">
        What it touched
      </h3>
      <ul className="divide-y rounded-lg border">
        {named.map(({ kind, ref }) => (
          <li key={`${kind} ${ref}`} className="flex gap-3 px-3 py-1.5">
            <span className="w-20 shrink-0 text-muted">{kind}</span>
            <bdi className="min-w-0 wrap-anywhere">{ref}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ term, copy, children }: { term: string; copy?: string; children?: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {copy === undefined ? (
          children
        ) : (
          <span className="-my-1.5 flex items-center font-mono text-xs">
            {copy}
            <CopyButton text={copy} what={`id of the ${term.toLowerCase()}`} />
          </span>
        )}
      </dd>
    </>
  );
}

function Json({ title, what, value }: { title: string; what: string; value: unknown }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2 font-semibold">{title}</h3>
      <CodeBlock code={JSON.stringify(value, null, 2)} what={what} wrap />
    </section>
  );
}
