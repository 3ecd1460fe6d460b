import { bodyOf } from "../bodies/read-body.ts";
import { labelNamed, labelsOf } from "../content/label-content.ts";
import {
  type ShippedTemplate,
  shippedTemplate,
  shippedTemplates,
  type Template,
  templates,
  templatesIn,
} from "../content/templates.ts";
import { type JsonObject, objectField, requiredString, stringField } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, operation } from "../http/operation.ts";
import { atMost, expand, required, text } from "../http/parameters.ts";
import { badRequest, forbidden, notFound } from "../http/refusal.ts";
import { isSiteAdministrator } from "../permission/site-administrator.ts";
import type { Space } from "../state/records.ts";
import { labelJson } from "./content-json.ts";
import { expansion } from "./expansion.ts";
import { isSpaceAdministrator, spaceOf } from "./find.ts";
import { readLabelNames } from "./label-names.ts";
import { paged, single } from "./paged.ts";
import { requestObject } from "./request-object.ts";
import { spaceJson } from "./space-json.ts";

const readScopes = [
  ["read:confluence-content.summary"],
  ["read:template:confluence", "read:content-details:confluence"],
];
const writeScopes = [
  ["write:confluence-content"],
  ["read:template:confluence", "read:content-details:confluence", "write:template:confluence"],
];

type Shown = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly body: string;
  readonly spaceId: number | null;
};

function shownJson(call: OperationCall, { id, name, description, body, spaceId }: Shown, asked: ReadonlySet<string>) {
  const space = spaceId === null ? undefined : call.site.spaces.get(spaceId);
  const withBody = [...asked].some((path) => path === "body" || path.startsWith("body."));
  return {
    templateId: id,
    name,
    description,
    ...(space ? { space: spaceJson(call, space, expansion([])) } : {}),
    templateType: "page",
    editorVersion: "v2",
    ...(withBody
      ? {
          body: {
            storage: { value: body, representation: "storage", embeddedContent: [], _expandable: { content: "" } },
          },
        }
      : {}),
    _expandable: withBody ? {} : { body: "" },
    _links: { self: `${call.siteUrl}/wiki/rest/api/template/${id}` },
  };
}

const templateJson = (call: OperationCall, template: Template, asked: ReadonlySet<string>) => ({
  ...shownJson(call, { ...template, id: String(template.id) }, asked),
  labels: labelsOf(call.site, template.labelIds).map(labelJson),
});

const shippedJson = (
  call: OperationCall,
  template: ShippedTemplate,
  spaceId: number | null,
  asked: ReadonlySet<string>,
) => ({
  ...shownJson(call, { ...template, spaceId }, asked),
  originalTemplate: { pluginKey: template.plugin, moduleKey: template.template },
  referencingBlueprint: `${template.plugin}:${template.blueprint}`,
  labels: [],
});

/** Templates of a space are for its administrators to change, those of the site for the site's. */
function mayChange(call: OperationCall, spaceId: number | null): boolean {
  const space = spaceId === null ? undefined : call.site.spaces.get(spaceId);
  return space
    ? call.access.viewSpace(space) && isSpaceAdministrator(call, space)
    : isSiteAdministrator(call.site, call.account.id);
}

function maySee({ site, access }: OperationCall, spaceId: number | null): boolean {
  return spaceId === null || access.viewSpace(site.spaces.get(spaceId));
}

const ownTemplate = (call: OperationCall, id: string): Template | undefined =>
  /^\d{1,19}$/.test(id) ? templates(call.site).get(Number(id)) : undefined;

function readSpace(call: OperationCall, input: JsonObject): Space | undefined {
  const space = objectField(input, "space");
  return space && spaceOf(call, requiredString(space, "key"));
}

/** What a template is made of, as both writing operations send it. */
function readTemplate({ site }: OperationCall, input: JsonObject) {
  const name = stringField(input, "name")?.trim() ?? "";
  if (name === "") throw badRequest("The name of a template must not be empty.");
  if (name.length > 255) throw badRequest("The name of a template can have at most 255 characters.");
  if (stringField(input, "templateType") !== "page")
    throw badRequest("Field 'templateType' in the request body must be 'page'.");
  const body = bodyOf(input);
  if (body === undefined) throw badRequest("Field 'body' in the request body is required.");
  const labels = input.labels === undefined || input.labels === null ? undefined : readLabelNames(input.labels);
  return {
    name,
    body,
    description: stringField(input, "description"),
    labelIds: labels?.map((label) => labelNamed(site, label.prefix, label.name).id),
  };
}

const listParameters = {
  spaceKey: text(),
  start: atMost(0, Number.MAX_SAFE_INTEGER),
  limit: atMost(25, 100),
  expand: expand(),
};
const spaceIdOf = (call: OperationCall, key: string | undefined): number | null =>
  key === undefined || key === "" ? null : spaceOf(call, key).id;
const absent = () => forbidden("The template does not exist, or the user is not permitted to see it");

export const templateOperations: readonly Operation[] = [
  operation({
    api: "v1",
    id: "createContentTemplate",
    method: "POST",
    path: "/template",
    scopes: writeScopes,
    body: "json",
    handle: (call) => {
      const { site, account, now } = call;
      const input = requestObject(call.body);
      const spaceId = readSpace(call, input)?.id ?? null;
      const { description = "", labelIds = [], ...given } = readTemplate(call, input);
      if (!mayChange(call, spaceId)) throw forbidden("User not permitted to create templates here");
      const template: Template = {
        id: site.ids.next(),
        spaceId,
        description,
        labelIds,
        ...given,
        authorId: account.id,
        changedAt: now,
      };
      templates(site).put(template);
      return single(call, templateJson(call, template, new Set(["body"])));
    },
  }),
  operation({
    api: "v1",
    id: "updateContentTemplate",
    method: "PUT",
    path: "/template",
    scopes: writeScopes,
    body: "json",
    handle: (call) => {
      const { site, account, now } = call;
      const input = requestObject(call.body);
      const id = requiredString(input, "templateId");
      const { description, labelIds, ...given } = readTemplate(call, input);
      const before = ownTemplate(call, id);
      if (!before || !mayChange(call, before.spaceId)) throw notFound(`No template found with id : ${id}`);
      const space = readSpace(call, input);
      if (space && space.id !== before.spaceId) throw badRequest("A template can not be moved to another space.");
      const after: Template = {
        ...before,
        ...given,
        description: description ?? before.description,
        labelIds: labelIds ?? before.labelIds,
        authorId: account.id,
        changedAt: now,
      };
      templates(site).put(after);
      return single(call, templateJson(call, after, new Set(["body"])));
    },
  }),
  operation({
    api: "v1",
    id: "getContentTemplates",
    method: "GET",
    path: "/template/page",
    scopes: readScopes,
    parameters: listParameters,
    handle: (call) => {
      const { parameters, site } = call;
      return paged(call, templatesIn(site, spaceIdOf(call, parameters.spaceKey)), parameters, (one) =>
        templateJson(call, one, parameters.expand),
      );
    },
  }),
  operation({
    api: "v1",
    id: "getBlueprintTemplates",
    method: "GET",
    path: "/template/blueprint",
    scopes: readScopes,
    parameters: listParameters,
    handle: (call) => {
      const { parameters, site } = call;
      const spaceId = spaceIdOf(call, parameters.spaceKey);
      return paged(call, shippedTemplates(site, spaceId), parameters, (one) =>
        shippedJson(call, one, spaceId, parameters.expand),
      );
    },
  }),
  operation({
    api: "v1",
    id: "getContentTemplate",
    method: "GET",
    path: "/template/{contentTemplateId}",
    scopes: readScopes,
    parameters: { contentTemplateId: required(text()), expand: expand() },
    handle: (call) => {
      const { contentTemplateId: id } = call.parameters;
      // A single template has its body, asked for or not. Source: sooperset/mcp-atlassian, which reads it so on live sites.
      const asked = new Set([...call.parameters.expand, "body"]);
      const own = ownTemplate(call, id);
      if (own && maySee(call, own.spaceId)) return single(call, templateJson(call, own, asked));
      const shipped = shippedTemplate(call.site, id);
      // What is not there is 403, not 404. Source: the v1 reference.
      if (!shipped || !maySee(call, shipped.spaceId)) throw absent();
      return single(call, shippedJson(call, shipped.template, shipped.spaceId, asked));
    },
  }),
  operation({
    api: "v1",
    id: "removeTemplate",
    method: "DELETE",
    path: "/template/{contentTemplateId}",
    scopes: [["write:confluence-content"], ["write:template:confluence"]],
    parameters: { contentTemplateId: required(text()) },
    status: 204,
    handle: (call) => {
      const own = ownTemplate(call, call.parameters.contentTemplateId);
      // The templates of the product can not be changed here, so there is never a change to take back.
      if (!own || !mayChange(call, own.spaceId)) throw absent();
      templates(call.site).delete(own.id);
      return noBody();
    },
  }),
];
