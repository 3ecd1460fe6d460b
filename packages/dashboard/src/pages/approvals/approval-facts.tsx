import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Approval } from "@tributary/sdk";
import type { ReactNode } from "react";
import { connectionsQuery } from "../../api/queries.ts";
import { Time } from "../../ui/time.tsx";
import { ApprovalStatusBadge } from "./approval-status.tsx";

/** Who asks for a write, why, and where; who decided, and when. */
export function ApprovalFacts({ approval }: { approval: Approval }) {
  const { status, agent, reason, tool, callId, runCallId, connectionId, createdAt, expiresAt, decidedBy, decidedAt } =
    approval;
  const connections = useQuery(connectionsQuery);
  const connection = connections.data?.find(({ id }) => id === connectionId);
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <ApprovalStatusBadge status={status} />
        <Link to="/agents/$id" params={{ id: agent.id }} className="font-medium underline-offset-4 hover:underline">
          {agent.name}
        </Link>
        <span className="text-muted">
          asked <Time value={createdAt} />
        </span>
      </div>
      {reason === null ? (
        <p className="text-muted">The agent gave no reason.</p>
      ) : (
        <blockquote
          dir="auto"
          className="border-s-3 border-accent/50 ps-3.5 text-[0.9375rem] text-pretty wrap-anywhere"
        >
          {reason}
        </blockquote>
      )}
      <dl className="flex flex-wrap gap-x-8 gap-y-3 text-[0.8125rem]">
        <Fact term="Tool">
          <code className="font-mono text-xs">{tool}</code>
        </Fact>
        <Fact term="Where">
          {connection === undefined
            ? connectionId
            : `${connection.site?.name ?? "?"}, as ${connection.account?.name ?? connection.name}`}
        </Fact>
        {status === "pending" && (
          <Fact term="Expires">
            <Time value={expiresAt} />
          </Fact>
        )}
        {decidedBy !== null && decidedAt !== null && (
          <Fact term={status === "denied" ? "Denied" : "Approved"}>
            {decidedBy.name}, <Time value={decidedAt} />
            {approval.edited && ", with edits"}
          </Fact>
        )}
        <Fact term="Record">
          <Link
            to="/activity"
            search={{ call: runCallId ?? callId }}
            className="text-accent underline-offset-4 hover:underline"
          >
            {runCallId === null ? "The call that asked" : "The call that ran it"}
          </Link>
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted">{term}</dt>
      <dd className="mt-0.5 wrap-anywhere">{children}</dd>
    </div>
  );
}
