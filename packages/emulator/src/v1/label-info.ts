import { findLabel, labelNamed, labelsOf } from "../content/label-content.ts";
import { templates } from "../content/templates.ts";
import { noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { atMost, oneOf, required, text } from "../http/parameters.ts";
import { badRequest, forbidden, notFound } from "../http/refusal.ts";
import type { Label, Space } from "../state/records.ts";
import { labelJson } from "./content-json.ts";
import { isSpaceAdministrator, spaceOf } from "./find.ts";
import { readLabelNames, readPrefix } from "./label-names.ts";
import { paged } from "./paged.ts";

type Carrier = {
  readonly contentType: "page" | "blogpost" | "attachment" | "page_template";
  readonly contentId: number;
  readonly title: string;
};

/** What carries a label and may be seen. Ids are numbers here, unlike anywhere else in v1 (measured). */
function carriersOf({ site, access }: OperationCall, label: Label): Carrier[] {
  const found: Carrier[] = [];
  for (const content of site.content.values()) {
    const { type } = content;
    if (type !== "page" && type !== "blogpost" && type !== "attachment") continue;
    if (!content.labelIds.includes(label.id) || content.status !== "current" || !access.viewContent(content)) continue;
    found.push({ contentType: type, contentId: content.id, title: content.title });
  }
  for (const { id, name, labelIds, spaceId } of templates(site).values()) {
    const seen = spaceId === null || access.viewSpace(site.spaces.get(spaceId));
    if (seen && labelIds.includes(label.id)) found.push({ contentType: "page_template", contentId: id, title: name });
  }
  return found;
}

const getAllLabelContent = operation({
  api: "v1",
  id: "getAllLabelContent",
  method: "GET",
  path: "/label",
  scopes: [["read:confluence-content.summary"], ["read:label:confluence", "read:content:confluence"]],
  parameters: {
    name: required(text()),
    type: oneOf("page", "blogpost", "attachment", "page_template"),
    start: atMost(0, Number.MAX_SAFE_INTEGER),
    limit: atMost(200, 200),
  },
  handle: (call) => {
    const { name, type, start, limit } = call.parameters;
    if (name.trim() === "") throw badRequest("Required parameter 'name' is missing.");
    const [, prefix = "global", rest = name] = /^(global|my|team|system):(.+)$/.exec(name) ?? [];
    const label = findLabel(call.site, readPrefix(prefix) ?? "global", rest);
    const carriers = label ? carriersOf(call, label) : [];
    if (!label || carriers.length === 0) throw notFound(`No label found with name : ${name}`);
    const results = carriers
      .filter(({ contentType }) => type === undefined || contentType === type)
      .slice(start, start + limit);
    return ok(
      { label: labelJson(label), associatedContents: { results, start, limit, size: results.length } },
      { objects: results.length },
    );
  },
});

/** The labels of a space itself, and after them the global ones on what lies in it. */
function labelsIn({ site, access }: OperationCall, space: Space): Label[] {
  const ids = new Set(space.labelIds);
  for (const type of ["page", "blogpost", "attachment"]) {
    for (const content of site.lists.contentInSpace.id.in(`${type}:${space.id}`)) {
      if (content.labelIds.length === 0 || content.status !== "current" || !access.viewContent(content)) continue;
      for (const { id, prefix } of labelsOf(site, content.labelIds)) if (prefix === "global") ids.add(id);
    }
  }
  return labelsOf(site, [...ids]);
}

const path = "/space/{spaceKey}/label";
const places = { start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(200, 200) };

function administered(call: OperationCall, key: string): Space {
  const space = spaceOf(call, key);
  if (!isSpaceAdministrator(call, space)) throw forbidden("User not permitted to modify labels of this space");
  return space;
}

const ofSpace: readonly Operation[] = [
  operation({
    api: "v1",
    id: "getLabelsForSpace",
    method: "GET",
    path,
    scopes: [["read:confluence-space.summary"], ["read:label:confluence"]],
    parameters: { spaceKey: required(text()), prefix: oneOf("global", "my", "team"), ...places },
    handle: (call) => {
      const { spaceKey, prefix } = call.parameters;
      const labels = labelsIn(call, spaceOf(call, spaceKey)).filter(
        (label) => prefix === undefined || label.prefix === prefix,
      );
      return paged(call, labels, call.parameters, labelJson);
    },
  }),
  operation({
    api: "v1",
    id: "addLabelsToSpace",
    method: "POST",
    path,
    scopes: [["write:confluence-space"], ["read:label:confluence", "write:label:confluence"]],
    parameters: { spaceKey: required(text()) },
    body: "json",
    handle: (call) => {
      const { site, parameters } = call;
      if (!Array.isArray(call.body) || call.body.length === 0) throw badRequest("Could not parse Labels");
      const given = readLabelNames(call.body);
      const space = administered(call, parameters.spaceKey);
      const ids = given.map(({ prefix, name }) => labelNamed(site, prefix, name).id);
      const labelIds = [...new Set([...space.labelIds, ...ids])];
      site.spaces.put({ ...space, labelIds });
      return paged(call, labelsOf(site, labelIds), { start: 0, limit: 200 }, labelJson);
    },
  }),
  operation({
    api: "v1",
    id: "deleteLabelFromSpace",
    method: "DELETE",
    path,
    scopes: [["write:confluence-space"], ["write:label:confluence"]],
    parameters: { spaceKey: required(text()), name: required(text()), prefix: text() },
    status: 204,
    handle: (call) => {
      const { site, parameters } = call;
      if (parameters.name.trim() === "") throw badRequest("Required parameter 'name' is missing.");
      const prefix = readPrefix(parameters.prefix || "global");
      if (!prefix) throw badRequest(`Provided value {${parameters.prefix}} for 'prefix' is not supported.`);
      const space = administered(call, parameters.spaceKey);
      const label = findLabel(site, prefix, parameters.name);
      if (label) site.spaces.put({ ...space, labelIds: space.labelIds.filter((id) => id !== label.id) });
      return noBody();
    },
  }),
];

export const labelInfoOperations: readonly Operation[] = [getAllLabelContent, ...ofSpace];
