import { findTask, progressOf, startTask, type TaskOutcome } from "../content/long-tasks.ts";
import {
  booleanField,
  choiceField,
  idField,
  isObject,
  type JsonObject,
  objectField,
  requiredString,
  stringField,
} from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation, type Reply } from "../http/operation.ts";
import { sliceOf } from "../http/paging.ts";
import { cursor, limit, required, text } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { spacePermission } from "../roles/permission-catalogue.ts";
import {
  auditPermissions,
  auditTable,
  type Combination,
  combinationId,
  type Holder,
  holdersIn,
} from "../roles/permission-combinations.ts";
import { assignRoles } from "../roles/role-assignments.ts";
import { roleWithId } from "../roles/space-roles.ts";
import type { Space } from "../state/records.ts";
import { isoDate } from "./json.ts";
import { requireAdministrator, requireRoles } from "./role-access.ts";
import { requestObject } from "./write-page.ts";

const readScope = [["read:configuration:confluence"]];
const writeScope = [["write:configuration:confluence"]];

/** The names these tasks have among the long-running tasks of the site; others cannot be looked up here. */
const taskName = (what: string) => `com.atlassian.confluence.spacepermissions.transition.${what}`;

function allowed(call: OperationCall): void {
  requireRoles(call.site);
  requireAdministrator(call);
}

function submitted(call: OperationCall, what: string, run: () => TaskOutcome | undefined): Reply {
  const task = startTask(call.site, call, { name: taskName(what), run });
  const statusUrl = `/wiki/api/v2/space-permissions/transition/tasks/${task.id}`;
  return ok({ taskId: task.id, status: "IN_PROGRESS", statusUrl });
}

/**
 * Gives the holders of permissions in the chosen spaces what `change` says: a role, no access (`null`), or nothing new.
 * A space that nobody would administer any more stays as it is, and the task says so.
 */
function changeHolders(
  { site }: OperationCall,
  inSelection: (space: Space) => boolean,
  change: (holder: Holder) => string | null | undefined,
): TaskOutcome {
  const errors: string[] = [];
  for (const space of [...site.spaces.values()].filter(inSelection)) {
    const wanted = holdersIn(site, space).flatMap((holder) => {
      const roleId = change(holder);
      return roleId === undefined ? [] : [{ principal: holder.principal, roleId }];
    });
    if (!assignRoles(site, space.id, wanted)) {
      errors.push(`All of the admin permissions cannot be removed from the space ${space.key}.`);
    }
  }
  return { errors };
}

/** Paged by a cursor in the body, other than all lists of v2. */
const listCombinations = operation({
  api: "v2",
  id: "listSpacePermissionCombinations",
  method: "GET",
  path: "/space-permissions/transition/combinations",
  scopes: readScope,
  weight: 2,
  parameters: { cursor: cursor(), limit: limit() },
  handle: (call) => {
    allowed(call);
    const { parameters, site } = call;
    const audit = auditTable(site).get("latest");
    const rows = (audit?.combinations ?? []).map((row, at) => ({ ...row, at }));
    const order = { name: "principalCount", descending: false, value: ({ at }: { at: number }) => at };
    const slice = sliceOf({ rows, order, cursor: parameters.cursor, limit: parameters.limit });
    return ok(
      {
        results: slice.results.map(combinationJson),
        generatedAt: audit ? isoDate(audit.at) : null,
        cursor: slice.next ?? null,
      },
      { objects: slice.results.length, unlinked: true },
    );
  },
});

const combinationJson = ({ id, spaceCount, principalCount, permissions, principalTypes }: Combination) => ({
  combinationId: id,
  spaceCount,
  principalCount,
  permissions: permissions.map((one) => ({ id: one, displayName: spacePermission(one)?.displayName ?? one })),
  principalTypes,
});

const generateCombinations = operation({
  api: "v2",
  id: "generateSpacePermissionCombinations",
  method: "POST",
  path: "/space-permissions/transition/combinations",
  scopes: writeScope,
  status: 202,
  handle: (call) => {
    allowed(call);
    return submitted(call, "generate", () => {
      auditPermissions(call.site, call.now);
      return undefined;
    });
  },
});

const spaceTypes = ["ALL", "ALL_EXCEPT_PERSONAL", "ALL_EXCEPT_SPECIFIC", "PERSONAL", "SPECIFIC"] as const;

/** Which spaces a bulk change is for. */
function selectionIn(input: JsonObject): (space: Space) => boolean {
  const selection = objectField(input, "spaceSelection");
  if (!selection) throw badRequest("Field 'spaceSelection' in the request body is required.");
  const spaceType = choiceField(selection, "spaceType", ...spaceTypes);
  if (spaceType === undefined) throw badRequest("Field 'spaceSelection.spaceType' in the request body is required.");
  const named = selection.selectedSpaces ?? [];
  if (!Array.isArray(named)) throw badRequest("Field 'spaceSelection.selectedSpaces' must be a list.");
  const selected = new Set(named.map(selectedSpace));
  const needed = spaceType === "SPECIFIC" || spaceType === "ALL_EXCEPT_SPECIFIC";
  if (needed && selected.size === 0) {
    throw badRequest(`Field 'spaceSelection.selectedSpaces' is required for the space type ${spaceType}.`);
  }
  switch (spaceType) {
    case "ALL":
      return () => true;
    case "ALL_EXCEPT_PERSONAL":
      return ({ type }) => type !== "personal";
    case "PERSONAL":
      return ({ type }) => type === "personal";
    case "SPECIFIC":
      return ({ id }) => selected.has(id);
    case "ALL_EXCEPT_SPECIFIC":
      return ({ id }) => !selected.has(id);
  }
}

function selectedSpace(value: unknown): number {
  if (!isObject(value)) throw badRequest("A selected space must be an object with id and key.");
  const id = idField(value, "id");
  if (id === undefined) throw badRequest("Field 'id' of a selected space is required.");
  requiredString(value, "key");
  return id;
}

const bulkPrincipals = [
  "USER",
  "GROUP",
  "GUEST",
  "ANONYMOUS",
  "ALL_LICENSED_USERS_USER_CLASS",
  "ALL_PRODUCT_ADMINS_USER_CLASS",
  "APP",
] as const;

type Wanted = { readonly combination: string; readonly principalType: string; readonly roleId: string | null };

/** What is to become of the holders of each combination: a role, or no access (`null`). */
function wantedIn(call: OperationCall, input: JsonObject): Wanted[] {
  const { assignments } = input;
  if (!Array.isArray(assignments) || assignments.length === 0) {
    throw badRequest("Field 'assignments' in the request body must not be empty.");
  }
  return assignments.flatMap((entry: unknown) => {
    if (!isObject(entry)) throw badRequest("An assignment must be an object.");
    const combination = requiredString(entry, "permissionCombinationId");
    const perType = entry.principalTypeAssignments;
    if (!Array.isArray(perType) || perType.length === 0) {
      throw badRequest("Field 'principalTypeAssignments' of an assignment must not be empty.");
    }
    return perType.map((one: unknown) => ({ combination, ...wantedFor(call, one) }));
  });
}

function wantedFor({ site }: OperationCall, value: unknown): Omit<Wanted, "combination"> {
  if (!isObject(value)) throw badRequest("A principal type assignment must be an object.");
  const principalType = choiceField(value, "principalType", ...bulkPrincipals);
  const remove = booleanField(value, "removeAccess");
  const roleId = stringField(value, "roleId");
  if (principalType === undefined) throw badRequest("Field 'principalType' of an assignment is required.");
  if (remove === undefined) throw badRequest("Field 'removeAccess' of an assignment is required.");
  if (remove) return { principalType, roleId: null };
  if (roleId === undefined) throw badRequest("Field 'roleId' is required when access is not removed.");
  if (!roleWithId(site, roleId)) throw badRequest(`There is no space role with id '${roleId}'.`);
  return { principalType, roleId };
}

function checkCombinations({ site }: OperationCall, ids: readonly string[]): void {
  const known = new Set(
    auditTable(site)
      .get("latest")
      ?.combinations.map(({ id }) => id),
  );
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw badRequest(`There is no space permission combination with id '${unknown}'.`);
}

const bulkAssignRoles = operation({
  api: "v2",
  id: "bulkAssignSpacePermissionRoles",
  method: "POST",
  path: "/space-permissions/transition/role-assignments",
  scopes: writeScope,
  status: 202,
  body: "json",
  handle: (call) => {
    allowed(call);
    const input = requestObject(call.body);
    const wanted = wantedIn(call, input);
    const inSelection = selectionIn(input);
    checkCombinations(
      call,
      wanted.map(({ combination }) => combination),
    );
    return submitted(call, "assign-roles", () =>
      changeHolders(call, inSelection, ({ principal, permissions }) => {
        const id = combinationId(permissions);
        const { principalType } = principal;
        return wanted.find((one) => one.combination === id && one.principalType === principalType)?.roleId;
      }),
    );
  },
});

const removeAccesses = operation({
  api: "v2",
  id: "bulkRemoveSpacePermissionAccess",
  method: "POST",
  path: "/space-permissions/transition/access-removals",
  scopes: writeScope,
  status: 202,
  body: "json",
  handle: (call) => {
    allowed(call);
    const input = requestObject(call.body);
    const ids = input.permissionCombinationIds;
    if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === "string")) {
      throw badRequest("Field 'permissionCombinationIds' in the request body must be a list of ids that is not empty.");
    }
    const inSelection = selectionIn(input);
    checkCombinations(call, ids);
    return submitted(call, "remove-access", () =>
      changeHolders(call, inSelection, ({ permissions }) =>
        ids.includes(combinationId(permissions)) ? null : undefined,
      ),
    );
  },
});

const getTaskStatus = operation({
  api: "v2",
  id: "getSpacePermissionTransitionTaskStatus",
  method: "GET",
  path: "/space-permissions/transition/tasks/{taskId}",
  scopes: readScope,
  parameters: { taskId: required(text()) },
  handle: (call) => {
    allowed(call);
    const task = findTask(call.site, call.parameters.taskId);
    if (!task?.name.startsWith(taskName(""))) throw notFound();
    const { finished, successful } = progressOf(task, call.now);
    if (!finished) return ok({ taskId: task.id, status: "IN_PROGRESS" });
    if (successful) return ok({ taskId: task.id, status: "COMPLETED" });
    return ok({ taskId: task.id, status: "FAILED", errorMessage: task.outcome.errors?.[0] ?? null });
  },
});

export const spacePermissionTransitionOperations: readonly Operation[] = [
  listCombinations,
  generateCombinations,
  bulkAssignRoles,
  removeAccesses,
  getTaskStatus,
];
