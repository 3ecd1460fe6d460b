import { createHash } from "node:crypto";
import type { Space, SpaceGrant } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { permissionOf, spacePermission, spacePermissions } from "./permission-catalogue.ts";
import { assignmentId, assignmentsTable, type RolePrincipal } from "./role-assignments.ts";

/** Permissions that are held together somewhere without being a role. */
export type Combination = {
  /** Follows from the permissions alone. */
  readonly id: string;
  readonly permissions: readonly string[];
  readonly spaceCount: number;
  readonly principalCount: number;
  readonly principalTypes: readonly ("USER" | "GROUP")[];
};

/** What the last audit of the site found. */
export type Audit = { readonly id: "latest"; readonly at: number; readonly combinations: readonly Combination[] };

export const auditTable = (site: Site) => site.table<Audit>("permissionCombinations");

const position = new Map(spacePermissions.map(({ id }, at) => [id, at]));

export const combinationId = (permissions: readonly string[]): string =>
  createHash("sha256").update(permissions.join("|")).digest("hex").slice(0, 32);

export type Holder = { readonly principal: RolePrincipal; readonly permissions: readonly string[] };

const rolePrincipal = ({ type, id }: SpaceGrant["principal"]): RolePrincipal => ({
  principalType: type === "user" ? "USER" : "GROUP",
  principalId: id,
});

/** Who holds which permissions in a space one by one, those with a role left out. */
export function holdersIn(site: Site, space: Space): Holder[] {
  const held = new Map<string, { principal: RolePrincipal; permissions: Set<string> }>();
  for (const { principal: grantee, operation } of space.grants) {
    const principal = rolePrincipal(grantee);
    const key = assignmentId(space.id, principal);
    const entry = held.get(key) ?? { principal, permissions: new Set<string>() };
    const permission = permissionOf(operation);
    if (spacePermission(permission)) entry.permissions.add(permission);
    held.set(key, entry);
  }
  return [...held]
    .filter(([key, { permissions }]) => permissions.size > 0 && !assignmentsTable(site).get(key))
    .map(([, { principal, permissions }]) => ({
      principal,
      permissions: [...permissions].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0)),
    }));
}

/** Goes through all spaces and remembers what it found, for the list of combinations. */
export function auditPermissions(site: Site, at: number): Audit {
  type Found = {
    permissions: readonly string[];
    spaces: Set<number>;
    principals: Set<string>;
    types: Set<"USER" | "GROUP">;
  };
  const found = new Map<string, Found>();
  for (const space of site.spaces.values()) {
    for (const { principal, permissions } of holdersIn(site, space)) {
      const id = combinationId(permissions);
      const entry = found.get(id) ?? { permissions, spaces: new Set(), principals: new Set(), types: new Set() };
      entry.spaces.add(space.id);
      entry.principals.add(`${principal.principalType}:${principal.principalId}`);
      if (principal.principalType !== "ACCESS_CLASS") entry.types.add(principal.principalType);
      found.set(id, entry);
    }
  }
  const combinations = [...found].map(([id, { permissions, spaces, principals, types }]) => ({
    id,
    permissions,
    spaceCount: spaces.size,
    principalCount: principals.size,
    principalTypes: [...types].sort(),
  }));
  combinations.sort((a, b) => b.principalCount - a.principalCount || (a.id < b.id ? -1 : 1));
  const audit: Audit = { id: "latest", at, combinations };
  auditTable(site).put(audit);
  return audit;
}
