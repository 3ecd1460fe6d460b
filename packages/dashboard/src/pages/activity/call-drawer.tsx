import { useQuery } from "@tanstack/react-query";
import type { CallDetail } from "@tributary/sdk";
import type { ReactNode } from "react";
import { callQuery } from "../../api/call-queries.ts";
import { CodeBlock } from "../../ui/code-block.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formatDuration } from "../../ui/format-when.ts";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { EffectBadge } from "../tools/effect-badge.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";

/** One recorded call in full. */
export function CallDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const call = useQuery({
    ...callQuery(id),
    refetchInterval: ({ state }) => (state.data?.outcome === "running" ? 1000 : false),
  });
  return (
    <Dialog shape="side" title={call.data?.tool ?? "Call"} onClose={onClose}>
      {call.data !== undefined ? (
        <Details call={call.data} />
      ) : call.isError ? (
        <ErrorNotice error={call.error} onRetry={() => call.refetch()} />
      ) : (
        <Skeleton lines={6} label="Loading the call" />
      )}
    </Dialog>
  );
}

function Details({ call }: { call: CallDetail }) {
  const { error, decision } = call;
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap gap-1.5">
        <OutcomeBadge outcome={call.outcome} />
        <EffectBadge effect={call.effect} />
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
        <Row term="Duration">{call.durationMs === null ? "still running" : formatDuration(call.durationMs)}</Row>
        <Row term="Caller">
          {call.caller.name} <span className="text-muted">({call.caller.kind})</span>
        </Row>
        <Row term="Via">{call.surface}</Row>
        {decision !== undefined && (
          <Row term="Decision">
            {decision.action}
            {decision.reason !== "" && <span className="text-muted">: {decision.reason}</span>}
          </Row>
        )}
        {call.connectionId !== null && <Row term="Connection" copy={call.connectionId} />}
        {call.siteId !== null && <Row term="Site" copy={call.siteId} />}
        <Row term="Call" copy={call.id} />
      </dl>
      {call.targets.length > 0 && <Json title="What it touched" what="targets" value={call.targets} />}
      {call.input !== undefined && call.input !== null && (
        <Json title="Arguments" what="arguments" value={call.input} />
      )}
    </div>
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
