import { featuresOf } from "../features.ts";
import { listed, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { sliceOf, sortDirection } from "../http/paging.ts";
import { cursor, limit, listOf, long, oneOf, text, withDefault } from "../http/parameters.ts";
import { forbidden } from "../http/refusal.ts";
import type { Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { spaceJson } from "./space-json.ts";

/** Only apps may ask what is kept from apps; an OAuth client is one, a person's API token is not. */
function requireApp({ caller }: OperationCall): void {
  if (caller.clientId === null) throw forbidden("Only apps can make this request.");
}

/** Whether a data security policy keeps apps out of a space. */
export function isBlockedForApps(site: Site, space: Space): boolean {
  const { appAccessBlocked } = featuresOf(site);
  return typeof appAccessBlocked === "boolean" ? appAccessBlocked : appAccessBlocked.includes(space.key);
}

const getDataPolicyMetadata = operation({
  api: "v2",
  id: "getDataPolicyMetadata",
  method: "GET",
  path: "/data-policies/metadata",
  scopes: [["read:configuration:confluence"]],
  handle: (call) => {
    requireApp(call);
    const anyContentBlocked = [...call.site.spaces.values()].some((space) => isBlockedForApps(call.site, space));
    return ok({ anyContentBlocked });
  },
});

const values = {
  id: (space: Space) => space.id,
  key: (space: Space) => space.key,
  name: (space: Space) => space.name.toLowerCase(),
};

const getDataPolicySpaces = operation({
  api: "v2",
  id: "getDataPolicySpaces",
  method: "GET",
  path: "/data-policies/spaces",
  scopes: [["read:space:confluence"]],
  parameters: {
    ids: listOf(long(), 250),
    keys: listOf(text(), 250),
    sort: withDefault(oneOf("id", "-id", "key", "-key", "name", "-name"), "id"),
    cursor: cursor(),
    limit: limit(),
  },
  handle: (call) => {
    requireApp(call);
    const { parameters, site, access } = call;
    const { name, descending } = sortDirection(parameters.sort) as { name: keyof typeof values; descending: boolean };
    const keep = (space: Space) =>
      (!parameters.ids || parameters.ids.includes(space.id)) &&
      (!parameters.keys || parameters.keys.includes(space.key)) &&
      access.viewSpace(space);
    const slice = sliceOf({
      rows: site.lists.spaces[name].in("all"),
      order: { name, descending, value: values[name] },
      cursor: parameters.cursor,
      limit: parameters.limit,
      keep,
    });
    return listed(slice, (space) => {
      const {
        id,
        key,
        name: title,
        description,
        icon,
        _links,
      } = spaceJson(space, { description: undefined, icon: false });
      const dataPolicy = { anyContentBlocked: isBlockedForApps(site, space) };
      return { id, key, name: title, description, dataPolicy, icon, _links };
    });
  },
});

export const dataPolicyOperations: readonly Operation[] = [getDataPolicyMetadata, getDataPolicySpaces];
