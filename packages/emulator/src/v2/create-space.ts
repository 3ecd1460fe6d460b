import { createSpace } from "../content/create-space.ts";
import {
  booleanField,
  idField,
  type JsonObject,
  objectField,
  requiredString,
  stringField,
} from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { assignmentsIn, assignRole } from "../roles/role-assignments.ts";
import { systemRole } from "../roles/space-roles.ts";
import type { Space } from "../state/records.ts";
import { requireRoles } from "./role-access.ts";
import { type WantedAssignment, wantedAssignments } from "./role-assignments.ts";
import { spaceJson } from "./space-json.ts";
import { requestObject } from "./write-page.ts";

const maxName = 200;

/** The key of the new space and the name it goes by in addresses; either stands in for the other. */
function keyAndAlias({ site }: OperationCall, input: JsonObject): { key: string; alias: string } {
  const alias = stringField(input, "alias") || undefined;
  const key = stringField(input, "key") || alias;
  if (key === undefined) throw badRequest("A key or an alias is required to create a space.");
  for (const one of [key, alias ?? key]) {
    if (!/^~?[A-Za-z0-9]{1,255}$/.test(one)) throw badRequest(`Invalid space key: ${one}`);
    const taken = [...site.spaces.values()].some(
      (space) => space.key.toLowerCase() === one.toLowerCase() || space.alias?.toLowerCase() === one.toLowerCase(),
    );
    if (taken) throw badRequest(`A space already exists with key ${one}`);
  }
  return { key, alias: alias ?? key };
}

/** Who gets in: what was asked for, what another space has, only the creator, or the site's default. */
function accessIn(
  call: OperationCall,
  input: JsonObject,
): { assignments: WantedAssignment[]; like: Space | undefined } {
  const { site, account, access } = call;
  const admin = systemRole(site, "Admin").id;
  const creator = { principal: { principalType: "USER", principalId: account.id }, roleId: admin } as const;
  const sourceId = idField(input, "copySpaceAccessConfiguration");
  if (sourceId !== undefined) {
    const source = site.spaces.get(sourceId);
    if (!access.viewSpace(source)) throw notFound(`There is no space with id ${sourceId}.`);
    return { assignments: [...assignmentsIn(site, source.id), creator], like: source };
  }
  if (booleanField(input, "createPrivateSpace")) return { assignments: [creator], like: undefined };
  if (input.roleAssignments == null) {
    const everyone = { principalType: "ACCESS_CLASS", principalId: "all-licensed-users" } as const;
    const role = systemRole(site, "Collaborator").id;
    return { assignments: [creator, { principal: everyone, roleId: role }], like: undefined };
  }
  const assignments = wantedAssignments(site, input.roleAssignments);
  if (assignments.some(({ roleId }) => roleId === null))
    throw badRequest("Field 'roleId' of a role assignment is required.");
  if (assignments.length > 0 && !assignments.some(({ roleId }) => roleId === admin)) {
    throw badRequest("At least one principal must be assigned to the Admin role.");
  }
  return { assignments: assignments.length > 0 ? assignments : [creator], like: undefined };
}

const createSpaceOperation = operation({
  api: "v2",
  id: "createSpace",
  method: "POST",
  path: "/spaces",
  scopes: [["write:space:confluence"]],
  status: 201,
  body: "json",
  handle: (call) => {
    const { site, account, now } = call;
    requireRoles(site);
    const input = requestObject(call.body);
    const name = requiredString(input, "name");
    if (name.length > maxName) throw badRequest(`The name of a space can have at most ${maxName} characters.`);
    const { key, alias } = keyAndAlias(call, input);
    const given = objectField(input, "description");
    const description = (given && stringField(given, "value")) ?? "";
    stringField(input, "templateKey");
    const { assignments, like } = accessIn(call, input);
    const fresh = createSpace(site, { key, name, description, by: account.id, at: now, visibility: "creator" });
    const copied = like ? like.grants.map((grant) => ({ ...grant, id: site.ids.next() })) : [];
    site.spaces.put({ ...fresh, alias, grants: copied });
    for (const { principal, roleId } of assignments) assignRole(site, fresh.id, principal, roleId);
    return ok(spaceJson(site.spaces.get(fresh.id) ?? fresh, { description: undefined, icon: false }));
  },
});

export const createSpaceOperations: readonly Operation[] = [createSpaceOperation];
