import { createProperty, type PropertyOwner, propertiesOf, updateProperty } from "../content/content-properties.ts";
import { integerField, objectField, requiredString, stringField } from "../http/json-fields.ts";
import { listed, noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit, long, required, text } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { visibleSpace } from "../permission/access.ts";
import type { Property, Space } from "../state/records.ts";
import { isoDate, versionJson } from "./json.ts";
import { requestObject } from "./write-page.ts";

/**
 * The documents call the creator `createdBy`; real answers say `authorId`. Source: live tests of confluence.js. Both agree
 * that the version knows no minor edits, other than those of content.
 */
export function spacePropertyJson({ id, key, value, authorId, createdAt, version }: Property) {
  const { minorEdit: _minorEdit, ...shown } = versionJson(version);
  return { id: String(id), key, value, createdAt: isoDate(createdAt), authorId, version: shown };
}

type Call = Pick<OperationCall, "site" | "access">;

const ownerOf = ({ id }: Space): PropertyOwner => ({ owner: "space", id: String(id) });

/** Properties are written by those who administer the space. */
function administeredSpace(call: Call, id: number): Space {
  const space = visibleSpace(call.access, call, id);
  if (!call.access.inSpace(space, "administer:space")) throw notFound();
  return space;
}

function propertyOf({ site }: Call, space: Space, id: number): Property {
  const property = site.properties.get(id);
  if (property?.owner !== "space" || property.ownerId !== String(space.id)) throw notFound();
  return property;
}

const read = [["read:space:confluence"]];
const write = [["read:space:confluence", "write:space:confluence"]];
const all = "/spaces/{space-id}/properties";
const one = "/spaces/{space-id}/properties/{property-id}";
const oneParameters = { "space-id": required(long()), "property-id": required(long()) };

export const spacePropertyOperations: readonly Operation[] = [
  operation({
    api: "v2",
    id: "getSpaceProperties",
    method: "GET",
    path: all,
    scopes: read,
    parameters: { "space-id": required(long()), key: text(), cursor: cursor(), limit: limit() },
    handle: ({ parameters, site, access }) => {
      const space = visibleSpace(access, { site }, parameters["space-id"]);
      const order = { name: "id", descending: false, value: (row: Property) => row.id };
      const keep = ({ key }: Property) => !parameters.key || key === parameters.key;
      const rows = propertiesOf(site, ownerOf(space));
      return listed(
        sliceOfUnsorted({ rows, order, cursor: parameters.cursor, limit: parameters.limit, keep }),
        spacePropertyJson,
      );
    },
  }),
  operation({
    api: "v2",
    id: "createSpaceProperty",
    method: "POST",
    path: all,
    scopes: write,
    status: 201,
    parameters: { "space-id": required(long()) },
    body: "json",
    handle: (call) => {
      const { site, account, parameters, now, siteUrl } = call;
      const input = requestObject(call.body);
      const space = administeredSpace(call, parameters["space-id"]);
      const key = requiredString(input, "key");
      const property = createProperty(site, ownerOf(space), key, input.value, { by: account.id, at: now });
      const location = `${siteUrl}/wiki/api/v2/spaces/${space.id}/properties/${property.id}`;
      return ok(spacePropertyJson(property), { headers: { location } });
    },
  }),
  operation({
    api: "v2",
    id: "getSpacePropertyById",
    method: "GET",
    path: one,
    scopes: read,
    parameters: oneParameters,
    handle: (call) => {
      const space = visibleSpace(call.access, call, call.parameters["space-id"]);
      return ok(spacePropertyJson(propertyOf(call, space, call.parameters["property-id"])));
    },
  }),
  operation({
    api: "v2",
    id: "updateSpacePropertyById",
    method: "PUT",
    path: one,
    scopes: write,
    parameters: oneParameters,
    body: "json",
    handle: (call) => {
      const { site, account, parameters, now, siteUrl } = call;
      const input = requestObject(call.body);
      const space = administeredSpace(call, parameters["space-id"]);
      const before = propertyOf(call, space, parameters["property-id"]);
      const key = requiredString(input, "key");
      const version = objectField(input, "version");
      const number = version && integerField(version, "number");
      if (version === undefined || number === undefined) {
        throw badRequest("Field 'version.number' in the request body is required.");
      }
      if (key !== before.key) throw badRequest("The key of a property can not be changed.");
      const writing = { by: account.id, at: now, message: stringField(version, "message") };
      const after = updateProperty(site, before, number, input.value, writing);
      const location = `${siteUrl}/wiki/api/v2/spaces/${space.id}/properties/${after.id}`;
      return ok(spacePropertyJson(after), { headers: { location } });
    },
  }),
  operation({
    api: "v2",
    id: "deleteSpacePropertyById",
    method: "DELETE",
    path: one,
    scopes: write,
    parameters: oneParameters,
    handle: (call) => {
      const space = administeredSpace(call, call.parameters["space-id"]);
      call.site.properties.delete(propertyOf(call, space, call.parameters["property-id"]).id);
      return noBody();
    },
  }),
];
