import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { fromStorage, toBodyWrite } from "../body.ts";
import { resolvePageId } from "../references.ts";
import { commentShape, toComment, type V2Comment, type V2List } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import type { Written } from "../write.ts";

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
  example: { pageId: "ENG:Runbook: Journal lag", body: "Tried on 20 November: **works**." },
  async prepare({ pageId, parentCommentId, body, format }, context) {
    const place =
      parentCommentId === undefined ? { pageId: await resolvePageId(context, required(pageId)) } : { parentCommentId };
    const write = toBodyWrite(body, format, context.site);
    const startedAt = context.now();
    const written = (comment: V2Comment): Written<z.input<typeof commentShape>> => ({
      data: toComment(
        comment,
        "footer",
        fromStorage(comment.body?.storage?.value ?? write.value, "markdown", context.site),
        context.site,
      ),
      undo: [{ tool: "confluence_delete_comment", arguments: { commentId: comment.id } }],
    });
    return {
      preview: {
        summary: parentCommentId === undefined ? `Comment on the page ${place.pageId}.` : "Reply to a comment.",
        changes: [{ kind: "comment", after: { ...place, body: write.value } }],
      },
      commit: async () =>
        written(
          await context.confluence.call<V2Comment>("createFooterComment", {
            body: { ...place, body: write },
            what: "the new comment",
          }),
        ),
      async settle({ confluence, site }) {
        const { results } = await confluence.call<V2List<V2Comment>>(
          parentCommentId === undefined ? "getPageFooterComments" : "getFooterCommentChildren",
          {
            path: { id: parentCommentId ?? place.pageId ?? "" },
            query: { "body-format": "storage", sort: "-created-date", limit: 50 },
          },
        );
        const text = (storage: string) => fromStorage(storage, "text", site);
        const found = results.find(
          (comment) =>
            Date.parse(comment.version.createdAt ?? "") > startedAt - 30_000 &&
            text(comment.body?.storage?.value ?? "") === text(write.value),
        );
        return found === undefined ? { outcome: "not_done" } : { outcome: "done", ...written(found) };
      },
    };
  },
});

function required(pageId: string | undefined): string {
  if (pageId !== undefined) return pageId;
  throw new TributaryError("invalid_input", "A comment needs a page, or a comment it replies to.", {
    hint: "Pass pageId or parentCommentId.",
  });
}
