import { badRequest, notFound } from "../http/refusal.ts";
import type { Access } from "../permission/access.ts";
import type { Content, ContentType, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/** What can stand in the page tree. */
export const treeTypes: ReadonlySet<ContentType> = new Set(["page", "whiteboard", "database", "embed", "folder"]);

const shown = (content: Content): boolean => content.status === "current" || content.status === "archived";

/** Current and archived children in the order of the page tree. */
export const childrenOf = (site: Site, id: number): Content[] => site.lists.children.in(id).filter(shown);

/** From the root of the space down to the parent. */
export function ancestorsOf(site: Site, content: Content): Content[] {
  const found: Content[] = [];
  let at = content.parentId === null || !treeTypes.has(content.type) ? undefined : site.content.get(content.parentId);
  for (; at && found.length < 500; at = at.parentId === null ? undefined : site.content.get(at.parentId))
    found.unshift(at);
  return found;
}

export type Descendant = { readonly id: number; readonly content: Content; readonly depth: number };

/** Depth first, top to bottom, no deeper than `depth` levels; branches that `keep` refuses are left out whole. */
export function descendantsOf(
  site: Site,
  id: number,
  depth: number,
  keep: (content: Content) => boolean,
): Descendant[] {
  const found: Descendant[] = [];
  const visit = (parent: number, level: number) => {
    for (const content of childrenOf(site, parent)) {
      if (!keep(content)) continue;
      found.push({ id: content.id, content, depth: level });
      if (level < depth) visit(content.id, level + 1);
    }
  };
  visit(id, 1);
  return found;
}

/** The position after the last child, with the room between that real positions have. */
export function nextPosition(site: Site, parentId: number | null): number | null {
  if (parentId === null) return null;
  return (site.lists.children.in(parentId).at(-1)?.position ?? 0) + 412;
}

/** Checks where content is to hang: the parent exists, is visible, in the same space, and not below the content itself. */
export function checkParent(site: Site, access: Access, parentId: number, space: Space, self?: Content): Content {
  if (self?.id === parentId) throw badRequest("Can not set page as its own parent");
  const parent = site.content.get(parentId);
  if (!access.viewContent(parent) || !treeTypes.has(parent.type) || parent.status === "trashed") {
    throw notFound(`Parent with id ${parentId} was not found, or the user may not view it.`);
  }
  if (parent.spaceId !== space.id) throw badRequest("The parent must be in the same space as the page.");
  if (self && ancestorsOf(site, parent).some(({ id }) => id === self.id)) {
    throw badRequest("Can not set a descendant of the page as its parent");
  }
  return parent;
}
