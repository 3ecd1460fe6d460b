import { z } from "zod";
import { defineTool, parameter } from "../tool.ts";
import { commentShape } from "./comment.ts";
import { prepareResolved, resolvingEndpoints } from "./set-resolved.ts";

export const reopenComment = defineTool({
  name: "confluence_reopen_comment",
  title: "Reopen comment",
  description: "Opens a resolved inline comment again, with its thread of replies. Returns the comment.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ commentId: parameter.commentId }),
  output: commentShape,
  endpoints: resolvingEndpoints,
  targets: ({ commentId }) => [{ kind: "comment", ref: commentId }],
  example: { commentId: "76366" },
  prepare: ({ commentId }, context) => prepareResolved(context, commentId, false),
});
