import { TributaryError } from "../../base/errors.ts";
import { type BodyWrite, fromStorage } from "../body.ts";
import type { V2List } from "../shapes.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Change, Written } from "../write.ts";
import {
  type Comment,
  type CommentData,
  type CommentKind,
  commentKinds,
  type Found,
  readComment,
  showComment,
  storageOf,
} from "./comment.ts";

export type NewComment = {
  kind: CommentKind;
  /** Which list it will stand in: of a page, of a blog post, or of the comment it answers. */
  list: "page" | "blogpost" | "replies";
  /** The id of that page, blog post or comment. */
  under: string;
  body: BodyWrite;
  /** The passage it is on, as Confluence counts: a whole inline comment has one, a reply has none. */
  passage?: { textSelection: string; textSelectionMatchCount: number; textSelectionMatchIndex: number };
  summary: string;
  /** What the preview says of the place. */
  change: Change;
};

const placeFields = { page: "pageId", blogpost: "blogPostId", replies: "parentCommentId" } as const;

/** A new comment of any kind, anywhere. It is read back: one that Confluence accepted and does not have is an error. */
export function prepareNewComment(context: ToolContext, comment: NewComment): Prepared<CommentData> {
  const { kind, list, under, body, passage, summary, change } = comment;
  const operations = commentKinds[kind];
  const place = { [placeFields[list]]: under };
  const startedAt = context.now();
  const written = (found: Found): Written<CommentData> => ({
    data: showComment(found, "markdown", context.site),
    undo: [{ tool: "confluence_delete_comment", arguments: { commentId: found.comment.id } }],
  });
  return {
    preview: {
      summary,
      changes: [
        {
          ...change,
          after: {
            ...place,
            ...(passage !== undefined && { selectedText: passage.textSelection }),
            body: body.value,
          },
        },
      ],
    },
    async commit() {
      const { id } = await context.confluence.call<Comment>(operations.create, {
        body: { ...place, body, ...(passage !== undefined && { inlineCommentProperties: passage }) },
        what: "the new comment",
      });
      const found = await readComment(context, kind, id).catch((error: unknown) => {
        throw error instanceof TributaryError && error.code === "not_found" ? notMade(id) : error;
      });
      if (storageOf(found.comment) !== "" || body.value === "") return written(found);
      throw new TributaryError("upstream_error", `Confluence made the comment ${id} without its text.`, {
        hint: "Write the text with confluence_update_comment, or delete the comment.",
        details: { id },
      });
    },
    /** A comment of this text that is younger than the call is the one that was asked for. */
    async settle({ confluence, site }) {
      const { results } = await confluence.call<V2List<Comment>>(operations[list], {
        path: { id: under },
        query: { "body-format": "storage", sort: "-created-date", limit: 50 },
      });
      // Confluence's clock and ours may differ by some seconds.
      const fresh = results.filter(({ version }) => Date.parse(version.createdAt ?? "") > startedAt - 30_000);
      if (fresh.length === 0) return { outcome: "not_done" };
      // What Confluence makes of wiki markup is not known here.
      if (body.representation === "wiki") return { outcome: "unknown" };
      const words = fromStorage(body.value, "text", site);
      const made = fresh.find(
        (one) => fromStorage(storageOf(one), "text", site) === words && isOn(one, passage?.textSelection),
      );
      return made === undefined ? { outcome: "not_done" } : { outcome: "done", ...written({ kind, comment: made }) };
    },
  };
}

const isOn = ({ properties }: Comment, selected: string | undefined) =>
  selected === undefined || properties?.inlineOriginalSelection === selected;

const notMade = (id: string) =>
  new TributaryError(
    "upstream_error",
    `Confluence accepted the comment and gave it the id ${id}, but did not make it.`,
    {
      hint: "List the comments of the page; if it is not there, try again.",
    },
  );
