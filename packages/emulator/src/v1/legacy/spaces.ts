import { labelsOf } from "../../content/label-content.ts";
import { type Operation, type OperationCall, ok, operation } from "../../http/operation.ts";
import { expand, flag, listOf, long, oneOf, required, text } from "../../http/parameters.ts";
import { badRequest } from "../../http/refusal.ts";
import type { Content, Space } from "../../state/records.ts";
import { expansion } from "../expansion.ts";
import { spaceOf } from "../find.ts";
import { paged, single } from "../paged.ts";
import { spaceJson } from "../space-json.ts";
import { contentList, expandParameter, place } from "./content-lists.ts";
import { legacyScopes } from "./scopes.ts";

const getSpaces = operation({
  api: "v1",
  id: "getSpaces",
  method: "GET",
  path: "/space",
  scopes: legacyScopes.readSpaces,
  legacy: true,
  parameters: {
    spaceKey: listOf(text()),
    spaceId: listOf(long()),
    type: text(),
    status: oneOf("current", "archived"),
    label: listOf(text()),
    favourite: flag(),
    favouriteUserKey: text(),
    ...expandParameter,
    ...place,
  },
  handle: (call) => {
    const { parameters, site, access, account } = call;
    const keys = parameters.spaceKey && new Set(parameters.spaceKey.map((key) => key.toLowerCase()));
    const labels = parameters.label && new Set(parameters.label.map((label) => label.toLowerCase()));
    const wanted = (space: Space) =>
      (!keys || keys.size === 0 || keys.has(space.key.toLowerCase())) &&
      (!parameters.spaceId || parameters.spaceId.length === 0 || parameters.spaceId.includes(space.id)) &&
      (!parameters.type || space.type === parameters.type) &&
      (parameters.status === undefined || space.status === parameters.status) &&
      (!labels || labels.size === 0 || labelsOf(site, space.labelIds).some(({ name }) => labels.has(name))) &&
      (!parameters.favourite || space.favouritedBy.includes(parameters.favouriteUserKey ?? account.id)) &&
      access.viewSpace(space);
    const asked = expansion(parameters.expand);
    return paged(call, site.lists.spaces.id.in("all").filter(wanted), parameters, (space) =>
      spaceJson(call, space, asked),
    );
  },
});

const getSpace = operation({
  api: "v1",
  id: "getSpace",
  method: "GET",
  path: "/space/{spaceKey}",
  scopes: legacyScopes.readSpaces,
  legacy: true,
  parameters: { spaceKey: required(text()), expand: expand() },
  handle: (call) =>
    single(call, spaceJson(call, spaceOf(call, call.parameters.spaceKey), expansion(call.parameters.expand))),
});

const depth = oneOf("all", "root");

/** Current content of one type; `root` leaves out what hangs below something else than the homepage. */
function contentOfSpace(
  { site }: OperationCall,
  space: Space,
  type: string,
  only: "all" | "root" | undefined,
): Content[] {
  const atRoot = ({ parentId }: Content) => only !== "root" || parentId === null;
  return site.lists.contentInSpace.id
    .in(`${type}:${space.id}`)
    .filter((content) => content.status === "current" && atRoot(content));
}

const getContentForSpace = operation({
  api: "v1",
  id: "getContentForSpace",
  method: "GET",
  path: "/space/{spaceKey}/content",
  scopes: legacyScopes.readContent,
  legacy: true,
  parameters: { spaceKey: required(text()), depth, ...expandParameter, ...place },
  handle: (call) => {
    const { parameters, siteUrl } = call;
    const space = spaceOf(call, parameters.spaceKey);
    const self = `${siteUrl}/wiki/rest/api/space/${encodeURIComponent(space.key)}/content`;
    const of = (type: "page" | "blogpost") => {
      const list = contentList(call, contentOfSpace(call, space, type, parameters.depth), parameters).json as object;
      return { ...list, _links: { self: `${self}/${type}` } };
    };
    return ok({
      page: of("page"),
      blogpost: of("blogpost"),
      _links: { self, base: `${siteUrl}/wiki`, context: "/wiki" },
    });
  },
});

const getContentByTypeForSpace = operation({
  api: "v1",
  id: "getContentByTypeForSpace",
  method: "GET",
  path: "/space/{spaceKey}/content/{type}",
  scopes: legacyScopes.readContent,
  legacy: true,
  parameters: { spaceKey: required(text()), type: required(text()), depth, ...expandParameter, ...place },
  handle: (call) => {
    const { parameters } = call;
    const { type } = parameters;
    if (type !== "page" && type !== "blogpost") throw badRequest(`Unknown content type: ${type}`);
    const space = spaceOf(call, parameters.spaceKey);
    return contentList(call, contentOfSpace(call, space, type, parameters.depth), parameters);
  },
});

export const legacySpaceOperations: readonly Operation[] = [
  getSpaces,
  getSpace,
  getContentForSpace,
  getContentByTypeForSpace,
];
