import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { effects } from "./effects.ts";

export type ChangeKind =
  | "created"
  | "updated"
  | "drafted"
  | "moved"
  | "trashed"
  | "restored"
  | "archived"
  | "purged"
  | "labelled"
  | "liked"
  | "restricted";

export type Change = {
  readonly kind: ChangeKind;
  /** Account id of who did it. */
  readonly actor: string;
  readonly at: number;
  readonly before: Content | undefined;
  readonly after: Content | undefined;
};

/**
 * The only way content is written. Keeps the version that is being replaced, puts the new row, and lets the effects
 * (watches, markers of inline comments, …) write what follows from it. Indexes, the search among them, listen to the
 * table itself.
 */
export function commit(site: Site, change: Change): void {
  const { before, after } = change;
  if (before && after && after.version.number > before.version.number) keepVersion(site, before);
  if (after) site.content.put(after);
  else if (before) remove(site, before);
  for (const effect of effects) effect(site, change);
}

export function keepVersion(site: Site, { id, version, title, body, file }: Content): void {
  site.pastVersions.put({ id: `${id}:${version.number}`, contentId: id, version, title, body, file });
}

function remove(site: Site, content: Content): void {
  for (const past of [...site.lists.pastVersions.in(content.id)]) site.pastVersions.delete(past.id);
  for (const property of [...site.lists.properties.in(`content:${content.id}`)]) site.properties.delete(property.id);
  site.content.delete(content.id);
  site.purged.put({ id: content.id });
}
