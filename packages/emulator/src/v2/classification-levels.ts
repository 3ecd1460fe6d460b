import { featuresOf } from "../features.ts";
import { classificationLevels, classify, defaultLevel, levelOf, levelWithId } from "../governance/classification.ts";
import { choiceField, type JsonObject, requiredString } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { long, oneOf, required } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { visible, visibleSpace } from "../permission/access.ts";
import type { Content, ContentType, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { requestObject } from "./write-page.ts";

/** Without the entitlement all of this is 404. Source: REST v2 reference. */
function requireClassification(site: Site): void {
  if (!featuresOf(site).classification) throw notFound("Data classification is not available on this site.");
}

function wantedLevel(site: Site, input: JsonObject): string {
  const id = requiredString(input, "id");
  if (!levelWithId(site, id)) throw notFound(`There is no classification level with id '${id}'.`);
  return id;
}

const getClassificationLevels = operation({
  api: "v2",
  id: "getClassificationLevels",
  method: "GET",
  path: "/classification-levels",
  scopes: [["read:configuration:confluence"]],
  handle: ({ site }) => {
    requireClassification(site);
    return ok(classificationLevels(site));
  },
});

type Call = Pick<OperationCall, "site" | "access">;

function administered(call: Call, id: number): Space {
  requireClassification(call.site);
  const space = visibleSpace(call.access, call, id);
  if (!call.access.inSpace(space, "administer:space")) throw notFound();
  return space;
}

const spacePath = "/spaces/{id}/classification-level/default";
const spaceScopes = [["read:space:confluence", "write:space:confluence"]];

const ofSpace: readonly Operation[] = [
  operation({
    api: "v2",
    id: "getSpaceDefaultClassificationLevel",
    method: "GET",
    path: spacePath,
    scopes: [["read:space:confluence"]],
    parameters: { id: required(long()) },
    handle: ({ parameters, site, access }) => {
      requireClassification(site);
      const level = defaultLevel(site, visibleSpace(access, { site }, parameters.id));
      if (!level) throw notFound("The space has no default classification level.");
      return ok(level);
    },
  }),
  operation({
    api: "v2",
    id: "putSpaceDefaultClassificationLevel",
    method: "PUT",
    path: spacePath,
    scopes: spaceScopes,
    parameters: { id: required(long()) },
    body: "json",
    handle: (call) => {
      const { id } = administered(call, call.parameters.id);
      classify(call.site, { kind: "space", id }, wantedLevel(call.site, requestObject(call.body)));
      return noBody();
    },
  }),
  operation({
    api: "v2",
    id: "deleteSpaceDefaultClassificationLevel",
    method: "DELETE",
    path: spacePath,
    scopes: spaceScopes,
    parameters: { id: required(long()) },
    handle: (call) => {
      const { id } = administered(call, call.parameters.id);
      classify(call.site, { kind: "space", id }, undefined);
      return noBody();
    },
  }),
];

/** `drafts`: whether the noun has drafts with a level of their own, told apart by a status. */
type Noun = {
  readonly type: ContentType;
  readonly path: string;
  readonly name: string;
  readonly read: readonly string[];
  readonly write: string;
  readonly drafts: boolean;
};

const page = { read: ["read:page:confluence", "write:page:confluence"], write: "write:page:confluence", drafts: true };
const nouns: readonly Noun[] = [
  { type: "page", path: "/pages", name: "Page", ...page },
  { type: "blogpost", path: "/blogposts", name: "BlogPost", ...page },
  {
    type: "whiteboard",
    path: "/whiteboards",
    name: "Whiteboard",
    read: ["read:whiteboard:confluence"],
    write: "write:whiteboard:confluence",
    drafts: false,
  },
  {
    type: "database",
    path: "/databases",
    name: "Database",
    read: ["read:database:confluence"],
    write: "write:database:confluence",
    drafts: false,
  },
];

type Status = "current" | "draft" | "archived";

/** Whether there is such a version of the content; a page that was never published has only a draft. */
function hasStatus(content: Content, status: Status): boolean {
  if (status === "draft") return content.status === "draft" || content.draft !== null;
  return content.status === status;
}

/** The content whose level is to change, and which of its versions is meant. */
function target(
  call: OperationCall,
  noun: Noun,
  id: number,
  input: JsonObject,
): { id: number; kind: "content" | "draft" } {
  requireClassification(call.site);
  const content = visible(call.access, call, id, noun.type);
  if (!call.access.updateContent(content)) throw notFound();
  const allowed = noun.drafts ? (["current", "draft"] as const) : (["current"] as const);
  const status = choiceField(input, "status", ...allowed);
  if (status === undefined) throw badRequest("Field 'status' in the request body is required.");
  if (!hasStatus(content, status)) throw notFound();
  return { id, kind: status === "draft" ? "draft" : "content" };
}

const ofNoun = (noun: Noun): readonly Operation[] => [
  operation({
    api: "v2",
    id: `get${noun.name}ClassificationLevel`,
    method: "GET",
    path: `${noun.path}/{id}/classification-level`,
    scopes: [noun.read],
    parameters: { id: required(long()), status: oneOf("current", "draft", "archived") },
    handle: ({ parameters, site, access }) => {
      requireClassification(site);
      const content = visible(access, { site }, parameters.id, noun.type);
      const status = noun.drafts ? parameters.status : undefined;
      if (status !== undefined && !hasStatus(content, status)) throw notFound();
      const draft = status === "draft" || content.status === "draft";
      if (draft && !access.updateContent(content)) throw notFound();
      const level = levelOf(site, content, draft);
      if (!level) throw notFound("No classification level is applied.");
      return ok(level);
    },
  }),
  operation({
    api: "v2",
    id: `put${noun.name}ClassificationLevel`,
    method: "PUT",
    path: `${noun.path}/{id}/classification-level`,
    scopes: [[noun.write]],
    parameters: { id: required(long()) },
    body: "json",
    handle: (call) => {
      const input = requestObject(call.body);
      const classified = target(call, noun, call.parameters.id, input);
      classify(call.site, classified, wantedLevel(call.site, input));
      return noBody();
    },
  }),
  operation({
    api: "v2",
    id: `post${noun.name}ClassificationLevel`,
    method: "POST",
    path: `${noun.path}/{id}/classification-level/reset`,
    scopes: [[noun.write]],
    parameters: { id: required(long()) },
    body: "json",
    handle: (call) => {
      classify(call.site, target(call, noun, call.parameters.id, requestObject(call.body)), undefined);
      return noBody();
    },
  }),
];

export const classificationLevelOperations: readonly Operation[] = [
  getClassificationLevels,
  ...ofSpace,
  ...nouns.flatMap(ofNoun),
];
