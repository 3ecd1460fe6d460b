import { createSpace } from "../content/create-space.ts";
import { isObject, type JsonObject, objectField, requiredString, stringField } from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation, type Reply } from "../http/operation.ts";
import { badRequest, forbidden } from "../http/refusal.ts";
import { expansion } from "./expansion.ts";
import { spaceJson } from "./space-json.ts";

const scopes = [
  ["write:confluence-space"],
  ["read:space-details:confluence", "write:space:confluence", "write:space.permission:confluence"],
];

/** Letters and digits; personal spaces begin with a tilde. */
function checkKey(call: OperationCall, key: string): void {
  if (!/^~?[A-Za-z0-9]{1,255}$/.test(key)) throw badRequest(`Invalid space key: ${key}`);
  if (call.site.lists.spaceByKey.in(key.toLowerCase()).length > 0)
    throw badRequest(`A space already exists with key ${key}`);
}

function description(input: JsonObject): string {
  const plain = objectField(objectField(input, "description") ?? {}, "plain");
  return plain ? (stringField(plain, "value") ?? "") : "";
}

function create(call: OperationCall, visibility: "everyone" | "creator"): Reply {
  const { site, account, now } = call;
  if (!isObject(call.body)) throw badRequest("The request body must be a JSON object.");
  const name = requiredString(call.body, "name");
  const key = stringField(call.body, "key") ?? stringField(call.body, "alias");
  if (key === undefined) throw badRequest("A key or an alias is required to create a space.");
  checkKey(call, key);
  if (name.length > 200) throw badRequest("The name of a space can have at most 200 characters.");
  if (!account.active) throw forbidden("Not permitted to create a space.");
  const space = createSpace(site, {
    key,
    name,
    description: description(call.body),
    by: account.id,
    at: now,
    visibility,
  });
  return ok(spaceJson(call, space, expansion(["description", "icon", "homepage", "permissions", "metadata"])));
}

export const spaceOperations: readonly Operation[] = [
  operation({
    api: "v1",
    id: "createSpace",
    method: "POST",
    path: "/space",
    scopes,
    body: "json",
    handle: (call) => create(call, "everyone"),
  }),
  operation({
    api: "v1",
    id: "createPrivateSpace",
    method: "POST",
    path: "/space/_private",
    scopes,
    body: "json",
    handle: (call) => create(call, "creator"),
  }),
];
