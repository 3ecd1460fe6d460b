import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import { spacePermissions } from "./permission-catalogue.ts";

export type SpaceRole = {
  /** A UUID. */
  readonly id: string;
  readonly type: "SYSTEM" | "CUSTOM";
  readonly name: string;
  readonly description: string;
  readonly spacePermissions: readonly string[];
};

const everything = spacePermissions.map(({ id }) => id);
const writing = everything.filter((id) => id !== "administer/space");

/** The roles every site begins with; they cannot be changed. */
const systemRoles: readonly Omit<SpaceRole, "id" | "type">[] = [
  { name: "Admin", description: "Manages the space and who has access to it.", spacePermissions: everything },
  {
    name: "Manager",
    description: "Creates, changes and removes content of everybody.",
    spacePermissions: writing,
  },
  {
    name: "Collaborator",
    description: "Creates and changes content.",
    spacePermissions: writing.filter((id) => !id.startsWith("delete/") || id === "delete/space"),
  },
  { name: "Viewer", description: "Reads and comments.", spacePermissions: ["read/space", "create/comment"] },
];

export const rolesTable = (site: Site) => site.table<SpaceRole>("spaceRoles");

/** The role of this name that every site has. */
export function systemRole(site: Site, name: "Admin" | "Manager" | "Collaborator" | "Viewer"): SpaceRole {
  const role = systemRoles.find((one) => one.name === name);
  if (!role) throw new Error(`There is no system role ${name}`);
  return { ...role, id: stableUuid(`${site.cloudId}:space-role:${name}`), type: "SYSTEM" };
}

/** System roles first, then the site's own in the order they were made. */
export function allRoles(site: Site): SpaceRole[] {
  const system = systemRoles.map(({ name }) => systemRole(site, name as Parameters<typeof systemRole>[1]));
  return [...system, ...rolesTable(site).values()];
}

export const roleWithId = (site: Site, id: string): SpaceRole | undefined =>
  allRoles(site).find((role) => role.id === id);
