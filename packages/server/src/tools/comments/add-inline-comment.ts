import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { toBodyWrite } from "../body.ts";
import { storageOf } from "../pages/read-page.ts";
import { defineTool } from "../tool.ts";
import { commentShape } from "./comment.ts";
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
import { findPassage } from "./occurrences.ts";

export const addInlineComment = defineTool({
  name: "confluence_add_inline_comment",
  title: "Add inline comment",
  description:
    "Comments on a passage of a page or blog post, which is highlighted there. The passage is named by its words as a reader sees them; if they occur more than once, say which occurrence. Returns the new comment.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    ...placeParameters,
    selectedText: z.string().min(1).describe("The words to comment on, exactly, within one paragraph."),
    occurrence: z.number().int().min(1).optional().describe("Which place with these words, from 1."),
    ...commentText,
  }),
  output: commentShape,
  endpoints: [
    "createInlineComment",
    "getInlineCommentById",
    "getPageInlineComments",
    "getBlogPostInlineComments",
    "getPageById",
    "getBlogPostById",
    ...placeEndpoints,
  ],
  targets: placeTargets,
  example: {
    pageId: "ENG:ADR-016: The API answers programs first",
    selectedText: "Answer wanted by 30 November 2026",
    body: "Is a week later possible?",
  },
  async prepare({ selectedText, occurrence, body: text, format, ...named }, context) {
    const place = commentPlace(named);
    const body = toBodyWrite(text, format, context.site);
    const page = await readPlace(context, place);
    const where = placeInWords(place.kind, page);
    const passage = findPassage(storageOf(page), selectedText, occurrence, where, context.site);
    const prepared = prepareNewComment(context, {
      kind: "inline",
      list: place.kind,
      under: page.id,
      body,
      passage,
      summary: `Comment on "${passage.textSelection}" in ${where}.`,
      change: placeChange(context, place.kind, page),
    });
    return {
      ...prepared,
      commit: () =>
        prepared.commit().catch((error: unknown) => {
          throw error instanceof TributaryError && error.atlassian?.status === 400
            ? notThere(error, passage.textSelectionMatchCount)
            : error;
        }),
    };
  },
});

/** Confluence counts by what its editor shows: text of macros, links and mentions may count differently there. */
function notThere(error: TributaryError, counted: number): TributaryError {
  const times = counted === 1 ? "once" : `${counted} times`;
  return new TributaryError(
    error.code,
    `Confluence does not find the passage: here it was counted ${times}. ${error.message}`,
    {
      hint: "The page may have changed meanwhile: try again, or select other words of plain text.",
      ...(error.atlassian !== undefined && { atlassian: error.atlassian }),
      details: { ...error.details, occurrences: counted },
      cause: error,
    },
  );
}
