import { groupsByName } from "../content/groups.ts";
import { type Operation, operation } from "../http/operation.ts";
import { atMost, expand, listOf, required, text } from "../http/parameters.ts";
import { badRequest } from "../http/refusal.ts";
import { expandedUser } from "./expanded-user.ts";
import { expansion } from "./expansion.ts";
import { groupJson } from "./group-json.ts";
import { accountWith } from "./groups.ts";
import { paged, single } from "./paged.ts";

const details = [["read:confluence-user"], ["read:content-details:confluence"]];
const place = { start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(200, 200) };

const getUser = operation({
  api: "v1",
  id: "getUser",
  method: "GET",
  path: "/user",
  scopes: details,
  weight: 2,
  parameters: { accountId: required(text()), expand: expand() },
  handle: (call) =>
    single(
      call,
      expandedUser(call, accountWith(call.site, call.parameters.accountId), expansion(call.parameters.expand)),
    ),
});

const getAnonymousUser = operation({
  api: "v1",
  id: "getAnonymousUser",
  method: "GET",
  path: "/user/anonymous",
  scopes: [["read:confluence-user"], ["read:user:confluence"]],
  weight: 2,
  parameters: { expand: expand() },
  handle: (call) => {
    const asked = call.parameters.expand.has("operations");
    return single(call, {
      type: "anonymous",
      profilePicture: { path: "/wiki/aa-avatar/anonymous", width: 48, height: 48, isDefault: true },
      displayName: "Anonymous",
      isExternalCollaborator: false,
      ...(asked ? { operations: [] } : {}),
      _expandable: asked ? {} : { operations: "" },
      _links: { self: `${call.siteUrl}/wiki/rest/api/user/anonymous` },
    });
  },
});

/** At most 100 ids are looked at; those of nobody are left out. */
const getBulkUserLookup = operation({
  api: "v1",
  id: "getBulkUserLookup",
  method: "GET",
  path: "/user/bulk",
  scopes: details,
  weight: 2,
  parameters: { accountId: required(listOf(text())), expand: expand() },
  handle: (call) => {
    const asked = expansion(call.parameters.expand);
    const found = [...new Set(call.parameters.accountId)].slice(0, 100).map((id) => call.site.accounts.get(id));
    return paged(
      call,
      found.filter((one) => one !== undefined),
      { start: 0, limit: 100 },
      (account) => expandedUser(call, account, asked),
    );
  },
});

const getGroupMembershipsForUser = operation({
  api: "v1",
  id: "getGroupMembershipsForUser",
  method: "GET",
  path: "/user/memberof",
  scopes: [["read:confluence-user"], ["read:user:confluence", "read:group:confluence"]],
  weight: 2,
  parameters: { accountId: required(text()), ...place },
  handle: (call) => {
    const { id } = accountWith(call.site, call.parameters.accountId);
    const groups = groupsByName(call.site).filter(({ members }) => members.includes(id));
    return paged(call, groups, call.parameters, (group) => groupJson(call, group));
  },
});

/** Addresses of others are only for apps that Atlassian has approved; no caller of a sandbox is one. */
const email = (id: string, path: string): Operation =>
  operation({
    api: "v1",
    id,
    method: "GET",
    path,
    scopes: [["read:email-address:confluence"]],
    weight: 2,
    parameters: { accountId: required(listOf(text())) },
    handle: () => {
      throw badRequest("The calling app is not approved to use this API.");
    },
  });

export const peopleOperations: readonly Operation[] = [
  getUser,
  getAnonymousUser,
  getBulkUserLookup,
  getGroupMembershipsForUser,
  email("getPrivacyUnsafeUserEmail", "/user/email"),
  email("getPrivacyUnsafeUserEmailBulk", "/user/email/bulk"),
];
