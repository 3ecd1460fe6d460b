import { badRequest } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { attachmentNamed } from "./attachments.ts";
import { commit } from "./commit.ts";
import { mediaTypeOf } from "./media-types.ts";

/** The recorded words for a file name that is taken. */
export const takenFileName = (fileName: string) =>
  badRequest(`Cannot add a new attachment with same file name as an existing attachment: ${fileName}`);

export type AttachmentChange = {
  readonly title?: string | undefined;
  readonly mediaType?: string | undefined;
  readonly comment?: string | undefined;
  /** The content it is moved to. */
  readonly container?: Content | undefined;
};

/** Changes everything about an attachment but its bytes, as a new version. Throws 400 when its name is taken where it goes. */
export function changeAttachment(
  site: Site,
  before: Content,
  change: AttachmentChange,
  { by, at }: { by: string; at: number },
): Content {
  const title = change.title ?? before.title;
  const containerId = change.container?.id ?? before.containerId;
  const there = containerId === null ? undefined : attachmentNamed(site, containerId, title);
  if (there && there.id !== before.id) throw takenFileName(title);
  const comment = change.comment ?? before.file?.comment ?? "";
  const mediaType = change.mediaType === undefined ? before.file?.mediaType : mediaTypeOf(title, change.mediaType);
  const after: Content = {
    ...before,
    title,
    containerId,
    spaceId: change.container?.spaceId ?? before.spaceId,
    file: before.file && { ...before.file, comment, mediaType: mediaType ?? before.file.mediaType },
    version: { number: before.version.number + 1, authorId: by, createdAt: at, message: comment, minorEdit: false },
  };
  commit(site, { kind: change.container ? "moved" : "updated", actor: by, at, before, after });
  return after;
}
