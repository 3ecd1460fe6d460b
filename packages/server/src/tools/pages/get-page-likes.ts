import { z } from "zod";
import { likesOf, likesShape } from "../likes.ts";
import { resolvePageId } from "../references.ts";
import { defineTool, parameter } from "../tool.ts";

export const getPageLikes = defineTool({
  name: "confluence_get_page_likes",
  title: "Get page likes",
  description: "Says how many people like a page, and who they are.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ pageId: parameter.pageId }),
  output: likesShape,
  endpoints: ["getPageLikeCount", "getPageLikeUsers", "createBulkUserLookup", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Engineering" },
  async run({ pageId }, context) {
    const id = await resolvePageId(context, pageId);
    const keys = { count: "getPageLikeCount", users: "getPageLikeUsers" } as const;
    return likesOf(context, keys, id, `the likes of page ${id}`);
  },
});
