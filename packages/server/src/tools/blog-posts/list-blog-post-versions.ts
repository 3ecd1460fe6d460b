import { z } from "zod";
import { listPage } from "../list-page.ts";
import { type PageVersion, toVersion, versionShape } from "../pages/page-version.ts";
import { resolveBlogPostId } from "../references.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_list_blog_post_versions";

export const listBlogPostVersions = defineTool({
  name,
  title: "List blog post versions",
  description:
    "Lists the versions of a blog post, newest first: number, when, by whom, note. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    blogPostId: parameter.blogPostId.optional(),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(versionShape),
  endpoints: ["getBlogPostVersions", "getBlogPosts", "getSpaces"],
  targets: ({ blogPostId }) => (blogPostId === undefined ? [] : [{ kind: "blogpost", ref: blogPostId }]),
  example: { blogPostId: "ENG:Replaying a flood on a laptop" },
  run: ({ blogPostId, limit, cursor }, context) =>
    listPage<PageVersion, z.input<typeof versionShape>>(context, {
      tool: name,
      cursor,
      first: async () => ({
        key: "getBlogPostVersions",
        path: { id: await resolveBlogPostId(context, blogPostId ?? "") },
        query: { limit, sort: "-modified-date" },
      }),
      item: toVersion,
      what: "the versions of the blog post",
    }),
});
