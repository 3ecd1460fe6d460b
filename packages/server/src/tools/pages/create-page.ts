import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { toBodyWrite } from "../body.ts";
import { putLabels } from "../labels/labels-of.ts";
import { resolvePageId, resolveSpaceId } from "../references.ts";
import { pageShape, toPage, type V2List, type V2Page } from "../shapes.ts";
import { defineTool, parameter, type ReadBack, type ToolContext } from "../tool.ts";

const input = z.strictObject({
  title: z.string().min(1).max(255).describe("Title, unique in its space."),
  body: z.string().default("").describe("The text of the page."),
  format: parameter.formatIn,
  spaceId: parameter.spaceId.optional().describe("Space: id or key. Not needed with parentId."),
  parentId: parameter.pageId
    .optional()
    .describe("Page to put it under: id, URL, tiny link or SPACE:Title. Default: the space's homepage."),
  atRoot: z.boolean().default(false).describe("Put it beside the homepage instead of under it."),
  status: z.enum(["current", "draft"]).default("current").describe("draft keeps it unpublished."),
  labels: z.array(z.string().min(1)).default([]).describe("Labels to put on it."),
});

export const createPage = defineTool({
  name: "confluence_create_page",
  title: "Create page",
  description:
    "Creates a page in a space or under a page, with its labels. To change a page that exists, use confluence_update_page. Titles are unique in a space: when the title is taken nothing is created and the error says so. Returns the new page with its id, URL and version.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input,
  output: pageShape.extend({ labels: z.array(z.string()).optional() }),
  endpoints: ["createPage", "getPages", "getSpaces", "getPageById", "v1.addLabelsToContent"],
  targets: ({ spaceId, parentId }) => [
    ...(spaceId === undefined ? [] : [{ kind: "space" as const, ref: spaceId }]),
    ...(parentId === undefined ? [] : [{ kind: "page" as const, ref: parentId }]),
  ],
  async run(page, context) {
    const place = await resolvePlace(page, context);
    const body = toBodyWrite(page.body, page.format, context.site);
    const created = await context.confluence.call<V2Page>("createPage", {
      query: page.atRoot ? { "root-level": true } : {},
      body: { ...place, status: page.status, title: page.title, body },
      what: `the new page "${page.title}"`,
    });
    return {
      ...toPage(created, context.site),
      ...(page.labels.length > 0 && { labels: await putLabels(context, created.id, page.labels) }),
    };
  },
  readBack: findCreated,
});

async function resolvePlace(
  { spaceId, parentId, atRoot }: z.output<typeof input>,
  context: ToolContext,
): Promise<{ spaceId: string; parentId?: string }> {
  if (parentId === undefined) {
    if (spaceId !== undefined) return { spaceId: await resolveSpaceId(context, spaceId) };
    throw new TributaryError("invalid_input", "A new page needs a place.", {
      hint: "Pass spaceId, or parentId to put it under a page.",
    });
  }
  if (atRoot)
    throw new TributaryError("invalid_input", "A page at the root has no parent.", {
      hint: "Leave out parentId or atRoot.",
    });
  const id = await resolvePageId(context, parentId);
  if (spaceId !== undefined) return { spaceId: await resolveSpaceId(context, spaceId), parentId: id };
  const parent = await context.confluence.call<V2Page>("getPageById", { path: { id }, what: `the parent page ${id}` });
  return { spaceId: parent.spaceId, parentId: id };
}

/** A page of this title that is younger than the call is the one that was asked for: titles are unique in a space. */
async function findCreated(
  page: z.output<typeof input>,
  context: ToolContext,
  _error: TributaryError,
  startedAt: number,
): Promise<ReadBack> {
  const { spaceId } = await resolvePlace(page, context);
  const { results } = await context.confluence.call<V2List<V2Page>>("getPages", {
    query: { "space-id": spaceId, title: page.title, status: page.status === "draft" ? "draft" : "current", limit: 25 },
  });
  // Confluence's clock and ours may differ by some seconds.
  const found = results.find((r) => r.title === page.title && Date.parse(r.createdAt ?? "") > startedAt - 30_000);
  if (found === undefined) return { outcome: "not_done" };
  const labels = page.labels.length > 0 ? { labels: await putLabels(context, found.id, page.labels) } : {};
  return { outcome: "done", data: { ...toPage(found, context.site), ...labels } };
}
