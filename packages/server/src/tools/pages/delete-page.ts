import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { resolvePageId } from "../references.ts";
import { toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

export const deletePage = defineTool({
  name: "confluence_delete_page",
  title: "Delete page",
  description:
    "Moves a page to its space's trash, from where a person can restore it. Its child pages do not go with it. With purge=true a page that is already in the trash is deleted for good. Returns the page's id and what became of it.",
  group: "Pages",
  effect: "delete",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId,
    purge: z.boolean().default(false).describe("Delete a trashed page for good. Cannot be undone."),
    draft: z.boolean().default(false).describe("Delete a page that was never published."),
  }),
  output: z.object({ id: z.string(), status: z.enum(["trashed", "purged"]) }),
  endpoints: ["deletePage", "getPageById", "getPages", "getSpaces"],
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
    const undo = forGood ? [] : [{ tool: "confluence_restore_page", arguments: { pageId: id } }];
    return {
      preview: {
        summary: forGood ? `Delete the page "${page.title}" for good.` : `Move the page "${page.title}" to the trash.`,
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
        await context.confluence.call("deletePage", {
          path: { id },
          query: { ...(purge && { purge: true }), ...(draft && { draft: true }) },
          what: `page ${id}`,
        });
        return { data, undo };
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
