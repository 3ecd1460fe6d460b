import { z } from "zod";
import { fromStorage } from "../body.ts";
import { decodeCursor, encodeCursor, nextCursor } from "../cursor.ts";
import { resolvePageId } from "../references.ts";
import { commentShape, listOf, toComment, type V2Comment, type V2List } from "../shapes.ts";
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
  async run({ pageId, kind, format, limit, cursor }, context) {
    const from = cursor === undefined ? undefined : decodeCursor(name, cursor);
    const query =
      from === undefined
        ? { id: await resolvePageId(context, pageId ?? ""), kind, format }
        : (from.query as { id: string; kind: typeof kind; format: typeof format });
    const { results, _links } = await context.confluence.call<V2List<V2Comment>>(
      query.kind === "inline" ? "getPageInlineComments" : "getPageFooterComments",
      {
        path: { id: query.id },
        query: { "body-format": "storage", limit, cursor: from?.next },
        what: `the comments of page ${query.id}`,
      },
    );
    const next = nextCursor(_links);
    return {
      items: results.map((comment) =>
        toComment(
          comment,
          query.kind,
          fromStorage(comment.body?.storage?.value ?? "", query.format, context.site),
          context.site,
        ),
      ),
      ...(next !== undefined && { cursor: encodeCursor(name, query, next) }),
    };
  },
});
