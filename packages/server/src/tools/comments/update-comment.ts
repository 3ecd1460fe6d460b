import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { type BodyWrite, fromStorage, toBodyWrite } from "../body.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { type Comment, commentInWords, commentShape, findComment, ofBothKinds, storageOf } from "./comment.ts";
import { commentText } from "./comment-text.ts";
import { prepareRevision, refuseDangling } from "./revise-comment.ts";

export const updateComment = defineTool({
  name: "confluence_update_comment",
  title: "Update comment",
  description:
    "Replaces the text of a comment, footer or inline, or of a reply. Pass version to be sure nobody changed it meanwhile. Returns the comment in its new version.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ commentId: parameter.commentId, ...commentText, version: parameter.version }),
  output: commentShape,
  endpoints: ofBothKinds("read", "update"),
  targets: ({ commentId }) => [{ kind: "comment", ref: commentId }],
  example: { commentId: "78247", body: "A hydrologist will thank you in **thirty** years." },
  async prepare({ commentId, body: text, format, version }, context) {
    const found = await findComment(context, commentId);
    const { comment } = found;
    const { id } = comment;
    const number = comment.version.number + 1;
    if (version !== undefined && version !== number) throw conflict(comment, version);
    const was = storageOf(comment);
    const body = toBodyWrite(text, format, context.site, was);
    const changes = body.value !== was;
    if (changes) refuseDangling(found, "changed");
    return prepareRevision(context, found, {
      summary: changes ? `Change the text of ${commentInWords(found)}.` : `Leave ${commentInWords(found)} as it is.`,
      sent: { body },
      ...(changes && { before: { body: was }, after: { body: body.value } }),
      problem: (now) => notWritten(now, number, was, body),
      ours: (now) => saysTheSame(now, body, context),
      undo: [
        {
          tool: "confluence_update_comment",
          arguments: { commentId: id, body: was, format: "storage", version: number + 1 },
        },
      ],
    });
  },
});

function conflict({ id, version }: Comment, wanted: number): TributaryError {
  const { number, authorId, createdAt } = version;
  const by = `${createdAt === undefined ? "" : ` on ${createdAt}`}${authorId ? ` by ${authorId}` : ""}`;
  return new TributaryError(
    "version_conflict",
    `The comment ${id} is at version ${number}, so the next is ${number + 1}, not ${wanted}. It was last changed${by}.`,
    {
      hint: "Read it again, repeat your change on what it says now, and pass its version plus 1.",
      details: {
        currentVersion: number,
        ...(authorId && { changedBy: authorId }),
        ...(createdAt && { changedAt: createdAt }),
      },
    },
  );
}

function notWritten(now: Comment, number: number, was: string, { representation, value }: BodyWrite) {
  if (now.version.number < number) return `it is still at version ${now.version.number}`;
  const is = storageOf(now);
  // Confluence may write a text down a little differently than it was sent, so only "as before" and "gone" are telling.
  if (is === "" && value !== "") return "its text is empty";
  return is === was && representation === "storage" ? "its text is as it was" : undefined;
}

/** Whether the words are those that were sent: Confluence may write markup down in its own way. */
function saysTheSame(now: Comment, { representation, value }: BodyWrite, { site }: ToolContext): boolean {
  const is = storageOf(now);
  if (is === value) return true;
  return representation === "storage" && fromStorage(is, "text", site) === fromStorage(value, "text", site);
}
