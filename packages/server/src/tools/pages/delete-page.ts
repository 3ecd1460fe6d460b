import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { resolvePageId } from "../references.ts";
import { toPage, type V2List, type V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import type { Undo } from "../write.ts";
import { deepest } from "./read-tree.ts";
import type { V2Descendant } from "./tree.ts";

export const deletePage = defineTool({
  name: "confluence_delete_page",
  title: "Delete page",
  description:
    "Moves a page to its space's trash; confluence_restore_page brings it back. Pages below it do not go with it: Confluence archives them, without a parent. With purge=true a page that is already in the trash is deleted for good. Returns the page's id and what became of it.",
  group: "Pages",
  effect: "delete",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId,
    purge: z.boolean().default(false).describe("Delete a trashed page for good. Cannot be undone."),
    draft: z.boolean().default(false).describe("Delete a page that was never published."),
  }),
  output: z.object({ id: z.string(), status: z.enum(["trashed", "purged"]) }),
  endpoints: ["deletePage", "getPageById", "getPageDescendants", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Runbook: Journal lag" },
  async prepare({ pageId, purge, draft }, context) {
    const id = await resolvePageId(context, pageId);
    const page = await context.confluence.call<V2Page>("getPageById", {
      path: { id },
      ...(draft && { query: { "get-draft": true } }),
      what: `page ${id}`,
    });
    const forGood = purge || draft;
    const data = { id, status: forGood ? ("purged" as const) : ("trashed" as const) };
    const below = forGood ? [] : await pagesBelow(context, id);
    const undo = forGood ? [] : bringBack(id, below);
    const left =
      below.length === 0
        ? ""
        : ` Confluence will archive the ${below.length === mostBelow ? `${mostBelow} or more` : below.length} pages below it${below.length > mostUndone ? "; an undo brings back the page alone" : ""}.`;
    return {
      preview: {
        summary: forGood
          ? `Delete the page "${page.title}" for good.`
          : `Move the page "${page.title}" to the trash.${left}`,
        changes: [
          {
            kind: "page",
            id,
            title: page.title,
            spaceId: page.spaceId,
            url: toPage(page, context.site).url,
            baseVersion: page.version.number,
            before: { status: page.status },
            ...(!forGood && { after: { status: "trashed" } }),
          },
        ],
        ...(forGood && { irreversible: "a purged page cannot be brought back" }),
      },
      async commit() {
        await mayPurge(page, purge, () =>
          context.confluence.call("deletePage", {
            path: { id },
            query: { ...(purge && { purge: true }), ...(draft && { draft: true }) },
            what: `page ${id}`,
          }),
        );
        const left = await statusOf(context, id, draft);
        // Beside a draft that is gone there may be what was published.
        if (left === undefined || (draft ? left !== "draft" : left === "trashed" && !purge)) return { data, undo };
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted the deletion of the page "${page.title}" but it is still ${left}.`,
          { hint: "Try again, or delete it in Confluence." },
        );
      },
      async settle({ confluence }) {
        try {
          const { status } = await confluence.call<V2Page>("getPageById", { path: { id }, what: `page ${id}` });
          if (status !== "trashed" || purge) return { outcome: "not_done" };
          return { outcome: "done", data: { id, status: "trashed" }, undo };
        } catch (error) {
          if (!(error instanceof TributaryError) || error.code !== "not_found") throw error;
          return { outcome: "done", data, undo };
        }
      },
    };
  },
});

/** What the page is now; undefined when it is gone. */
async function statusOf({ confluence }: ToolContext, id: string, draft: boolean): Promise<string | undefined> {
  try {
    const query = draft ? { query: { "get-draft": true } } : {};
    return (await confluence.call<V2Page>("getPageById", { path: { id }, ...query, what: `page ${id}` })).status;
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}

/** Confluence answers 404 to who may not purge a page that it has just shown them: says what is really amiss. */
async function mayPurge(page: V2Page, purge: boolean, request: () => Promise<unknown>): Promise<void> {
  try {
    await request();
  } catch (error) {
    if (!purge || !(error instanceof TributaryError) || error.code !== "not_found") throw error;
    throw new TributaryError("forbidden", `The connected account may not delete the page "${page.title}" for good.`, {
      hint: "Ask an administrator of its space; in the trash it may stay.",
      ...(error.atlassian !== undefined && { atlassian: error.atlassian }),
      cause: error,
    });
  }
}

const mostBelow = 250;
/** More pages than this are not brought back one by one. */
const mostUndone = 50;

async function pagesBelow({ confluence }: ToolContext, id: string): Promise<V2Descendant[]> {
  const { results } = await confluence.call<V2List<V2Descendant>>("getPageDescendants", {
    path: { id },
    query: { depth: deepest, limit: mostBelow },
    what: `the pages below page ${id}`,
  });
  return results
    .filter(({ type, status }) => type === "page" && status === "current")
    .sort((a, b) => a.depth - b.depth);
}

/** What was below it was archived; its children lost their place, too. */
function bringBack(id: string, below: readonly V2Descendant[]): Undo[] {
  const restore = (pageId: string) => ({ tool: "confluence_restore_page", arguments: { pageId } });
  if (below.length > mostUndone) return [restore(id)];
  return [
    restore(id),
    ...below.map((page) => restore(page.id)),
    ...below
      .filter(({ depth }) => depth === 1)
      .map((page) => ({ tool: "confluence_move_page", arguments: { pageId: page.id, targetId: id } })),
  ];
}
