import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { V2List } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import {
  type Comment,
  commentChange,
  commentInWords,
  commentKinds,
  type Found,
  findComment,
  mayNot,
  ofBothKinds,
  readComment,
  storageOf,
} from "./comment.ts";

export const deleteComment = defineTool({
  name: "confluence_delete_comment",
  title: "Delete comment",
  description:
    "Deletes a comment, footer or inline, or a reply, for good: Confluence keeps no trash of comments. Its replies may go with it. To close an inline comment use confluence_resolve_comment.",
  group: "Pages",
  effect: "delete",
  idempotent: true,
  input: z.strictObject({ commentId: parameter.commentId }),
  output: z.object({ id: z.string(), status: z.literal("deleted") }),
  endpoints: ofBothKinds("read", "replies", "remove"),
  targets: ({ commentId }) => [{ kind: "comment", ref: commentId }],
  example: { commentId: "76006" },
  async prepare({ commentId }, context) {
    const found = await findComment(context, commentId);
    const { kind, comment } = found;
    const { id } = comment;
    const replies = await repliesInWords(context, found);
    const done = { data: { id, status: "deleted" as const } };
    return {
      preview: {
        summary: `Delete ${commentInWords(found)}${replies}.`,
        changes: [{ ...commentChange(found, context.site), before: { body: storageOf(comment) } }],
        irreversible: "Confluence deletes comments for good",
      },
      async commit() {
        await context.confluence
          .call(commentKinds[kind].remove, { path: { "comment-id": id }, what: `the comment ${id}` })
          .catch((error: unknown) => {
            const hint = "Its author, or somebody who may delete comments in the space, has to do it.";
            throw mayNot(error, id, { what: "delete", hint });
          });
        if (await isGone(context, found)) return done;
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted to delete the comment ${id} but still has it.`,
          {
            hint: "Read it again; if it is still there, delete it in Confluence.",
          },
        );
      },
      settle: async (reader) =>
        (await isGone(reader, found)) ? { outcome: "done", ...done } : { outcome: "not_done" },
    };
  },
});

async function isGone(context: ToolContext, { kind, comment }: Found): Promise<boolean> {
  try {
    await readComment(context, kind, comment.id);
    return false;
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return true;
    throw error;
  }
}

/** Whoever decides should know what else is lost. */
async function repliesInWords({ confluence }: ToolContext, { kind, comment }: Found): Promise<string> {
  const { results, _links } = await confluence.call<V2List<Comment>>(commentKinds[kind].replies, {
    path: { id: comment.id },
    query: { limit: 25 },
    what: `the replies to comment ${comment.id}`,
  });
  const many = `${results.length}${_links?.next === undefined ? "" : " or more"}`;
  return results.length === 0 ? "" : ` with its ${many} ${results.length === 1 ? "reply" : "replies"}`;
}
