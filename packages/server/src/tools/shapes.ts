import { z } from "zod";
import type { Site } from "../store/connections.ts";

/** The shapes tools answer with, and how Confluence's answers become them. */

export const pageShape = z.object({
  id: z.string(),
  type: z.enum(["page", "blogpost"]),
  title: z.string(),
  url: z.string(),
  status: z.string(),
  spaceId: z.string(),
  parentId: z.string().optional(),
  version: z.number().int(),
  authorId: z.string().optional(),
  createdAt: z.string().optional(),
  modifiedAt: z.string().optional(),
  body: z.string().optional(),
  format: z.string().optional(),
});

export const spaceShape = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  url: z.string(),
  homepageId: z.string().optional(),
  description: z.string().optional(),
});

export const commentShape = z.object({
  id: z.string(),
  kind: z.enum(["footer", "inline"]),
  url: z.string(),
  pageId: z.string().optional(),
  parentCommentId: z.string().optional(),
  version: z.number().int(),
  authorId: z.string().optional(),
  createdAt: z.string().optional(),
  body: z.string().optional(),
  resolutionStatus: z.string().optional(),
  selectedText: z.string().optional(),
});

export const labelShape = z.object({ id: z.string(), name: z.string(), prefix: z.string() });

export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), cursor: z.string().optional() });

type Version = { number: number; createdAt?: string; authorId?: string; message?: string };

/** A page or blog post as REST v2 gives it. */
export type V2Page = {
  id: string;
  status: string;
  title: string;
  spaceId: string;
  parentId?: string | null;
  authorId?: string | null;
  createdAt?: string;
  version: Version;
  body?: { storage?: { value: string }; atlas_doc_format?: { value: string }; view?: { value: string } };
  _links?: { webui?: string };
};

export type V2Space = {
  id: string;
  key: string;
  name: string;
  type: string;
  status: string;
  homepageId?: string | null;
  description?: { plain?: { value: string } } | null;
  _links?: { webui?: string };
};

export type V2Comment = {
  id: string;
  pageId?: string;
  parentCommentId?: string;
  version: Version;
  body?: { storage?: { value: string } };
  resolutionStatus?: string;
  properties?: { inlineOriginalSelection?: string };
  _links?: { webui?: string };
};

export type V2Label = { id: string; name: string; prefix: string };

/** A list as REST v2 answers it; `_links.next` is absent on the last page. */
export type V2List<T> = { results: T[]; _links?: { next?: string } };

const webUrl = (site: Site, webui: string | undefined) => `${site.url}/wiki${webui ?? ""}`;

export function toPage(page: V2Page, site: Site, type: "page" | "blogpost" = "page"): z.input<typeof pageShape> {
  return {
    id: page.id,
    type,
    title: page.title,
    url: webUrl(site, page._links?.webui ?? `/pages/viewpage.action?pageId=${page.id}`),
    status: page.status,
    spaceId: page.spaceId,
    ...(page.parentId && { parentId: page.parentId }),
    version: page.version.number,
    ...(page.authorId && { authorId: page.authorId }),
    ...(page.createdAt && { createdAt: page.createdAt }),
    ...(page.version.createdAt && { modifiedAt: page.version.createdAt }),
  };
}

export function toSpace(space: V2Space, site: Site): z.input<typeof spaceShape> {
  const description = space.description?.plain?.value;
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: space.type,
    status: space.status,
    url: webUrl(site, space._links?.webui ?? `/spaces/${space.key}`),
    ...(space.homepageId && { homepageId: space.homepageId }),
    ...(description && { description }),
  };
}

export function toComment(
  comment: V2Comment,
  kind: "footer" | "inline",
  body: string | undefined,
  site: Site,
): z.input<typeof commentShape> {
  return {
    id: comment.id,
    kind,
    url: webUrl(site, comment._links?.webui),
    ...(comment.pageId && { pageId: comment.pageId }),
    ...(comment.parentCommentId && { parentCommentId: comment.parentCommentId }),
    version: comment.version.number,
    ...(comment.version.authorId && { authorId: comment.version.authorId }),
    ...(comment.version.createdAt && { createdAt: comment.version.createdAt }),
    ...(body !== undefined && { body: body.trimEnd() }),
    ...(comment.resolutionStatus && { resolutionStatus: comment.resolutionStatus }),
    ...(comment.properties?.inlineOriginalSelection && { selectedText: comment.properties.inlineOriginalSelection }),
  };
}
