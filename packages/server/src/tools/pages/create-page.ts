import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { toBodyWrite } from "../body.ts";
import { putLabels } from "../labels/labels-of.ts";
import { resolvePageId, resolveSpaceId } from "../references.ts";
import type { V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { prepareCreate, writtenPageShape } from "./write-page.ts";

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
  output: writtenPageShape.extend({ labels: z.array(z.string()).optional() }),
  endpoints: ["createPage", "getPages", "getSpaces", "getPageById", "v1.addLabelsToContent"],
  targets: ({ spaceId, parentId }) => [
    ...(spaceId === undefined ? [] : [{ kind: "space" as const, ref: spaceId }]),
    ...(parentId === undefined ? [] : [{ kind: "page" as const, ref: parentId }]),
  ],
  example: { spaceId: "ENG", title: "Gauge outage of 20 November", body: "## What happened\n\nThe gauge fell silent." },
  async prepare({ title, body, format, status, atRoot, labels, ...where }, context) {
    const place = await resolvePlace({ ...where, atRoot }, context);
    return prepareCreate(
      context,
      "page",
      { ...place, atRoot, title, status, body: toBodyWrite(body, format, context.site) },
      `Create the ${status === "draft" ? "draft" : "page"} "${title}".`,
      async (id, through) => (labels.length === 0 ? {} : { labels: await putLabels(through, id, labels) }),
    );
  },
});

async function resolvePlace(
  { spaceId, parentId, atRoot }: Pick<z.output<typeof input>, "spaceId" | "parentId" | "atRoot">,
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
