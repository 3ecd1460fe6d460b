import { z } from "zod";
import { toBodyWrite } from "../body.ts";
import { putLabels } from "../labels/labels-of.ts";
import { prepareCreate, writtenPageShape } from "../pages/write-page.ts";
import { resolveSpaceId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";

export const createBlogPost = defineTool({
  name: "confluence_create_blog_post",
  title: "Create blog post",
  description:
    "Publishes a blog post in a space, or keeps it as a draft, with its labels. For lasting documentation use confluence_create_page. Returns the new post with its id, URL and version.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    spaceId: parameter.spaceId,
    title: z.string().min(1).max(255).describe("Title, unique in its space and day."),
    body: z.string().default("").describe("The text of the post."),
    format: parameter.formatIn,
    status: z.enum(["current", "draft"]).default("current").describe("draft keeps it unpublished."),
    labels: z.array(z.string().min(1)).default([]).describe("Labels to put on it."),
  }),
  output: writtenPageShape.extend({ labels: z.array(z.string()).optional() }),
  endpoints: ["createBlogPost", "getBlogPostById", "getBlogPosts", "getSpaces", "v1.addLabelsToContent"],
  targets: ({ spaceId }) => [{ kind: "space", ref: spaceId }],
  example: { spaceId: "ENG", title: "The gauge is back", body: "It has been measuring **again** since Friday." },
  async prepare({ spaceId, title, body, format, status, labels }, context) {
    const post = {
      spaceId: await resolveSpaceId(context, spaceId),
      title,
      status,
      labels,
      body: toBodyWrite(body, format, context.site),
    };
    const summary = `${status === "draft" ? "Draft" : "Publish"} the blog post "${title}".`;
    return prepareCreate(context, "blogpost", post, summary, async (id, through) =>
      labels.length === 0 ? {} : { labels: await putLabels(through, id, labels) },
    );
  },
});
