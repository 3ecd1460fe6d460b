import { bodyContext } from "../bodies/body-context.ts";
import type { Representation } from "../bodies/render-body.ts";
import type { Content, ContentType } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { bodyJson, idOrNull, isoDate, pageLinks, versionJson } from "./json.ts";

/** The type of the parent in the page tree, or null at the root. */
export function parentType(site: Site, content: Content): ContentType | null {
  return content.parentId === null ? null : (site.content.get(content.parentId)?.type ?? null);
}

/** A page as lists and single answers show it. */
export function pageJson(site: Site, page: Content, format: Representation | undefined) {
  return {
    parentType: parentType(site, page),
    parentId: idOrNull(page.parentId),
    spaceId: String(page.spaceId),
    ownerId: page.ownerId,
    lastOwnerId: page.lastOwnerId,
    createdAt: isoDate(page.createdAt),
    authorId: page.authorId,
    position: page.position,
    version: versionJson(page.version),
    body: bodyJson(page.body, format, bodyContext(site, page)),
    ...(page.subtype === null ? {} : { subtype: page.subtype }),
    status: page.status,
    title: page.title,
    id: String(page.id),
    _links: pageLinks(site, page),
  };
}

/** A child in the page tree, of any type. */
export const childJson = (child: Content) => ({
  id: String(child.id),
  status: child.status,
  title: child.title,
  spaceId: String(child.spaceId),
  childPosition: child.position,
  type: child.type,
});
