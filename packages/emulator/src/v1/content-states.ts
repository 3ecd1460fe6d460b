import {
  chooseState,
  contentInState,
  customStatesOf,
  type StateTarget,
  setState,
  spaceStates,
  stateOf,
} from "../content/content-states.ts";
import { idField, stringField } from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { atMost, expand, integer, oneOf, required, text, withDefault } from "../http/parameters.ts";
import { badRequest, forbidden } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import { contentJson } from "./content-json.ts";
import { expansion } from "./expansion.ts";
import { changeable, contentOfType, isSpaceAdministrator, spaceOf } from "./find.ts";
import { paged } from "./paged.ts";
import { requestObject } from "./request-object.ts";

const contentPath = "/content/{id}/state";
const spacePath = "/space/{spaceKey}/state";
const readScopes = [["read:confluence-content.summary"], ["read:content-details:confluence"]];
const writeScopes = [["write:confluence-content"], ["write:content:confluence", "read:content-details:confluence"]];
const spaceScopes = [["read:confluence-space.summary"], ["read:space.setting:confluence"]];

/** As many of a person's own states as the editor offers. */
const offered = 3;

const stated = (call: OperationCall, id: string): Content => contentOfType(call, id, "page", "blogpost");

/** Content that was never given a state answers with an empty object (measured). */
function stateJson({ site }: OperationCall, content: Content, target: StateTarget) {
  const found = stateOf(site, content.id, target);
  return found ? { contentState: found.state, lastUpdated: new Date(found.at).toISOString() } : {};
}

/** The draft must be there: that of a published page, or a page that is nothing but a draft. */
function checkTarget(content: Content, target: StateTarget): void {
  if (target === "draft" && content.draft === null && content.status !== "draft")
    throw badRequest(`Content ${content.id} has no draft.`);
  if (target === "current" && content.status !== "current") throw badRequest(`Content ${content.id} is not published.`);
}

const ofContent: readonly Operation[] = [
  operation({
    api: "v1",
    id: "getContentState",
    method: "GET",
    path: contentPath,
    scopes: readScopes,
    parameters: { id: required(text()), status: withDefault(oneOf("current", "draft", "archived"), "current") },
    handle: (call) => {
      const { id, status } = call.parameters;
      return ok(stateJson(call, stated(call, id), status === "draft" ? "draft" : "current"));
    },
  }),
  operation({
    api: "v1",
    id: "setContentState",
    method: "PUT",
    path: contentPath,
    scopes: writeScopes,
    parameters: { id: required(text()), status: required(oneOf("current", "draft")) },
    body: "json",
    handle: (call) => {
      const { site, account, now, parameters } = call;
      const input = requestObject(call.body);
      const content = changeable(call, stated(call, parameters.id));
      checkTarget(content, parameters.status);
      const doing = { by: account.id, at: now };
      const wanted = { id: idField(input, "id"), name: stringField(input, "name"), color: stringField(input, "color") };
      setState(site, content, parameters.status, chooseState(site, wanted, doing), doing);
      return ok(stateJson(call, content, parameters.status));
    },
  }),
  operation({
    api: "v1",
    id: "removeContentState",
    method: "DELETE",
    path: contentPath,
    scopes: writeScopes,
    parameters: { id: required(text()), status: withDefault(oneOf("current", "draft"), "current") },
    handle: (call) => {
      const { site, account, now, parameters } = call;
      const content = changeable(call, stated(call, parameters.id));
      checkTarget(content, parameters.status);
      setState(site, content, parameters.status, null, { by: account.id, at: now });
      return ok(stateJson(call, content, parameters.status));
    },
  }),
  operation({
    api: "v1",
    id: "getAvailableContentStates",
    method: "GET",
    path: `${contentPath}/available`,
    scopes: [["write:confluence-content"], ["write:content:confluence"]],
    parameters: { id: required(text()) },
    handle: (call) => {
      const content = changeable(call, stated(call, call.parameters.id));
      if (content.status === "trashed") throw badRequest("Content in the trash has no states.");
      return ok({
        spaceContentStates: spaceStates,
        customContentStates: customStatesOf(call.site, call.account.id).slice(0, offered),
      });
    },
  }),
  operation({
    api: "v1",
    id: "getCustomContentStates",
    method: "GET",
    path: "/content-states",
    scopes: [["read:user.property:confluence"]],
    handle: ({ site, account }) => ok(customStatesOf(site, account.id)),
  }),
];

const ofSpace: readonly Operation[] = [
  operation({
    api: "v1",
    id: "getSpaceContentStates",
    method: "GET",
    path: spacePath,
    scopes: spaceScopes,
    parameters: { spaceKey: required(text()) },
    handle: (call) => {
      spaceOf(call, call.parameters.spaceKey);
      return ok(spaceStates);
    },
  }),
  operation({
    api: "v1",
    id: "getContentStateSettings",
    method: "GET",
    path: `${spacePath}/settings`,
    scopes: spaceScopes,
    parameters: { spaceKey: required(text()) },
    handle: (call) => {
      const space = spaceOf(call, call.parameters.spaceKey);
      if (!isSpaceAdministrator(call, space))
        throw forbidden("Only administrators of the space are permitted to see this");
      return ok({
        contentStatesAllowed: true,
        customContentStatesAllowed: true,
        spaceContentStatesAllowed: true,
        spaceContentStates: spaceStates,
      });
    },
  }),
  operation({
    api: "v1",
    id: "getContentsWithState",
    method: "GET",
    path: `${spacePath}/content`,
    scopes: [["read:confluence-content.all"], ["read:content:confluence"]],
    parameters: {
      spaceKey: required(text()),
      "state-id": required(integer()),
      expand: expand(),
      start: atMost(0, Number.MAX_SAFE_INTEGER),
      limit: withDefault(integer({ min: 0, max: 100 }), 25),
    },
    handle: (call) => {
      const { parameters, site, access } = call;
      const space = spaceOf(call, parameters.spaceKey);
      const rows = contentInState(site, space.id, parameters["state-id"]).filter((content) =>
        access.viewContent(content),
      );
      const asked = expansion(parameters.expand);
      const rendered = asked.inside("body").has("export_view") || asked.inside("body").has("styled_view");
      const limit = rendered ? Math.min(parameters.limit, 25) : parameters.limit;
      return paged(call, rows, { start: parameters.start, limit }, (content) => contentJson(call, content, asked));
    },
  }),
];

export const contentStateOperations: readonly Operation[] = [...ofContent, ...ofSpace];
