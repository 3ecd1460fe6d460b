import { bodyContext } from "../bodies/body-context.ts";
import type { Representation } from "../bodies/render-body.ts";
import { webLink } from "../content/links.ts";
import type { Content, ContentType } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { bodyJson, isoDate, versionJson } from "./json.ts";

/** The member that names what a comment hangs on. */
const containerMember: Partial<Record<ContentType, string>> = {
  page: "pageId",
  blogpost: "blogPostId",
  attachment: "attachmentId",
  custom: "customContentId",
};

const contentId = (content: Content): string =>
  content.type === "attachment" ? `att${content.id}` : String(content.id);

/** Where the comment hangs: its container, and the comment it answers. */
function place(site: Site, comment: Content): Record<string, string> {
  const container = comment.containerId === null ? undefined : site.content.get(comment.containerId);
  const member = container && containerMember[container.type];
  return {
    ...(container && member !== undefined ? { [member]: contentId(container) } : {}),
    ...(comment.parentId === null ? {} : { parentCommentId: String(comment.parentId) }),
  };
}

export function commentJson(site: Site, comment: Content, format: Representation | undefined) {
  return {
    id: String(comment.id),
    status: comment.status,
    title: comment.title,
    ...place(site, comment),
    version: versionJson(comment.version),
    body: bodyJson(comment.body, format, bodyContext(site, comment)),
    ...(comment.inline === null ? {} : inlineJson(comment.inline)),
    _links: { webui: webLink(site, comment) },
  };
}

const inlineJson = (inline: NonNullable<Content["inline"]>) => ({
  resolutionStatus: inline.resolution,
  // Left out until somebody has resolved the thread, as real answers do.
  ...(inline.resolvedBy === null ? {} : { resolutionLastModifierId: inline.resolvedBy }),
  ...(inline.resolvedAt === null ? {} : { resolutionLastModifiedAt: isoDate(inline.resolvedAt) }),
  properties: { inlineMarkerRef: inline.markerRef, inlineOriginalSelection: inline.originalSelection },
});
