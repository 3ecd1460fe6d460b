import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ToolStanding } from "@tributary/sdk";
import { SearchX } from "lucide-react";
import { useState } from "react";
import { agentToolsQuery } from "../../api/agent-queries.ts";
import { EffectBadge } from "../../tools/effect-badge.tsx";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SearchField } from "../../ui/field.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { groups } from "./profiles.ts";

type Standing = ToolStanding["standing"];

const standings: Record<Standing, { word: string; tone: Tone }> = {
  allowed: { word: "Allowed", tone: "good" },
  needs_approval: { word: "With approval", tone: "accent" },
  refused: { word: "Refused", tone: "neutral" },
};

/** What the agent's policy says of each tool, and why. */
export function AgentTools({ id }: { id: string }) {
  const tools = useQuery(agentToolsQuery(id));
  const [shown, setShown] = useState<Standing | "all">("all");
  const [text, setText] = useState("");
  if (tools.isError && tools.data === undefined)
    return <ErrorNotice error={tools.error} onRetry={() => tools.refetch()} />;
  if (tools.data === undefined)
    return (
      <Card className="p-5">
        <Skeleton lines={8} label="Loading what it could do" />
      </Card>
    );
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = tools.data.filter(
    ({ name, title, standing }) =>
      (shown === "all" || standing === shown) && words.every((word) => `${name} ${title}`.toLowerCase().includes(word)),
  );
  const byGroup = groups
    .map(({ name }) => ({ name, members: found.filter(({ group }) => group === name) }))
    .filter(({ members }) => members.length > 0);
  const count = (standing: Standing) => tools.data.filter((tool) => tool.standing === standing).length;
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center gap-2.5">
        <Segmented
          label="Which tools"
          value={shown}
          onChange={setShown}
          options={[
            { value: "all", label: `All ${tools.data.length}` },
            { value: "allowed", label: `Allowed ${count("allowed")}` },
            { value: "needs_approval", label: `With approval ${count("needs_approval")}` },
            { value: "refused", label: `Refused ${count("refused")}` },
          ]}
        />
        <div className="w-full sm:ml-auto sm:w-60">
          <SearchField label="Search tools" value={text} onChange={(event) => setText(event.target.value)} />
        </div>
      </div>
      {found.length === 0 ? (
        <EmptyState icon={SearchX} title="No such tool">
          Choose another filter, or search for other words.
        </EmptyState>
      ) : (
        byGroup.map(({ name: group, members }) => (
          <section key={group} aria-label={group} className="mb-7">
            <h2 className="mb-2.5 font-semibold">
              {group}
              <span className="ml-2 font-normal text-muted">{members.length}</span>
            </h2>
            <Card>
              <ul className="divide-y">
                {members.map((tool) => (
                  <ToolRow key={tool.name} tool={tool} />
                ))}
              </ul>
            </Card>
          </section>
        ))
      )}
    </>
  );
}

function ToolRow({ tool: { name, title, effect, standing, reason, depends } }: { tool: ToolStanding }) {
  const { word, tone } = standings[standing];
  return (
    <li className="grid items-baseline gap-x-4 px-4 py-2 max-sm:grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)_auto] sm:px-5">
      <Link
        to="/tools"
        search={{ q: undefined, tool: name }}
        className={`w-fit rounded font-medium underline-offset-4 hover:underline ${standing === "refused" ? "text-muted" : ""}`}
      >
        {title}
      </Link>
      <span className="text-[0.8125rem] text-muted max-sm:order-last max-sm:col-span-2">
        <span className="inline-block first-letter:uppercase">
          {reason}
          {depends && "; its arguments decide"}
        </span>
      </span>
      <span className="flex gap-1.5">
        {effect !== "read" && <EffectBadge effect={effect} />}
        <Badge tone={tone} dot>
          {word}
        </Badge>
      </span>
    </li>
  );
}
