import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { longTaskEndpoint } from "../long-task.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { copyPlaceEndpoints, readCopyPlace } from "./copy-place.ts";
import { type Copy, copiedShape, copyOne, findByTitle, mostPages, previewOf } from "./make-copy.ts";
import { copyTree } from "./make-tree-copy.ts";
import { readTree } from "./read-tree.ts";
import { treeDescendants, type V2Descendant } from "./tree.ts";
import { readStanding, type Standing } from "./tree-place.ts";

const input = z.strictObject({
  pageId: parameter.pageId,
  parentId: parameter.pageId.optional().describe("Page or folder to put it under. Default: beside the page."),
  spaceId: parameter.spaceId.optional().describe("Instead of parentId: a space, to go under its homepage."),
  atRoot: z.boolean().default(false).describe("Beside the space's homepage instead of under it."),
  title: z.string().min(1).max(255).optional().describe("Title of the copy."),
  titlePrefix: z.string().max(100).optional().describe('Put before the titles. Default in the same space: "Copy of ".'),
  children: z.boolean().default(false).describe("Copy everything below it too."),
  attachments: z.boolean().default(true).describe("Copy attachments."),
  labels: z.boolean().default(true).describe("Copy labels."),
  properties: z.boolean().default(true).describe("Copy content properties."),
  permissions: z.boolean().default(true).describe("Copy who may see and edit it."),
});

export const copyPage = defineTool({
  name: "confluence_copy_page",
  title: "Copy page",
  description:
    "Copies a page, with children=true everything below it too, with attachments, labels, properties and permissions unless told otherwise. Comments and history stay behind. To fill placeholders on the way, use confluence_create_page with copyBodyFrom. Returns the copy.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input,
  output: copiedShape,
  endpoints: [
    "v1.copyPage",
    "v1.copyPageHierarchy",
    longTaskEndpoint,
    "updatePageTitle",
    ...treeDescendants,
    ...copyPlaceEndpoints,
  ],
  targets: ({ pageId, parentId, spaceId }) => [
    { kind: "page", ref: pageId },
    ...(parentId === undefined ? [] : [{ kind: "content" as const, ref: parentId }]),
    ...(spaceId === undefined ? [] : [{ kind: "space" as const, ref: spaceId }]),
  ],
  example: { pageId: "ENG:Runbook: Journal lag", title: "Runbook: Ledger lag" },
  async prepare(
    { pageId, title, titlePrefix, children, attachments, labels, properties, permissions, ...to },
    context,
  ) {
    const from = await readStanding(context, pageId);
    checkSource(from);
    const place = await readCopyPlace(context, from, to);
    if (children && place.parent === undefined) {
      throw new TributaryError("invalid_input", "A page with what is below it can only be copied under a page.", {
        hint: "Pass parentId, and move the copy with confluence_move_page.",
      });
    }
    const prefix = titlePrefix ?? (place.spaceId === from.spaceId ? "Copy of " : "");
    const copy: Copy = {
      from,
      place,
      title: title ?? prefix + from.title,
      prefix,
      below: children ? await readBelow(context, from) : [],
      startedAt: context.now(),
      parts: {
        copyAttachments: attachments,
        copyLabels: labels,
        copyProperties: properties,
        copyPermissions: permissions,
        copyCustomContents: attachments,
      },
    };
    await refuseTaken(context, copy);
    return { preview: previewOf(copy), ...(children ? copyTree(context, copy) : copyOne(context, copy)) };
  },
});

function checkSource({ type, status, title, id }: Standing): void {
  if (type !== "page") {
    throw new TributaryError("invalid_input", `${id} is no page but a ${type}.`, { hint: "Only pages can be copied." });
  }
  if (status === "current") return;
  throw new TributaryError("invalid_input", `The page "${title}" is ${status}; only published pages can be copied.`, {
    hint: status === "draft" ? "Publish it first." : "Restore it first with confluence_restore_page.",
  });
}

async function readBelow(context: ToolContext, { id, title }: Standing): Promise<V2Descendant[]> {
  const { items, complete } = await readTree(context, id, { mostNodes: mostPages });
  if (complete) return items.filter(({ status }) => status === "current");
  throw new TributaryError("invalid_input", `More than ${mostPages} pages are below "${title}".`, {
    hint: "Copy its child pages one after the other.",
  });
}

async function refuseTaken(context: ToolContext, copy: Copy): Promise<void> {
  const taken = await findByTitle(context, copy.place.spaceId, copy.title);
  if (taken === undefined) return;
  throw new TributaryError("title_taken", `There is a page "${copy.title}" in the space already (${taken.id}).`, {
    hint: "Pass another title, or titlePrefix.",
    details: { id: taken.id },
  });
}
