import { groupNamed } from "../../content/create-space.ts";
import { addMember, removeGroup as remove, removeMember } from "../../content/groups.ts";
import { addPrincipals, principalsOf, removePrincipals, restrictContent } from "../../content/restrict-content.ts";
import { requiredString } from "../../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, operation } from "../../http/operation.ts";
import { listOf, oneOf, required, text } from "../../http/parameters.ts";
import { notFound } from "../../http/refusal.ts";
import type { Group } from "../../state/records.ts";
import type { Site } from "../../state/site.ts";
import { changeable } from "../find.ts";
import { groupJson } from "../group-json.ts";
import { accountWith, listMembers, memberList } from "../groups.ts";
import { contentOf } from "../labels.ts";
import { paged, single } from "../paged.ts";
import { requestObject } from "../request-object.ts";
import { requireSiteAdministrator } from "../require-site-administrator.ts";
import { place } from "./content-lists.ts";
import { legacyScopes } from "./scopes.ts";

const { readGroups, writeGroups, readUsers, readRestrictions, writeRestrictions } = legacyScopes;

function named(site: Site, name: string): Group {
  const group = groupNamed(site, name);
  if (!group) throw notFound(`No group found with name : ${name}`);
  return group;
}

const doing = ({ account, now }: OperationCall) => ({ by: account.id, at: now });
const base = { api: "v1", legacy: true } as const;
const name = { name: required(text()) };
const groupName = { groupName: required(text()) };

const ofGroups: readonly Operation[] = [
  operation({
    ...base,
    id: "removeGroup",
    method: "DELETE",
    path: "/group",
    scopes: writeGroups,
    parameters: name,
    status: 204,
    handle: (call) => {
      requireSiteAdministrator(call);
      remove(call.site, named(call.site, call.parameters.name), doing(call));
      return noBody();
    },
  }),
  operation({
    ...base,
    id: "getGroupByQueryParam",
    method: "GET",
    path: "/group/by-name",
    scopes: readGroups,
    parameters: name,
    handle: (call) => single(call, groupJson(call, named(call.site, call.parameters.name))),
  }),
  operation({
    ...base,
    id: "getGroupByName",
    method: "GET",
    path: "/group/{groupName}",
    scopes: readGroups,
    parameters: groupName,
    handle: (call) => single(call, groupJson(call, named(call.site, call.parameters.groupName))),
  }),
  operation({
    ...base,
    id: "getMembersByQueryParam",
    method: "GET",
    path: "/group/member",
    scopes: readGroups,
    parameters: { ...name, ...memberList },
    handle: (call) => listMembers(call, named(call.site, call.parameters.name), call.parameters),
  }),
  operation({
    ...base,
    id: "getGroupMembers",
    method: "GET",
    path: "/group/{groupName}/member",
    scopes: readGroups,
    parameters: { ...groupName, ...memberList },
    handle: (call) => listMembers(call, named(call.site, call.parameters.groupName), call.parameters),
  }),
  operation({
    ...base,
    id: "addUserToGroup",
    method: "POST",
    path: "/group/user",
    scopes: writeGroups,
    parameters: name,
    body: "json",
    status: 201,
    handle: (call) => {
      requireSiteAdministrator(call);
      const account = accountWith(call.site, requiredString(requestObject(call.body), "accountId"));
      addMember(call.site, named(call.site, call.parameters.name), account.id, doing(call));
      return noBody(201);
    },
  }),
  operation({
    ...base,
    id: "removeMemberFromGroup",
    method: "DELETE",
    path: "/group/user",
    scopes: writeGroups,
    parameters: { ...name, accountId: required(text()) },
    status: 204,
    handle: (call) => {
      requireSiteAdministrator(call);
      const account = accountWith(call.site, call.parameters.accountId);
      removeMember(call.site, named(call.site, call.parameters.name), account.id, doing(call));
      return noBody();
    },
  }),
];

const restrictionPath = "/content/{id}/restriction/byOperation/{operationKey}/group/{groupName}";
const restriction = { id: required(text()), operationKey: required(oneOf("read", "update")), ...groupName };

/** Whether a group stands in a restriction is told by the status alone. */
const ofRestrictions: readonly Operation[] = [
  operation({
    ...base,
    id: "getContentRestrictionStatusForGroup",
    method: "GET",
    path: restrictionPath,
    scopes: readRestrictions,
    parameters: restriction,
    handle: (call) => {
      const { id, operationKey, groupName: given } = call.parameters;
      const group = named(call.site, given);
      if (!principalsOf(contentOf(call, id), operationKey).groups.includes(group.id)) throw notFound();
      return noBody(200);
    },
  }),
  operation({
    ...base,
    id: "addGroupToContentRestriction",
    method: "PUT",
    path: restrictionPath,
    scopes: writeRestrictions,
    parameters: restriction,
    handle: (call) => {
      const { id, operationKey, groupName: given } = call.parameters;
      const content = changeable(call, contentOf(call, id));
      const after = addPrincipals(principalsOf(content, operationKey), {
        users: [],
        groups: [named(call.site, given).id],
      });
      restrictContent(call.site, content, { [operationKey]: after }, doing(call));
      return noBody(200);
    },
  }),
  operation({
    ...base,
    id: "removeGroupFromContentRestrictionByName",
    method: "DELETE",
    path: restrictionPath,
    scopes: writeRestrictions,
    parameters: restriction,
    handle: (call) => {
      const { id, operationKey, groupName: given } = call.parameters;
      const content = changeable(call, contentOf(call, id));
      const after = removePrincipals(principalsOf(content, operationKey), {
        users: [],
        groups: [named(call.site, given).id],
      });
      restrictContent(call.site, content, { [operationKey]: after }, doing(call));
      return noBody(200);
    },
  }),
];

/** Usernames and user keys are long gone: nobody has one, and each that is asked for belongs to an unknown person. */
const getBulkUserMigration = operation({
  ...base,
  id: "getBulkUserMigration",
  method: "GET",
  path: "/user/bulk/migration",
  scopes: readUsers,
  parameters: { key: listOf(text()), username: listOf(text()), ...place },
  handle: (call) => {
    const { key = [], username = [] } = call.parameters;
    const asked = [
      ...key.map((one) => ({ key: one, username: null })),
      ...username.map((one) => ({ key: null, username: one })),
    ];
    return paged(call, asked, call.parameters, (one) => ({ ...one, accountId: "unknown" }));
  },
});

export const legacyGroupOperations: readonly Operation[] = [...ofGroups, ...ofRestrictions, getBulkUserMigration];
