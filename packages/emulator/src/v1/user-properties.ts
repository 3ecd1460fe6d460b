import { createProperty, type PropertyOwner, propertiesOf, propertyWithKey } from "../content/content-properties.ts";
import { isObject } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, operation } from "../http/operation.ts";
import { atMost, required, text } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import type { Property } from "../state/records.ts";
import { accountWith } from "./groups.ts";
import { paged, single } from "./paged.ts";
import { requestObject } from "./request-object.ts";

const read = [["read:user.property:confluence"]];
const write = [["write:user.property:confluence"]];
const one = { userId: required(text()), key: required(text()) };
const maxKey = 255;
const maxValueBytes = 32 * 1024;

type Named = { site: OperationCall["site"]; parameters: { userId: string } };

const ownerOf = ({ site, parameters }: Named): PropertyOwner => ({
  owner: "user",
  id: accountWith(site, parameters.userId).id,
});

function checkKey(key: string): void {
  if (key.length > maxKey) throw badRequest(`The key of a property can have at most ${maxKey} characters.`);
}

function found(call: Named & { parameters: { key: string } }): Property {
  const { key } = call.parameters;
  checkKey(key);
  const property = propertyWithKey(call.site, ownerOf(call), key);
  if (!property) throw notFound(`User property with key ${key} not found`);
  return property;
}

/** Values are objects here, unlike those of content properties. */
function objectValue(body: unknown): unknown {
  const { value } = requestObject(body);
  if (!isObject(value)) throw badRequest("Field 'value' in the request body must be an object.");
  if (Object.keys(value).length === 0) throw badRequest("The value of a property can not be empty.");
  if (Buffer.byteLength(JSON.stringify(value)) > maxValueBytes)
    throw badRequest(`The value of a property can not be larger than ${maxValueBytes} bytes.`);
  return value;
}

const getUserProperties = operation({
  api: "v1",
  id: "getUserProperties",
  method: "GET",
  path: "/user/{userId}/property",
  scopes: read,
  parameters: { userId: required(text()), start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(5, 25) },
  handle: (call) => paged(call, propertiesOf(call.site, ownerOf(call)), call.parameters, ({ key }) => ({ key })),
});

const getUserProperty = operation({
  api: "v1",
  id: "getUserProperty",
  method: "GET",
  path: "/user/{userId}/property/{key}",
  scopes: read,
  parameters: one,
  handle: (call) => {
    const { id, ownerId, key, value, createdAt, version } = found(call);
    return single(call, {
      key,
      value,
      id: String(id),
      lastModifiedDate: new Date(version.createdAt).toISOString(),
      createdDate: new Date(createdAt).toISOString(),
      _links: {
        self: `${call.siteUrl}/wiki/rest/api/user/${encodeURIComponent(ownerId)}/property/${encodeURIComponent(key)}`,
      },
    });
  },
});

const createUserProperty = operation({
  api: "v1",
  id: "createUserProperty",
  method: "POST",
  path: "/user/{userId}/property/{key}",
  scopes: write,
  parameters: one,
  body: "json",
  status: 201,
  handle: (call) => {
    const { site, account, now, parameters, body } = call;
    checkKey(parameters.key);
    createProperty(site, ownerOf(call), parameters.key, objectValue(body), { by: account.id, at: now });
    return noBody(201);
  },
});

const updateUserProperty = operation({
  api: "v1",
  id: "updateUserProperty",
  method: "PUT",
  path: "/user/{userId}/property/{key}",
  scopes: write,
  parameters: one,
  body: "json",
  status: 204,
  handle: (call) => {
    const { site, account, now, body } = call;
    const before = found(call);
    const version = { ...before.version, number: before.version.number + 1, authorId: account.id, createdAt: now };
    site.properties.put({ ...before, value: objectValue(body), version });
    return noBody();
  },
});

const deleteUserProperty = operation({
  api: "v1",
  id: "deleteUserProperty",
  method: "DELETE",
  path: "/user/{userId}/property/{key}",
  scopes: write,
  parameters: one,
  status: 204,
  handle: (call) => {
    call.site.properties.delete(found(call).id);
    return noBody();
  },
});

export const userPropertyOperations: readonly Operation[] = [
  getUserProperties,
  getUserProperty,
  createUserProperty,
  updateUserProperty,
  deleteUserProperty,
];
