import { badRequest } from "../http/refusal.ts";
import type { Content, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { recordAudit } from "./audit.ts";
import { commit } from "./commit.ts";

type Doing = { readonly by: string; readonly at: number };
export type SpaceChange = Partial<Pick<Space, "name" | "description" | "status" | "type" | "homepageId">>;

const maxName = 200;

/** Changes what a space says about itself. Only what is named changes. */
export function updateSpace(site: Site, before: Space, change: SpaceChange, { by, at }: Doing): Space {
  if (change.name !== undefined && (change.name.trim() === "" || change.name.length > maxName)) {
    throw badRequest(`The name of a space must have 1 to ${maxName} characters.`);
  }
  const after: Space = { ...before, ...change };
  site.spaces.put(after);
  const archived = before.status !== after.status;
  recordAudit(site, {
    category: "Spaces",
    summary: archived
      ? after.status === "archived"
        ? "Space archived"
        : "Space unarchived"
      : "Space configuration updated",
    by,
    at,
    affected: { name: after.name, objectType: "Space" },
    changes: Object.fromEntries(
      (["name", "description", "status"] as const)
        .filter((name) => before[name] !== after[name])
        .map((name) => [name, [before[name], after[name]] as const]),
    ),
  });
  return after;
}

/** Removes a space for good with everything in it. There is no trash for spaces in this API. */
export function deleteSpace(site: Site, space: Space, { by, at }: Doing): void {
  const content: Content[] = [...site.content.values()].filter(({ spaceId }) => spaceId === space.id);
  // The space goes first: what hangs off single removals can tell that the whole space is going.
  site.spaces.delete(space.id);
  for (const before of content) commit(site, { kind: "purged", actor: by, at, before, after: undefined });
  for (const property of [...site.lists.properties.in(`space:${space.id}`)]) site.properties.delete(property.id);
  for (const watch of [...site.watches.values()]) {
    if (watch.target === "space" && watch.targetId === String(space.id)) site.watches.delete(watch.id);
  }
  recordAudit(site, {
    category: "Spaces",
    summary: "Space deleted",
    by,
    at,
    affected: { name: space.name, objectType: "Space" },
  });
}
