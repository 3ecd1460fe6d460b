import type { Group } from "../state/records.ts";
import type { View } from "./content-json.ts";

/** A group as v1 shows it. */
export const groupJson = ({ siteUrl }: Pick<View, "siteUrl">, { id, name }: Group) => ({
  type: "group",
  name,
  id,
  usageType: "USERBASE_GROUP",
  managedBy: "ADMINS",
  resourceAri: `ari:cloud:identity::group/${id}`,
  _links: { self: `${siteUrl}/wiki/rest/api/group/by-id?id=${encodeURIComponent(id)}` },
});
