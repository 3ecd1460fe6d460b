import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { connectionsQuery } from "../../api/queries.ts";
import { connectionState } from "../../connections/connection-state.ts";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { Field } from "../../ui/field.tsx";
import type { AgentDraft } from "./agent-draft.ts";
import { GroupMatrix } from "./group-matrix.tsx";
import { ProfileChoice } from "./profile-choice.tsx";
import { SpaceLimits } from "./space-limits.tsx";
import { ToolLimits } from "./tool-limits.tsx";

/** Everything about an agent that an admin sets. With `readOnly` it is only shown. */
export function AgentForm({
  draft,
  onChange,
  isNew = false,
  readOnly = false,
}: {
  draft: AgentDraft;
  onChange: (draft: AgentDraft) => void;
  isNew?: boolean;
  readOnly?: boolean;
}) {
  const set = (change: Partial<AgentDraft>) => onChange({ ...draft, ...change });
  return (
    <fieldset disabled={readOnly} className="min-w-0 space-y-6">
      <legend className="sr-only">The agent</legend>
      <Card className="p-5">
        <Field
          label="Name"
          hint="What people see in approvals and in the record."
          maxLength={100}
          required
          autoFocus={isNew}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
          className="max-w-md"
        />
      </Card>
      <Section title="Permissions" about="What is not allowed here is refused, whichever way the agent asks.">
        <ProfileChoice rules={draft.rules} onChange={(rules) => set({ rules })} />
        <GroupMatrix rules={draft.rules} onChange={(rules) => set({ rules })} />
      </Section>
      <Section
        title="Connections"
        about="The accounts it works through. It can do no more than such an account itself may do in Confluence."
      >
        <ConnectionChoice chosen={draft.connectionIds} onChange={(connectionIds) => set({ connectionIds })} />
      </Section>
      <Section title="Spaces" about="Of other spaces it learns nothing: not by id, search, link, move or copy.">
        <SpaceLimits
          spaces={draft.spaces}
          connectionId={draft.connectionIds[0]}
          onChange={(spaces) => set({ spaces })}
          readOnly={readOnly}
        />
      </Section>
      <Section title="Tools" about="Its groups already say which tools it has. Lists narrow them further.">
        <ToolLimits allow={draft.allow} deny={draft.deny} onChange={set} readOnly={readOnly} />
      </Section>
      <Card className="p-5">
        <Field
          label="Callback address"
          type="url"
          hint="Gets a POST when a person decides on one of its writes. Leave it empty if the agent asks by itself."
          placeholder="https://agent.example.com/approvals"
          value={draft.callbackUrl}
          onChange={(event) => set({ callbackUrl: event.target.value })}
          className="max-w-xl"
        />
      </Card>
    </fieldset>
  );
}

function Section({ title, about, children }: { title: string; about?: string; children: React.ReactNode }) {
  return (
    <Card className="p-5">
      <h2 className="font-semibold">{title}</h2>
      {about !== undefined && <p className="mt-0.5 text-muted text-pretty">{about}</p>}
      <div className="mt-4">{children}</div>
    </Card>
  );
}

function ConnectionChoice({ chosen, onChange }: { chosen: string[]; onChange: (ids: string[]) => void }) {
  const connections = useQuery(connectionsQuery);
  const offered = (connections.data ?? []).filter(
    ({ id, status }) => status === "active" || status === "expired" || chosen.includes(id),
  );
  const unseen = chosen.filter((id) => !offered.some((connection) => connection.id === id));
  if (connections.data !== undefined && offered.length + unseen.length === 0)
    return (
      <p className="text-muted">
        No account is connected yet.{" "}
        <Link to="/integrations" className="text-accent underline underline-offset-4">
          Connect one
        </Link>{" "}
        and choose it here.
      </p>
    );
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <ul className="divide-y rounded-lg border">
      {offered.map(({ id, name, site, status }) => (
        <li key={id}>
          <label className="flex cursor-pointer items-center gap-3 px-3.5 py-2.5 has-disabled:cursor-default">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={() => toggle(id)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 flex-1">
              <span className="font-medium wrap-anywhere">{name}</span>
              {site !== null && <span className="block truncate text-[0.8125rem] text-muted">{site.url}</span>}
            </span>
            <Badge tone={connectionState[status].tone} dot>
              {connectionState[status].word}
            </Badge>
          </label>
        </li>
      ))}
      {unseen.map((id) => (
        <li key={id}>
          <label className="flex items-center gap-3 px-3.5 py-2.5">
            <input type="checkbox" checked onChange={() => toggle(id)} className="size-4 accent-accent" />
            <span className="min-w-0 truncate font-mono text-xs">{id}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}
