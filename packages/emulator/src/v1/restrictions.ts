import { createHash } from "node:crypto";
import {
  addPrincipals,
  principalsOf,
  type RestrictedOperation,
  removePrincipals,
  restrictContent,
  restrictedOperations,
} from "../content/restrict-content.ts";
import { isObject } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, operation, type Reply } from "../http/operation.ts";
import { atMost, expand, required, text } from "../http/parameters.ts";
import { badRequest, forbidden, noContent, notFound } from "../http/refusal.ts";
import type { Content, Principals, Restrictions } from "../state/records.ts";
import { contentId, contentJson, principalsJson } from "./content-json.ts";
import { expansion } from "./expansion.ts";
import { contentOf } from "./labels.ts";
import { single } from "./paged.ts";

const readScopes = [["read:confluence-content.all"], ["read:content-details:confluence"]];
const writeScopes = [
  ["write:confluence-content"],
  ["read:content-details:confluence", "write:content.restriction:confluence"],
];
const oneReadScopes = [["read:confluence-content.all"], ["read:content.restriction:confluence"]];
const oneWriteScopes = [["write:confluence-content"], ["write:content.restriction:confluence"]];

type Place = { readonly start: number; readonly limit: number };
const wholeList: Place = { start: 0, limit: 100 };

const selfOf = (content: Content) => `/rest/api/content/${contentId(content)}`;

/** People and groups of one operation. The expansions of both are on by default, so they are always here. */
function restrictionJson(
  call: OperationCall,
  content: Content,
  operationKey: RestrictedOperation,
  asked: ReadonlySet<string>,
  { start, limit }: Place,
) {
  const { users, groups } = principalsOf(content, operationKey);
  const slice = { users: users.slice(start, start + limit), groups: groups.slice(start, start + limit) };
  const { user, group } = principalsJson(call, slice);
  const withContent = asked.has("content");
  return {
    operation: operationKey,
    restrictions: { user: { ...user, start, limit }, group: { ...group, start, limit } },
    ...(withContent ? { content: contentJson(call, content, expansion([])) } : {}),
    _expandable: withContent ? {} : { content: selfOf(content) },
    _links: { self: `${call.siteUrl}/wiki${selfOf(content)}/restriction/byOperation/${operationKey}` },
  };
}

/** Empty without restrictions (recorded); otherwise the same for the same people and groups. */
function restrictionsHash({ restrictions }: Content): string {
  return restrictions ? createHash("sha1").update(JSON.stringify(restrictions)).digest("hex") : "";
}

/** Both operations are always listed, with empty lists when anybody may (recorded). */
function allJson(call: OperationCall, content: Content, asked: ReadonlySet<string>, place: Place): Reply {
  const results = restrictedOperations.map((key) => restrictionJson(call, content, key, asked, place));
  return single(call, {
    results,
    start: place.start,
    limit: place.limit,
    size: results.length,
    restrictionsHash: restrictionsHash(content),
    _links: {
      self: `${call.siteUrl}/wiki${selfOf(content)}/restriction`,
      byOperation: `${call.siteUrl}/wiki${selfOf(content)}/restriction/byOperation`,
    },
  });
}

const isRestricted = (value: unknown): value is RestrictedOperation => value === "read" || value === "update";

/** v1 writes lists of people either plainly or as `{results}`. */
function itemsOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (isObject(value) && Array.isArray(value.results)) return value.results;
  throw badRequest("A restriction must list its users and groups.");
}

function readPrincipals({ site }: OperationCall, value: unknown): Principals {
  if (!isObject(value)) throw badRequest("A restriction must have 'restrictions' with users and groups.");
  const users = itemsOf(value.user).map((item) => {
    const accountId = isObject(item) ? item.accountId : undefined;
    if (typeof accountId !== "string" || !site.accounts.get(accountId))
      throw badRequest(`No user found with account id : ${String(accountId)}`);
    return accountId;
  });
  const groups = itemsOf(value.group).map((item) => {
    const { id, name } = isObject(item) ? item : {};
    const group =
      typeof id === "string" ? site.groups.get(id) : [...site.groups.values()].find((one) => one.name === name);
    if (!group) throw badRequest(`No group found : ${String(id ?? name)}`);
    return group.id;
  });
  return { users, groups };
}

/** The body of PUT and POST: what it names for each operation; several items of one operation add up. */
function readRestrictions(call: OperationCall): Partial<Restrictions> {
  const items = isObject(call.body) ? call.body.results : call.body;
  if (!Array.isArray(items)) throw badRequest("The request body must be a list of restrictions.");
  const found: { read?: Principals; update?: Principals } = {};
  for (const item of items) {
    const key = isObject(item) ? item.operation : undefined;
    if (!isObject(item) || !isRestricted(key))
      throw badRequest(`Restrictions are for the operations read and update, not ${String(key)}.`);
    const given = readPrincipals(call, item.restrictions);
    const before = found[key];
    found[key] = before ? addPrincipals(before, given) : addPrincipals({ users: [], groups: [] }, given);
  }
  return found;
}

const restrictable = new Set<Content["type"]>([
  "page",
  "blogpost",
  "whiteboard",
  "database",
  "embed",
  "folder",
  "custom",
]);

function mayRestrict({ site, access }: OperationCall, content: Content): boolean {
  const space = site.spaces.get(content.spaceId);
  return access.updateContent(content) && space !== undefined && access.inSpace(space, "restrict_content:space");
}

/** The content to restrict. Who may see but not change it gets 404 from the list operations, 403 from the others. */
function target(call: OperationCall, given: string, without: 403 | 404): Content {
  const content = contentOf(call, given);
  if (!restrictable.has(content.type)) throw badRequest(`Content of type ${content.type} can not be restricted`);
  if (!mayRestrict(call, content))
    throw without === 404
      ? noContent(given)
      : forbidden("User not permitted to change the restrictions of this content");
  return content;
}

const restrict = (call: OperationCall, content: Content, change: Partial<Restrictions>): Content =>
  restrictContent(call.site, content, change, { by: call.account.id, at: call.now });

const open: Principals = { users: [], groups: [] };
const path = "/content/{id}/restriction";
const listParameters = { id: required(text()), expand: expand() };
const placeParameters = { start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(100, 200) };

const lists: readonly Operation[] = [
  operation({
    api: "v1",
    id: "getRestrictions",
    method: "GET",
    path,
    scopes: readScopes,
    parameters: { ...listParameters, ...placeParameters },
    weight: 2,
    handle: (call) => allJson(call, contentOf(call, call.parameters.id), call.parameters.expand, call.parameters),
  }),
  operation({
    api: "v1",
    id: "updateRestrictions",
    method: "PUT",
    path,
    scopes: writeScopes,
    parameters: listParameters,
    body: "json",
    handle: (call) => {
      const content = target(call, call.parameters.id, 404);
      const { read = open, update = open } = readRestrictions(call);
      return allJson(call, restrict(call, content, { read, update }), call.parameters.expand, wholeList);
    },
  }),
  operation({
    api: "v1",
    id: "addRestrictions",
    method: "POST",
    path,
    scopes: writeScopes,
    parameters: listParameters,
    body: "json",
    handle: (call) => {
      const content = target(call, call.parameters.id, 404);
      const given = readRestrictions(call);
      const more = (key: RestrictedOperation) => addPrincipals(principalsOf(content, key), given[key] ?? open);
      return allJson(
        call,
        restrict(call, content, { read: more("read"), update: more("update") }),
        call.parameters.expand,
        wholeList,
      );
    },
  }),
  operation({
    api: "v1",
    id: "deleteRestrictions",
    method: "DELETE",
    path,
    scopes: writeScopes,
    parameters: listParameters,
    handle: (call) => {
      const content = target(call, call.parameters.id, 403);
      return allJson(call, restrict(call, content, { read: open, update: open }), call.parameters.expand, wholeList);
    },
  }),
  operation({
    api: "v1",
    id: "getRestrictionsByOperation",
    method: "GET",
    path: `${path}/byOperation`,
    scopes: readScopes,
    parameters: listParameters,
    weight: 2,
    handle: (call) => {
      const content = contentOf(call, call.parameters.id);
      const one = (key: RestrictedOperation) => restrictionJson(call, content, key, call.parameters.expand, wholeList);
      const self = `${call.siteUrl}/wiki${selfOf(content)}/restriction/byOperation`;
      return single(call, { read: one("read"), update: one("update"), _links: { self } });
    },
  }),
  operation({
    api: "v1",
    id: "getRestrictionsForOperation",
    method: "GET",
    path: `${path}/byOperation/{operationKey}`,
    scopes: readScopes,
    parameters: { ...listParameters, ...placeParameters, operationKey: required(text()) },
    weight: 2,
    handle: (call) => {
      const content = contentOf(call, call.parameters.id);
      const key = operationOf(call.parameters.operationKey);
      return single(call, restrictionJson(call, content, key, call.parameters.expand, call.parameters));
    },
  }),
];

function operationOf(given: string): RestrictedOperation {
  if (!isRestricted(given)) throw notFound(`No restriction operation found with key : ${given}`);
  return given;
}

type OneCall = OperationCall<typeof oneParameters>;
const oneParameters = { id: required(text()), operationKey: required(text()), accountId: text(), groupId: text() };

function groupNamed(call: OneCall): Principals {
  const group = call.site.groups.get(call.parameters.groupId ?? "");
  if (!group) throw notFound(`No group found with id : ${call.parameters.groupId ?? ""}`);
  return { users: [], groups: [group.id] };
}

function userNamed({ site, parameters }: OneCall): Principals {
  if (!parameters.accountId) throw badRequest("Required parameter 'accountId' is missing.");
  const account = site.accounts.get(parameters.accountId);
  if (!account) throw notFound(`No user found with account id : ${parameters.accountId}`);
  return { users: [account.id], groups: [] };
}

/** 200 without a body when the one is listed, 404 when not; the answer is the status (measured). */
function listedAnswer(call: OneCall, named: (call: OneCall) => Principals): Reply {
  const key = operationOf(call.parameters.operationKey);
  const there = principalsOf(contentOf(call, call.parameters.id), key);
  const one = named(call);
  const listed =
    one.users.every((id) => there.users.includes(id)) && one.groups.every((id) => there.groups.includes(id));
  if (!listed) throw notFound("The restriction does not name this user or group.");
  return noBody(200);
}

function add(call: OneCall, named: (call: OneCall) => Principals): Reply {
  const key = operationOf(call.parameters.operationKey);
  const content = target(call, call.parameters.id, 403);
  restrict(call, content, { [key]: addPrincipals(principalsOf(content, key), named(call)) });
  return noBody(200);
}

function remove(call: OneCall, named: (call: OneCall) => Principals): Reply {
  const key = operationOf(call.parameters.operationKey);
  const content = target(call, call.parameters.id, 403);
  listedAnswer(call, named);
  restrict(call, content, { [key]: removePrincipals(principalsOf(content, key), named(call)) });
  return noBody(200);
}

const nouns = [
  {
    path: "byGroupId/{groupId}",
    named: groupNamed,
    ids: {
      get: "getIndividualGroupRestrictionStatusByGroupId",
      put: "addGroupToContentRestrictionByGroupId",
      delete: "removeGroupFromContentRestriction",
    },
  },
  {
    path: "user",
    named: userNamed,
    ids: {
      get: "getContentRestrictionStatusForUser",
      put: "addUserToContentRestriction",
      delete: "removeUserFromContentRestriction",
    },
  },
];

const ofOne = (noun: (typeof nouns)[number]): readonly Operation[] => {
  const shared = {
    api: "v1" as const,
    path: `${path}/byOperation/{operationKey}/${noun.path}`,
    parameters: oneParameters,
  };
  return [
    operation({
      ...shared,
      id: noun.ids.get,
      method: "GET",
      scopes: oneReadScopes,
      weight: 2,
      handle: (call) => listedAnswer(call, noun.named),
    }),
    operation({
      ...shared,
      id: noun.ids.put,
      method: "PUT",
      scopes: oneWriteScopes,
      handle: (call) => add(call, noun.named),
    }),
    operation({
      ...shared,
      id: noun.ids.delete,
      method: "DELETE",
      scopes: oneWriteScopes,
      handle: (call) => remove(call, noun.named),
    }),
  ];
};

export const restrictionOperations: readonly Operation[] = [...lists, ...nouns.flatMap(ofOne)];
