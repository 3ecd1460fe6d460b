import { publishDraft } from "../content/revise-content.ts";
import { checkTitle } from "../content/titles.ts";
import { checkParent, nextPosition } from "../content/tree.ts";
import { integerField, isObject, objectField, requiredString, stringField } from "../http/json-fields.ts";
import { type Operation, type OperationCall, operation, type Reply } from "../http/operation.ts";
import { expand, oneOf, required, text } from "../http/parameters.ts";
import { badRequest, conflict, forbidden, noContent } from "../http/refusal.ts";
import type { Content, Space } from "../state/records.ts";
import { contentJson } from "./content-json.ts";
import { expansion } from "./expansion.ts";
import { contentOfType, spaceOf } from "./find.ts";
import { single } from "./paged.ts";
import { requestObject } from "./request-object.ts";

const parameters = { draftId: required(text()), status: oneOf("draft"), expand: expand() };
type DraftCall = OperationCall<typeof parameters>;

function draftOf(call: DraftCall): Content {
  const draft = contentOfType(call, call.parameters.draftId, "page");
  if (draft.status !== "draft") throw noContent(call.parameters.draftId);
  return draft;
}

/** Where the page goes: below the last of the ancestors named, else below the homepage when the draft hangs nowhere. */
function parentIn(call: DraftCall, draft: Content, space: Space, ancestors: unknown): number | null {
  if (ancestors === undefined || ancestors === null)
    return draft.spaceId === space.id ? (draft.parentId ?? space.homepageId) : space.homepageId;
  if (!Array.isArray(ancestors)) throw badRequest("Field 'ancestors' in the request body must be a list.");
  const last = ancestors.at(-1);
  if (last === undefined) return space.homepageId;
  const id = isObject(last) ? last.id : undefined;
  if ((typeof id !== "string" && typeof id !== "number") || !/^\d{1,19}$/.test(String(id)))
    throw badRequest("An ancestor must be named by its id.");
  return checkParent(call.site, call.access, Number(id), space, draft).id;
}

/** Publishes a draft that was begun from a blueprint. Both kinds of drafts are the same here, as the reference says. */
function publish(call: DraftCall): Reply {
  const { site, access, account, now } = call;
  const input = requestObject(call.body);
  const draft = draftOf(call);
  const version = objectField(input, "version");
  const number = version && integerField(version, "number");
  if (number === undefined) throw badRequest("Field 'version.number' in the request body is required.");
  if (number !== 1) throw conflict(`The version of a draft to publish must be 1. Provided version: [${number}]`);
  const title = stringField(input, "title")?.trim() ?? "";
  if (title === "") throw badRequest("A title is required to publish a draft.");
  if (requiredString(input, "type") !== "page") throw badRequest("Field 'type' in the request body must be 'page'.");
  const given = objectField(input, "space");
  const space = given ? spaceOf(call, requiredString(given, "key")) : site.spaces.get(draft.spaceId);
  if (!space || !access.inSpace(space, "create:page"))
    throw forbidden("User not permitted to create content in this space");
  checkTitle(site, { type: "page", spaceId: space.id, title, id: draft.id });
  const parentId = parentIn(call, draft, space, input.ancestors);
  const change = { title, parentId, position: nextPosition(site, parentId), createdAt: now };
  const page = publishDraft(site, { ...draft, spaceId: space.id }, { by: account.id, at: now, change });
  const shown = ["body.storage", "history", "space", "version", "ancestors", ...call.parameters.expand];
  return single(call, contentJson(call, page, expansion(shown)));
}

const shared = {
  api: "v1" as const,
  path: "/content/blueprint/instance/{draftId}",
  scopes: [["write:confluence-content"], ["read:content-details:confluence", "write:content:confluence"]],
  parameters,
  body: "json" as const,
  handle: publish,
};

export const blueprintDraftOperations: readonly Operation[] = [
  operation({ ...shared, id: "publishSharedDraft", method: "PUT" }),
  operation({ ...shared, id: "publishLegacyDraft", method: "POST" }),
];
