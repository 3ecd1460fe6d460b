import { z } from "zod";
import type { FormatOut } from "../body.ts";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import {
  type Comment,
  type CommentData,
  type CommentKind,
  commentIdOf,
  commentKinds,
  commentShape,
  ofBothKinds,
  ofEitherKind,
  showComment,
} from "./comment.ts";
import { listFormat } from "./list-format.ts";

const name = "confluence_list_comment_replies";

export const listCommentReplies = defineTool({
  name,
  title: "List comment replies",
  description:
    "Lists the direct replies to a comment, footer or inline, with their text. A reply may have replies of its own. Returns items and, when there are more, a cursor.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    commentId: parameter.commentId.optional(),
    format: listFormat,
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(commentShape),
  endpoints: ofBothKinds("replies"),
  targets: ({ commentId }) => (commentId === undefined ? [] : [{ kind: "comment", ref: commentId }]),
  example: { commentId: "76366" },
  run({ commentId, format, limit, cursor }, context) {
    const id = cursor === undefined ? commentIdOf(commentId ?? "") : "";
    const list = (kind: CommentKind) =>
      listPage<Comment, CommentData>(context, {
        tool: name,
        cursor,
        first: () => ({
          key: commentKinds[kind].replies,
          path: { id },
          query: { "body-format": "storage", limit },
          note: format,
        }),
        item: (comment, { key, note }) =>
          showComment(
            { kind: key === commentKinds.inline.replies ? "inline" : "footer", comment },
            note as FormatOut,
            context.site,
          ),
        what: `the replies to comment ${id}`,
      });
    return cursor === undefined ? ofEitherKind(id, list) : list("footer");
  },
});
