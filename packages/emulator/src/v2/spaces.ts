import { propertiesOf } from "../content/content-properties.ts";
import { labelsOf } from "../content/label-content.ts";
import { listed, type Operation, ok, operation } from "../http/operation.ts";
import { sliceOf, sortDirection } from "../http/paging.ts";
import { cursor, flag, limit, listOf, long, oneOf, required, text, withDefault } from "../http/parameters.ts";
import { type Access, visibleSpace } from "../permission/access.ts";
import { assignmentsIn } from "../roles/role-assignments.ts";
import type { Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { includedList, labelJson } from "./json.ts";
import { rightsJson } from "./permitted-operations.ts";
import { roleAssignmentJson } from "./role-assignments.ts";
import { spaceJson } from "./space-json.ts";
import { spacePropertyJson } from "./space-properties.ts";

const spaceValues = {
  id: (space: Space) => space.id,
  key: (space: Space) => space.key,
  name: (space: Space) => space.name.toLowerCase(),
};

type Filter = {
  ids: readonly number[] | undefined;
  keys: readonly string[] | undefined;
  type: string | undefined;
  status: string | undefined;
  labels: readonly string[] | undefined;
  "favorited-by": string | undefined;
  "not-favorited-by": string | undefined;
};

function spaceFilter(site: Site, access: Access, filter: Filter): (space: Space) => boolean {
  const keys = filter.keys && new Set(filter.keys.map((key) => key.toLowerCase()));
  const labels = filter.labels && new Set(filter.labels.map((label) => label.toLowerCase()));
  return (space) =>
    (!filter.ids || filter.ids.includes(space.id)) &&
    (!keys || keys.has(space.key.toLowerCase())) &&
    (filter.type === undefined || space.type === filter.type) &&
    (filter.status === undefined || space.status === filter.status) &&
    (!labels || labelsOf(site, space.labelIds).some(({ name }) => labels.has(name))) &&
    (filter["favorited-by"] === undefined || space.favouritedBy.includes(filter["favorited-by"])) &&
    (filter["not-favorited-by"] === undefined || !space.favouritedBy.includes(filter["not-favorited-by"])) &&
    access.viewSpace(space);
}

const getSpaces = operation({
  api: "v2",
  id: "getSpaces",
  method: "GET",
  path: "/spaces",
  scopes: [["read:space:confluence"]],
  parameters: {
    ids: listOf(long(), 250),
    keys: listOf(text(), 250),
    type: oneOf("global", "collaboration", "knowledge_base", "personal", "system", "onboarding", "xflow_sample_space"),
    status: oneOf("current", "archived", "trashed"),
    labels: listOf(text()),
    "favorited-by": text(),
    "not-favorited-by": text(),
    sort: withDefault(oneOf("id", "-id", "key", "-key", "name", "-name"), "id"),
    "description-format": oneOf("plain", "view"),
    "include-icon": flag(),
    cursor: cursor(),
    limit: limit(),
  },
  handle: ({ parameters, site, access }) => {
    const { name, descending } = sortDirection(parameters.sort) as {
      name: keyof typeof spaceValues;
      descending: boolean;
    };
    const slice = sliceOf({
      rows: site.lists.spaces[name].in("all"),
      order: { name, descending, value: spaceValues[name] },
      cursor: parameters.cursor,
      limit: parameters.limit,
      keep: spaceFilter(site, access, parameters),
    });
    const format = { description: parameters["description-format"], icon: parameters["include-icon"] };
    return listed(slice, (space) => spaceJson(space, format));
  },
});

const getSpace = operation({
  api: "v2",
  id: "getSpaceById",
  method: "GET",
  path: "/spaces/{id}",
  scopes: [["read:space:confluence"]],
  parameters: {
    id: required(long()),
    "description-format": oneOf("plain", "view"),
    "include-icon": flag(),
    "include-operations": flag(),
    "include-properties": flag(),
    "include-permissions": flag(),
    "include-role-assignments": flag(),
    "include-labels": flag(),
  },
  handle: ({ parameters, site, access, siteUrl, running, account }) => {
    const space = visibleSpace(access, { site }, parameters.id);
    const self = (name: string) => `${siteUrl}/wiki/api/v2/spaces/${space.id}/${name}`;
    const parts: Record<string, unknown> = {};
    if (parameters["include-labels"])
      parts.labels = includedList(labelsOf(site, space.labelIds).map(labelJson), self("labels"));
    if (parameters["include-operations"])
      parts.operations = includedList(rightsJson(running.rules.rightsIn(account.id, space)), self("operations"));
    if (parameters["include-permissions"]) {
      const grants = space.grants.map(({ id, principal, operation: what }) => ({
        id: String(id),
        principal,
        operation: what,
      }));
      parts.permissions = includedList(grants, self("permissions"));
    }
    if (parameters["include-role-assignments"])
      parts.roleAssignments = includedList(
        assignmentsIn(site, space.id).map(roleAssignmentJson),
        self("role-assignments"),
      );
    if (parameters["include-properties"]) {
      const properties = propertiesOf(site, { owner: "space", id: String(space.id) });
      parts.properties = includedList(properties.map(spacePropertyJson), self("properties"));
    }
    return ok({
      ...spaceJson(space, { description: parameters["description-format"], icon: parameters["include-icon"] }),
      ...parts,
    });
  },
});

export const spaceOperations: readonly Operation[] = [getSpaces, getSpace];
