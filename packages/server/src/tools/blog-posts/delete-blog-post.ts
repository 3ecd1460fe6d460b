import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { Confluence } from "../../confluence/client.ts";
import { resolveBlogPostId } from "../references.ts";
import { toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

export const deleteBlogPost = defineTool({
  name: "confluence_delete_blog_post",
  title: "Delete blog post",
  description:
    "Moves a blog post to its space's trash. With purge=true a post that is already in the trash is deleted for good. Returns the post's id and what became of it.",
  group: "Pages",
  effect: "delete",
  idempotent: true,
  input: z.strictObject({
    blogPostId: parameter.blogPostId,
    purge: z.boolean().default(false).describe("Delete a trashed post for good. Cannot be undone."),
    draft: z.boolean().default(false).describe("Delete a post that was never published."),
  }),
  output: z.object({ id: z.string(), status: z.enum(["trashed", "purged"]) }),
  endpoints: ["deleteBlogPost", "getBlogPostById", "getBlogPosts", "getSpaces"],
  targets: ({ blogPostId }) => [{ kind: "blogpost", ref: blogPostId }],
  example: { blogPostId: "ENG:Replaying a flood on a laptop" },
  async prepare({ blogPostId, purge, draft }, context) {
    const id = await resolveBlogPostId(context, blogPostId);
    const read = { path: { id }, what: `blog post ${id}` };
    const post = await context.confluence.call<V2Page>("getBlogPostById", {
      ...read,
      ...(draft && { query: { "get-draft": true } }),
    });
    const forGood = purge || draft;
    const data = { id, status: forGood ? ("purged" as const) : ("trashed" as const) };
    const undo = forGood
      ? []
      : [{ tool: "confluence_update_blog_post", arguments: { blogPostId: id, status: "current" } }];
    const name = `the blog post "${post.title}"`;
    return {
      preview: {
        summary: forGood ? `Delete ${name} for good.` : `Move ${name} to the trash.`,
        changes: [
          {
            kind: "blogpost",
            id,
            title: post.title,
            spaceId: post.spaceId,
            url: toPage(post, context.site, "blogpost").url,
            baseVersion: post.version.number,
            before: { status: post.status },
            ...(!forGood && { after: { status: "trashed" } }),
          },
        ],
        ...(forGood && { irreversible: "a purged blog post cannot be brought back" }),
      },
      async commit() {
        await context.confluence.call("deleteBlogPost", {
          path: { id },
          query: { ...(purge && { purge: true }), ...(draft && { draft: true }) },
          what: `blog post ${id}`,
        });
        const left = await statusAt(context.confluence, id);
        if (left === "current" || (purge && left !== undefined)) {
          throw new TributaryError(
            "upstream_error",
            `Confluence accepted the deletion of ${name} but it is still there.`,
            {
              hint: "Try again, or delete it in Confluence.",
            },
          );
        }
        return { data, undo };
      },
      async settle({ confluence }) {
        const left = await statusAt(confluence, id);
        const gone = left === undefined || (left === "trashed" && !purge);
        return gone ? { outcome: "done", data, undo } : { outcome: "not_done" };
      },
    };
  },
});

/** What Confluence says of it now; undefined when it is gone. */
async function statusAt(confluence: Confluence, id: string): Promise<string | undefined> {
  try {
    return (await confluence.call<V2Page>("getBlogPostById", { path: { id } })).status;
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}
