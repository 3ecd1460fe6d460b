import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { commit } from "./commit.ts";
import { childrenOf, descendantsOf } from "./tree.ts";

type Doing = { by: string; at: number };

/**
 * Moves content to the trash. What hangs below it in the tree does not go along: on real sites the children were found
 * archived and without a parent, still holding their titles; what is below them stays with them.
 */
export function trashContent(site: Site, content: Content, { by, at }: Doing): Content {
  const children = childrenOf(site, content.id);
  const below = descendantsOf(site, content.id, 100, () => true);
  const after: Content = { ...content, status: "trashed" };
  commit(site, { kind: "trashed", actor: by, at, before: content, after });
  for (const { content: before } of below) {
    const orphan = children.includes(before);
    const archived: Content = { ...before, status: "archived", ...(orphan ? { parentId: null, position: null } : {}) };
    commit(site, { kind: "archived", actor: by, at, before, after: archived });
  }
  return after;
}

/** Removes content for good, with what hangs on it: comments, replies, attachments. */
export function purgeContent(site: Site, content: Content, { by, at }: Doing): void {
  for (const type of ["comment", "attachment", "custom"] as const) {
    for (const part of [...site.lists.inContainer.in(`${type}:${content.id}`)]) purgeContent(site, part, { by, at });
  }
  for (const reply of [...site.lists.replies.in(content.id)]) purgeContent(site, reply, { by, at });
  if (site.content.get(content.id)) commit(site, { kind: "purged", actor: by, at, before: content, after: undefined });
}
