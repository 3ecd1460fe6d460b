import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { fromStorage, toBodyWrite } from "../body.ts";
import { resolvePageId } from "../references.ts";
import { commentShape, toComment, type V2Comment, type V2List } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

export const addComment = defineTool({
  name: "confluence_add_comment",
  title: "Add comment",
  description:
    "Adds a comment at the foot of a page, or a reply to such a comment (parentCommentId). Returns the new comment.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    pageId: parameter.pageId
      .optional()
      .describe("Page to comment on: id, URL, tiny link or SPACE:Title. Not needed for a reply."),
    parentCommentId: z.string().regex(/^\d+$/).optional().describe("Comment to reply to."),
    body: z.string().min(1).describe("The comment's text."),
    format: parameter.formatIn,
  }),
  output: commentShape,
  endpoints: ["createFooterComment", "getPageFooterComments", "getFooterCommentChildren", "getPages", "getSpaces"],
  targets: ({ pageId, parentCommentId }) => [
    ...(pageId === undefined ? [] : [{ kind: "page" as const, ref: pageId }]),
    ...(parentCommentId === undefined ? [] : [{ kind: "comment" as const, ref: parentCommentId }]),
  ],
  async run({ pageId, parentCommentId, body, format }, context) {
    const comment = await context.confluence.call<V2Comment>("createFooterComment", {
      body: {
        ...(parentCommentId === undefined
          ? { pageId: await resolvePageId(context, required(pageId)) }
          : { parentCommentId }),
        body: toBodyWrite(body, format, context.site),
      },
      what: "the new comment",
    });
    const stored = comment.body?.storage?.value;
    return toComment(
      comment,
      "footer",
      stored === undefined ? body : fromStorage(stored, "markdown", context.site),
      context.site,
    );
  },
  async readBack({ pageId, parentCommentId, body, format }, context, _error, startedAt) {
    const where = parentCommentId ?? (await resolvePageId(context, required(pageId)));
    const { results } = await context.confluence.call<V2List<V2Comment>>(
      parentCommentId === undefined ? "getPageFooterComments" : "getFooterCommentChildren",
      { path: { id: where }, query: { "body-format": "storage", sort: "-created-date", limit: 50 } },
    );
    const wanted = fromStorage(toBodyWrite(body, format, context.site).value, "text", context.site);
    const found = results.find(
      (comment) =>
        Date.parse(comment.version.createdAt ?? "") > startedAt - 30_000 &&
        fromStorage(comment.body?.storage?.value ?? "", "text", context.site) === wanted,
    );
    return found === undefined
      ? { outcome: "not_done" }
      : {
          outcome: "done",
          data: toComment(
            found,
            "footer",
            fromStorage(found.body?.storage?.value ?? "", "markdown", context.site),
            context.site,
          ),
        };
  },
});

function required(pageId: string | undefined): string {
  if (pageId !== undefined) return pageId;
  throw new TributaryError("invalid_input", "A comment needs a page, or a comment it replies to.", {
    hint: "Pass pageId or parentCommentId.",
  });
}
