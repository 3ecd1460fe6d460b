import { z } from "zod";
import { listPage } from "../list-page.ts";
import { resolveSpaceId } from "../references.ts";
import { listOf, pageShape, toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_get_space_contents";

export const getSpaceContents = defineTool({
  name,
  title: "Get space contents",
  description:
    "Lists the pages or the blog posts of one space, without their text; with depth root only what stands at the top of its tree. For labels, authors or several spaces use confluence_list_pages; for a tree use confluence_get_page_tree.",
  group: "Spaces",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId.optional().describe("Space: id or key; not needed with cursor."),
    type: z.enum(["page", "blogpost"]).default("page").describe("What to list."),
    depth: z.enum(["all", "root"]).default("all").describe("All pages, or those without a parent."),
    status: z.enum(["current", "archived", "trashed"]).default("current").describe("Only content of this status."),
    sort: z
      .enum(["title", "-title", "created-date", "-created-date", "modified-date", "-modified-date"])
      .default("-modified-date")
      .describe("Order; - means descending."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(pageShape),
  endpoints: ["getPagesInSpace", "getBlogPostsInSpace", "getSpaces"],
  targets: ({ spaceId }) => (spaceId === undefined ? [] : [{ kind: "space", ref: spaceId }]),
  example: { spaceId: "ENG", limit: 5 },
  run: ({ spaceId, type, depth, cursor, ...query }, context) =>
    listPage<V2Page, z.input<typeof pageShape>>(context, {
      tool: name,
      cursor,
      async first() {
        const path = { id: await resolveSpaceId(context, spaceId ?? "") };
        if (type === "blogpost") return { key: "getBlogPostsInSpace", path, query };
        return { key: "getPagesInSpace", path, query: { ...query, depth } };
      },
      item: (row, { key }) => toPage(row, context.site, key === "getPagesInSpace" ? "page" : "blogpost"),
      what: `the contents of ${spaceId ?? "the space"}`,
    }),
});
