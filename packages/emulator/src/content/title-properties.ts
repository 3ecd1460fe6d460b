import { createProperty, propertyWithKey } from "./content-properties.ts";
import type { Effect } from "./effects.ts";

/**
 * How the editor shows a title, as JSON in text. One string for all pages: there is no editor here to change it, and
 * large sites have many of them.
 */
const layout = JSON.stringify({ titleLayoutAlignment: "LEFT", subtitle: "", subtitleEnabled: false });

/**
 * Real sites keep properties of their own beside those of apps: every page created was seen with these two keys. A
 * client that takes every property for its own should fail here as it would there.
 */
export const keepTitleProperties: Effect = (site, { kind, actor, at, after }) => {
  if (kind !== "created" || after?.type !== "page") return;
  const owner = { owner: "content", id: String(after.id) } as const;
  const keys = ["page-title-property-draft", ...(after.status === "draft" ? [] : ["page-title-property-published"])];
  for (const key of keys) {
    if (!propertyWithKey(site, owner, key)) createProperty(site, owner, key, layout, { by: actor, at });
  }
};
