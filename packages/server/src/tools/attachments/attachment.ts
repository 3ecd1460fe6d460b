import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { Site } from "../../store/connections.ts";
import type { ToolContext } from "../tool.ts";

export const attachmentShape = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  status: z.string(),
  /** The page, blog post or custom content it hangs on. */
  contentId: z.string().optional(),
  contentType: z.enum(["page", "blogpost", "custom-content"]).optional(),
  mediaType: z.string(),
  /** In bytes. */
  size: z.number().int(),
  version: z.number().int(),
  comment: z.string().optional(),
  authorId: z.string().optional(),
  createdAt: z.string().optional(),
  modifiedAt: z.string().optional(),
});

export type Attachment = z.output<typeof attachmentShape>;

/** An attachment as REST v2 gives it: `_links.webui` begins below /wiki. */
export type V2Attachment = {
  id: string;
  title: string;
  status: string;
  pageId?: string;
  blogPostId?: string;
  customContentId?: string;
  mediaType?: string | null;
  fileSize?: number;
  comment?: string | null;
  createdAt?: string;
  version: { number: number; createdAt?: string; authorId?: string; message?: string; minorEdit?: boolean };
  webuiLink?: string;
  _links?: { webui?: string };
};

export function toAttachment(row: V2Attachment, site: Site): Attachment {
  const { version } = row;
  const container = containerOf(row);
  return {
    id: row.id,
    title: row.title,
    url: `${site.url}/wiki${row._links?.webui ?? row.webuiLink ?? ""}`,
    status: row.status,
    ...(container !== undefined && { contentId: container.id, contentType: container.type }),
    mediaType: row.mediaType ?? "application/octet-stream",
    size: row.fileSize ?? 0,
    version: version.number,
    ...(row.comment && { comment: row.comment }),
    ...(version.authorId && { authorId: version.authorId }),
    ...(row.createdAt && { createdAt: row.createdAt }),
    ...(version.createdAt && { modifiedAt: version.createdAt }),
  };
}

function containerOf({ pageId, blogPostId, customContentId }: V2Attachment) {
  if (pageId) return { id: pageId, type: "page" as const };
  if (blogPostId) return { id: blogPostId, type: "blogpost" as const };
  if (customContentId) return { id: customContentId, type: "custom-content" as const };
  return undefined;
}

/** Reads one attachment, or one of its versions. */
export function readAttachment({ confluence }: ToolContext, id: string, version?: number): Promise<V2Attachment> {
  return confluence.call<V2Attachment>("getAttachmentById", {
    path: { id: attachmentIdOf(id) },
    query: { version },
    what: `attachment ${id}${version === undefined ? "" : ` in version ${version}`}`,
  });
}

/** The id with its prefix, which Confluence wants and people leave out. Throws `invalid_input` for what is no id. */
export function attachmentIdOf(ref: string): string {
  const number = /^(?:att)?(\d+)$/.exec(ref.trim())?.[1];
  if (number !== undefined) return `att${number}`;
  throw new TributaryError("invalid_input", `"${ref}" is not the id of an attachment.`, {
    hint: "Ids look like att123; find one by its file name with confluence_list_attachments.",
  });
}
