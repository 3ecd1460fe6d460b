import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Tool } from "@tributary/sdk";
import { SearchX } from "lucide-react";
import { toolsQuery } from "../../api/queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SearchField } from "../../ui/field.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useMirroredText } from "../../ui/use-mirrored-text.ts";
import { useSlashKey } from "../../ui/use-slash-key.ts";
import { EffectBadge } from "./effect-badge.tsx";
import { byGroup, findTools } from "./find-tools.ts";
import { ToolDetails } from "./tool-details.tsx";

/** The catalogue: what agents can do, and what each tool takes. */
export function ToolsPage() {
  const tools = useQuery(toolsQuery);
  const { q = "", tool: open } = useSearch({ from: "/app/tools" });
  const navigate = useNavigate({ from: "/tools" });
  const searchRef = useSlashKey<HTMLInputElement>();
  const go = (query: string, tool: string | undefined, replace: boolean) =>
    void navigate({ search: { q: query === "" ? undefined : query, tool }, replace });
  const [text, search] = useMirroredText(q, (next) => go(next, undefined, true));
  const found = tools.data && findTools(tools.data, text);
  const shown = tools.data?.find(({ name }) => name === open);
  return (
    <Page
      title="Tools"
      description="What agents can do at Confluence. REST, MCP, the SDK and the command line offer the same ones."
      actions={
        <div className="w-full sm:w-72">
          <SearchField
            label="Search tools"
            placeholder="Search tools  ( / )"
            ref={searchRef}
            value={text}
            onChange={(event) => search(event.target.value)}
          />
        </div>
      }
    >
      {tools.isError && tools.data === undefined ? (
        <ErrorNotice error={tools.error} onRetry={() => tools.refetch()} />
      ) : found === undefined ? (
        <Card className="p-5">
          <Skeleton lines={8} label="Loading tools" />
        </Card>
      ) : found.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={text === "" ? "There are no tools you may use" : `Nothing found for “${text}”`}
          actions={text !== "" && <Button onClick={() => search("")}>Show all tools</Button>}
        >
          {text === "" ? "An admin can allow some." : "Every word has to stand in a tool's name, title or description."}
        </EmptyState>
      ) : (
        <>
          <p role="status" className="sr-only">
            {found.length} tools
          </p>
          {byGroup(found).map(([group, members]) => (
            <section key={group} aria-label={group} className="mb-7">
              <h2 className="mb-2.5 font-semibold">
                {group}
                <span className="ml-2 font-normal text-muted">{members.length}</span>
              </h2>
              <Card>
                <ul className="divide-y">
                  {members.map((tool) => (
                    <ToolRow key={tool.name} tool={tool} onOpen={() => go(text, tool.name, false)} />
                  ))}
                </ul>
              </Card>
            </section>
          ))}
        </>
      )}
      {shown !== undefined && (
        <Dialog shape="side" title={shown.title} onClose={() => go(text, undefined, true)}>
          <ToolDetails tool={shown} />
        </Dialog>
      )}
    </Page>
  );
}

function ToolRow({ tool, onOpen }: { tool: Tool; onOpen: () => void }) {
  return (
    <li className="relative px-5 py-3 transition-colors first:rounded-t-xl last:rounded-b-xl hover:bg-hover">
      <div className="flex items-center gap-2.5">
        <button type="button" onClick={onOpen} className="rounded text-left font-medium after:absolute after:inset-0">
          {tool.title}
        </button>
        <code className="hidden truncate font-mono text-xs text-muted sm:block">{tool.name}</code>
        <span className="ml-auto">
          <EffectBadge effect={tool.effect} />
        </span>
      </div>
      <p className="mt-0.5 line-clamp-1 text-[0.8125rem] text-muted">{tool.description}</p>
    </li>
  );
}
