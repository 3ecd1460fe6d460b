import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { putLabels } from "../labels/labels-of.ts";
import { resolvePageId, resolveSpaceId } from "../references.ts";
import type { V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { newBody } from "./new-body.ts";
import { createProperties } from "./new-properties.ts";
import { prepareCreate, writtenPageShape } from "./write-page.ts";

const input = z.strictObject({
  title: z.string().min(1).max(255).describe("Title, unique in its space."),
  body: z.string().optional().describe("The text of the page."),
  format: parameter.formatIn,
  templateId: z.string().min(1).optional().describe("Instead of body: a template's id."),
  copyBodyFrom: parameter.pageId.optional().describe("Instead of body: page whose body is copied."),
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .default({})
    .describe("Text by placeholder: the template's variables, or {{name}} in the copied page."),
  spaceId: parameter.spaceId.optional().describe("Space: id or key. Not needed with parentId."),
  parentId: parameter.pageId.optional().describe("Page to put it under. Default: the space's homepage."),
  atRoot: z.boolean().default(false).describe("Put it beside the homepage instead of under it."),
  status: z.enum(["current", "draft"]).default("current").describe("draft keeps it unpublished."),
  labels: z.array(z.string().min(1)).default([]).describe("Labels to put on it."),
  properties: z.record(z.string(), z.unknown()).default({}).describe("Content properties: any JSON by key."),
});

export const createPage = defineTool({
  name: "confluence_create_page",
  title: "Create page",
  description:
    "Creates a page in a space or under a page, with labels and properties, from a text, a template or another page's body. To change a page that exists, use confluence_edit_page. When the title is taken nothing is created and the error says so. Returns the new page with its id, URL and version.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input,
  output: writtenPageShape.extend({
    labels: z.array(z.string()).optional(),
    properties: z.array(z.string()).optional(),
  }),
  endpoints: [
    "createPage",
    "getPages",
    "getSpaces",
    "getSpaceById",
    "getPageById",
    "v1.getContentTemplate",
    "v1.addLabelsToContent",
    "createPageProperty",
    "getPageContentProperties",
  ],
  targets: ({ spaceId, parentId, copyBodyFrom, templateId }) => [
    ...(spaceId === undefined ? [] : [{ kind: "space" as const, ref: spaceId }]),
    ...[parentId, copyBodyFrom].flatMap((ref) => (ref === undefined ? [] : [{ kind: "page" as const, ref }])),
    ...(templateId === undefined ? [] : [{ kind: "template" as const, ref: templateId }]),
  ],
  example: {
    spaceId: "ENG",
    title: "Gauge outage of 20 November",
    body: "## What happened\n\nThe gauge fell silent.",
    labels: ["incident"],
  },
  async prepare({ title, status, atRoot, labels, properties, spaceId, parentId, ...source }, context) {
    const place = await resolvePlace({ spaceId, parentId, atRoot }, context);
    const { body, warnings } = await newBody(context, source, place.spaceId);
    return prepareCreate(
      context,
      "page",
      { ...place, atRoot, title, status, body, labels, properties },
      `Create the ${status === "draft" ? "draft" : "page"} "${title}".`,
      async (id, through) => ({
        ...(warnings.length > 0 && { warnings }),
        ...(labels.length > 0 && { labels: await putNewLabels(through, id, labels) }),
        ...(Object.keys(properties).length > 0 && { properties: await createProperties(through, id, properties) }),
      }),
    );
  },
});

async function putNewLabels(context: ToolContext, id: string, labels: readonly string[]): Promise<string[]> {
  const names = await putLabels(context, id, labels);
  const missing = labels.filter((label) => !names.includes(label.toLowerCase()));
  if (missing.length === 0) return names;
  throw new TributaryError("upstream_error", `Confluence did not put the labels ${missing.join(", ")} on it.`, {
    hint: "Add them with confluence_add_labels.",
  });
}

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
