import { z } from "zod";
import { operationsOn, operationsShape } from "../operations.ts";
import { resolveBlogPostId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";

export const getBlogPostOperations = defineTool({
  name: "confluence_get_blog_post_operations",
  title: "Get blog post operations",
  description: "Says what the connected account may do with a blog post, such as update, delete or create comments.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ blogPostId: parameter.blogPostId }),
  output: operationsShape,
  endpoints: ["getBlogPostOperations", "getBlogPosts", "getSpaces"],
  targets: ({ blogPostId }) => [{ kind: "blogpost", ref: blogPostId }],
  example: { blogPostId: "ENG:Replaying a flood on a laptop" },
  async run({ blogPostId }, context) {
    const id = await resolveBlogPostId(context, blogPostId);
    return operationsOn(context, "getBlogPostOperations", id, `what may be done with blog post ${id}`);
  },
});
