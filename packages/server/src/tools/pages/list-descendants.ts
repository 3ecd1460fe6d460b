import { z } from "zod";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { deepest } from "./read-tree.ts";
import { readPageMeant, spaceAddress, type TreeItem, toTreeItem, treeItemShape, type V2Descendant } from "./tree.ts";

const name = "confluence_list_descendants";

export const listDescendants = defineTool({
  name,
  title: "List descendants",
  description:
    "Lists everything below a page, down to a depth: pages, folders, whiteboards, databases and smart links, each with its depth and parent. To see a tree at a glance use confluence_get_page_tree. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId.optional(),
    depth: z.number().int().min(1).max(deepest).default(deepest).describe("How many levels down."),
    limit: parameter.limit(250, 50),
    cursor: parameter.cursor,
  }),
  output: listOf(treeItemShape),
  endpoints: ["getPageDescendants", "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId }) => (pageId === undefined ? [] : [{ kind: "page", ref: pageId }]),
  example: { pageId: "ENG:Services", depth: 2, limit: 5 },
  run: ({ pageId, depth, limit, cursor }, context) =>
    listPage<V2Descendant, TreeItem>(context, {
      tool: name,
      cursor,
      first: async () => {
        const page = await readPageMeant(context, pageId ?? "");
        const note = spaceAddress(context, page);
        return {
          key: "getPageDescendants",
          path: { id: page.id },
          query: { depth, limit },
          ...(note !== undefined && { note }),
        };
      },
      item: (row, { note }) => toTreeItem(context, row, note),
      what: "the descendants",
    }),
});
