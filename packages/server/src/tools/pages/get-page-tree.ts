import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { resolveSpace } from "../references.ts";
import { toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { deepest, readTree } from "./read-tree.ts";
import { readPageMeant, spaceAddress, toTreeItem, treeDescendants, treeItemShape, type V2Descendant } from "./tree.ts";

export const getPageTree = defineTool({
  name: "confluence_get_page_tree",
  title: "Get page tree",
  description:
    "Shows the tree below a page, or below a space's homepage, at a glance: titles with ids, indented by level. Use it to find your way in a space; confluence_list_child_pages lists one level of any length.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId.optional(),
    spaceId: parameter.spaceId.optional().describe("Instead of pageId: a space, id or key."),
    maxDepth: z.number().int().min(1).max(deepest).default(3).describe("How many levels down."),
    maxNodes: z.number().int().min(1).max(1000).default(200).describe("How many entries at most."),
    format: z
      .enum(["outline", "items"])
      .default("outline")
      .describe("outline: indented text; items: rows with URLs, in the same order."),
  }),
  output: z.object({
    id: z.string(),
    title: z.string(),
    url: z.string(),
    spaceId: z.string(),
    /** Without the page itself. */
    count: z.number().int(),
    /** False when maxNodes cut it. */
    complete: z.boolean(),
    /** One line each: two spaces for a level, title, id, and the type of what is no page. */
    outline: z.string().optional(),
    items: z.array(treeItemShape).optional(),
  }),
  endpoints: [...treeDescendants, "getPageById", "getPages", "getSpaces", "getSpaceById"],
  targets: ({ pageId, spaceId }) => [
    ...(pageId === undefined ? [] : [{ kind: "page" as const, ref: pageId }]),
    ...(spaceId === undefined ? [] : [{ kind: "space" as const, ref: spaceId }]),
  ],
  example: { spaceId: "ENG", maxDepth: 2, maxNodes: 30 },
  async run({ pageId, spaceId, maxDepth, maxNodes, format }, context) {
    const top = await readTop(context, pageId, spaceId);
    const { items, complete } = await readTree(context, top.id, { maxDepth, mostNodes: maxNodes });
    const { id, title, url } = toPage(top, context.site);
    const space = spaceAddress(context, top);
    return {
      id,
      title,
      url,
      spaceId: top.spaceId,
      count: items.length,
      complete,
      ...(format === "items"
        ? { items: items.map((item) => toTreeItem(context, item, space)) }
        : { outline: items.map(toLine).join("\n") }),
    };
  },
});

async function readTop(context: ToolContext, pageId: string | undefined, spaceId: string | undefined): Promise<V2Page> {
  if ((pageId === undefined) === (spaceId === undefined)) {
    throw new TributaryError("invalid_input", "A tree has one top.", { hint: "Pass either pageId or spaceId." });
  }
  if (pageId !== undefined) return readPageMeant(context, pageId);
  const space = await resolveSpace(context, spaceId ?? "");
  if (space.homepageId) return readPageMeant(context, space.homepageId);
  throw new TributaryError("not_found", `The space "${space.name}" has no homepage, where its tree would begin.`, {
    hint: "List its pages with confluence_list_pages, and pass the one you mean as pageId.",
  });
}

const toLine = ({ depth, title, id, type, status }: V2Descendant): string => {
  const notes = [id, ...(type === "page" ? [] : [type]), ...(status === "current" ? [] : [status])];
  return `${"  ".repeat(depth - 1)}- ${title} (${notes.join(", ")})`;
};
