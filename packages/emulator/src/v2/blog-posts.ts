import type { Operation } from "../http/operation.ts";
import { deleteBlogPost } from "./delete-blog-post.ts";
import { getBlogPost } from "./get-blog-post.ts";
import { listBlogPostOperations } from "./list-blog-posts.ts";
import { writeBlogPostOperations } from "./write-blog-post.ts";

export const blogPostOperations: readonly Operation[] = [
  ...listBlogPostOperations,
  getBlogPost,
  ...writeBlogPostOperations,
  deleteBlogPost,
];
