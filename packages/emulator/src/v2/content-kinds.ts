import { long, type Parameter, required } from "../http/parameters.ts";
import { notFound } from "../http/refusal.ts";
import { type Access, visible } from "../permission/access.ts";
import type { Content, ContentType } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { attachmentId } from "./attachment-id.ts";

/** A kind of content as v2 tells them apart: where its operations live and which scopes they ask for. */
export type ContentKind = {
  readonly type: ContentType;
  /** Below /wiki/api/v2. */
  readonly path: string;
  /** The middle of its scopes: `read:<entity>:confluence`. Blog posts go by the scopes of pages. */
  readonly entity: string;
  /** Footer and inline comments are one type of content and two kinds; `/comments` means both. */
  readonly inline?: boolean;
};

export const kinds = {
  page: { type: "page", path: "/pages", entity: "page" },
  blogPost: { type: "blogpost", path: "/blogposts", entity: "page" },
  attachment: { type: "attachment", path: "/attachments", entity: "attachment" },
  comment: { type: "comment", path: "/comments", entity: "comment" },
  footerComment: { type: "comment", path: "/footer-comments", entity: "comment", inline: false },
  inlineComment: { type: "comment", path: "/inline-comments", entity: "comment", inline: true },
  customContent: { type: "custom", path: "/custom-content", entity: "custom-content" },
  whiteboard: { type: "whiteboard", path: "/whiteboards", entity: "whiteboard" },
  database: { type: "database", path: "/databases", entity: "database" },
  smartLink: { type: "embed", path: "/embeds", entity: "embed" },
  folder: { type: "folder", path: "/folders", entity: "folder" },
} as const satisfies Record<string, ContentKind>;

export const readScope = ({ entity }: ContentKind): string => `read:${entity}:confluence`;
export const writeScope = ({ entity }: ContentKind): string => `write:${entity}:confluence`;
export const deleteScope = ({ entity }: ContentKind): string => `delete:${entity}:confluence`;

/** How the id stands in the path: attachments are `att123`, everything else is a number. */
export const idOf = ({ type }: ContentKind): Parameter<number> =>
  required(type === "attachment" ? attachmentId() : long());

/** The content of this kind with this id, when the caller may see it; otherwise the API's 404. */
export function contentOfKind(
  kind: ContentKind,
  { site, access }: { site: Site; access: Access },
  id: number,
): Content {
  const content = visible(access, { site }, id, kind.type);
  if (kind.inline !== undefined && (content.inline !== null) !== kind.inline) throw notFound();
  return content;
}
