import { z } from "zod";
import { createBlogPost } from "../blog-posts/create-blog-post.ts";
import { getBlogPost } from "../blog-posts/get-blog-post.ts";
import { getBlogPostLikes } from "../blog-posts/get-blog-post-likes.ts";
import { getBlogPostOperations } from "../blog-posts/get-blog-post-operations.ts";
import { getBlogPostVersion } from "../blog-posts/get-blog-post-version.ts";
import { listBlogPostVersions } from "../blog-posts/list-blog-post-versions.ts";
import { listBlogPosts } from "../blog-posts/list-blog-posts.ts";
import { listBlogPostsForLabel } from "../blog-posts/list-blog-posts-for-label.ts";
import { updateBlogPost } from "../blog-posts/update-blog-post.ts";
import { listComments } from "../comments/list-comments.ts";
import { alias } from "./alias.ts";
import { anyBody, readBody } from "./body.ts";
import {
  blogPostRef,
  byCursor,
  expandText,
  labelList,
  labelNames,
  labelsIn,
  newVersion,
  paged,
  ref,
  spaceRef,
  upTo,
  versionOf,
} from "./parameters.ts";
import { staysInSpace } from "./stays-in-space.ts";

const example = { id: "ENG:Replaying a flood on a laptop" };

/** The table has this list under two names. */
const blogPostList = (name: string) =>
  alias({
    name,
    tool: listBlogPosts,
    input: z.strictObject(byCursor),
    toInput: ({ cursor, limit }) => ({ cursor, limit: upTo(250, limit) }),
    example: { limit: 3 },
  });

export const blogPostRows = [
  alias({
    name: "Create Blogpost",
    tool: createBlogPost,
    input: z.strictObject({
      body: anyBody,
      labels: labelList.optional(),
      metadata: z
        .unknown()
        .optional()
        .meta({ type: "object", description: "{labels: [{name}]}; the rest has no effect." }),
      parentId: z.string().optional().describe("Has no effect: blog posts stand under nothing."),
      spaceId: spaceRef,
      status: z.enum(["current", "draft"]).describe("draft keeps it unpublished."),
      title: z.string().min(1).max(255).describe("Title, unique in its space and day."),
    }),
    toInput: ({ body, labels = [], metadata, spaceId, status, title }) => ({
      spaceId,
      status,
      title,
      labels: [...labelNames(labels), ...labelsIn(metadata)],
      ...readBody(body),
    }),
    example: {
      spaceId: "ENG",
      title: "The gauge is back",
      status: "current",
      labels: ["engineering"],
      body: { storage: { value: "<p>It measures again since Friday.</p>", representation: "storage" } },
    },
  }),
  alias({
    name: "Update Blogpost",
    tool: updateBlogPost,
    input: z.strictObject({
      body: anyBody,
      id: blogPostRef,
      spaceId: spaceRef.describe("The space it is in: id or key."),
      status: z.enum(["current", "draft"]).optional().describe("draft changes the unpublished draft only."),
      title: z.string().min(1).max(255).describe("Title it has then."),
      type: z.enum(["blogpost"]).default("blogpost").describe("For pages there is Update Page."),
      version: newVersion,
    }),
    toInput: ({ body, id, status, title, version }) => ({
      blogPostId: id,
      status,
      title,
      ...readBody(body),
      ...versionOf(version),
    }),
    check: staysInSpace,
    example: {
      ...example,
      spaceId: "ENG",
      title: "Replaying a flood on any laptop",
      body: { value: "<p>It takes twenty minutes.</p>", representation: "storage" },
      version: { number: 2 },
    },
  }),
  alias({
    name: "Get Blogpost by ID",
    tool: getBlogPost,
    input: z.strictObject({ id: blogPostRef }),
    toInput: ({ id }) => ({ blogPostId: id, format: "storage" }),
    example,
  }),
  blogPostList("Get Blogposts"),
  blogPostList("Get Blog Posts"),
  alias({
    name: "Get Blog Posts For Label",
    tool: listBlogPostsForLabel,
    input: z.strictObject({ ...byCursor, id: ref("The label's id or name.") }),
    toInput: ({ cursor, id, limit }) => ({ cursor, label: id, limit: upTo(250, limit) }),
    example: { id: "engineering" },
  }),
  alias({
    name: "Get Blogpost Like Count",
    tool: getBlogPostLikes,
    input: z.strictObject({ id: blogPostRef }),
    toInput: ({ id }) => ({ blogPostId: id }),
    example,
  }),
  alias({
    name: "Get Blogpost Operations",
    tool: getBlogPostOperations,
    input: z.strictObject({ id: blogPostRef }),
    toInput: ({ id }) => ({ blogPostId: id }),
    example,
  }),
  alias({
    name: "Get Blogpost Versions",
    tool: listBlogPostVersions,
    input: z.strictObject({ blogpostId: blogPostRef, ...byCursor }),
    toInput: ({ blogpostId, cursor, limit }) => ({ blogPostId: blogpostId, cursor, limit: upTo(250, limit) }),
    example: { blogpostId: example.id },
  }),
  alias({
    name: "Get Blogpost Version Details",
    tool: getBlogPostVersion,
    input: z.strictObject({
      blogpostId: blogPostRef,
      versionNumber: z.number().int().min(1).describe("The version's number."),
    }),
    toInput: ({ blogpostId, versionNumber }) => ({ blogPostId: blogpostId, versionNumber, format: "storage" }),
    example: { blogpostId: example.id, versionNumber: 1 },
  }),
  alias({
    name: "Get Inline Comments for Blog Post",
    tool: listComments,
    input: z.strictObject({
      expand: expandText,
      id: blogPostRef,
      ...paged,
      location: z.enum(["inline", "resolved", "footer"]).optional().describe("resolved: only resolved ones."),
      parentVersion: z.number().int().min(0).optional().describe("Has no effect: comments belong to all versions."),
    }),
    toInput: ({ id, location }) => ({
      blogPostId: id,
      kind: location === "footer" ? "footer" : "inline",
      ...(location === "resolved" && { resolutionStatus: "resolved" }),
    }),
    example,
  }),
];
