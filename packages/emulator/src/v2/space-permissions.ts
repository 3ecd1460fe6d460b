import { listed, type Operation, operation } from "../http/operation.ts";
import { sliceOf, sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit, long, required } from "../http/parameters.ts";
import { visibleSpace } from "../permission/access.ts";
import { spacePermissions } from "../roles/permission-catalogue.ts";
import type { SpaceGrant } from "../state/records.ts";
import { requireRoles } from "./role-access.ts";

const getSpacePermissions = operation({
  api: "v2",
  id: "getSpacePermissionsAssignments",
  method: "GET",
  path: "/spaces/{id}/permissions",
  scopes: [["read:space:confluence"]],
  weight: 2,
  parameters: { id: required(long()), cursor: cursor(), limit: limit() },
  handle: ({ parameters, site, access }) => {
    const space = visibleSpace(access, { site }, parameters.id);
    const order = { name: "id", descending: false, value: ({ id }: SpaceGrant) => id };
    return listed(
      sliceOfUnsorted({ rows: space.grants, order, cursor: parameters.cursor, limit: parameters.limit }),
      ({ id, principal, operation: { key, targetType } }) => ({
        id: String(id),
        principal: { type: principal.type, id: principal.id },
        operation: { key, targetType },
      }),
    );
  },
});

/** Everything roles can be made of, reading first. */
const getAvailableSpacePermissions = operation({
  api: "v2",
  id: "getAvailableSpacePermissions",
  method: "GET",
  path: "/space-permissions",
  scopes: [["read:space.permission:confluence"]],
  weight: 2,
  parameters: { cursor: cursor(), limit: limit() },
  handle: ({ parameters, site }) => {
    requireRoles(site);
    const rows = spacePermissions.map((permission, at) => ({ ...permission, at }));
    const order = { name: "permission", descending: false, value: ({ at }: { at: number }) => at };
    return listed(
      sliceOf({ rows, order, cursor: parameters.cursor, limit: parameters.limit }),
      ({ at: _at, ...permission }) => permission,
    );
  },
});

export const spacePermissionOperations: readonly Operation[] = [getSpacePermissions, getAvailableSpacePermissions];
