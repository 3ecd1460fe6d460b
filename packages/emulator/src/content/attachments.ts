import type { Content, FileFacts } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import { commit } from "./commit.ts";
import { newContent } from "./create-content.ts";
import { mediaTypeOf } from "./media-types.ts";
import { reviseContent } from "./revise-content.ts";

/** One uploaded file. Who may attach it, and whether its name is free, is for the caller to check. */
export type Upload = {
  fileName: string;
  bytes: Uint8Array;
  /** As the uploader gave it; worked out from the name when absent or `application/octet-stream`. */
  mediaType?: string | undefined;
  comment?: string | undefined;
  minorEdit?: boolean | undefined;
  /** Account id of the uploader. */
  by: string;
  /** Milliseconds since the epoch. */
  at: number;
};

/** The id as both APIs write it; bare numbers are taken on the way in. */
export const attachmentId = (id: number): string => `att${id}`;

/** Reads `att123` or `123`; undefined for anything else. */
export function parseAttachmentId(text: string): number | undefined {
  const digits = /^(?:att)?(\d{1,19})$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Keeps the bytes as a file of their own: every version of an attachment has one. */
function storeFile(site: Site, { fileName, bytes, mediaType, comment }: Upload): FileFacts {
  const fileId = stableUuid(`${site.cloudId}:file:${site.ids.next()}`);
  site.files.put({ id: fileId, bytes });
  return { fileId, mediaType: mediaTypeOf(fileName, mediaType), size: bytes.byteLength, comment: comment ?? "" };
}

/** Attaches a file to a page, a blog post, a comment or custom content. Returns the new row of type `attachment`. */
export function createAttachment(site: Site, container: Content, upload: Upload): Content {
  const { by, at } = upload;
  const row = newContent(site, {
    type: "attachment",
    title: upload.fileName,
    spaceId: container.spaceId,
    containerId: container.id,
    authorId: by,
    at,
    message: upload.comment ?? "",
    file: storeFile(site, upload),
  });
  const after: Content = { ...row, version: { ...row.version, minorEdit: upload.minorEdit ?? false } };
  commit(site, { kind: "created", actor: by, at, before: undefined, after });
  return after;
}

/** New bytes under the same id. The name stays what it was, as on real sites, whatever the uploaded file is called. */
export function addAttachmentVersion(site: Site, attachment: Content, upload: Upload): Content {
  const { by, at, comment, minorEdit } = upload;
  const file = storeFile(site, { ...upload, fileName: attachment.title });
  return reviseContent(site, attachment, {
    by,
    at,
    message: comment ?? "",
    minorEdit: minorEdit ?? false,
    change: { file, status: "current" },
  });
}

/** The attachment of a container with this file name, the case of letters counting; trashed ones leave their name free. */
export function attachmentNamed(site: Site, containerId: number, fileName: string): Content | undefined {
  return attachmentsOf(site, containerId).find(({ title }) => title === fileName);
}

/** The current attachments of a container, oldest first. */
export const attachmentsOf = (site: Site, containerId: number): Content[] =>
  site.lists.inContainer.in(`attachment:${containerId}`).filter(({ status }) => status === "current");

/** The facts and bytes of one version of an attachment, the newest when no number is given; undefined when there is none. */
export function attachmentFile(
  site: Site,
  attachment: Content,
  version?: number,
): { facts: FileFacts; bytes: Uint8Array } | undefined {
  const facts =
    version === undefined || version === attachment.version.number
      ? attachment.file
      : site.pastVersions.get(`${attachment.id}:${version}`)?.file;
  const stored = facts ? site.files.get(facts.fileId) : undefined;
  return facts && stored ? { facts, bytes: stored.bytes } : undefined;
}
