import { bodyOf } from "../bodies/read-body.ts";
import { commit } from "../content/commit.ts";
import { createContent } from "../content/create-content.ts";
import { type BodyForm, customContentTypeFor } from "../content/custom-content-types.ts";
import { checkVersionNumber, reviseContent } from "../content/revise-content.ts";
import {
  choiceField,
  idField,
  type JsonObject,
  objectField,
  requiredString,
  stringField,
} from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { flag, integer } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import { contentOfKind, deleteScope, idOf, kinds, readScope, writeScope } from "./content-kinds.ts";
import { customContentJson, singleCustomBodyFormat } from "./custom-content-json.ts";
import { deleteOrPurge } from "./delete-content.ts";
import { includedParts, partFlags } from "./included-parts.ts";
import { listCustomContentOperations } from "./list-custom-content.ts";
import { requestedVersion } from "./requested-version.ts";
import { versionField } from "./version-field.ts";
import { requestObject, spaceFor } from "./write-page.ts";

const kind = kinds.customContent;

/** The body in the form it is kept in: text of the app's own as it came, markup as storage. */
function customBody(input: JsonObject): { form: BodyForm; value: string } {
  const body = objectField(input, "body");
  if (!body) throw badRequest("Field 'body' in the request body is required.");
  const raw = body.representation === "raw" ? body : objectField(body, "raw");
  if (raw) return { form: "raw", value: stringField(raw, "value") ?? "" };
  const value = bodyOf(input);
  if (value === undefined) throw badRequest("Field 'body' in the request body is required.");
  return { form: "storage", value };
}

const containerKinds = {
  pageId: kinds.page,
  blogPostId: kinds.blogPost,
  customContentId: kinds.customContent,
} as const;
const placeNames = ["spaceId", "pageId", "blogPostId", "customContentId"] as const;

type Place = { spaceId: number; containerId: number | null };

/** Where the content is to hang, by the one member of the body that says so; undefined when none does. */
function placeOf(call: OperationCall, input: JsonObject): Place | undefined {
  const given = placeNames.filter((name) => idField(input, name) !== undefined);
  if (given.length > 1) throw badRequest(`Only one of ${placeNames.join(", ")} can be given.`);
  const [name] = given;
  if (name === undefined) return undefined;
  const id = idField(input, name) ?? 0;
  if (name === "spaceId") return { spaceId: spaceFor(call, id, "create:page").id, containerId: null };
  const container = contentOfKind(containerKinds[name], call, id);
  if (container.status === "trashed") throw notFound();
  spaceFor(call, container.spaceId, "create:page");
  return { spaceId: container.spaceId, containerId: container.id };
}

const createCustomContent = operation({
  api: "v2",
  id: "createCustomContent",
  method: "POST",
  path: kind.path,
  scopes: [[writeScope(kind)]],
  status: 201,
  body: "json",
  handle: (call) => {
    const { site, account, now } = call;
    const input = requestObject(call.body);
    const type = requiredString(input, "type");
    const title = requiredString(input, "title");
    const status = choiceField(input, "status", "current", "draft") ?? "current";
    const body = customBody(input);
    const place = placeOf(call, input);
    if (!place) throw badRequest(`One of ${placeNames.join(", ")} is required.`);
    const content = createContent(site, {
      type: "custom",
      customType: customContentTypeFor(site, type, body.form).id,
      title,
      status,
      ...place,
      authorId: account.id,
      at: now,
      body: body.value,
    });
    return ok(customContentJson(site, content, body.form));
  },
});

const getCustomContent = operation({
  api: "v2",
  id: "getCustomContentById",
  method: "GET",
  path: `${kind.path}/{id}`,
  scopes: [[readScope(kind)]],
  parameters: {
    id: idOf(kind),
    "body-format": singleCustomBodyFormat(),
    version: integer(),
    "include-version": flag(true),
    ...partFlags("labels", "properties", "operations", "versions", "collaborators"),
  },
  handle: (call) => {
    const { parameters, site, siteUrl } = call;
    const content = requestedVersion(site, contentOfKind(kind, call, parameters.id), parameters.version);
    const { version, ...rest } = customContentJson(site, content, parameters["body-format"]);
    return ok({
      ...rest,
      ...(parameters["include-version"] ? { version } : {}),
      ...includedParts(call, content, `${siteUrl}/wiki/api/v2${kind.path}/${content.id}`),
    });
  },
});

/** Moves within the space; the way out of a container to the space itself is open too. */
function moved(call: OperationCall, before: Content, place: Place | undefined): Content {
  if (!place || (place.containerId === null && before.containerId === null)) return before;
  if (place.containerId === before.containerId) return before;
  for (let at = place.containerId; at !== null; at = call.site.content.get(at)?.containerId ?? null) {
    if (at === before.id) throw badRequest("Custom content can not be moved into itself.");
  }
  const after: Content = { ...before, containerId: place.containerId };
  commit(call.site, { kind: "moved", actor: call.account.id, at: call.now, before, after });
  return after;
}

const updateCustomContent = operation({
  api: "v2",
  id: "updateCustomContent",
  method: "PUT",
  path: `${kind.path}/{id}`,
  scopes: [[writeScope(kind)]],
  parameters: { id: idOf(kind) },
  body: "json",
  handle: (call) => {
    const { site, access, account, now, parameters } = call;
    const input = requestObject(call.body);
    const given = idField(input, "id");
    const type = requiredString(input, "type");
    const title = requiredString(input, "title");
    const status = choiceField(input, "status", "current");
    const { number, message } = versionField(input);
    if (given === undefined) throw badRequest("Field 'id' in the request body is required.");
    if (given !== parameters.id) throw badRequest("The id in the request body must be the id in the path.");
    if (status === undefined) throw badRequest("Field 'status' in the request body is required.");
    const content = contentOfKind(kind, call, parameters.id);
    if (!access.updateContent(content)) throw notFound();
    if (type !== content.customType) throw badRequest("The type of custom content can not be changed.");
    const body = customBody(input);
    customContentTypeFor(site, type, body.form);
    const place = placeOf(call, input);
    if (place && place.spaceId !== content.spaceId)
      throw badRequest("Custom content can not be moved to another space.");
    checkVersionNumber(content, number);
    const revision = { by: account.id, at: now, message, change: { title, body: body.value, status } };
    return ok(customContentJson(site, reviseContent(site, moved(call, content, place), revision), body.form));
  },
});

const deleteCustomContent = operation({
  api: "v2",
  id: "deleteCustomContent",
  method: "DELETE",
  path: `${kind.path}/{id}`,
  scopes: [[deleteScope(kind)]],
  parameters: { id: idOf(kind), purge: flag() },
  handle: (call) => deleteOrPurge(call, contentOfKind(kind, call, call.parameters.id), call.parameters.purge),
});

export const customContentOperations: readonly Operation[] = [
  ...listCustomContentOperations,
  createCustomContent,
  getCustomContent,
  updateCustomContent,
  deleteCustomContent,
];
