import { z } from "zod";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { allRows } from "../list-page.ts";
import { resolvePageId } from "../references.ts";
import type { V2Label } from "../shapes.ts";
import { parameter, type Target, type ToolContext } from "../tool.ts";

/** Kinds of content that carry labels, and the operation that lists them. */
const labelledContent = {
  page: "getPageLabels",
  blogpost: "getBlogPostLabels",
  attachment: "getAttachmentLabels",
} as const;

/** The parameters that name a piece of content with labels. */
export const labelled = {
  contentId: parameter.pageId.describe("Page (id, URL, tiny link or SPACE:Title), or the id of other content."),
  contentType: z.enum(["page", "blogpost", "attachment"]).default("page").describe("What the id is of."),
};

export const labelNames = z
  .array(z.string().min(1).max(255).regex(/^\S+$/, "a label has no spaces"))
  .min(1)
  .max(100)
  .describe("Names of labels. Confluence writes them in lower case, without spaces.");

export type Labelled = { contentId: string; contentType: keyof typeof labelledContent };

/** What finding the content and reading its labels takes. */
export const labelEndpoints = [
  ...Object.values(labelledContent),
  "getPages",
  "getSpaces",
] as const satisfies readonly EndpointKey[];

export const labelTargets = ({ contentId, contentType }: Labelled): Target[] => [{ kind: contentType, ref: contentId }];

export const labelledId = ({ contentId, contentType }: Labelled, context: ToolContext): Promise<string> =>
  contentType === "page" ? resolvePageId(context, contentId) : Promise.resolve(contentId);

/** All labels of a page, blog post or attachment. */
export async function labelsOf(context: ToolContext, id: string, type: Labelled["contentType"]): Promise<V2Label[]> {
  const rows = await allRows<V2Label>(
    context,
    { key: labelledContent[type], path: { id } },
    `the labels of ${type} ${id}`,
  );
  return rows.map(({ id: labelId, name, prefix }) => ({ id: labelId, name, prefix }));
}

/** Whether a label is among those content has: Confluence writes all of them in lower case. */
export const hasLabel = (labels: readonly V2Label[], label: string): boolean =>
  labels.some(({ name }) => name === label.toLowerCase());

/** Puts labels on content of any kind. Gives the names of all labels it has then. */
export async function putLabels({ confluence }: ToolContext, id: string, labels: readonly string[]): Promise<string[]> {
  const { results } = await confluence.call<{ results: { name: string }[] }>("v1.addLabelsToContent", {
    path: { id },
    body: labels.map((name) => ({ prefix: "global", name })),
    what: `the labels of ${id}`,
  });
  return results.map(({ name }) => name);
}
