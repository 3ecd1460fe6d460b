import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { tributary } from "../../api/client.ts";
import { connectionsQuery } from "../../api/queries.ts";
import { useRights } from "../../api/use-me.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { type AgentDraft, draftOf, draftProblem, policyOf } from "./agent-draft.ts";
import { AgentForm } from "./agent-form.tsx";
import { ApiKeyOnce } from "./api-key-once.tsx";
import { ClientSetups } from "./client-setups.tsx";
import { profiles } from "./profiles.ts";

/** Makes an agent, and shows its key this once. */
export function NewAgentPage() {
  const { mayConfigure } = useRights();
  const connections = useQuery(connectionsQuery);
  const client = useQueryClient();
  const [draft, setDraft] = useState<AgentDraft>();
  const [problem, setProblem] = useState<string>();
  const create = useMutation({
    mutationFn: (chosen: AgentDraft) =>
      tributary.agents.create({
        name: chosen.name.trim(),
        connectionIds: chosen.connectionIds,
        policy: policyOf(chosen),
        callbackUrl: chosen.callbackUrl.trim() === "" ? null : chosen.callbackUrl.trim(),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["agents"] }),
  });

  // Where there is one connection, that is the one meant.
  const active = connections.data?.filter(({ status }) => status === "active") ?? [];
  const current =
    draft ??
    draftOf({
      name: "",
      connectionIds: active.length === 1 ? active.map(({ id }) => id) : [],
      policy: { groups: profiles["read-only"].rules },
      callbackUrl: null,
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = draftProblem(current);
    setProblem(found);
    if (found === undefined && !create.isPending) create.mutate(current);
  };

  const back = <BackLink to="/agents">Agents</BackLink>;
  if (!mayConfigure)
    return (
      <Page title="New agent" back={back}>
        <Notice title="Only admins make agents">Ask an admin of this server to make one.</Notice>
      </Page>
    );
  if (create.data !== undefined) {
    const { id, name, apiKey } = create.data;
    return (
      <Page
        title={`${name} is ready`}
        back={back}
        actions={
          <Link to="/agents/$id" params={{ id }} className={buttonClass("primary")}>
            Open {name}
          </Link>
        }
      >
        <div className="space-y-8">
          <ApiKeyOnce apiKey={apiKey} />
          <ClientSetups apiKey={apiKey} />
        </div>
      </Page>
    );
  }
  return (
    <Page title="New agent" back={back}>
      <form onSubmit={submit} noValidate className="space-y-6">
        <AgentForm draft={current} onChange={setDraft} isNew />
        <Card className="flex flex-wrap items-center justify-end gap-3 p-3 pl-5">
          {problem !== undefined && (
            <p role="alert" className="mr-auto text-bad">
              {problem}
            </p>
          )}
          <Link to="/agents" className={buttonClass("ghost")}>
            Cancel
          </Link>
          <Button type="submit" variant="primary" busy={create.isPending}>
            Create agent
          </Button>
        </Card>
        {create.isError && <ErrorNotice error={create.error} />}
      </form>
    </Page>
  );
}
