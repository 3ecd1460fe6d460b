import { findLabel } from "../content/label-content.ts";
import { isWatching, unwatch, type Watched, watch, watchersOf } from "../content/watches.ts";
import { noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { atMost, required, text } from "../http/parameters.ts";
import { forbidden, notFound } from "../http/refusal.ts";
import { isSiteAdministrator } from "../permission/site-administrator.ts";
import type { Content, Space, Watch } from "../state/records.ts";
import { isSpaceAdministrator, spaceOf } from "./find.ts";
import { contentOf } from "./labels.ts";
import { paged } from "./paged.ts";
import { userJson } from "./user-json.ts";
import { xsrfChecked } from "./xsrf.ts";

/** A person in a watch: v1's user without what could be expanded, and with all the rest of its members. */
function watcherJson({ site, siteUrl, account }: OperationCall, accountId: string) {
  const person = site.accounts.get(accountId);
  if (!person) return { type: "unknown", accountId, displayName: "Unknown user" };
  const { _expandable, _links, ...shown } = userJson(person, siteUrl, account);
  return { ...shown, timeZone: person.timeZone, externalCollaborator: false, operations: null, personalSpace: null };
}

const places = { start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(200, 200) };
const listScopes = [["read:confluence-content.summary"], ["read:watcher:confluence", "read:user:confluence"]];

const ofContent = ({ id }: Content): Watched => ({ target: "content", targetId: String(id) });
const ofSpace = ({ id }: Space): Watched => ({ target: "space", targetId: String(id) });
const ofLabel = (name: string): Watched => ({ target: "label", targetId: name.toLowerCase() });

const spaceWatchJson =
  (call: OperationCall, space: Space | undefined) =>
  ({ accountId }: Watch) => ({
    type: "space",
    watcher: watcherJson(call, accountId),
    ...(space ? { spaceKey: space.key } : {}),
  });

const lists: readonly Operation[] = [
  operation({
    api: "v1",
    id: "getWatchesForPage",
    method: "GET",
    path: "/content/{id}/notification/child-created",
    scopes: listScopes,
    parameters: { id: required(text()), ...places },
    weight: 2,
    handle: (call) => {
      const content = contentOf(call, call.parameters.id);
      return paged(call, watchersOf(call.site, ofContent(content)), call.parameters, ({ accountId }) => ({
        type: content.type,
        watcher: watcherJson(call, accountId),
        contentId: content.id,
      }));
    },
  }),
  operation({
    api: "v1",
    id: "getWatchesForSpace",
    method: "GET",
    path: "/content/{id}/notification/created",
    scopes: listScopes,
    parameters: { id: required(text()), ...places },
    weight: 2,
    handle: (call) => {
      const space = call.site.spaces.get(contentOf(call, call.parameters.id).spaceId);
      return paged(
        call,
        space ? watchersOf(call.site, ofSpace(space)) : [],
        call.parameters,
        spaceWatchJson(call, space),
      );
    },
  }),
  operation({
    api: "v1",
    id: "getWatchersForSpace",
    method: "GET",
    path: "/space/{spaceKey}/watch",
    scopes: [["read:watcher:confluence", "read:user:confluence"]],
    parameters: { spaceKey: required(text()), ...places },
    weight: 2,
    handle: (call) => {
      const space = spaceOf(call, call.parameters.spaceKey);
      return paged(call, watchersOf(call.site, ofSpace(space)), call.parameters, spaceWatchJson(call, space));
    },
  }),
];

type Target = { readonly watched: Watched; readonly space: Space | undefined };

/**
 * The three things a person can watch. What does not exist, or may not be seen, is 403 here, not 404: source, the v1
 * reference; the words for labels are measured.
 */
const nouns: readonly {
  path: string;
  name: string;
  ids: Record<"get" | "add" | "remove", string>;
  find: (call: OperationCall, given: string) => Target;
}[] = [
  {
    path: "content",
    name: "contentId",
    ids: { get: "getContentWatchStatus", add: "addContentWatcher", remove: "removeContentWatcher" },
    find: ({ site, access }, given) => {
      const content = /^\d{1,19}$/.test(given) ? site.content.get(Number(given)) : undefined;
      if (!access.viewContent(content)) throw forbidden(`User not permitted to view content with id : ${given}`);
      return { watched: ofContent(content), space: site.spaces.get(content.spaceId) };
    },
  },
  {
    path: "space",
    name: "spaceKey",
    ids: { get: "isWatchingSpace", add: "addSpaceWatcher", remove: "removeSpaceWatch" },
    find: ({ site, access }, given) => {
      const space = site.lists.spaceByKey.in(given.toLowerCase())[0];
      if (!access.viewSpace(space)) throw forbidden(`User not permitted to view space with key : ${given}`);
      return { watched: ofSpace(space), space };
    },
  },
  {
    path: "label",
    name: "labelName",
    ids: { get: "isWatchingLabel", add: "addLabelWatcher", remove: "removeLabelWatcher" },
    find: (call, given) => {
      if (!isCarried(call, given)) throw forbidden("Requested label doesn't exist");
      return { watched: ofLabel(given), space: undefined };
    },
  },
];

/** A label is there only while something carries it. */
function isCarried({ site }: OperationCall, name: string): boolean {
  const label = findLabel(site, "global", name);
  if (!label) return false;
  for (const { labelIds } of site.content.values()) if (labelIds.includes(label.id)) return true;
  for (const { labelIds } of site.spaces.values()) if (labelIds.includes(label.id)) return true;
  return false;
}

/** The person meant: whoever asks, or for administrators of the site or of the space anybody. */
function whose(call: OperationCall, accountId: string | undefined, space: Space | undefined): string {
  const { site, account } = call;
  if (!accountId || accountId === account.id) return account.id;
  if (!isSiteAdministrator(site, account.id) && !(space && isSpaceAdministrator(call, space))) {
    throw forbidden("Only administrators are permitted to manage the watches of others");
  }
  if (!site.accounts.get(accountId)) throw notFound(`No user found with account id : ${accountId}`);
  return accountId;
}

const writeScopes = [["write:confluence-content"], ["write:watcher:confluence"]];

const watchOperationsOf = ({ path, name, ids, find }: (typeof nouns)[number]): readonly Operation[] => {
  const parameters = { [name]: required(text()), accountId: text() };
  const meant = (call: OperationCall<typeof parameters>) => {
    const { watched, space } = find(call, call.parameters[name] ?? "");
    return { watched, accountId: whose(call, call.parameters.accountId, space) };
  };
  const shared = { api: "v1" as const, path: `/user/watch/${path}/{${name}}`, parameters };
  return [
    operation({
      ...shared,
      id: ids.get,
      method: "GET",
      scopes: [["read:confluence-content.summary"], ["read:watcher:confluence"]],
      handle: (call) => {
        const { watched, accountId } = meant(call);
        return ok({ watching: isWatching(call.site, accountId, watched) });
      },
    }),
    operation({
      ...shared,
      id: ids.add,
      method: "POST",
      scopes: writeScopes,
      status: 204,
      handle: xsrfChecked((call: OperationCall<typeof parameters>) => {
        const { watched, accountId } = meant(call);
        watch(call.site, accountId, watched);
        return noBody();
      }),
    }),
    operation({
      ...shared,
      id: ids.remove,
      method: "DELETE",
      scopes: writeScopes,
      status: 204,
      handle: xsrfChecked((call: OperationCall<typeof parameters>) => {
        const { watched, accountId } = meant(call);
        unwatch(call.site, accountId, watched);
        return noBody();
      }),
    }),
  ];
};

export const watchOperations: readonly Operation[] = [...lists, ...nouns.flatMap(watchOperationsOf)];
