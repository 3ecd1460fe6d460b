import type { Label } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import type { Table } from "../state/table.ts";
import { type Blueprint, blueprints } from "./blueprints.ts";

/** A page to start from, written by the people of a site: for one space, or for all (`spaceId` null). */
export type Template = {
  readonly id: number;
  readonly spaceId: number | null;
  readonly name: string;
  readonly description: string;
  /** Storage format. */
  readonly body: string;
  readonly labelIds: readonly Label["id"][];
  readonly authorId: string;
  readonly changedAt: number;
};

export const templates = (site: Site): Table<Template> => site.table<Template>("templates");

/** The templates of a space, or with null those of the site, by name. */
export const templatesIn = (site: Site, spaceId: number | null): Template[] =>
  [...templates(site).values()]
    .filter((row) => row.spaceId === spaceId)
    .sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id);

export type ShippedTemplate = Blueprint & { readonly id: string };

/** The templates that come with the product. Each space has them too, under ids of its own. */
export const shippedTemplates = (site: Site, spaceId: number | null): ShippedTemplate[] =>
  blueprints.map((blueprint) => ({
    ...blueprint,
    id: stableUuid(`${site.cloudId}:blueprint:${spaceId ?? ""}:${blueprint.template}`),
  }));

/** Finds a shipped template by its id, and which space's it is. */
export function shippedTemplate(
  site: Site,
  id: string,
): { template: ShippedTemplate; spaceId: number | null } | undefined {
  for (const spaceId of [null, ...[...site.spaces.values()].map((space) => space.id)]) {
    const template = shippedTemplates(site, spaceId).find((one) => one.id === id);
    if (template) return { template, spaceId };
  }
  return undefined;
}
