import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { longTaskEndpoint } from "../long-task.ts";
import { pageShape, toPage, type V2List, type V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import type { Change, Undo } from "../write.ts";
import { readTree } from "./read-tree.ts";
import { taskEnded } from "./task-ended.ts";
import { readPageMeant, spaceAddress, treeDescendants, treeUrl } from "./tree.ts";

/** As many as Confluence takes in one request. */
const mostPages = 300;

export const archivePage = defineTool({
  name: "confluence_archive_page",
  title: "Archive page",
  description:
    "Archives a page, with children=true the pages below it too: out of the tree and of searches, kept as it is. To throw it away use confluence_delete_page; confluence_restore_page brings it back. Returns the page.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId,
    children: z.boolean().default(false).describe("Archive all pages below it too."),
  }),
  output: pageShape.extend({
    /** How many pages were archived by this call. */
    archived: z.number().int(),
    /** Of an archiving that Confluence has not finished yet. */
    taskId: z.string().optional(),
  }),
  endpoints: ["v1.archivePages", longTaskEndpoint, ...treeDescendants, "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Runbook: Journal lag" },
  async prepare({ pageId, children }, context) {
    const page = await readPageMeant(context, pageId);
    const { id, title, spaceId } = page;
    if (page.status !== "current" && page.status !== "archived") {
      throw new TributaryError("invalid_input", `The page "${title}" is ${page.status}; only published ones can be.`, {
        hint: page.status === "draft" ? "Publish it first, or delete the draft." : "Restore it first.",
      });
    }
    const space = spaceAddress(context, page);
    const changes: Change[] = (await toArchive(context, page, children)).map((one) => ({
      kind: "page",
      id: one.id,
      title: one.title,
      spaceId,
      url: treeUrl(context, { id: one.id, type: "page" }, space),
      ...(one.version !== undefined && { baseVersion: one.version.number }),
      before: { status: "current" },
      after: { status: "archived" },
    }));
    const ids = changes.flatMap((change) => change.id ?? []);
    const undo: Undo[] = ids.map((one) => ({ tool: "confluence_restore_page", arguments: { pageId: one } }));
    const what = `the archiving of the page "${title}"`;
    const count = ids.length > 1 ? ` and ${ids.length - 1} below it` : "";
    /** The page, and which of all are archived. */
    const look = async (through: ToolContext) => {
      const rows = await rowsOf(through, [...new Set([id, ...ids])]);
      const now = rows.find((row) => row.id === id) ?? page;
      const archived = rows.filter((row) => row.status === "archived" && ids.includes(row.id)).length;
      return { archived, data: { ...toPage(now, context.site), archived } };
    };
    return {
      preview: {
        summary: ids.length === 0 ? `The page "${title}" is archived.` : `Archive the page "${title}"${count}.`,
        changes,
      },
      async commit() {
        if (ids.length === 0) return { data: { ...toPage(page, context.site), archived: 0 } };
        const task = await context.confluence.call<{ id: string }>("v1.archivePages", {
          body: { pages: ids.map((one) => ({ id: Number(one) })) },
          what,
        });
        const finished = await taskEnded(context, task.id, what);
        const { archived, data } = await look(context);
        if (!finished) return { data: { ...data, taskId: task.id }, undo };
        if (archived === ids.length) return { data, undo };
        throw new TributaryError(
          "upstream_error",
          `Confluence said it was done, but only ${archived} of ${ids.length} pages are archived.`,
          { hint: "Look at the page in Confluence: archiving needs a permission of its own.", details: { archived } },
        );
      },
      /** The task may have begun without the answer having come. */
      async settle(reader) {
        const { archived, data } = await look(reader);
        return archived === ids.length ? { outcome: "done", data, undo } : { outcome: "unknown" };
      },
    };
  },
});

type Archivable = { id: string; title: string; version?: { number: number } };

/** The pages that are not archived yet, from the top down. */
async function toArchive(context: ToolContext, page: V2Page, children: boolean): Promise<Archivable[]> {
  const self = page.status === "current" ? [page] : [];
  if (!children) return self;
  const { items, complete } = await readTree(context, page.id, { mostNodes: 2 * mostPages });
  const below = items.filter(({ type, status }) => type === "page" && status === "current");
  if (complete && self.length + below.length <= mostPages) return [...self, ...below];
  throw new TributaryError("invalid_input", `More than ${mostPages} pages would be archived at once.`, {
    hint: "Archive its child pages one after the other, the page itself last.",
  });
}

async function rowsOf({ confluence }: ToolContext, ids: readonly string[]): Promise<V2Page[]> {
  const rows: V2Page[] = [];
  for (let at = 0; at < ids.length; at += 250) {
    const { results } = await confluence.call<V2List<V2Page>>("getPages", {
      query: { id: ids.slice(at, at + 250), status: ["current", "archived", "trashed"], limit: 250 },
      what: "what became of the pages",
    });
    rows.push(...results);
  }
  return rows;
}
