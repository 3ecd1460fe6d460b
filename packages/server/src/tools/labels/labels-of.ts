import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { attachmentIdOf } from "../attachments/attachment.ts";
import { allRows } from "../list-page.ts";
import { parseReference, resolveBlogPostId, resolveContent, resolvePageId } from "../references.ts";
import type { V2Label } from "../shapes.ts";
import { parameter, type Target, type ToolContext } from "../tool.ts";

/** Kinds of content that carry labels, and the operations that read it and list them. */
export const labelledKinds = {
  page: { words: "page", read: "getPageById", labels: "getPageLabels" },
  blogpost: { words: "blog post", read: "getBlogPostById", labels: "getBlogPostLabels" },
  attachment: { words: "attachment", read: "getAttachmentById", labels: "getAttachmentLabels" },
  "custom-content": { words: "custom content", read: "getCustomContentById", labels: "getCustomContentLabels" },
} as const satisfies Record<string, { words: string; read: EndpointKey; labels: EndpointKey }>;

export type LabelledKind = keyof typeof labelledKinds;

/** The parameters that name a piece of content with labels. */
export const labelled = {
  contentId: parameter.contentId.describe("Page (id, URL, tiny link or SPACE:Title), or id or URL of other content."),
  contentType: z
    .enum(["page", "blogpost", "attachment", "custom-content"])
    .optional()
    .describe("What the id is of; found out if left out."),
};

export const labelNames = z
  .array(z.string().min(1).max(255).regex(/^\S+$/, "a label has no spaces"))
  .min(1)
  .max(100)
  .describe("Names of labels. Confluence writes them in lower case, without spaces.");

export type Labelled = { contentId: string; contentType?: LabelledKind | undefined };

/** What finding the content and reading its labels takes. */
export const labelEndpoints = [
  ...Object.values(labelledKinds).map(({ labels }) => labels),
  "convertContentIdsToContentTypes",
  "getPages",
  "getBlogPosts",
  "getSpaces",
] as const satisfies readonly EndpointKey[];

export const labelTargets = ({ contentId, contentType }: Labelled): Target[] => [
  { kind: contentType === undefined || contentType === "custom-content" ? "content" : contentType, ref: contentId },
];

/**
 * Asks for the content meant as what it is. An id that does not say what it is of is tried as a page's; only if there is
 * none, Confluence is asked what it is. Throws `invalid_input` for what carries no labels.
 */
export async function asLabelled<T>(
  context: ToolContext,
  { contentId, contentType }: Labelled,
  ask: (kind: LabelledKind, id: string) => Promise<T>,
): Promise<T> {
  if (contentType === "attachment") return ask(contentType, attachmentIdOf(contentId));
  const reference = parseReference(contentId, "page or other content");
  if (!("id" in reference)) {
    return contentType === "blogpost"
      ? ask("blogpost", await resolveBlogPostId(context, contentId))
      : ask("page", await resolvePageId(context, contentId));
  }
  const { id, type } = reference;
  const known = contentType ?? type;
  if (known !== undefined) return ask(kindOf(known, id), id);
  try {
    return await ask("page", id);
  } catch (error) {
    if (!(error instanceof TributaryError) || error.code !== "not_found") throw error;
    const kind = kindOf((await resolveContent(context, id)).type, id);
    return ask(kind, kind === "attachment" ? attachmentIdOf(id) : id);
  }
}

const unlabelled = new Set(["footer-comment", "inline-comment", "whiteboard", "database", "folder", "embed"]);

/** Confluence says of custom content the name an app gave its type. */
function kindOf(type: string, id: string): LabelledKind {
  if (type === "page" || type === "blogpost" || type === "attachment") return type;
  if (!unlabelled.has(type)) return "custom-content";
  throw new TributaryError("invalid_input", `${id} is a ${type}, and Confluence's API has no labels of those.`, {
    hint: "Pages, blog posts, attachments and custom content have labels.",
  });
}

/** All labels of a piece of content. */
export async function labelsOf(context: ToolContext, id: string, kind: LabelledKind): Promise<V2Label[]> {
  const { labels, words } = labelledKinds[kind];
  const rows = await allRows<V2Label>(context, { key: labels, path: { id } }, `the labels of ${words} ${id}`);
  return rows.map(toLabel);
}

export const toLabel = ({ id, name, prefix }: V2Label): V2Label => ({ id, name, prefix });

/**
 * Whether a label is among those content has: Confluence writes all of them in lower case. Labels of another prefix,
 * such as a person's own (`my`), are not the ones meant by a name.
 */
export const hasLabel = (labels: readonly V2Label[], label: string): boolean =>
  labels.some(({ name, prefix }) => prefix === "global" && name === label.toLowerCase());

/** Names as Confluence writes them, each once. */
export const asWritten = (labels: readonly string[]): string[] => [...new Set(labels.map((one) => one.toLowerCase()))];

/** Puts labels on content of any kind. Gives the names of all labels it has then. */
export async function putLabels({ confluence }: ToolContext, id: string, labels: readonly string[]): Promise<string[]> {
  const { results } = await confluence.call<{ results: { name: string }[] }>("v1.addLabelsToContent", {
    path: { id },
    body: labels.map((name) => ({ prefix: "global", name })),
    what: `the labels of ${id}`,
  });
  return results.map(({ name }) => name);
}
