import { toStorage } from "../../bodies/read-body.ts";
import { checkPosting } from "../../content/blog-posts.ts";
import { commit } from "../../content/commit.ts";
import { checkProperty, createProperty, propertyWithKey, updateProperty } from "../../content/content-properties.ts";
import { createContent as create } from "../../content/create-content.ts";
import { labelNamed } from "../../content/label-content.ts";
import { restoreContent } from "../../content/restore-content.ts";
import { publishDraft, reviseContent } from "../../content/revise-content.ts";
import { checkTitle } from "../../content/titles.ts";
import { purgeContent, trashContent } from "../../content/trash-content.ts";
import { checkParent, nextPosition } from "../../content/tree.ts";
import {
  booleanField,
  choiceField,
  idField,
  integerField,
  isObject,
  type JsonObject,
  objectField,
  requiredString,
  stringField,
} from "../../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, operation, type Reply } from "../../http/operation.ts";
import { oneOf, required, text } from "../../http/parameters.ts";
import { badRequest, forbidden, notFound, Refusal } from "../../http/refusal.ts";
import type { Content, Space } from "../../state/records.ts";
import { contentJson } from "../content-json.ts";
import { expansion } from "../expansion.ts";
import { changeable, spaceOf } from "../find.ts";
import { readLabelNames } from "../label-names.ts";
import { contentOf } from "../labels.ts";
import { single } from "../paged.ts";
import { requestObject } from "../request-object.ts";
import { expandParameter } from "./content-lists.ts";
import { legacyScopes } from "./scopes.ts";

const writable = ["page", "blogpost", "comment"] as const;
type Writable = (typeof writable)[number];

const shownAfterWriting = ["space", "history", "version", "ancestors", "container", "body.storage"];

function reply(call: OperationCall, content: Content, asked: ReadonlySet<string>): Reply {
  return single(call, contentJson(call, content, expansion(asked.size > 0 ? asked : shownAfterWriting)));
}

/** `body` is an object with one member named after its representation. Undefined when there is none. */
function bodyOf(input: JsonObject): string | undefined {
  const body = objectField(input, "body");
  if (!body) return undefined;
  for (const name of ["storage", "atlas_doc_format", "wiki", "editor", "editor2", "view"] as const) {
    const one = body[name];
    if (!isObject(one)) continue;
    const value = stringField(one, "value") ?? "";
    return toStorage(name === "atlas_doc_format" || name === "wiki" ? name : "storage", value);
  }
  throw badRequest("The body of the content has no representation that can be written.");
}

const noParent = () => notFound("The parent ID specified does not exist, or user does not have permissions");

/** The last of `ancestors` is the parent; undefined when the request names none. */
function parentOf(call: OperationCall, input: JsonObject, space: Space, self?: Content): number | undefined {
  const { ancestors } = input;
  if (ancestors === undefined || ancestors === null) return undefined;
  if (!Array.isArray(ancestors)) throw badRequest("Field 'ancestors' in the request body must be a list.");
  const last: unknown = ancestors.at(-1);
  if (last === undefined) return undefined;
  const id = isObject(last) ? idField(last, "id") : undefined;
  if (id === undefined) throw badRequest("Each of the 'ancestors' in the request body must have an id.");
  try {
    return checkParent(call.site, call.access, id, space, self).id;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw noParent();
    throw error;
  }
}

function spaceFor(call: OperationCall, input: JsonObject): Space {
  const given = objectField(input, "space");
  const key = given && stringField(given, "key");
  if (key !== undefined) return spaceOf(call, key);
  const id = given && idField(given, "id");
  const space = id === undefined ? undefined : call.site.spaces.get(id);
  if (!call.access.viewSpace(space)) throw badRequest("Space is required");
  return space;
}

/** A comment hangs on a page or blog post, and answers the comment that is its last ancestor. */
function commentPlace(call: OperationCall, input: JsonObject): { container: Content; parentId: number | null } {
  const given = objectField(input, "container");
  const id = given && idField(given, "id");
  if (id === undefined) throw badRequest("A comment needs a container.");
  const container = contentOf(call, String(id));
  if (container.type !== "page" && container.type !== "blogpost")
    throw badRequest("A comment can not be added to this content.");
  const ancestors = Array.isArray(input.ancestors) ? input.ancestors : [];
  const last: unknown = ancestors.at(-1);
  const parentId = isObject(last) ? (idField(last, "id") ?? null) : null;
  const parent = parentId === null ? undefined : call.site.content.get(parentId);
  if (parentId !== null && (parent?.type !== "comment" || parent.containerId !== container.id)) throw noParent();
  return { container, parentId };
}

function mayCreate(call: OperationCall, type: Writable, space: Space): void {
  if (!call.access.inSpace(space, `create:${type}`))
    throw forbidden(`User not permitted to create a ${type} in space ${space.key}`);
}

function checkFreeTitle(
  { site, now }: OperationCall,
  type: Writable,
  spaceId: number,
  title: string,
  self?: Content,
): void {
  if (title.trim() === "") throw badRequest("Title is required");
  if (type === "page") checkTitle(site, { type, spaceId, title, ...(self ? { id: self.id } : {}) });
  else checkPosting(site, { spaceId, title, createdAt: self?.createdAt ?? now, id: self?.id });
}

type Metadata = { properties: [key: string, value: unknown][]; labels: ReturnType<typeof readLabelNames> };

/**
 * Properties and, of new content, labels can be written along with it: `metadata: {properties: {key: {value}}, labels}`.
 * kovetskiy/mark sets the width of a page and its emoji so, and gives no versions of properties.
 */
function metadataOf(input: JsonObject): Metadata {
  const metadata = objectField(input, "metadata") ?? {};
  const properties = Object.entries(objectField(metadata, "properties") ?? {}).flatMap(
    ([key, given]): Metadata["properties"] =>
      isObject(given) && given.value !== undefined ? [[key, given.value]] : [],
  );
  for (const [key, value] of properties) checkProperty(key, value);
  return { properties, labels: Array.isArray(metadata.labels) ? readLabelNames(metadata.labels) : [] };
}

function writeProperties({ site, account, now }: OperationCall, content: Content, { properties }: Metadata): void {
  const of = { owner: "content", id: String(content.id) } as const;
  const writing = { by: account.id, at: now };
  for (const [key, value] of properties) {
    const before = propertyWithKey(site, of, key);
    if (before) updateProperty(site, before, before.version.number + 1, value, writing);
    else createProperty(site, of, key, value, writing);
  }
}

const createContent = operation({
  api: "v1",
  id: "createContent",
  method: "POST",
  path: "/content",
  scopes: legacyScopes.writeContent,
  legacy: true,
  parameters: { status: oneOf("current", "draft"), ...expandParameter },
  body: "json",
  handle: (call) => {
    const { site, account, now, parameters } = call;
    const input = requestObject(call.body);
    const type = choiceField(input, "type", ...writable);
    if (type === undefined) throw badRequest("Field 'type' in the request body is required.");
    const status = parameters.status ?? choiceField(input, "status", "current", "draft") ?? "current";
    const fresh = { type, status, authorId: account.id, at: now } as const;
    if (type === "comment") {
      const { container, parentId } = commentPlace(call, input);
      const space = site.spaces.get(container.spaceId);
      if (!space) throw noParent();
      mayCreate(call, type, space);
      const title = `Re: ${container.title}`;
      const comment = create(site, {
        ...fresh,
        title,
        spaceId: space.id,
        containerId: container.id,
        parentId,
        body: bodyOf(input) ?? "",
      });
      return reply(call, comment, parameters.expand);
    }
    const space = spaceFor(call, input);
    mayCreate(call, type, space);
    const title = stringField(input, "title") ?? "";
    if (status === "current") checkFreeTitle(call, type, space.id, title);
    const body = bodyOf(input) ?? "";
    const metadata = metadataOf(input);
    const parentId = type === "page" ? (parentOf(call, input, space) ?? space.homepageId) : null;
    const content = create(site, {
      ...fresh,
      title,
      spaceId: space.id,
      body,
      parentId,
      position: nextPosition(site, parentId),
      labelIds: [...new Set(metadata.labels.map(({ prefix, name }) => labelNamed(site, prefix, name).id))],
    });
    writeProperties(call, content, metadata);
    return reply(call, content, parameters.expand);
  },
});

/** Recorded words; v2 has its own for the same mistake. */
function checkNumber(content: Content, number: number): void {
  const current = content.version.number;
  if (number === current + 1 || (content.status === "draft" && number === 1)) return;
  throw new Refusal(409, `Version must be incremented on update. Current version is: ${current}`, {
    exception: "com.atlassian.confluence.api.service.exceptions.ConflictException",
  });
}

const updateContent = operation({
  api: "v1",
  id: "updateContent",
  method: "PUT",
  path: "/content/{id}",
  scopes: legacyScopes.writeContent,
  legacy: true,
  parameters: {
    id: required(text()),
    status: oneOf("current", "trashed", "historical", "draft"),
    conflictPolicy: text(),
    ...expandParameter,
  },
  body: "json",
  handle: (call) => {
    const { site, account, now, parameters } = call;
    const input = requestObject(call.body);
    const before = contentOf(call, parameters.id);
    const type = choiceField(input, "type", "page", "blogpost", "comment", "attachment");
    if (type === undefined || type !== before.type)
      throw badRequest(`The type of content ${parameters.id} is ${before.type} and can not be changed.`);
    if (type === "attachment") throw badRequest("Attachments are updated through their container.");
    changeable(call, before);
    const version = objectField(input, "version");
    const number = version && integerField(version, "number");
    if (!version || number === undefined) throw badRequest("Field 'version.number' in the request body is required.");
    checkNumber(before, number);
    const space = site.spaces.get(before.spaceId);
    if (!space) throw noParent();
    const body = bodyOf(input);
    const metadata = metadataOf(input);
    const revision = {
      by: account.id,
      at: now,
      message: stringField(version, "message") ?? "",
      minorEdit: booleanField(version, "minorEdit") ?? false,
    };
    const change: { body?: string; title?: string; parentId?: number; position?: number | null } =
      body === undefined ? {} : { body };
    if (type !== "comment") {
      change.title = requiredString(input, "title");
      checkFreeTitle(call, type, before.spaceId, change.title, before);
      const parentId = type === "page" ? parentOf(call, input, space, before) : undefined;
      if (parentId !== undefined && parentId !== before.parentId)
        Object.assign(change, { parentId, position: nextPosition(site, parentId) });
    }
    // From the trash it comes back as it was; the rest of the request is left aside.
    if (before.status === "trashed") return reply(call, restoreContent(call.site, before, revision), new Set());
    const revised =
      before.status === "draft"
        ? publishDraft(site, before, { ...revision, change: { ...change, createdAt: now } })
        : reviseContent(site, before, { ...revision, change });
    writeProperties(call, revised, metadata);
    return reply(call, revised, parameters.expand);
  },
});

const deleteContent = operation({
  api: "v1",
  id: "deleteContent",
  method: "DELETE",
  path: "/content/{id}",
  scopes: legacyScopes.deleteContent,
  legacy: true,
  parameters: { id: required(text()), status: oneOf("current", "trashed", "draft") },
  status: 204,
  handle: (call) => {
    const { site, access, account, now, parameters } = call;
    const content = contentOf(call, parameters.id);
    const doing = { by: account.id, at: now };
    if (!access.deleteContent(content))
      throw forbidden(`User not permitted to delete content with id : ${parameters.id}`);
    const forGood =
      content.status === "trashed" ||
      content.status === "draft" ||
      content.type === "comment" ||
      content.type === "attachment";
    if (content.status === "trashed" && parameters.status !== "trashed") {
      throw badRequest("Content in the trash is removed for good with status=trashed.");
    }
    if (content.status === "current" && parameters.status === "trashed")
      throw badRequest("The content is not in the trash.");
    if (content.status === "current" && parameters.status === "draft") {
      if (!content.draft) throw notFound(`No draft found with id : ${parameters.id}`);
      commit(site, {
        kind: "drafted",
        actor: account.id,
        at: now,
        before: content,
        after: { ...content, draft: null },
      });
      return noBody();
    }
    if (forGood) purgeContent(site, content, doing);
    else trashContent(site, content, doing);
    return noBody();
  },
});

export const legacyWriteOperations: readonly Operation[] = [createContent, updateContent, deleteContent];
