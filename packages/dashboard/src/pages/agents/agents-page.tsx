import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Agent, Connection } from "@tributary/sdk";
import { Bot, Plus } from "lucide-react";
import { agentsQuery } from "../../api/agent-queries.ts";
import { pendingApprovalsQuery } from "../../api/approval-queries.ts";
import { connectionsQuery } from "../../api/queries.ts";
import { useRights } from "../../api/use-me.ts";
import { unusableInWords } from "../../connections/connection-state.ts";
import { Badge } from "../../ui/badge.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { profileOf, profiles, rulesInWords, rulesOf, spacesInWords } from "./profiles.ts";

/** Who calls with a key of its own, and what it may do. */
export function AgentsPage() {
  const agents = useQuery(agentsQuery);
  const connections = useQuery(connectionsQuery);
  const pending = useQuery(pendingApprovalsQuery);
  const { mayConfigure } = useRights();
  const newAgent = mayConfigure && (
    <Link to="/agents/new" className={buttonClass("primary")}>
      <Plus aria-hidden className="size-4" /> New agent
    </Link>
  );
  return (
    <Page
      title="Agents"
      description="Programs that call with a key of their own. Each has a policy: what it may read, write and delete, where, and what a person approves first."
      actions={newAgent}
    >
      {agents.isError && agents.data === undefined ? (
        <ErrorNotice error={agents.error} onRetry={() => agents.refetch()} />
      ) : agents.data === undefined ? (
        <Card className="p-5">
          <Skeleton lines={6} label="Loading agents" />
        </Card>
      ) : agents.data.length === 0 ? (
        <EmptyState icon={Bot} title="No agent yet" actions={newAgent}>
          {mayConfigure
            ? "Make one for each program that should work with Confluence, so that each gets only what it needs."
            : "An admin can make one for each program that should work with Confluence."}
        </EmptyState>
      ) : (
        <Card>
          <ul aria-label="Agents" className="divide-y">
            {agents.data.map((agent) => (
              <AgentRow
                key={agent.id}
                agent={agent}
                connections={connections.data}
                waiting={pending.data?.items.filter(({ agent: { id } }) => id === agent.id).length ?? 0}
              />
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}

function AgentRow({
  agent,
  connections,
  waiting,
}: {
  agent: Agent;
  connections: Connection[] | undefined;
  waiting: number;
}) {
  const rules = rulesOf(agent.policy);
  const profile = profileOf(rules);
  const known = agent.connectionIds.map((id) => connections?.find((connection) => connection.id === id));
  const through = known.map((connection, index) => {
    const name = connection?.name ?? agent.connectionIds[index];
    const why = connection && unusableInWords(connection);
    return why === undefined ? name : `${name} (${why.replace(/^(has|is) /, "")})`;
  });
  const broken = known.filter((connection) => connection !== undefined && connection.status !== "active").length;
  return (
    <li className="relative px-5 py-3.5 transition-colors first:rounded-t-xl last:rounded-b-xl hover:bg-hover">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Link
          to="/agents/$id"
          params={{ id: agent.id }}
          className="rounded font-medium wrap-anywhere after:absolute after:inset-0"
        >
          <bdi>{agent.name}</bdi>
        </Link>
        {profile !== undefined && <Badge>{profiles[profile].label}</Badge>}
        {broken > 0 && (
          <Badge tone={broken === known.length ? "bad" : "warn"} dot>
            {broken < known.length ? `${broken} of ${known.length} connections fail` : "No connection works"}
          </Badge>
        )}
        {waiting > 0 && (
          <Badge tone="accent" dot>
            {waiting} waiting
          </Badge>
        )}
      </div>
      <p className="mt-1 text-[0.8125rem] text-muted">{rulesInWords(rules)}</p>
      <p className="mt-0.5 text-[0.8125rem] text-muted">
        {through.length === 0 ? "No connection yet" : `Through ${through.join(", ")}`} · {spacesInWords(agent.policy)}
      </p>
    </li>
  );
}
