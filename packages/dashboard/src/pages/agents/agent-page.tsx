import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Agent } from "@tributary/sdk";
import { Ellipsis, KeyRound, Trash2 } from "lucide-react";
import { useState } from "react";
import { agentQuery } from "../../api/agent-queries.ts";
import { useRights } from "../../api/use-me.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { IconButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { Page } from "../../ui/page.tsx";
import { PageProblem } from "../../ui/page-problem.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { AgentTools } from "./agent-tools.tsx";
import { ApiKeyOnce } from "./api-key-once.tsx";
import { ClientSetups } from "./client-setups.tsx";
import { DeleteAgentDialog } from "./delete-agent-dialog.tsx";
import { EditAgent } from "./edit-agent.tsx";
import { RenewKeyDialog } from "./renew-key-dialog.tsx";

const back = <BackLink to="/agents">Agents</BackLink>;

/** One agent: what it may do, what that means tool by tool, and how a program becomes it. */
export function AgentPage() {
  const { id } = useParams({ from: "/app/agents/$id" });
  const agent = useQuery(agentQuery(id));
  if (agent.data !== undefined) return <Loaded key={id} agent={agent.data} />;
  return (
    <Page title="Agent" back={back}>
      {agent.isError ? (
        <PageProblem error={agent.error} what="agent" onRetry={() => agent.refetch()} />
      ) : (
        <Card className="p-5">
          <Skeleton lines={8} label="Loading the agent" />
        </Card>
      )}
    </Page>
  );
}

function Loaded({ agent }: { agent: Agent }) {
  const { mayConfigure } = useRights();
  const { tab } = useSearch({ from: "/app/agents/$id" });
  const navigate = useNavigate({ from: "/agents/$id" });
  const [asking, setAsking] = useState<"renew" | "delete">();
  const [apiKey, setApiKey] = useState<string>();
  const icon = "size-4";
  return (
    <Page
      title={agent.name}
      back={back}
      actions={
        <div className="flex items-center gap-2">
          <Segmented
            label="What to show"
            value={tab ?? "permissions"}
            onChange={(next) =>
              void navigate({ search: { tab: next === "permissions" ? undefined : next }, replace: true })
            }
            options={[
              { value: "permissions", label: "Permissions" },
              { value: "tools", label: "What it could do" },
              { value: "connect", label: "Connect" },
            ]}
          />
          {mayConfigure && (
            <Menu
              trigger={
                <IconButton label="More">
                  <Ellipsis aria-hidden className={icon} />
                </IconButton>
              }
            >
              <MenuItem icon={<KeyRound aria-hidden className={icon} />} onSelect={() => setAsking("renew")}>
                Renew the API key…
              </MenuItem>
              <MenuItem tone="bad" icon={<Trash2 aria-hidden className={icon} />} onSelect={() => setAsking("delete")}>
                Delete the agent…
              </MenuItem>
            </Menu>
          )}
        </div>
      }
    >
      {apiKey !== undefined && (
        <div className="mb-6">
          <ApiKeyOnce apiKey={apiKey} />
        </div>
      )}
      {tab === "tools" ? (
        <AgentTools id={agent.id} />
      ) : tab === "connect" ? (
        <ClientSetups apiKey={apiKey} />
      ) : (
        <EditAgent agent={agent} />
      )}
      <p className="mt-8 flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.8125rem] text-muted">
        <span>
          Made <Time value={agent.createdAt} />
        </span>
        <span className="inline-flex items-center font-mono text-xs">
          {agent.id}
          <CopyButton text={agent.id} what="id of the agent" />
        </span>
        <Link to="/activity" search={{ caller: agent.id }} className="text-accent underline-offset-4 hover:underline">
          Its calls
        </Link>
      </p>
      {asking === "renew" && (
        <RenewKeyDialog agent={agent} onRenewed={setApiKey} onClose={() => setAsking(undefined)} />
      )}
      {asking === "delete" && <DeleteAgentDialog agent={agent} onClose={() => setAsking(undefined)} />}
    </Page>
  );
}
