import { z } from "zod";
import { type FormatIn, toBodyWrite } from "../body.ts";
import { defineTool, type Prepared, parameter, type ToolContext } from "../tool.ts";
import { type CommentData, commentInWords, commentShape, findComment, ofBothKinds, showComment } from "./comment.ts";
import { commentText } from "./comment-text.ts";
import { prepareNewComment } from "./new-comment.ts";

export const replyToComment = defineTool({
  name: "confluence_reply_to_comment",
  title: "Reply to comment",
  description: "Answers a comment, footer or inline, or a reply to one. Returns the new reply.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({ commentId: parameter.commentId, ...commentText }),
  output: commentShape,
  endpoints: ofBothKinds("read", "create", "replies"),
  targets: ({ commentId }) => [{ kind: "comment", ref: commentId }],
  example: { commentId: "76366", body: "Measured again: still true." },
  prepare: ({ commentId, body, format }, context) => prepareReply(context, commentId, body, format),
});

/** A reply is of the kind of the comment it answers. */
export async function prepareReply(
  context: ToolContext,
  ref: string,
  text: string,
  format: FormatIn,
): Promise<Prepared<CommentData>> {
  const body = toBodyWrite(text, format, context.site);
  const answered = await findComment(context, ref);
  const { id, title, url } = showComment(answered, "storage", context.site);
  return prepareNewComment(context, {
    kind: answered.kind,
    list: "replies",
    under: id,
    body,
    summary: `Reply to ${commentInWords(answered)}.`,
    change: { kind: "comment", url, ...(title !== undefined && { title }) },
  });
}
