import { labelsOf } from "../../content/label-content.ts";
import { childrenOf } from "../../content/tree.ts";
import { type Operation, type OperationCall, ok, operation } from "../../http/operation.ts";
import { atMost, integer, listOf, oneOf, required, text } from "../../http/parameters.ts";
import { badRequest, notFound } from "../../http/refusal.ts";
import type { Content, Version } from "../../state/records.ts";
import { contentId, contentJson, labelJson, versionJson } from "../content-json.ts";
import { type Expansion, expansion } from "../expansion.ts";
import { contentOf } from "../labels.ts";
import { paged, single } from "../paged.ts";
import { contentList, expandParameter, parentVersion, place } from "./content-lists.ts";
import { legacyScopes } from "./scopes.ts";

const id = { id: required(text()) };
const current = ({ status }: Content) => status === "current";

/** The comments below a content: those on it, or the replies to one. `depth=all` gives whole threads. */
function commentsBelow({ site }: OperationCall, content: Content, depth: string | undefined): Content[] {
  const of =
    content.type === "comment" ? site.lists.replies.in(content.id) : site.lists.inContainer.in(`comment:${content.id}`);
  const top = content.type === "comment" || depth === "all" ? of : of.filter(({ parentId }) => parentId === null);
  return top.filter(current);
}

const attachmentsBelow = ({ site }: OperationCall, content: Content) =>
  site.lists.inContainer.in(`attachment:${content.id}`).filter(current);
const childrenBelow = ({ site }: OperationCall, content: Content, type: string) =>
  childrenOf(site, content.id).filter((child) => child.type === type && current(child));

const getContentChildren = operation({
  api: "v1",
  id: "getContentChildren",
  method: "GET",
  path: "/content/{id}/child",
  scopes: legacyScopes.readContent,
  legacy: true,
  parameters: { ...id, parentVersion, ...expandParameter, ...place },
  handle: (call) => {
    const content = contentOf(call, call.parameters.id);
    const asked = [...call.parameters.expand].map((name) => `children.${name}`);
    return ok(contentJson(call, content, expansion(["children", ...asked])).children);
  },
});

const getContentChildrenByType = operation({
  api: "v1",
  id: "getContentChildrenByType",
  method: "GET",
  path: "/content/{id}/child/{type}",
  scopes: legacyScopes.readContent,
  legacy: true,
  parameters: { ...id, type: required(text()), parentVersion, ...expandParameter, ...place },
  handle: (call) => {
    const { parameters } = call;
    const content = contentOf(call, parameters.id);
    if (!["page", "whiteboard", "database", "embed", "folder"].includes(parameters.type))
      throw badRequest(`Unknown content type: ${parameters.type}`);
    return contentList(call, childrenBelow(call, content, parameters.type), parameters);
  },
});

const getAttachments = operation({
  api: "v1",
  id: "getAttachments",
  method: "GET",
  path: "/content/{id}/child/attachment",
  scopes: legacyScopes.readContent,
  legacy: true,
  parameters: {
    ...id,
    filename: text(),
    mediaType: text(),
    ...expandParameter,
    start: place.start,
    limit: atMost(50, 1000),
  },
  handle: (call) => {
    const { filename, mediaType } = call.parameters;
    const content = contentOf(call, call.parameters.id);
    const wanted = ({ title, file }: Content) =>
      (!filename || title === filename) && (!mediaType || file?.mediaType === mediaType);
    return contentList(call, attachmentsBelow(call, content).filter(wanted), call.parameters);
  },
});

const locationOf = ({ inline }: Content) =>
  inline === null ? "footer" : inline.resolution === "resolved" ? "resolved" : "inline";

const getContentComments = operation({
  api: "v1",
  id: "getContentComments",
  method: "GET",
  path: "/content/{id}/child/comment",
  scopes: legacyScopes.readContent,
  legacy: true,
  parameters: {
    ...id,
    parentVersion,
    location: listOf(oneOf("footer", "inline", "resolved")),
    depth: oneOf("", "root", "all"),
    ...expandParameter,
    ...place,
  },
  handle: (call) => {
    const { location, depth } = call.parameters;
    const content = contentOf(call, call.parameters.id);
    const wanted = (comment: Content) =>
      location === undefined || location.length === 0 || location.includes(locationOf(comment));
    return contentList(call, commentsBelow(call, content, depth).filter(wanted), call.parameters);
  },
});

const getLabelsForContent = operation({
  api: "v1",
  id: "getLabelsForContent",
  method: "GET",
  path: "/content/{id}/label",
  scopes: legacyScopes.readLabels,
  legacy: true,
  parameters: {
    ...id,
    prefix: listOf(oneOf("global", "my", "team", "system")),
    start: place.start,
    limit: atMost(200, 1000),
  },
  handle: (call) => {
    const { prefix } = call.parameters;
    const labels = labelsOf(call.site, contentOf(call, call.parameters.id).labelIds);
    return paged(
      call,
      labels.filter((label) => !prefix || prefix.includes(label.prefix as never)),
      call.parameters,
      labelJson,
    );
  },
});

/** Content with the title and body of one of its versions. */
type AtVersion = { readonly content: Content; readonly version: Version };

function versionsOf({ site }: OperationCall, content: Content): AtVersion[] {
  const past = site.lists.pastVersions
    .in(content.id)
    .map(({ version, title, body, file }) => ({ version, content: { ...content, version, title, body, file } }));
  return [...past, { content, version: content.version }].reverse();
}

function versionOf(call: OperationCall, { content, version }: AtVersion, asked: Expansion) {
  const json = versionJson(call, version);
  return {
    ...json,
    ...(asked.has("content") ? { content: contentJson(call, content, asked.inside("content")) } : {}),
    _links: { self: `${call.siteUrl}/wiki/rest/api/content/${contentId(content)}/version/${version.number}` },
  };
}

const getContentVersions = operation({
  api: "v1",
  id: "getContentVersions",
  method: "GET",
  path: "/content/{id}/version",
  scopes: legacyScopes.readContentMetadata,
  legacy: true,
  parameters: { ...id, ...expandParameter, start: place.start, limit: atMost(200, 1000) },
  handle: (call) => {
    const content = contentOf(call, call.parameters.id);
    const asked = expansion(call.parameters.expand);
    return paged(call, versionsOf(call, content), call.parameters, (row) => versionOf(call, row, asked));
  },
});

const getContentVersion = operation({
  api: "v1",
  id: "getContentVersion",
  method: "GET",
  path: "/content/{id}/version/{versionNumber}",
  scopes: legacyScopes.readContentMetadata,
  legacy: true,
  parameters: { ...id, versionNumber: required(integer()), ...expandParameter },
  handle: (call) => {
    const { id: given, versionNumber, expand } = call.parameters;
    const found = versionsOf(call, contentOf(call, given)).find(({ version }) => version.number === versionNumber);
    if (!found) throw notFound(`No version ${versionNumber} found of content with id : ${given}`);
    return single(call, versionOf(call, found, expansion(expand)));
  },
});

export const legacyContentPartOperations: readonly Operation[] = [
  getContentChildren,
  getContentChildrenByType,
  getAttachments,
  getContentComments,
  getLabelsForContent,
  getContentVersions,
  getContentVersion,
];
