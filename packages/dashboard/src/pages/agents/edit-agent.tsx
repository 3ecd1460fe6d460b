import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Agent } from "@tributary/sdk";
import { type FormEvent, useState } from "react";
import { agentQuery } from "../../api/agent-queries.ts";
import { tributary } from "../../api/client.ts";
import { useRights } from "../../api/use-me.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { useToast } from "../../ui/toast.tsx";
import { type AgentDraft, draftOf, draftProblem, policyOf, sameDraft } from "./agent-draft.ts";
import { AgentForm } from "./agent-form.tsx";

/** Changes an agent. What another admin saves meanwhile shows at once, unless something is being changed here. */
export function EditAgent({ agent }: { agent: Agent }) {
  const { mayConfigure } = useRights();
  const client = useQueryClient();
  const toast = useToast();
  const [draft, setDraft] = useState<AgentDraft>();
  const saved = draftOf(agent);
  const current = draft ?? saved;
  const changed = draft !== undefined && !sameDraft(draft, saved);
  const problem = draftProblem(current);
  const save = useMutation({
    mutationFn: (chosen: AgentDraft) =>
      tributary.agents.update(agent.id, {
        name: chosen.name.trim(),
        connectionIds: chosen.connectionIds,
        policy: policyOf(chosen),
        callbackUrl: chosen.callbackUrl.trim() === "" ? null : chosen.callbackUrl.trim(),
      }),
    onSuccess: async (now) => {
      client.setQueryData(agentQuery(agent.id).queryKey, now);
      setDraft(undefined);
      toast.done("Saved", "The agent's next call is judged by the new policy.");
      await Promise.all([
        client.invalidateQueries({ queryKey: ["agents"] }),
        client.invalidateQueries({ queryKey: ["agent", agent.id] }),
      ]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && problem === undefined && !save.isPending) save.mutate(current);
  };
  return (
    <form onSubmit={submit} noValidate>
      {!mayConfigure && (
        <div className="mb-5">
          <Notice title="Only admins change agents">You see what this one may do.</Notice>
        </div>
      )}
      <AgentForm draft={current} onChange={setDraft} readOnly={!mayConfigure} />
      {changed && (
        <div className="sticky bottom-0 z-10 -mx-1 space-y-3 bg-canvas px-1 pt-4 pb-4">
          {save.isError && <ErrorNotice error={save.error} />}
          <div className="flex flex-wrap items-center justify-end gap-2 rounded-xl border bg-surface p-2.5 pl-4 shadow-lg">
            <p role="status" className={`mr-auto ${problem === undefined ? "font-medium" : "text-bad"}`}>
              {problem ?? "Not saved yet"}
            </p>
            <Button variant="ghost" onClick={() => setDraft(undefined)}>
              Discard
            </Button>
            <Button type="submit" variant="primary" busy={save.isPending} disabled={problem !== undefined}>
              Save
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}
