import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import type { Site } from "../../store/connections.ts";
import { type FormatOut, fromStorage } from "../body.ts";
import { parseReference } from "../references.ts";
import { commentShape as pageCommentShape, toComment, type V2Comment } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import type { Change } from "../write.ts";

/** Comments at the foot of a page and comments on a passage of it have their own operations, and the same shape. */
export const commentKinds = {
  footer: {
    words: "comment",
    create: "createFooterComment",
    read: "getFooterCommentById",
    update: "updateFooterComment",
    remove: "deleteFooterComment",
    replies: "getFooterCommentChildren",
    page: "getPageFooterComments",
    blogpost: "getBlogPostFooterComments",
  },
  inline: {
    words: "inline comment",
    create: "createInlineComment",
    read: "getInlineCommentById",
    update: "updateInlineComment",
    remove: "deleteInlineComment",
    replies: "getInlineCommentChildren",
    page: "getPageInlineComments",
    blogpost: "getBlogPostInlineComments",
  },
} as const satisfies Record<string, { words: string } & Record<string, EndpointKey | string>>;

export type CommentKind = keyof typeof commentKinds;

/** Footer first: it is what most comments are. */
const kindsInTurn = ["footer", "inline"] as const;

/** The operations of both kinds that do one thing, for `endpoints`. */
export const ofBothKinds = <Name extends Exclude<keyof (typeof commentKinds)["footer"], "words">>(...names: Name[]) =>
  kindsInTurn.flatMap((kind) => names.map((name) => commentKinds[kind][name]));

export const commentShape = pageCommentShape.extend({
  title: z.string().optional(),
  blogPostId: z.string().optional(),
});

export type CommentData = z.input<typeof commentShape>;

/** A comment as REST v2 gives it. */
export type Comment = Omit<V2Comment, "body"> & {
  title?: string;
  blogPostId?: string;
  body?: { storage?: { value: string }; view?: { value: string } };
};

/** A comment whose kind is known. */
export type Found = { kind: CommentKind; comment: Comment };

export const storageOf = ({ body }: Comment): string => body?.storage?.value ?? "";

/** What tools answer with. `body` is the text to show, when it is not to be made of what is stored. */
export function showComment({ kind, comment }: Found, format: FormatOut, site: Site, body?: string): CommentData {
  return {
    ...toComment(comment, kind, body ?? fromStorage(storageOf(comment), format, site), site),
    ...(comment.title && { title: comment.title }),
    ...(comment.blogPostId && { blogPostId: comment.blogPostId }),
  };
}

/** The id in a reference to a comment. Throws `invalid_input` for one to something else. */
export function commentIdOf(ref: string): string {
  const reference = parseReference(ref, "comment");
  const isComment = "id" in reference && /^(undefined|(footer|inline)-comment)$/.test(String(reference.type));
  if (isComment) return reference.id;
  throw new TributaryError("invalid_input", `"${ref}" does not name a comment.`, {
    hint: "Use its id or the URL behind its date, which holds focusedCommentId. List them with confluence_list_comments.",
  });
}

/** Asks for the kind footer, and for inline if there is none such: an id does not say which kind it is of. */
export async function ofEitherKind<T>(id: string, ask: (kind: CommentKind) => Promise<T>): Promise<T> {
  for (const kind of kindsInTurn) {
    try {
      return await ask(kind);
    } catch (error) {
      if (!(error instanceof TributaryError) || error.code !== "not_found") throw error;
    }
  }
  throw new TributaryError("not_found", `There is no comment ${id}, or the connected account may not see it.`, {
    hint: "List the comments of its page with confluence_list_comments.",
  });
}

type Reading = { version?: number; format?: "storage" | "view" };

/** The comment meant, of whichever kind, with its body: one request, two for an inline one. */
export function findComment(context: ToolContext, ref: string, reading: Reading = {}): Promise<Found> {
  const id = commentIdOf(ref);
  return ofEitherKind(id, (kind) => readComment(context, kind, id, reading));
}

export async function readComment(
  { confluence }: ToolContext,
  kind: CommentKind,
  id: string,
  { version, format = "storage" }: Reading = {},
): Promise<Found> {
  const comment = await confluence.call<Comment>(commentKinds[kind].read, {
    path: { "comment-id": id },
    query: { "body-format": format, version },
    what: `the comment ${id}`,
  });
  return { kind, comment };
}

/** Confluence hides what an account may not do: a write on a comment that was just read is answered as if it were not there. */
export function mayNot(error: unknown, id: string, { what, hint }: { what: string; hint: string }): unknown {
  if (!(error instanceof TributaryError) || error.code !== "not_found") return error;
  return new TributaryError("forbidden", `The connected account can read the comment ${id}, but may not ${what} it.`, {
    hint,
    ...(error.atlassian !== undefined && { atlassian: error.atlassian }),
    cause: error,
  });
}

/** As it stands in a sentence. Confluence gives a comment the title of its page, after "Re: ". */
export const commentInWords = ({ kind, comment }: Found): string =>
  `the ${comment.parentCommentId ? "reply" : commentKinds[kind].words}${comment.title ? ` "${comment.title}"` : ""}`;

/** The part of a preview that says which comment it is. */
export function commentChange(found: Found, site: Site): Change {
  const { id, url, title, version } = showComment(found, "storage", site);
  return { kind: "comment", id, url, baseVersion: version, ...(title !== undefined && { title }) };
}
