import { bodyOf } from "../bodies/read-body.ts";
import { createContent } from "../content/create-content.ts";
import { restoreContent } from "../content/restore-content.ts";
import { checkVersionNumber, publishDraft, reviseContent, saveDraft } from "../content/revise-content.ts";
import { checkTitle } from "../content/titles.ts";
import { checkParent, nextPosition } from "../content/tree.ts";
import {
  choiceField,
  idField,
  integerField,
  isObject,
  type JsonObject,
  objectField,
  requiredString,
  stringField,
} from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { flag, long, required } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { type Access, visible } from "../permission/access.ts";
import type { Content, Restrictions, Space } from "../state/records.ts";
import { pageJson } from "./page-json.ts";

export function requestObject(body: unknown): JsonObject {
  if (!isObject(body)) throw badRequest("The request body must be a JSON object.");
  return body;
}

/** The space of a new page; one the account may not create in is as good as none. */
export function spaceFor(
  call: Pick<OperationCall, "site" | "access">,
  spaceId: number | undefined,
  right: string,
): Space {
  if (spaceId === undefined) throw badRequest("Field 'spaceId' in the request body is required.");
  const space = call.site.spaces.get(spaceId);
  if (!call.access.viewSpace(space) || !call.access.inSpace(space, right)) {
    throw notFound(`Space with id ${spaceId} was not found, or the user may not create content in it.`);
  }
  return space;
}

const onlyFor = (accountId: string): Restrictions => ({
  read: { users: [accountId], groups: [] },
  update: { users: [accountId], groups: [] },
});

const createPage = operation({
  api: "v2",
  id: "createPage",
  method: "POST",
  path: "/pages",
  scopes: [["write:page:confluence"]],
  parameters: { embedded: flag(), private: flag(), "root-level": flag() },
  body: "json",
  handle: (call) => {
    const { site, account, parameters, now } = call;
    const input = requestObject(call.body);
    const status = choiceField(input, "status", "current", "draft") ?? "current";
    const title = stringField(input, "title") ?? "";
    const parentId = idField(input, "parentId");
    const space = spaceFor(call, idField(input, "spaceId"), "create:page");
    const subtype = choiceField(input, "subtype", "live") ?? null;
    if (status === "current" && title.trim() === "") throw badRequest("Title is required to publish a page.");
    if (parameters["root-level"] && parentId !== undefined) {
      throw badRequest("A parentId can not be given together with root-level=true.");
    }
    const body = bodyOf(input, call.world.settings);
    const parent = parameters["root-level"] ? null : parentOf(call, parentId, space);
    if (status === "current") checkTitle(site, { type: "page", spaceId: space.id, title });
    const page = createContent(site, {
      type: "page",
      title,
      spaceId: space.id,
      authorId: account.id,
      at: now,
      body: body ?? "",
      status,
      subtype,
      parentId: parent,
      position: nextPosition(site, parent),
      restrictions: parameters.private ? onlyFor(account.id) : null,
    });
    return ok(pageJson(site, page, "storage"));
  },
});

function parentOf(
  call: Pick<OperationCall, "site" | "access">,
  parentId: number | undefined,
  space: Space,
): number | null {
  if (parentId === undefined) return space.homepageId;
  return checkParent(call.site, call.access, parentId, space).id;
}

/** A page the account may change; one it may only read is 404 as well. */
export function updatable(access: Access, call: Pick<OperationCall, "site">, id: number): Content {
  const page = visible(access, call, id, "page");
  if (!access.updateContent(page)) throw notFound();
  return page;
}

const updatePage = operation({
  api: "v2",
  id: "updatePage",
  method: "PUT",
  path: "/pages/{id}",
  scopes: [["write:page:confluence"]],
  parameters: { id: required(long()) },
  body: "json",
  handle: (call) => {
    const { site, access, account, parameters, now } = call;
    const input = requestObject(call.body);
    const given = idField(input, "id");
    const status = choiceField(input, "status", "current", "draft");
    const title = requiredString(input, "title");
    const version = objectField(input, "version");
    const number = version && integerField(version, "number");
    if (given === undefined) throw badRequest("Field 'id' in the request body is required.");
    if (given !== parameters.id) throw badRequest("The id in the request body must be the id in the path.");
    if (status === undefined) throw badRequest("Field 'status' in the request body is required.");
    if (version === undefined || number === undefined)
      throw badRequest("Field 'version.number' in the request body is required.");
    const page = updatable(access, call, parameters.id);
    const body = bodyOf(input, call.world.settings);
    if (body === undefined) throw badRequest("Field 'body' in the request body is required.");
    const revision = { by: account.id, at: now, message: stringField(version, "message") ?? "" };
    if (status === "draft") {
      if (page.status === "trashed") throw badRequest("A page in the trash can only be restored to current.");
      if (number !== 1) throw badRequest("The version number of a draft must be 1.");
      return ok(pageJson(site, draftOf(saveDraft(site, page, { title, body, ...revision })), "storage"));
    }
    if (page.status === "trashed") {
      checkVersionNumber(page, number);
      checkTitle(site, { type: "page", spaceId: page.spaceId, title: page.title, id: page.id });
      // The rest of the request is left aside, as documented.
      return ok(pageJson(site, restoreContent(site, page, revision), "storage"));
    }
    const change = { title, body, status: "current" as const, ...moveTo(call, page, input), ...ownership(page, input) };
    checkTitle(site, { type: "page", spaceId: page.spaceId, title, id: page.id });
    if (page.status === "draft") {
      if (number !== 1 && number !== page.version.number + 1) checkVersionNumber(page, number);
      return ok(
        pageJson(site, publishDraft(site, page, { ...revision, change: { ...change, createdAt: now } }), "storage"),
      );
    }
    checkVersionNumber(page, number);
    return ok(pageJson(site, reviseContent(site, page, { ...revision, change }), "storage"));
  },
});

const draftOf = (page: Content): Content =>
  page.draft ? { ...page, title: page.draft.title, body: page.draft.body, status: "draft" } : page;

function moveTo(
  call: Pick<OperationCall, "site" | "access">,
  page: Content,
  input: JsonObject,
): { parentId?: number | null; position?: number | null } {
  const { site, access } = call;
  const space = site.spaces.get(page.spaceId);
  const spaceId = idField(input, "spaceId");
  if (spaceId !== undefined && spaceId !== page.spaceId) {
    if (!access.viewSpace(site.spaces.get(spaceId))) throw notFound(`There is no space with id ${spaceId}.`);
    throw badRequest("A page can not be moved to another space by an update.");
  }
  const parentId = idField(input, "parentId");
  if (parentId === undefined || parentId === page.parentId || !space) return {};
  checkParent(site, access, parentId, space, page);
  return { parentId, position: nextPosition(site, parentId) };
}

function ownership(page: Content, input: JsonObject): { ownerId?: string; lastOwnerId?: string } {
  const ownerId = stringField(input, "ownerId");
  return ownerId === undefined || ownerId === page.ownerId ? {} : { ownerId, lastOwnerId: page.ownerId };
}

const updatePageTitle = operation({
  api: "v2",
  id: "updatePageTitle",
  method: "PUT",
  path: "/pages/{id}/title",
  scopes: [["write:page:confluence"]],
  parameters: { id: required(long()) },
  body: "json",
  handle: (call) => {
    const { site, access, account, parameters, now } = call;
    const input = requestObject(call.body);
    const title = requiredString(input, "title");
    const status = choiceField(input, "status", "current", "draft");
    if (status === undefined) throw badRequest("Field 'status' in the request body is required.");
    const page = updatable(access, call, parameters.id);
    if (status === "draft") {
      const body = page.draft?.body ?? page.body;
      return ok(pageJson(site, draftOf(saveDraft(site, page, { title, body, by: account.id, at: now })), "storage"));
    }
    if (page.status !== "current") throw badRequest("Only a published page has a title that can be updated this way.");
    checkTitle(site, { type: "page", spaceId: page.spaceId, title, id: page.id });
    return ok(pageJson(site, reviseContent(site, page, { by: account.id, at: now, change: { title } }), "storage"));
  },
});

export const writePageOperations: readonly Operation[] = [createPage, updatePage, updatePageTitle];
