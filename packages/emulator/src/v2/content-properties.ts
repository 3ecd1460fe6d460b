import { createProperty, type PropertyOwner, propertiesOf, updateProperty } from "../content/content-properties.ts";
import { requiredString, stringField } from "../http/json-fields.ts";
import { listed, noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { sliceOfUnsorted } from "../http/paging.ts";
import { cursor, limit, long, oneOf, required, text } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import type { Content, Property } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { type ContentKind, contentOfKind, idOf, kinds, readScope, writeScope } from "./content-kinds.ts";
import { contentPropertyJson } from "./property-json.ts";
import { versionField } from "./version-field.ts";
import { requestObject } from "./write-page.ts";

/** `name` stands in the operation ids; `member` is the path parameter of the owner, `listMember` where no property id follows. */
type Noun = { kind: ContentKind; name: string; member: string; listMember: string };

const nouns: readonly Noun[] = [
  { kind: kinds.page, name: "Page", member: "page-id", listMember: "page-id" },
  { kind: kinds.blogPost, name: "Blogpost", member: "blogpost-id", listMember: "blogpost-id" },
  { kind: kinds.attachment, name: "Attachment", member: "attachment-id", listMember: "attachment-id" },
  { kind: kinds.comment, name: "Comment", member: "comment-id", listMember: "comment-id" },
  { kind: kinds.customContent, name: "CustomContent", member: "custom-content-id", listMember: "custom-content-id" },
  { kind: kinds.whiteboard, name: "Whiteboard", member: "whiteboard-id", listMember: "id" },
  { kind: kinds.database, name: "Database", member: "database-id", listMember: "id" },
  { kind: kinds.smartLink, name: "SmartLink", member: "embed-id", listMember: "id" },
  { kind: kinds.folder, name: "Folder", member: "folder-id", listMember: "id" },
];

type Call = Pick<OperationCall, "site" | "access">;

const ownerOf = ({ id }: Content): PropertyOwner => ({ owner: "content", id: String(id) });

/** Who writes a property must be allowed to change what it hangs on. */
function writableOwner(kind: ContentKind, call: Call, id: number): PropertyOwner {
  const content = contentOfKind(kind, call, id);
  if (!call.access.updateContent(content)) throw notFound();
  return ownerOf(content);
}

function propertyOf(site: Site, owner: PropertyOwner, id: number): Property {
  const property = site.properties.get(id);
  if (property?.owner !== owner.owner || property.ownerId !== owner.id) throw notFound();
  return property;
}

const values = { key: (row: Property) => row.key, id: (row: Property) => row.id };

/** In the order they were added unless a sort is asked for. */
function orderOf(sort: "key" | "-key" | undefined) {
  const name = sort === undefined ? "id" : "key";
  return { name, descending: sort === "-key", value: values[name] } as const;
}

function ofNoun({ kind, name, member, listMember }: Noun): readonly Operation[] {
  const all = `${kind.path}/{${listMember}}/properties`;
  const one = `${kind.path}/{${member}}/properties/{property-id}`;
  const read = [[readScope(kind)]];
  const write = [[readScope(kind), writeScope(kind)]];
  const oneParameters = { [member]: idOf(kind), "property-id": required(long()) };
  const ownerId = (call: { parameters: object }, at: string) => (call.parameters as Record<string, number>)[at] ?? 0;

  return [
    operation({
      api: "v2",
      id: `get${name}ContentProperties`,
      method: "GET",
      path: all,
      scopes: read,
      parameters: {
        [listMember]: idOf(kind),
        key: text(),
        sort: oneOf("key", "-key"),
        cursor: cursor(),
        limit: limit(),
      },
      handle: (call) => {
        const { parameters, site } = call;
        const rows = propertiesOf(site, ownerOf(contentOfKind(kind, call, ownerId(call, listMember))));
        const keep = ({ key }: Property) => !parameters.key || key === parameters.key;
        const request = {
          rows,
          order: orderOf(parameters.sort),
          cursor: parameters.cursor,
          limit: parameters.limit,
          keep,
        };
        return listed(sliceOfUnsorted(request), contentPropertyJson);
      },
    }),
    operation({
      api: "v2",
      id: `create${name}Property`,
      method: "POST",
      path: all,
      scopes: write,
      parameters: { [listMember]: idOf(kind) },
      body: "json",
      handle: (call) => {
        const owner = writableOwner(kind, call, ownerId(call, listMember));
        const input = requestObject(call.body);
        const key = requiredString(input, "key");
        return ok(
          contentPropertyJson(
            createProperty(call.site, owner, key, input.value, { by: call.account.id, at: call.now }),
          ),
        );
      },
    }),
    operation({
      api: "v2",
      id: `get${name}ContentPropertiesById`,
      method: "GET",
      path: one,
      scopes: read,
      parameters: oneParameters,
      handle: (call) => {
        const owner = ownerOf(contentOfKind(kind, call, ownerId(call, member)));
        return ok(contentPropertyJson(propertyOf(call.site, owner, call.parameters["property-id"] ?? 0)));
      },
    }),
    operation({
      api: "v2",
      id: `update${name}PropertyById`,
      method: "PUT",
      path: one,
      scopes: write,
      parameters: oneParameters,
      body: "json",
      handle: (call) => {
        const { site, account, now } = call;
        const owner = writableOwner(kind, call, ownerId(call, member));
        const property = propertyOf(site, owner, call.parameters["property-id"] ?? 0);
        const input = requestObject(call.body);
        const key = stringField(input, "key");
        if (key !== undefined && key !== property.key) throw badRequest("The key of a property can not be changed.");
        const { number, message } = versionField(input);
        const writing = { by: account.id, at: now, message };
        return ok(contentPropertyJson(updateProperty(site, property, number, input.value, writing)));
      },
    }),
    operation({
      api: "v2",
      id: `delete${name}PropertyById`,
      method: "DELETE",
      path: one,
      scopes: write,
      parameters: oneParameters,
      handle: (call) => {
        const owner = writableOwner(kind, call, ownerId(call, member));
        call.site.properties.delete(propertyOf(call.site, owner, call.parameters["property-id"] ?? 0).id);
        return noBody();
      },
    }),
  ];
}

/** The properties of nine kinds of content, five operations each. */
export const contentPropertyOperations: readonly Operation[] = nouns.flatMap(ofNoun);
