import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { type PageKind, pageKinds } from "../pages/page-kind.ts";
import { readStored } from "../pages/read-page.ts";
import { findPage, resolveBlogPostId, resolvePageId } from "../references.ts";
import { toPage, type V2Page } from "../shapes.ts";
import { parameter, type Target, type ToolContext } from "../tool.ts";
import type { Change } from "../write.ts";

/** The parameters that name what is commented on: one of them. */
export const placeParameters = {
  pageId: parameter.pageId.optional(),
  blogPostId: parameter.blogPostId.optional().describe("Instead of a page: blog post id, URL or SPACE:Title."),
};

type Given = { pageId?: string | undefined; blogPostId?: string | undefined };

/** What finding it by id or by title takes. */
export const placeEndpoints = ["getPages", "getBlogPosts", "getSpaces"] as const satisfies readonly EndpointKey[];

export const placeTargets = ({ pageId, blogPostId }: Given): Target[] => [
  ...(pageId === undefined ? [] : [{ kind: "page" as const, ref: pageId }]),
  ...(blogPostId === undefined ? [] : [{ kind: "blogpost" as const, ref: blogPostId }]),
];

type Place = { kind: PageKind; ref: string };

/** Throws `invalid_input` unless exactly one is named. */
export function commentPlace({ pageId, blogPostId }: Given): Place {
  if (pageId !== undefined && blogPostId === undefined) return { kind: "page", ref: pageId };
  if (blogPostId !== undefined && pageId === undefined) return { kind: "blogpost", ref: blogPostId };
  throw new TributaryError("invalid_input", "A comment is on one page or on one blog post.", {
    hint: "Pass either pageId or blogPostId.",
  });
}

export const placeId = (context: ToolContext, { kind, ref }: Place): Promise<string> =>
  kind === "page" ? resolvePageId(context, ref) : resolveBlogPostId(context, ref);

/** The page or blog post with its stored body. */
export async function readPlace(context: ToolContext, { kind, ref }: Place): Promise<V2Page> {
  const { id, found } = await findPage(context, kind, ref, true);
  return found ?? readStored(context, kind, id);
}

/** As it stands in a sentence: `the blog post "Alpha"`. */
export const placeInWords = (kind: PageKind, page: V2Page): string => `the ${pageKinds[kind].noun} "${page.title}"`;

/** What a preview says of the place of a new comment. */
export function placeChange(context: ToolContext, kind: PageKind, page: V2Page): Change {
  const { title, spaceId, url } = toPage(page, context.site, kind);
  return { kind: "comment", title: `Re: ${title}`, spaceId, url };
}
