import { z } from "zod";
import { likesOf, likesShape } from "../likes.ts";
import { resolveBlogPostId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";

export const getBlogPostLikes = defineTool({
  name: "confluence_get_blog_post_likes",
  title: "Get blog post likes",
  description: "Says how many people like a blog post, and who they are.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ blogPostId: parameter.blogPostId }),
  output: likesShape,
  endpoints: ["getBlogPostLikeCount", "getBlogPostLikeUsers", "createBulkUserLookup", "getBlogPosts", "getSpaces"],
  targets: ({ blogPostId }) => [{ kind: "blogpost", ref: blogPostId }],
  example: { blogPostId: "ENG:Replaying a flood on a laptop" },
  async run({ blogPostId }, context) {
    const id = await resolveBlogPostId(context, blogPostId);
    const keys = { count: "getBlogPostLikeCount", users: "getBlogPostLikeUsers" } as const;
    return likesOf(context, keys, id, `the likes of blog post ${id}`);
  },
});
