import { z } from "zod";
import { labelIdOf } from "../labels/label-id.ts";
import { listPage } from "../list-page.ts";
import { spaceIdsOf, splitSpaces } from "../pages/spaces-of.ts";
import { listOf, pageShape, toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_list_blog_posts_for_label";

export const listBlogPostsForLabel = defineTool({
  name,
  title: "List blog posts for label",
  description:
    "Lists the blog posts that carry a label; none when nobody uses it. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    label: z.string().min(1).optional().describe("The label's name or id."),
    spaceId: parameter.spaceId.optional().describe("Space: id or key; several with commas."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(pageShape),
  endpoints: ["getLabelBlogPosts", "v1.getAllLabelContent", "getSpaces"],
  targets: ({ label }) => (label === undefined ? [] : [{ kind: "label", ref: label }]),
  example: { label: "engineering" },
  run: ({ label, spaceId, limit, cursor }, context) =>
    listPage<V2Page, z.input<typeof pageShape>>(context, {
      tool: name,
      cursor,
      first: async () => {
        const id = await labelIdOf(context, label ?? "");
        return id === undefined
          ? undefined
          : {
              key: "getLabelBlogPosts",
              path: { id },
              query: {
                limit,
                ...(spaceId !== undefined && { "space-id": await spaceIdsOf(context, splitSpaces(spaceId)) }),
              },
            };
      },
      item: (post) => toPage(post, context.site, "blogpost"),
      what: `the blog posts with the label ${label}`,
    }),
});
