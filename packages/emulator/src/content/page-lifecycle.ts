import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { commit } from "./commit.ts";
import { descendantsOf } from "./tree.ts";

type Doing = { readonly by: string; readonly at: number };

/** Takes a page out of the way without removing it: it keeps its title and its place. */
export function archivePage(site: Site, before: Content, { by, at }: Doing): Content {
  const after: Content = { ...before, status: "archived" };
  commit(site, { kind: "archived", actor: by, at, before, after });
  return after;
}

/** Moves a page and everything below it to the trash; unlike a single delete nobody is orphaned. Returns how many went. */
export function trashBranch(site: Site, top: Content, { by, at }: Doing): number {
  const branch = [top, ...descendantsOf(site, top.id, 500, () => true).map(({ content }) => content)];
  for (const before of branch)
    commit(site, { kind: "trashed", actor: by, at, before, after: { ...before, status: "trashed" } });
  return branch.length;
}
