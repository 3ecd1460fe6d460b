import { startTask } from "../content/long-tasks.ts";
import { featuresOf } from "../features.ts";
import { type JsonObject, requiredString, stringField, stringListField } from "../http/json-fields.ts";
import { listed, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { sliceOf } from "../http/paging.ts";
import { cursor, limit, long, oneOf, required, text } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { visibleSpace } from "../permission/access.ts";
import { spacePermission } from "../roles/permission-catalogue.ts";
import {
  assignmentsTable,
  assignRole,
  principalTypes,
  type RolePrincipal,
  roleChanged,
} from "../roles/role-assignments.ts";
import { allRoles, rolesTable, roleWithId, type SpaceRole } from "../roles/space-roles.ts";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import { principalFilter, requireAdministrator, requireRoles } from "./role-access.ts";
import { requestObject } from "./write-page.ts";

const roleJson = ({ id, type, name, description, spacePermissions }: SpaceRole) => ({
  id,
  type,
  name,
  description,
  spacePermissions,
});

const roleId = () => required(text());
const noRole = (id: string) => notFound(`There is no space role with id '${id}'.`);

/** Who is not signed in can be given nothing but roles to read and comment with. */
function mayHold(role: SpaceRole, { principalType, principalId }: RolePrincipal): boolean {
  if (principalType !== "ACCESS_CLASS" || principalId !== "anonymous-users") return true;
  return role.spacePermissions.every((id) => id === "read/space" || id === "create/comment");
}

const getSpaceRoleMode = operation({
  api: "v2",
  id: "getSpaceRoleMode",
  method: "GET",
  path: "/space-role-mode",
  scopes: [["read:configuration:confluence"]],
  handle: ({ site }) => ok({ mode: featuresOf(site).spaceRoleMode }),
});

const getAvailableSpaceRoles = operation({
  api: "v2",
  id: "getAvailableSpaceRoles",
  method: "GET",
  path: "/space-roles",
  scopes: [["read:space.permission:confluence"]],
  weight: 2,
  parameters: {
    "space-id": long(),
    "role-type": oneOf("SYSTEM", "CUSTOM"),
    "principal-id": text(),
    "principal-type": oneOf(...principalTypes),
    cursor: cursor(),
    limit: limit(),
  },
  handle: ({ parameters, site, access }) => {
    requireRoles(site);
    if (parameters["space-id"] !== undefined) visibleSpace(access, { site }, parameters["space-id"]);
    const principal = principalFilter(parameters);
    const rows = allRoles(site).map((role, at) => ({ ...role, at }));
    const keep = (role: SpaceRole) =>
      (parameters["role-type"] === undefined || role.type === parameters["role-type"]) &&
      (principal === undefined || mayHold(role, principal));
    const order = { name: "role", descending: false, value: ({ at }: { at: number }) => at };
    return listed(sliceOf({ rows, order, cursor: parameters.cursor, limit: parameters.limit, keep }), roleJson);
  },
});

const getSpaceRole = operation({
  api: "v2",
  id: "getSpaceRolesById",
  method: "GET",
  path: "/space-roles/{id}",
  scopes: [["read:space.permission:confluence"]],
  weight: 2,
  parameters: { id: roleId() },
  handle: ({ parameters, site }) => {
    requireRoles(site);
    const role = roleWithId(site, parameters.id);
    if (!role) throw noRole(parameters.id);
    // The one answer about a role that the documents give the base URL.
    return ok({ ...roleJson(role), _links: {} });
  },
});

/** Name, description and permissions of a role. Another role may not have the name; permissions bring what they need. */
function roleIn(site: Site, input: JsonObject, self: string | undefined): Omit<SpaceRole, "id" | "type"> {
  const name = requiredString(input, "name").trim();
  const description = stringField(input, "description");
  const given = stringListField(input, "spacePermissions");
  if (name === "") throw badRequest("Field 'name' in the request body is required.");
  if (description === undefined) throw badRequest("Field 'description' in the request body is required.");
  if (!given || given.length === 0) throw badRequest("Field 'spacePermissions' in the request body is required.");
  const wanted = new Set(given);
  for (const id of wanted) {
    const permission = spacePermission(id);
    if (!permission) throw badRequest(`There is no space permission with id '${id}'.`);
    const missing = permission.requiredPermissionIds.find((needed) => !wanted.has(needed));
    if (missing !== undefined) throw badRequest(`The space permission '${id}' requires '${missing}'.`);
  }
  const taken = allRoles(site).some((role) => role.id !== self && role.name.toLowerCase() === name.toLowerCase());
  if (taken) throw badRequest(`A space role with the name '${name}' already exists.`);
  return { name, description, spacePermissions: [...wanted] };
}

const createSpaceRole = operation({
  api: "v2",
  id: "createSpaceRole",
  method: "POST",
  path: "/space-roles",
  scopes: [["write:configuration:confluence"]],
  status: 201,
  body: "json",
  handle: (call) => {
    const { site } = call;
    requireRoles(site);
    requireAdministrator(call);
    const fresh = roleIn(site, requestObject(call.body), undefined);
    const id = stableUuid(`${site.cloudId}:space-role:${site.ids.next()}`);
    const role: SpaceRole = { id, type: "CUSTOM", ...fresh };
    rolesTable(site).put(role);
    return ok(roleJson(role));
  },
});

/** A role of the site's own; those that every site has cannot be changed. */
function ownRole(call: OperationCall, id: string): SpaceRole {
  requireRoles(call.site);
  requireAdministrator(call);
  const role = roleWithId(call.site, id);
  if (!role) throw noRole(id);
  if (role.type === "SYSTEM") throw badRequest("A system role can not be changed or deleted.");
  return role;
}

/** Moves the people of a class from one role to another, before the first changes. */
function reassign(site: Site, from: string, to: string | undefined, principalId: string): void {
  if (to === undefined) return;
  for (const { spaceId, principal, roleId: held } of [...assignmentsTable(site).values()]) {
    if (held === from && principal.principalId === principalId) assignRole(site, spaceId, principal, to);
  }
}

const updateSpaceRole = operation({
  api: "v2",
  id: "updateSpaceRole",
  method: "PUT",
  path: "/space-roles/{id}",
  scopes: [["write:configuration:confluence"]],
  status: 202,
  parameters: { id: roleId() },
  body: "json",
  handle: (call) => {
    const { site } = call;
    const before = ownRole(call, call.parameters.id);
    const input = requestObject(call.body);
    const change = roleIn(site, input, before.id);
    const anonymous = reassignment(site, input, "anonymousReassignmentRoleId");
    const guests = reassignment(site, input, "guestReassignmentRoleId");
    const after: SpaceRole = { ...before, ...change };
    const task = startTask(site, call, {
      name: "com.atlassian.confluence.spacerole.update",
      run: () => {
        reassign(site, before.id, anonymous, "anonymous-users");
        reassign(site, before.id, guests, "jsm-project-admins");
        rolesTable(site).put(after);
        roleChanged(site, before.id);
        return undefined;
      },
    });
    const { id, type, name, description } = after;
    return ok({ id, type, name, description, taskId: task.id });
  },
});

function reassignment(site: Site, input: JsonObject, field: string): string | undefined {
  const id = stringField(input, field);
  if (id !== undefined && !roleWithId(site, id)) throw badRequest(`There is no space role with id '${id}'.`);
  return id;
}

const deleteSpaceRole = operation({
  api: "v2",
  id: "deleteSpaceRole",
  method: "DELETE",
  path: "/space-roles/{id}",
  scopes: [["write:configuration:confluence"]],
  status: 202,
  parameters: { id: roleId() },
  handle: (call) => {
    const { site } = call;
    const role = ownRole(call, call.parameters.id);
    const task = startTask(site, call, {
      name: "com.atlassian.confluence.spacerole.delete",
      run: () => {
        rolesTable(site).delete(role.id);
        roleChanged(site, role.id);
        return undefined;
      },
    });
    return ok({ taskId: task.id });
  },
});

export const spaceRoleOperations: readonly Operation[] = [
  getSpaceRoleMode,
  getAvailableSpaceRoles,
  getSpaceRole,
  createSpaceRole,
  updateSpaceRole,
  deleteSpaceRole,
];
