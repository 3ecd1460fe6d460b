import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Tool } from "@tributary/sdk";
import { SearchX, SquareTerminal, Wrench } from "lucide-react";
import { toolsQuery } from "../../api/queries.ts";
import { findTools } from "../../tools/find-tools.ts";
import { BackLink } from "../../ui/back-link.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SearchField } from "../../ui/field.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useMirroredText } from "../../ui/use-mirrored-text.ts";
import { useSlashKey } from "../../ui/use-slash-key.ts";
import { ToolList } from "./tool-list.tsx";
import { ToolPanel } from "./tool-panel.tsx";

const route = getRouteApi("/app/playground");

/** Longer arguments stay out of the address. */
const longestInAddress = 4000;

/** Every tool, to be tried by hand: pick one, fill in its form, run it, copy the call. */
export function PlaygroundPage() {
  const tools = useQuery(toolsQuery);
  const { q = "", tool: open, args, connection } = route.useSearch();
  const navigate = route.useNavigate();
  const searchRef = useSlashKey<HTMLInputElement>();
  const [text, search] = useMirroredText(q, (next) =>
    navigate({ search: (before) => ({ ...before, q: next === "" ? undefined : next }), replace: true }),
  );
  const found = tools.data && findTools(tools.data, text);
  const shown = tools.data?.find(({ name }) => name === open);
  return (
    <Page
      title="Playground"
      description="Try what agents can do at Confluence, as yourself. REST, MCP, the SDK and the command line offer the same tools."
      actions={
        <Link to="/playground/api-call" className={buttonClass("secondary")}>
          <SquareTerminal aria-hidden className="size-4" />
          API call
        </Link>
      }
    >
      {tools.isError && tools.data === undefined ? (
        <ErrorNotice error={tools.error} onRetry={() => tools.refetch()} />
      ) : found === undefined ? (
        <Card className="p-5">
          <Skeleton lines={8} label="Loading tools" />
        </Card>
      ) : (
        <div className="gap-8 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
          <div
            className={`lg:sticky lg:top-6 lg:-mx-2.5 lg:flex lg:h-[calc(100dvh-3rem)] lg:flex-col ${open === undefined ? "" : "max-lg:hidden"}`}
          >
            <div className="mb-4 lg:px-2.5">
              <SearchField
                label="Search tools"
                slash
                ref={searchRef}
                value={text}
                onChange={(event) => search(event.target.value)}
              />
            </div>
            <div className="min-h-0 flex-1 lg:overflow-y-auto">
              {found.length > 0 ? (
                <ToolList tools={found} />
              ) : (
                <EmptyState
                  icon={SearchX}
                  title={text === "" ? "No tools" : `Nothing for “${text}”`}
                  actions={text !== "" && <Button onClick={() => search("")}>Show all</Button>}
                >
                  {text === "" && "You may use none."}
                </EmptyState>
              )}
            </div>
          </div>
          <div className="min-w-0">
            {open !== undefined && (
              <BackLink
                from="/playground"
                to="/playground"
                search={(before) => ({ ...before, tool: undefined, args: undefined })}
                className="lg:hidden"
              >
                All tools
              </BackLink>
            )}
            {shown !== undefined ? (
              <ToolPanel
                key={shown.name}
                tool={shown}
                given={args ?? {}}
                connectionId={connection}
                onConnection={(id) => navigate({ search: (before) => ({ ...before, connection: id }), replace: true })}
                onReadMore={(next) =>
                  navigate({ search: (before) => ({ ...before, tool: "confluence_read_more", args: { next } }) })
                }
                onArguments={(next) =>
                  navigate({
                    search: (before) => {
                      const text = JSON.stringify(next);
                      return { ...before, args: text === "{}" || text.length > longestInAddress ? undefined : next };
                    },
                    replace: true,
                    resetScroll: false,
                  })
                }
              />
            ) : (
              <div className={open === undefined ? "max-lg:hidden" : ""}>
                <EmptyState
                  icon={Wrench}
                  title={open === undefined ? "Pick a tool" : `There is no tool ${open}`}
                  actions={open === undefined && <Starters tools={tools.data ?? []} />}
                >
                  {open === undefined
                    ? "Its form is made from what it takes. Writes can be tried with a dry run first, which changes nothing."
                    : "It may have another name now, or your role does not allow it: a viewer sees only what reads."}
                </EmptyState>
              </div>
            )}
          </div>
        </div>
      )}
    </Page>
  );
}

/** Where to begin: what most people try first, as far as they may. */
function Starters({ tools }: { tools: readonly Tool[] }) {
  return ["confluence_search", "confluence_get_page", "confluence_create_page"].map((name) => {
    const tool = tools.find((one) => one.name === name);
    return (
      tool !== undefined && (
        <Link
          key={name}
          from="/playground"
          to="/playground"
          search={(before) => ({ ...before, tool: name, args: undefined })}
          className={buttonClass("secondary", "sm")}
        >
          {tool.title}
        </Link>
      )
    );
  });
}
