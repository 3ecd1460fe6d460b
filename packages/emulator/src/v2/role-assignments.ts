import { isObject, stringField } from "../http/json-fields.ts";
import { listed, type Operation, ok, operation } from "../http/operation.ts";
import { sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit, long, oneOf, required, text } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { visibleSpace } from "../permission/access.ts";
import {
  assignmentsIn,
  assignRoles,
  principalTypes,
  type RoleAssignment,
  type RolePrincipal,
} from "../roles/role-assignments.ts";
import { roleWithId } from "../roles/space-roles.ts";
import type { Site } from "../state/site.ts";
import { principalFilter, principalIn, requireRoles } from "./role-access.ts";

export const roleAssignmentJson = ({ principal, roleId }: Pick<RoleAssignment, "principal" | "roleId">) => ({
  principal: { principalType: principal.principalType, principalId: principal.principalId },
  roleId,
});

const getSpaceRoleAssignments = operation({
  api: "v2",
  id: "getSpaceRoleAssignments",
  method: "GET",
  path: "/spaces/{id}/role-assignments",
  scopes: [["read:space.permission:confluence"]],
  weight: 2,
  parameters: {
    id: required(long()),
    "role-id": text(),
    "role-type": oneOf("SYSTEM", "CUSTOM"),
    "principal-id": text(),
    "principal-type": oneOf(...principalTypes),
    cursor: cursor(),
    limit: limit(),
  },
  handle: ({ parameters, site, access }) => {
    requireRoles(site);
    const space = visibleSpace(access, { site }, parameters.id);
    const wanted = principalFilter(parameters);
    const keep = ({ principal, roleId }: RoleAssignment) =>
      (!parameters["role-id"] || roleId === parameters["role-id"]) &&
      (parameters["role-type"] === undefined || roleWithId(site, roleId)?.type === parameters["role-type"]) &&
      (wanted === undefined ||
        (principal.principalId === wanted.principalId && principal.principalType === wanted.principalType));
    const rows = assignmentsIn(site, space.id);
    const order = { name: "principal", descending: false, value: ({ id }: RoleAssignment) => id };
    return listed(
      sliceOfUnsorted({ rows, order, cursor: parameters.cursor, limit: parameters.limit, keep }),
      roleAssignmentJson,
    );
  },
});

/** One entry of a list of assignments; without a role it takes the principal's role away. */
export type WantedAssignment = { readonly principal: RolePrincipal; readonly roleId: string | null };

export function wantedAssignments(site: Site, value: unknown): WantedAssignment[] {
  if (!Array.isArray(value)) throw badRequest("The request body must be a list of role assignments.");
  return value.map((entry: unknown) => {
    if (!isObject(entry)) throw badRequest("A role assignment must be an object.");
    const roleId = stringField(entry, "roleId") || null;
    if (roleId !== null && !roleWithId(site, roleId)) throw badRequest(`There is no space role with id '${roleId}'.`);
    return { principal: principalIn(site, entry.principal), roleId };
  });
}

/** All entries are checked before the first is applied: the list is set as a whole or not at all. */
const setSpaceRoleAssignments = operation({
  api: "v2",
  id: "setSpaceRoleAssignments",
  method: "POST",
  path: "/spaces/{id}/role-assignments",
  scopes: [["write:space.permission:confluence"]],
  parameters: { id: required(long()) },
  body: "json",
  handle: ({ parameters, site, access, body }) => {
    requireRoles(site);
    const space = visibleSpace(access, { site }, parameters.id);
    if (!access.inSpace(space, "administer:space")) throw notFound();
    const wanted = wantedAssignments(site, body);
    if (!assignRoles(site, space.id, wanted)) {
      throw badRequest("All of the admin permissions cannot be removed from a space.");
    }
    const set = wanted.flatMap(({ principal, roleId }) => (roleId === null ? [] : [{ principal, roleId }]));
    return ok({ results: set.map(roleAssignmentJson) });
  },
});

export const roleAssignmentOperations: readonly Operation[] = [getSpaceRoleAssignments, setSpaceRoleAssignments];
