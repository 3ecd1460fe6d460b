import { everyoneGroup, groupNamed } from "../content/create-space.ts";
import { isAdminGroup } from "../permission/site-administrator.ts";
import type { Space, SpaceGrant } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { operationOf } from "./permission-catalogue.ts";
import { roleWithId } from "./space-roles.ts";

export const principalTypes = ["USER", "GROUP", "ACCESS_CLASS"] as const;
export type PrincipalType = (typeof principalTypes)[number];
export type RolePrincipal = { readonly principalType: PrincipalType; readonly principalId: string };

/** Who has which role in a space: one role for each principal. */
export type RoleAssignment = {
  /** `<space id>:<principal type>:<principal id>` */
  readonly id: string;
  readonly spaceId: number;
  readonly principal: RolePrincipal;
  readonly roleId: string;
};

/** Classes of people a role can be given to. Source: REST v2 reference, role assignments. */
export const accessClasses = [
  "anonymous-users",
  "jsm-project-admins",
  "authenticated-users",
  "all-licensed-users",
  "all-product-admins",
] as const;

export const assignmentsTable = (site: Site) => site.table<RoleAssignment>("roleAssignments");

export const assignmentsIn = (site: Site, spaceId: number): RoleAssignment[] =>
  [...assignmentsTable(site).values()].filter((row) => row.spaceId === spaceId);

export const assignmentId = (spaceId: number, { principalType, principalId }: RolePrincipal): string =>
  `${spaceId}:${principalType}:${principalId}`;

export function isKnownPrincipal(site: Site, { principalType, principalId }: RolePrincipal): boolean {
  if (principalType === "USER") return site.accounts.get(principalId) !== undefined;
  if (principalType === "GROUP") return site.groups.get(principalId) !== undefined;
  return accessClasses.some((name) => name === principalId);
}

/** Whom a grant names for a principal; classes nobody here belongs to give no grants. */
function grantees(site: Site, { principalType, principalId }: RolePrincipal): SpaceGrant["principal"][] {
  if (principalType === "USER") return [{ type: "user", id: principalId }];
  if (principalType === "GROUP") return [{ type: "group", id: principalId }];
  if (principalId === "all-licensed-users" || principalId === "authenticated-users") {
    const everyone = groupNamed(site, everyoneGroup);
    return everyone ? [{ type: "group", id: everyone.id }] : [];
  }
  if (principalId !== "all-product-admins") return [];
  const admins = [...site.groups.values()].filter(({ name }) => isAdminGroup(name));
  return admins.map(({ id }) => ({ type: "group", id }));
}

const keyOf = ({ type, id }: SpaceGrant["principal"]): string => `${type}:${id}`;

/**
 * Gives a principal a role in a space, or takes it away (`null`). The grants of the space follow, so that a role lets
 * people in exactly as single permissions do: all that its principal held before is replaced.
 */
export function assignRole(site: Site, spaceId: number, principal: RolePrincipal, roleId: string | null): void {
  const space = site.spaces.get(spaceId);
  if (!space) return;
  const id = assignmentId(spaceId, principal);
  if (roleId === null) assignmentsTable(site).delete(id);
  else assignmentsTable(site).put({ id, spaceId, principal, roleId });
  refreshGrants(site, space, grantees(site, principal));
}

const administered = (space: Space | undefined): boolean =>
  space?.grants.some(({ operation }) => operation.key === "administer" && operation.targetType === "space") ?? false;

/**
 * Applies a list of assignments as a whole. False, and nothing has changed, when it would leave a space that somebody
 * administers without anybody who does.
 */
export function assignRoles(
  site: Site,
  spaceId: number,
  wanted: readonly { principal: RolePrincipal; roleId: string | null }[],
): boolean {
  const before = site.spaces.get(spaceId);
  const rows = assignmentsIn(site, spaceId);
  for (const { principal, roleId } of wanted) assignRole(site, spaceId, principal, roleId);
  if (!before || !administered(before) || administered(site.spaces.get(spaceId))) return true;
  for (const { id } of assignmentsIn(site, spaceId)) assignmentsTable(site).delete(id);
  for (const row of rows) assignmentsTable(site).put(row);
  site.spaces.put(before);
  return false;
}

/** Puts the grants of these people and groups right after their roles, or the permissions of a role, changed. */
export function refreshGrants(site: Site, space: Space, affected: readonly SpaceGrant["principal"][]): void {
  const stale = new Set(affected.map(keyOf));
  const wanted = new Map<string, { principal: SpaceGrant["principal"]; permissions: Set<string> }>();
  for (const { principal, roleId } of assignmentsIn(site, space.id)) {
    for (const grantee of grantees(site, principal)) {
      const key = keyOf(grantee);
      if (!stale.has(key)) continue;
      const entry = wanted.get(key) ?? { principal: grantee, permissions: new Set<string>() };
      for (const permission of roleWithId(site, roleId)?.spacePermissions ?? []) entry.permissions.add(permission);
      wanted.set(key, entry);
    }
  }
  const fresh = [...wanted.values()].flatMap(({ principal, permissions }) =>
    [...permissions].map((permission) => ({ id: site.ids.next(), principal, operation: operationOf(permission) })),
  );
  const kept = space.grants.filter((grant) => !stale.has(keyOf(grant.principal)));
  site.spaces.put({ ...(site.spaces.get(space.id) ?? space), grants: [...kept, ...fresh] });
}

/** Applies a change of a role's permissions, or its end, wherever it is assigned. */
export function roleChanged(site: Site, roleId: string): void {
  for (const { spaceId, principal, roleId: assigned } of [...assignmentsTable(site).values()]) {
    if (assigned === roleId) assignRole(site, spaceId, principal, roleWithId(site, roleId) ? roleId : null);
  }
}
