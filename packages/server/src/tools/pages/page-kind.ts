import type { EndpointKey } from "../../confluence/endpoints.ts";

/** Pages and blog posts differ in their operations and in the tools that undo them, not in how they are written. */
export const pageKinds = {
  page: {
    noun: "page",
    read: "getPageById",
    list: "getPages",
    create: "createPage",
    update: "updatePage",
    idParameter: "pageId",
    updateTool: "confluence_update_page",
    deleteTool: "confluence_delete_page",
  },
  blogpost: {
    noun: "blog post",
    read: "getBlogPostById",
    list: "getBlogPosts",
    create: "createBlogPost",
    update: "updateBlogPost",
    idParameter: "blogPostId",
    updateTool: "confluence_update_blog_post",
    deleteTool: "confluence_delete_blog_post",
  },
} as const satisfies Record<string, Record<string, string> & { read: EndpointKey }>;

export type PageKind = keyof typeof pageKinds;
