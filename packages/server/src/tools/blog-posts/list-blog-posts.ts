import { z } from "zod";
import { listPage } from "../list-page.ts";
import { spaceIdsOf, splitSpaces } from "../pages/spaces-of.ts";
import { listOf, pageShape, toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_list_blog_posts";

export const listBlogPosts = defineTool({
  name,
  title: "List blog posts",
  description:
    "Lists blog posts, of some spaces or of all, without their bodies. To find them by words use confluence_search_cql with type = blogpost. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId.optional().describe("Space: id or key; several with commas."),
    title: z.string().min(1).optional().describe("Only posts with exactly this title."),
    status: z.enum(["current", "deleted", "trashed"]).default("current").describe("Only posts of this status."),
    sort: z
      .enum(["id", "-id", "title", "-title", "created-date", "-created-date", "modified-date", "-modified-date"])
      .default("-created-date")
      .describe("Order; - means descending."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(pageShape),
  endpoints: ["getBlogPosts", "getSpaces"],
  targets: ({ spaceId }) => (spaceId === undefined ? [] : [{ kind: "space", ref: spaceId }]),
  example: { spaceId: "ENG", limit: 5 },
  run: ({ cursor, spaceId, ...query }, context) =>
    listPage<V2Page, z.input<typeof pageShape>>(context, {
      tool: name,
      cursor,
      first: async () => ({
        key: "getBlogPosts",
        query: {
          ...query,
          ...(spaceId !== undefined && { "space-id": await spaceIdsOf(context, splitSpaces(spaceId)) }),
        },
      }),
      // Whether the title filter is exact is disputed, so compare here.
      item: (post, request) =>
        request.query?.title === undefined || post.title === request.query.title
          ? toPage(post, context.site, "blogpost")
          : undefined,
      what: "the blog posts",
    }),
});
