import { z } from "zod";
import { fromStorage } from "../body.ts";
import { listPage } from "../list-page.ts";
import { resolvePageId } from "../references.ts";
import { commentShape, listOf, toComment, type V2Comment } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_list_comments";

export const listComments = defineTool({
  name,
  title: "List comments",
  description:
    "Lists the comments of a page with their text: those at its foot, or those on passages of it (kind=inline, with the passage and whether it is resolved). Replies are not among them. Returns items and, when there are more, a cursor to pass back.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId.optional(),
    kind: z.enum(["footer", "inline"]).default("footer").describe("At the foot of the page, or on passages of it."),
    format: z.enum(["markdown", "storage", "text"]).default("markdown").describe("What the text is to come back as."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(commentShape),
  endpoints: ["getPageFooterComments", "getPageInlineComments", "getPages", "getSpaces"],
  targets: ({ pageId }) => (pageId === undefined ? [] : [{ kind: "page", ref: pageId }]),
  example: { pageId: "ENG:Runbook: Journal lag" },
  run: ({ pageId, kind, format, limit, cursor }, context) =>
    listPage<V2Comment, z.input<typeof commentShape>>(context, {
      tool: name,
      cursor,
      first: async () => ({
        key: kind === "inline" ? "getPageInlineComments" : "getPageFooterComments",
        path: { id: await resolvePageId(context, pageId ?? "") },
        query: { "body-format": "storage", limit },
        note: format,
      }),
      item: (comment, { key, note }) =>
        toComment(
          comment,
          key === "getPageInlineComments" ? "inline" : "footer",
          fromStorage(comment.body?.storage?.value ?? "", note as typeof format, context.site),
          context.site,
        ),
      what: "the comments",
    }),
});
