import { TributaryError } from "../../base/errors.ts";
import type { BodyWrite } from "../body.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Undo } from "../write.ts";
import {
  type Comment,
  type CommentData,
  commentChange,
  commentKinds,
  type Found,
  mayNot,
  readComment,
  showComment,
} from "./comment.ts";

export type Revision = {
  summary: string;
  sent: { body: BodyWrite } | { resolved: boolean };
  /** The fields that will be different. Both absent = nothing will, and nothing is sent. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** Why the comment, read after the update, is not what was asked for; undefined when it is. */
  problem(now: Comment): string | undefined;
  /** After an answer that was lost: whether this was done by us and not by somebody else. */
  ours(now: Comment): boolean;
  undo: Undo[];
};

/** An update of a comment that was read as `found`, confirmed by reading it again. */
export function prepareRevision(context: ToolContext, found: Found, revision: Revision): Prepared<CommentData> {
  const { kind, comment } = found;
  const { summary, sent, before, after, problem, undo } = revision;
  const { id } = comment;
  const number = comment.version.number + 1;
  const show = (now: Comment) => showComment({ kind, comment: now }, "markdown", context.site);
  const changed = after !== undefined;

  return {
    preview: {
      summary,
      changes: [{ ...commentChange(found, context.site), ...(changed && { before: before ?? {}, after }) }],
    },
    async commit() {
      if (!changed) return { data: show(comment) };
      await context.confluence
        .call<Comment>(commentKinds[kind].update, {
          path: { "comment-id": id },
          body: { version: { number }, ...sent },
          what: `the update of comment ${id}`,
        })
        .catch((error: unknown) => {
          throw mayNot(error, id, "body" in sent ? onlyItsAuthor : whoComments);
        });
      const now = await readWritten(context, found, number);
      const wrong = problem(now);
      if (wrong === undefined) return { data: show(now), undo };
      throw new TributaryError(
        "upstream_error",
        `Confluence accepted the update of comment ${id} but did not make it: ${wrong}.`,
        { hint: "Read it again; if it is still as before, make the change in Confluence." },
      );
    },
    async settle(reader) {
      const now = await readWritten(reader, found, number);
      if (problem(now) !== undefined) return { outcome: "not_done" };
      return revision.ours(now) ? { outcome: "done", data: show(now), undo } : { outcome: "unknown" };
    },
  };
}

const onlyItsAuthor = { what: "change", hint: "Only its author changes the text of a comment: reply to it instead." };
const whoComments = { what: "resolve or reopen", hint: "That takes the permission to comment in the space." };

/** The version that was written, even when somebody has written the next one already. */
async function readWritten(context: ToolContext, { kind, comment }: Found, number: number): Promise<Comment> {
  const now = await readComment(context, kind, comment.id);
  if (now.comment.version.number <= number) return now.comment;
  return (await readComment(context, kind, comment.id, { version: number })).comment;
}

/** What cannot be changed. Throws `conflict`. */
export function refuseDangling({ comment }: Found, what: string): void {
  if (comment.resolutionStatus !== "dangling") return;
  throw new TributaryError(
    "conflict",
    `The inline comment ${comment.id} cannot be ${what}: the passage it was on is gone, and Confluence lets such comments only be deleted.`,
    { hint: "Delete it with confluence_delete_comment, or write a new one on the page as it is now." },
  );
}
