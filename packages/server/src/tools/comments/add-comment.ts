import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { toBodyWrite } from "../body.ts";
import { defineTool, parameter } from "../tool.ts";
import { commentShape, ofBothKinds } from "./comment.ts";
import {
  commentPlace,
  placeChange,
  placeEndpoints,
  placeInWords,
  placeParameters,
  placeTargets,
  readPlace,
} from "./comment-place.ts";
import { commentText } from "./comment-text.ts";
import { prepareNewComment } from "./new-comment.ts";
import { prepareReply } from "./reply-to-comment.ts";

export const addComment = defineTool({
  name: "confluence_add_comment",
  title: "Add comment",
  description:
    "Adds a comment at the foot of a page or blog post. To answer a comment use confluence_reply_to_comment; to comment on a passage, confluence_add_inline_comment. Returns the new comment.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    ...placeParameters,
    parentCommentId: parameter.commentId.optional().describe("Comment to reply to, instead of a page."),
    ...commentText,
  }),
  output: commentShape,
  endpoints: [
    "createFooterComment",
    "createInlineComment",
    "getPageFooterComments",
    "getBlogPostFooterComments",
    ...ofBothKinds("read", "replies"),
    "getPageById",
    "getBlogPostById",
    ...placeEndpoints,
  ],
  targets: (input) => [
    ...placeTargets(input),
    ...(input.parentCommentId === undefined ? [] : [{ kind: "comment" as const, ref: input.parentCommentId }]),
  ],
  example: { pageId: "ENG:Runbook: Journal lag", body: "Tried on 20 November: **works**." },
  async prepare({ parentCommentId, body: text, format, ...named }, context) {
    if (parentCommentId !== undefined) return prepareReply(context, parentCommentId, text, format);
    if (named.pageId === undefined && named.blogPostId === undefined) {
      throw new TributaryError("invalid_input", "A comment needs a page, or a comment it replies to.", {
        hint: "Pass pageId, blogPostId or parentCommentId.",
      });
    }
    const place = commentPlace(named);
    const body = toBodyWrite(text, format, context.site);
    const page = await readPlace(context, place);
    return prepareNewComment(context, {
      kind: "footer",
      list: place.kind,
      under: page.id,
      body,
      summary: `Comment at the foot of ${placeInWords(place.kind, page)}.`,
      change: placeChange(context, place.kind, page),
    });
  },
});
