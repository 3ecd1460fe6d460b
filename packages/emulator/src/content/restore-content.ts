import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { commit } from "./commit.ts";

/**
 * Takes content out of the trash and changes nothing else, as documented of updates to the status `current`. Where its
 * parent is no longer in the tree it comes back without one.
 */
export function restoreContent(site: Site, before: Content, { by, at }: { by: string; at: number }): Content {
  const parent = before.parentId === null ? undefined : site.content.get(before.parentId);
  const orphan = before.parentId !== null && parent?.status !== "current";
  const after: Content = { ...before, status: "current", ...(orphan && { parentId: null, position: null }) };
  commit(site, { kind: "restored", actor: by, at, before, after });
  return after;
}
