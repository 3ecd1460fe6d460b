import { badRequest } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { commit } from "./commit.ts";
import { checkTitle } from "./titles.ts";
import { ancestorsOf, childrenOf, descendantsOf } from "./tree.ts";

export type MovePosition = "before" | "after" | "append";
type Doing = { readonly by: string; readonly at: number };

/** The room between neighbours, so that most moves touch one row only. */
const step = 412;

/**
 * Moves content in the page tree: beside the target under the target's parent, or to the end of its children. What
 * lies below comes along, also into another space. A move writes no version.
 */
export function moveContent(
  site: Site,
  content: Content,
  position: MovePosition,
  target: Content,
  doing: Doing,
): Content {
  if (target.id === content.id) throw badRequest("Can not set page as its own parent");
  const parentId = position === "append" ? target.id : target.parentId;
  const loops = parentId === content.id || ancestorsOf(site, target).some(({ id }) => id === content.id);
  if (loops) throw badRequest("Can not set a descendant of the page as its parent");
  if (target.spaceId !== content.spaceId) moveToSpace(site, content, target.spaceId, doing);
  const before = site.content.get(content.id) ?? content;
  const place = parentId === null ? null : placeBetween(site, before, parentId, position, target);
  const after: Content = { ...before, parentId, position: place };
  commit(site, { kind: "moved", actor: doing.by, at: doing.at, before, after });
  return after;
}

/** The number that puts the row where it belongs; where there is no room, all children of the parent are numbered anew. */
function placeBetween(site: Site, content: Content, parentId: number, position: MovePosition, target: Content): number {
  const others = childrenOf(site, parentId).filter(({ id }) => id !== content.id);
  const at = others.findIndex(({ id }) => id === target.id);
  const slot = position === "append" ? others.length : position === "before" ? at : at + 1;
  const previous = others[slot - 1];
  const next = others[slot];
  const low = previous ? previous.position : 0;
  if (low !== null && !next) return low + step;
  const middle = low === null || next?.position == null ? null : Math.floor((low + next.position) / 2);
  if (middle !== null && low !== null && middle > low && middle < (next?.position ?? 0)) return middle;
  others.forEach((row, index) => {
    const place = (index < slot ? index + 1 : index + 2) * step;
    if (row.position !== place) site.content.put({ ...row, position: place });
  });
  return (slot + 1) * step;
}

/** The whole branch, with the comments, attachments and custom content on it, changes its space. */
function moveToSpace(site: Site, content: Content, spaceId: number, { by, at }: Doing): void {
  if (site.spaces.get(content.spaceId)?.homepageId === content.id) {
    throw badRequest("The homepage of a space can not be moved to another space");
  }
  const branch = [content, ...descendantsOf(site, content.id, 500, () => true).map((row) => row.content)];
  for (const { type, title, id } of branch) checkTitle(site, { type, title, id, spaceId });
  for (const before of branch) {
    commit(site, { kind: "moved", actor: by, at, before, after: { ...before, spaceId } });
    for (const part of partsOf(site, before)) site.content.put({ ...part, spaceId });
  }
}

/** What hangs on content: comments with their replies, attachments and custom content. */
export const partsOf = (site: Site, content: Content): Content[] =>
  (["comment", "attachment", "custom"] as const).flatMap((type) => {
    const own = site.lists.inContainer.in(`${type}:${content.id}`);
    return [...own, ...own.flatMap((part) => partsOf(site, part))];
  });
