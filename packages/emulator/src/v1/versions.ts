import { deleteVersion, restoreVersion } from "../content/version-history.ts";
import { booleanField, integerField, objectField, stringField } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, operation } from "../http/operation.ts";
import { expand, integer, required, text } from "../http/parameters.ts";
import { badRequest, Refusal } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import { contentId, contentJson, versionJson } from "./content-json.ts";
import { expansion } from "./expansion.ts";
import { changeable } from "./find.ts";
import { contentOf } from "./labels.ts";
import { single } from "./paged.ts";
import { requestObject } from "./request-object.ts";

const versioned = new Set<Content["type"]>(["page", "blogpost", "comment", "attachment", "custom"]);

/** Here content that is not to be found is a 400. Source: the v1 reference. */
function target(call: OperationCall, id: string): Content {
  let content: Content;
  try {
    content = contentOf(call, id);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw badRequest(error.message);
    throw error;
  }
  if (!versioned.has(content.type)) throw badRequest(`Content of type ${content.type} has no versions.`);
  if (content.status !== "current") throw badRequest(`Content ${id} is not published.`);
  return changeable(call, content);
}

export const versionOperations: readonly Operation[] = [
  operation({
    api: "v1",
    id: "restoreContentVersion",
    method: "POST",
    path: "/content/{id}/version",
    scopes: [["write:confluence-content"], ["read:content-details:confluence", "write:content:confluence"]],
    parameters: { id: required(text()), expand: expand() },
    body: "json",
    handle: (call) => {
      const { site, account, now, siteUrl, parameters } = call;
      const input = requestObject(call.body);
      if (input.operationKey !== "restore")
        throw badRequest("Field 'operationKey' in the request body must be 'restore'.");
      const params = objectField(input, "params");
      const number = params && integerField(params, "versionNumber");
      if (!params || number === undefined)
        throw badRequest("Field 'params.versionNumber' in the request body is required.");
      const message = stringField(params, "message") ?? "";
      const withTitle = booleanField(params, "restoreTitle") ?? false;
      const content = restoreVersion(site, target(call, parameters.id), {
        number,
        message,
        withTitle,
        by: account.id,
        at: now,
      });
      const version = versionJson(call, content.version);
      const asked = expansion(parameters.expand);
      const collaborators = { users: [version.by], userKeys: [] };
      return single(call, {
        ...version,
        content: contentJson(call, content, asked.inside("content")),
        ...(asked.has("collaborators") ? { collaborators } : {}),
        _expandable: asked.has("collaborators") ? {} : { collaborators: "" },
        _links: { self: `${siteUrl}/wiki/rest/api/content/${contentId(content)}/version/${content.version.number}` },
      });
    },
  }),
  operation({
    api: "v1",
    id: "deleteContentVersion",
    method: "DELETE",
    path: "/content/{id}/version/{versionNumber}",
    scopes: [["write:confluence-content"], ["delete:content:confluence"]],
    parameters: { id: required(text()), versionNumber: required(integer()) },
    status: 204,
    handle: (call) => {
      deleteVersion(call.site, target(call, call.parameters.id), call.parameters.versionNumber);
      return noBody();
    },
  }),
];
