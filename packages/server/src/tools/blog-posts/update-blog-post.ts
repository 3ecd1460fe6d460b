import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { toBodyWrite } from "../body.ts";
import { readForChange, storageOf } from "../pages/read-page.ts";
import { prepareUpdate, writtenPageShape } from "../pages/write-page.ts";
import { resolveBlogPostId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";

export const updateBlogPost = defineTool({
  name: "confluence_update_blog_post",
  title: "Update blog post",
  description:
    "Changes a blog post's title or whole body, or publishes its draft (status=current). What is left out stays as it is. Read the post first and send its body back with your changes: parts you leave as they were keep their macros and comments. Returns the post in its new version.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    blogPostId: parameter.blogPostId,
    title: z.string().min(1).max(255).optional().describe("New title."),
    body: z.string().optional().describe("New text of the whole post."),
    format: parameter.formatIn,
    status: z.enum(["current", "draft"]).optional().describe("draft changes the unpublished draft only."),
    version: parameter.version,
    versionMessage: z.string().max(255).optional().describe("A note for the post's history."),
  }),
  output: writtenPageShape,
  endpoints: ["updateBlogPost", "getBlogPostById", "getBlogPostVersions", "getBlogPosts", "getSpaces"],
  targets: ({ blogPostId }) => [{ kind: "blogpost", ref: blogPostId }],
  example: { blogPostId: "ENG:Replaying a flood on a laptop", title: "Replaying a flood on any laptop" },
  async prepare({ blogPostId, title, body, format, status, version, versionMessage }, context) {
    if (title === undefined && body === undefined && status === undefined) {
      throw new TributaryError("invalid_input", "Nothing to change was given.", {
        hint: "Pass title, body or status.",
      });
    }
    const id = await resolveBlogPostId(context, blogPostId);
    const before = await readForChange(context, "blogpost", id, { draft: status === "draft" });
    // One that was never published stays a draft unless it is to be published.
    const as = status ?? (before.status === "draft" ? "draft" : "current");
    return prepareUpdate(
      context,
      "blogpost",
      before,
      {
        status: as,
        ...(title !== undefined && { title }),
        ...(body !== undefined && { body: toBodyWrite(body, format, context.site, storageOf(before)) }),
        ...(version !== undefined && { version }),
        ...(versionMessage !== undefined && { message: versionMessage }),
      },
      `Update the ${as === "draft" ? "draft of the " : ""}blog post "${before.title}".`,
    );
  },
});
