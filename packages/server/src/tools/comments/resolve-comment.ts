import { z } from "zod";
import { defineTool, parameter } from "../tool.ts";
import { commentShape } from "./comment.ts";
import { prepareResolved, resolvingEndpoints } from "./set-resolved.ts";

export const resolveComment = defineTool({
  name: "confluence_resolve_comment",
  title: "Resolve comment",
  description:
    "Resolves an inline comment, and with it its thread of replies. Comments at the foot of a page cannot be resolved. Returns the comment.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ commentId: parameter.commentId }),
  output: commentShape,
  endpoints: resolvingEndpoints,
  targets: ({ commentId }) => [{ kind: "comment", ref: commentId }],
  example: { commentId: "85011" },
  prepare: ({ commentId }, context) => prepareResolved(context, commentId, true),
});
