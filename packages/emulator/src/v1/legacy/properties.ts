import {
  createProperty,
  type PropertyOwner,
  propertiesOf,
  propertyWithKey,
  updateProperty,
} from "../../content/content-properties.ts";
import { integerField, type JsonObject, objectField, requiredString, stringField } from "../../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, operation } from "../../http/operation.ts";
import { atMost, expand, listOf, required, text } from "../../http/parameters.ts";
import { badRequest, notFound } from "../../http/refusal.ts";
import type { Property } from "../../state/records.ts";
import { contentId, contentJson, versionJson } from "../content-json.ts";
import { type Expansion, expanded, expansion } from "../expansion.ts";
import { changeable, spaceOf } from "../find.ts";
import { contentOf } from "../labels.ts";
import { paged, single } from "../paged.ts";
import { requestObject } from "../request-object.ts";
import { administered } from "../space-administration.ts";
import { spaceJson } from "../space-json.ts";
import { legacyScopes } from "./scopes.ts";

/** What carries properties: how it is found for reading and for writing, and how a property shows it. */
type Carrier = {
  readonly noun: "Content" | "Space";
  readonly path: string;
  readonly parameter: "id" | "spaceKey";
  readonly read: readonly (readonly string[])[];
  readonly write: readonly (readonly string[])[];
  readonly readable: (call: OperationCall, given: string) => PropertyOwner;
  readonly writable: (call: OperationCall, given: string) => PropertyOwner;
  readonly link: (call: OperationCall, given: string) => string;
  readonly members: (call: OperationCall, given: string, asked: Expansion) => Parameters<typeof expanded>[1];
};

const content: Carrier = {
  noun: "Content",
  path: "/content/{id}/property",
  parameter: "id",
  read: legacyScopes.readProperties,
  write: legacyScopes.writeProperties,
  readable: (call, given) => ({ owner: "content", id: String(contentOf(call, given).id) }),
  writable: (call, given) => ({ owner: "content", id: String(changeable(call, contentOf(call, given)).id) }),
  link: (call, given) => `/rest/api/content/${contentId(contentOf(call, given))}`,
  members: (call, given, asked) => {
    const row = contentOf(call, given);
    return {
      content: {
        here: () => contentJson(call, row, asked.inside("content")),
        link: `/rest/api/content/${contentId(row)}`,
      },
    };
  },
};

const space: Carrier = {
  noun: "Space",
  path: "/space/{spaceKey}/property",
  parameter: "spaceKey",
  read: legacyScopes.readSpaceProperties,
  write: legacyScopes.writeSpaceProperties,
  readable: (call, given) => ({ owner: "space", id: String(spaceOf(call, given).id) }),
  writable: (call, given) => ({ owner: "space", id: String(administered(call, given).id) }),
  link: (_, given) => `/rest/api/space/${encodeURIComponent(given)}`,
  members: (call, given, asked) => {
    const row = spaceOf(call, given);
    return {
      space: {
        here: () => spaceJson(call, row, asked.inside("space")),
        link: `/rest/api/space/${encodeURIComponent(row.key)}`,
      },
    };
  },
};

type CarrierCall = Omit<OperationCall, "parameters"> & { parameters: Record<string, string> };

function operationsOf(carrier: Carrier): Operation[] {
  const { path, parameter, noun } = carrier;
  const owner = { [parameter]: required(text()) };
  const one = { ...owner, key: required(text()), expand: expand() };
  // The parameter's name is the carrier's, so it is read under that name.
  const given = (call: OperationCall) => (call as CarrierCall).parameters[parameter] ?? "";
  const json = (call: OperationCall, property: Property, names: ReadonlySet<string>) => {
    const asked = expansion(names);
    return {
      id: String(property.id),
      key: property.key,
      value: property.value,
      ...expanded(asked, {
        version: { here: () => versionJson(call, property.version) },
        ...carrier.members(call, given(call), asked),
      }),
      _links: {
        self: `${call.siteUrl}/wiki${carrier.link(call, given(call))}/property/${encodeURIComponent(property.key)}`,
      },
    };
  };
  const withVersion = new Set(["version"]);
  const found = (call: OperationCall, of: PropertyOwner, key: string): Property => {
    const property = propertyWithKey(call.site, of, key);
    if (!property) throw notFound(`Cannot find ${noun.toLowerCase()} property with key : ${key}`);
    return property;
  };
  const create = (call: OperationCall, key: string, input: JsonObject) => {
    const of = carrier.writable(call, given(call));
    const property = createProperty(call.site, of, key, input.value, { by: call.account.id, at: call.now });
    return single(call, json(call, property, withVersion));
  };
  const many = noun === "Content" ? "ContentProperties" : "SpaceProperties";
  const name = `${noun}Property`;
  return [
    operation({
      api: "v1",
      id: `get${many}`,
      method: "GET",
      path,
      scopes: carrier.read,
      legacy: true,
      parameters: {
        ...owner,
        key: listOf(text()),
        start: atMost(0, Number.MAX_SAFE_INTEGER),
        limit: atMost(10, 1000),
        expand: expand(),
      },
      handle: (call) => {
        const { parameters } = call;
        const rows = propertiesOf(call.site, carrier.readable(call, given(call)));
        const { key: keys, expand: names } = parameters;
        return paged(
          call,
          rows.filter(({ key }) => !keys || keys.length === 0 || keys.includes(key)),
          parameters,
          (row) => json(call, row, names),
        );
      },
    }),
    operation({
      api: "v1",
      id: `create${name}`,
      method: "POST",
      path,
      scopes: carrier.write,
      legacy: true,
      parameters: owner,
      body: "json",
      handle: (call) => {
        const input = requestObject(call.body);
        return create(call, requiredString(input, "key"), input);
      },
    }),
    operation({
      api: "v1",
      id: `get${name}`,
      method: "GET",
      path: `${path}/{key}`,
      scopes: carrier.read,
      legacy: true,
      parameters: one,
      handle: (call) => {
        const names = call.parameters.expand.size > 0 ? call.parameters.expand : withVersion;
        return single(call, json(call, found(call, carrier.readable(call, given(call)), call.parameters.key), names));
      },
    }),
    operation({
      api: "v1",
      id: `create${name}ForKey`,
      method: "POST",
      path: `${path}/{key}`,
      scopes: carrier.write,
      legacy: true,
      parameters: one,
      body: "json",
      handle: (call) => create(call, call.parameters.key, requestObject(call.body)),
    }),
    operation({
      api: "v1",
      id: `update${name}`,
      method: "PUT",
      path: `${path}/{key}`,
      scopes: carrier.write,
      legacy: true,
      parameters: one,
      body: "json",
      handle: (call) => {
        const { site, account, now, parameters } = call;
        const input = requestObject(call.body);
        const version = objectField(input, "version");
        const number = version && integerField(version, "number");
        if (!version || number === undefined)
          throw badRequest("Field 'version.number' in the request body is required.");
        const of = carrier.writable(call, given(call));
        // The first version may be written by an update as well.
        if (number === 1 && !propertyWithKey(site, of, parameters.key)) return create(call, parameters.key, input);
        const message = stringField(version, "message");
        const after = updateProperty(site, found(call, of, parameters.key), number, input.value, {
          by: account.id,
          at: now,
          message,
        });
        return single(call, json(call, after, withVersion));
      },
    }),
    operation({
      api: "v1",
      id: `delete${name}`,
      method: "DELETE",
      path: `${path}/{key}`,
      scopes: carrier.write,
      legacy: true,
      parameters: one,
      status: 204,
      handle: (call) => {
        call.site.properties.delete(found(call, carrier.writable(call, given(call)), call.parameters.key).id);
        return noBody();
      },
    }),
  ];
}

export const legacyPropertyOperations: readonly Operation[] = [...operationsOf(content), ...operationsOf(space)];
