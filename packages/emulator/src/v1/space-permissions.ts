import { groupsByName } from "../content/groups.ts";
import { grantPermission, revokePermission } from "../content/space-permissions.ts";
import { featuresOf } from "../features.ts";
import {
  booleanField,
  choiceField,
  isObject,
  type JsonObject,
  objectField,
  requiredString,
} from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, operation } from "../http/operation.ts";
import { long, required, text } from "../http/parameters.ts";
import { badRequest, forbidden, notFound, Refusal } from "../http/refusal.ts";
import type { Space, SpaceGrant } from "../state/records.ts";
import { isSpaceAdministrator, spaceOf } from "./find.ts";
import { single } from "./paged.ts";
import { requestObject } from "./request-object.ts";

/** The pairs that exist. Source: the permission object of the v1 reference. */
const pairs = new Set([
  ...["page", "blogpost", "comment", "attachment"].map((target) => `create:${target}`),
  ...["page", "blogpost", "comment", "attachment", "space"].map((target) => `delete:${target}`),
  "read:space",
  "export:space",
  "administer:space",
  "archive:page",
  "restrict_content:space",
]);

const readAndWrite = [["read:space.permission:confluence", "write:space.permission:confluence"]];
const doing = ({ account, now }: OperationCall) => ({ by: account.id, at: now });

/** A space whose permissions the caller may change one by one. The words for sites with roles only were recorded. */
function changeableSpace(call: OperationCall, key: string): Space {
  const space = spaceOf(call, key);
  if (!isSpaceAdministrator(call, space)) throw forbidden(`Not permitted to change the permissions of space ${key}.`);
  if (featuresOf(call.site).spaceRoleMode === "ROLES") {
    throw new Refusal(400, "Space permission updates that are not from RBAC are not supported in roles-only mode", {
      exception: "com.atlassian.confluence.api.service.exceptions.api.InvalidRbacOperationException",
    });
  }
  return space;
}

/** Groups go by name or id. */
function principalOf({ site }: OperationCall, subject: JsonObject | undefined): SpaceGrant["principal"] {
  if (!subject) throw badRequest("Field 'subject' in the request body is required.");
  const type = choiceField(subject, "type", "user", "group");
  const identifier = requiredString(subject, "identifier");
  if (type === undefined) throw badRequest("Field 'subject.type' in the request body is required.");
  const id =
    type === "user"
      ? site.accounts.get(identifier)?.id
      : (site.groups.get(identifier) ?? groupsByName(site).find(({ name }) => name === identifier))?.id;
  if (id === undefined) throw badRequest(`No ${type} found with identifier ${identifier}.`);
  return { type, id };
}

const addPermissionToSpace = operation({
  api: "v1",
  id: "addPermissionToSpace",
  method: "POST",
  path: "/space/{spaceKey}/permission",
  scopes: readAndWrite,
  weight: 2,
  parameters: { spaceKey: required(text()) },
  body: "json",
  handle: (call) => {
    const space = changeableSpace(call, call.parameters.spaceKey);
    const input = requestObject(call.body);
    const principal = principalOf(call, objectField(input, "subject"));
    const wanted = objectField(input, "operation");
    if (!wanted) throw badRequest("Field 'operation' in the request body is required.");
    const key = requiredString(wanted, "key");
    const target = requiredString(wanted, "target");
    if (!pairs.has(`${key}:${target}`)) throw badRequest(`There is no permission '${key}' for '${target}'.`);
    const grant = grantPermission(call.site, space, principal, { key, targetType: target }, doing(call));
    return single(call, {
      id: grant.id,
      subject: { type: principal.type, identifier: principal.id },
      operation: { key, target },
      _links: { self: `${call.siteUrl}/wiki/rest/api/space/${encodeURIComponent(space.key)}/permission/${grant.id}` },
    });
  },
});

/** Types of content that apps bring along. */
const customTarget = /^(ac|forge):[\w.-]+(:[\w.-]+)+$/;

type CustomChange = { key: string; target: string; access: boolean };

function customChanges(input: JsonObject): CustomChange[] {
  const { operations } = input;
  if (!Array.isArray(operations) || operations.length === 0)
    throw badRequest("Field 'operations' in the request body is required.");
  return operations.map((one: unknown) => {
    if (!isObject(one)) throw badRequest("Each of the 'operations' in the request body must be an object.");
    const key = choiceField(one, "key", "read", "create", "delete");
    const target = requiredString(one, "target");
    const access = booleanField(one, "access");
    if (key === undefined || access === undefined) throw badRequest("An operation needs 'key' and 'access'.");
    if (!customTarget.test(target)) throw badRequest(`There is no custom content type '${target}'.`);
    return { key, target, access };
  });
}

/** Only apps may do this, and a person with an API token is none. */
const addCustomContentPermissions = operation({
  api: "v1",
  id: "addCustomContentPermissions",
  method: "POST",
  path: "/space/{spaceKey}/permission/custom-content",
  scopes: readAndWrite,
  weight: 2,
  parameters: { spaceKey: required(text()) },
  body: "json",
  handle: (call) => {
    const { site, parameters, caller } = call;
    let space = changeableSpace(call, parameters.spaceKey);
    if (caller.clientId === null) throw forbidden("Only apps can change the permissions of custom content.");
    const input = requestObject(call.body);
    const principal = principalOf(call, objectField(input, "subject"));
    for (const { key, target, access } of customChanges(input)) {
      const held = space.grants.find(
        (grant) =>
          grant.principal.type === principal.type &&
          grant.principal.id === principal.id &&
          grant.operation.key === key &&
          grant.operation.targetType === target,
      );
      if (access && !held) grantPermission(site, space, principal, { key, targetType: target }, doing(call));
      else if (!access && held) revokePermission(site, space, held, doing(call));
      space = site.spaces.get(space.id) ?? space;
    }
    return noBody(200);
  },
});

const removePermission = operation({
  api: "v1",
  id: "removePermission",
  method: "DELETE",
  path: "/space/{spaceKey}/permission/{id}",
  scopes: [["write:space.permission:confluence"]],
  parameters: { spaceKey: required(text()), id: required(long()) },
  status: 204,
  handle: (call) => {
    const space = changeableSpace(call, call.parameters.spaceKey);
    const grant = space.grants.find(({ id }) => id === call.parameters.id);
    if (!grant) throw notFound(`No space permission found with id : ${call.parameters.id}`);
    revokePermission(call.site, space, grant, doing(call));
    return noBody();
  },
});

export const spacePermissionOperations: readonly Operation[] = [
  addPermissionToSpace,
  addCustomContentPermissions,
  removePermission,
];
