import { TributaryError } from "../../base/errors.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import { type CommentData, commentInWords, type Found, findComment, ofBothKinds } from "./comment.ts";
import { prepareRevision, refuseDangling } from "./revise-comment.ts";

export const resolvingEndpoints = [...ofBothKinds("read"), "updateInlineComment"] as const;

/** Resolves an inline comment, or opens it again. One that is as asked already is left alone. */
export async function prepareResolved(
  context: ToolContext,
  ref: string,
  resolved: boolean,
): Promise<Prepared<CommentData>> {
  const found = await findComment(context, ref);
  refuseWithoutResolution(found);
  const { id, resolutionStatus: was = "open" } = found.comment;
  const isResolved = (status: string | undefined) => status === "resolved";
  const changes = isResolved(was) !== resolved;
  if (changes) refuseDangling(found, "resolved");
  const inWords = `${commentInWords(found)} on ${passageInWords(found)}`;
  const verb = resolved ? "Resolve" : "Reopen";
  return prepareRevision(context, found, {
    summary: changes ? `${verb} ${inWords}.` : `Leave ${inWords} as it is, ${was}.`,
    sent: { resolved },
    ...(changes && {
      before: { resolutionStatus: was },
      after: { resolutionStatus: resolved ? "resolved" : "reopened" },
    }),
    problem: ({ resolutionStatus }) =>
      isResolved(resolutionStatus) === resolved ? undefined : `it is ${resolutionStatus}`,
    // Whoever did it, it is done.
    ours: () => true,
    undo: [
      { tool: resolved ? "confluence_reopen_comment" : "confluence_resolve_comment", arguments: { commentId: id } },
    ],
  });
}

const passageInWords = ({ comment }: Found) =>
  comment.properties?.inlineOriginalSelection ? `"${comment.properties.inlineOriginalSelection}"` : "a passage";

/** Confluence resolves whole threads of inline comments, and nothing else. */
function refuseWithoutResolution({ kind, comment }: Found): void {
  if (kind === "footer") {
    throw new TributaryError(
      "invalid_input",
      `The comment ${comment.id} stands at the foot of its page: only inline comments are open or resolved.`,
      { hint: "Reply to it with confluence_reply_to_comment, or delete it." },
    );
  }
  if (!comment.parentCommentId) return;
  throw new TributaryError(
    "invalid_input",
    `The comment ${comment.id} is a reply: only the comment that began the thread is open or resolved.`,
    {
      hint: `It answers the comment ${comment.parentCommentId}; use that one.`,
      details: { parentCommentId: comment.parentCommentId },
    },
  );
}
