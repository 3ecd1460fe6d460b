import { attachmentId } from "../content/attachments.ts";
import { webLink } from "../content/links.ts";
import { mediaTypeDescription } from "../content/media-types.ts";
import type { Content, ContentType } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { isoDate, versionJson } from "./json.ts";

/** The member that names what an attachment or custom content hangs on; only the one that applies is there. */
const containerMember: Partial<Record<ContentType, string>> = {
  page: "pageId",
  blogpost: "blogPostId",
  custom: "customContentId",
};

export function containerJson(site: Site, content: Content): Record<string, string> {
  const container = content.containerId === null ? undefined : site.content.get(content.containerId);
  const member = container && containerMember[container.type];
  return member === undefined ? {} : { [member]: String(container?.id) };
}

/** Where the bytes can be had, without `/wiki`: the form recorded from a real site. */
const downloadLink = ({ id, containerId }: Content): string =>
  `/rest/api/content/${containerId ?? ""}/child/attachment/${attachmentId(id)}/download`;

/** An attachment as lists and single answers show it. */
export function attachmentJson(site: Site, attachment: Content) {
  const { file } = attachment;
  const webui = webLink(site, attachment);
  const download = downloadLink(attachment);
  return {
    ...containerJson(site, attachment),
    mediaTypeDescription: file ? mediaTypeDescription(file.mediaType) : null,
    webuiLink: webui,
    createdAt: isoDate(attachment.createdAt),
    id: attachmentId(attachment.id),
    comment: file?.comment ?? "",
    version: versionJson(attachment.version),
    title: attachment.title,
    fileId: file?.fileId ?? "",
    fileSize: file?.size ?? 0,
    mediaType: file?.mediaType ?? "application/octet-stream",
    status: attachment.status,
    downloadLink: download,
    _links: { webui, download },
  };
}
