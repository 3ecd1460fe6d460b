import { addMember, createGroup, groupsByName, membersOf, removeGroup, removeMember } from "../content/groups.ts";
import { requiredString } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, operation, type Reply } from "../http/operation.ts";
import { atMost, expand, flag, integer, oneOf, required, text, withDefault } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { isAdminGroup } from "../permission/site-administrator.ts";
import type { Account, Group } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { expandedUser } from "./expanded-user.ts";
import { expansion } from "./expansion.ts";
import { groupJson } from "./group-json.ts";
import { paged, single } from "./paged.ts";
import { requestObject } from "./request-object.ts";
import { requireSiteAdministrator } from "./require-site-administrator.ts";

const read = [["read:confluence-groups"], ["read:group:confluence"]];
const write = [["write:confluence-groups"], ["write:group:confluence"]];
const most = 200;
const place = { start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(most, most) };

export function groupWith(site: Site, id: string): Group {
  const group = site.groups.get(id);
  if (!group) throw notFound(`No group found with id : ${id}`);
  return group;
}

export function accountWith(site: Site, accountId: string): Account {
  const account = site.accounts.get(accountId);
  if (!account) throw notFound(`No user found with accountId : ${accountId}`);
  return account;
}

const doing = ({ account, now }: OperationCall) => ({ by: account.id, at: now });

const getGroups = operation({
  api: "v1",
  id: "getGroups",
  method: "GET",
  path: "/group",
  scopes: read,
  weight: 2,
  parameters: { ...place, accessType: oneOf("user", "admin", "site-admin") },
  handle: (call) => {
    const { accessType } = call.parameters;
    const wanted = (group: Group) => accessType === undefined || isAdminGroup(group.name) === (accessType !== "user");
    return paged(call, groupsByName(call.site).filter(wanted), call.parameters, (group) => groupJson(call, group));
  },
});

const createGroupOperation = operation({
  api: "v1",
  id: "createGroup",
  method: "POST",
  path: "/group",
  scopes: [["write:confluence-groups"], ["read:group:confluence", "write:group:confluence"]],
  body: "json",
  status: 201,
  weight: 2,
  handle: (call) => {
    requireSiteAdministrator(call);
    const name = requiredString(requestObject(call.body), "name");
    return single(call, groupJson(call, createGroup(call.site, name, doing(call))));
  },
});

const getGroupByGroupId = operation({
  api: "v1",
  id: "getGroupByGroupId",
  method: "GET",
  path: "/group/by-id",
  scopes: read,
  weight: 2,
  parameters: { id: required(text()) },
  handle: (call) => single(call, groupJson(call, groupWith(call.site, call.parameters.id))),
});

const removeGroupById = operation({
  api: "v1",
  id: "removeGroupById",
  method: "DELETE",
  path: "/group/by-id",
  scopes: write,
  parameters: { id: required(text()) },
  handle: (call) => {
    requireSiteAdministrator(call);
    removeGroup(call.site, groupWith(call.site, call.parameters.id), doing(call));
    return noBody();
  },
});

/** Adds `totalSize` to a list when it was asked for. */
function withTotal(reply: Reply, total: number, wanted: boolean): Reply {
  return wanted ? { ...reply, json: { ...(reply.json as object), totalSize: total } } : reply;
}

const searchGroups = operation({
  api: "v1",
  id: "searchGroups",
  method: "GET",
  path: "/group/picker",
  scopes: read,
  weight: 2,
  parameters: { query: required(text()), ...place, shouldReturnTotalSize: flag() },
  handle: (call) => {
    const { query, shouldReturnTotalSize } = call.parameters;
    const found = groupsByName(call.site).filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
    const reply = paged(call, found, call.parameters, (group) => groupJson(call, group));
    return withTotal(reply, found.length, shouldReturnTotalSize);
  },
});

/** The members as v1 lists them; what is asked for too much of is refused here, not cut. */
export function listMembers(
  call: OperationCall,
  group: Group | undefined,
  asked: { start: number; limit: number; expand: ReadonlySet<string>; shouldReturnTotalSize: boolean },
): Reply {
  if (asked.limit > most) throw badRequest(`The limit can be ${most} at most.`);
  const members = group ? membersOf(call.site, group) : [];
  const inside = expansion(asked.expand);
  const reply = paged(call, members, asked, (member) => expandedUser(call, member, inside));
  return withTotal(reply, members.length, asked.shouldReturnTotalSize);
}

export const memberList = {
  start: atMost(0, Number.MAX_SAFE_INTEGER),
  limit: withDefault(integer({ min: 0 }), most),
  shouldReturnTotalSize: flag(),
  expand: expand(),
};

/** A group that does not exist has no members: an empty page, not 404. Measured by others: tests of confluence.js. */
const getGroupMembersByGroupId = operation({
  api: "v1",
  id: "getGroupMembersByGroupId",
  method: "GET",
  path: "/group/{groupId}/membersByGroupId",
  scopes: [["read:confluence-groups"], ["read:group:confluence", "read:user:confluence"]],
  weight: 2,
  parameters: { groupId: required(text()), ...memberList },
  handle: (call) => listMembers(call, call.site.groups.get(call.parameters.groupId), call.parameters),
});

const addUserToGroupByGroupId = operation({
  api: "v1",
  id: "addUserToGroupByGroupId",
  method: "POST",
  path: "/group/userByGroupId",
  scopes: write,
  parameters: { groupId: required(text()) },
  body: "json",
  status: 201,
  handle: (call) => {
    requireSiteAdministrator(call);
    const accountId = requiredString(requestObject(call.body), "accountId");
    const group = groupWith(call.site, call.parameters.groupId);
    if (!call.site.accounts.get(accountId)) throw badRequest(`No user found with accountId : ${accountId}`);
    addMember(call.site, group, accountId, doing(call));
    return noBody(201);
  },
});

const removeMemberFromGroupByGroupId = operation({
  api: "v1",
  id: "removeMemberFromGroupByGroupId",
  method: "DELETE",
  path: "/group/userByGroupId",
  scopes: write,
  parameters: { groupId: required(text()), accountId: required(text()), key: text(), username: text() },
  handle: (call) => {
    requireSiteAdministrator(call);
    const { site, parameters } = call;
    removeMember(site, groupWith(site, parameters.groupId), accountWith(site, parameters.accountId).id, doing(call));
    return noBody();
  },
});

export const groupOperations: readonly Operation[] = [
  getGroups,
  createGroupOperation,
  getGroupByGroupId,
  removeGroupById,
  searchGroups,
  getGroupMembersByGroupId,
  addUserToGroupByGroupId,
  removeMemberFromGroupByGroupId,
];
