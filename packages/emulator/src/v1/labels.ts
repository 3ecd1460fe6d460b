import { findLabel, labelNamed, labelsOf, setLabels } from "../content/label-content.ts";
import { isObject } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { required, text } from "../http/parameters.ts";
import { badRequest, forbidden, noContent } from "../http/refusal.ts";
import type { Content, LabelPrefix } from "../state/records.ts";
import { contentId, labelJson, listJson } from "./content-json.ts";

const labelled = new Set<Content["type"]>(["page", "blogpost", "attachment", "custom"]);
const prefixes = new Set<string>(["global", "my", "team", "system"]);

/** v1 ids are strings; those of attachments begin with `att`. */
export function contentOf(call: Pick<OperationCall, "site" | "access">, given: string): Content {
  const digits = /^(?:att)?(\d{1,19})$/.exec(given)?.[1];
  const content = digits === undefined ? undefined : call.site.content.get(Number(digits));
  if (!call.access.viewContent(content)) throw noContent(given);
  return content;
}

function labelTarget(call: Pick<OperationCall, "site" | "access">, given: string): Content {
  const content = contentOf(call, given);
  if (!labelled.has(content.type)) throw badRequest(`Content of type ${content.type} can not carry labels`);
  if (!call.access.updateContent(content)) throw forbidden("User not permitted to modify labels of this content");
  return content;
}

type Given = { prefix: LabelPrefix; name: string };

function readLabels(body: unknown): Given[] {
  const items: readonly unknown[] = Array.isArray(body) ? body : [body];
  const given = items.map((item) => {
    const { prefix = "global", name } = isObject(item) ? item : {};
    if (typeof name !== "string" || name.trim() === "" || typeof prefix !== "string" || !prefixes.has(prefix)) {
      throw badRequest("Could not parse Labels");
    }
    if (/[\s:;,.?&[\]()#^*!@<>]/.test(name) || name.length > 255)
      throw badRequest(`The label '${name}' holds characters that are not allowed`);
    return { prefix: prefix as LabelPrefix, name: name.toLowerCase() };
  });
  if (given.length === 0) throw badRequest("Could not parse Labels");
  return given;
}

const addLabels = operation({
  api: "v1",
  id: "addLabelsToContent",
  method: "POST",
  path: "/content/{id}/label",
  scopes: [["write:confluence-content"], ["read:label:confluence", "write:label:confluence"]],
  parameters: { id: required(text()) },
  body: "json",
  handle: (call) => {
    const { site, account, now, parameters, siteUrl } = call;
    const given = readLabels(call.body);
    const before = labelTarget(call, parameters.id);
    const ids = given.map(({ prefix, name }) => labelNamed(site, prefix, name).id);
    const after = setLabels(site, before, [...before.labelIds, ...ids], { by: account.id, at: now });
    const self = `${siteUrl}/wiki/rest/api/content/${contentId(after)}/label`;
    return ok(listJson(labelsOf(site, after.labelIds).map(labelJson), { start: 0, limit: 200, self }));
  },
});

/** Taking off a label the content does not carry changes nothing and is no error. */
function removeLabel(call: OperationCall, id: string, name: string) {
  const { site, account, now } = call;
  const before = labelTarget(call, id);
  const [prefix, rest] = /^(global|my|team|system):(.+)$/.exec(name)?.slice(1) ?? ["global", name];
  const label = findLabel(site, prefix as LabelPrefix, rest ?? "");
  if (label && before.labelIds.includes(label.id)) {
    setLabels(
      site,
      before,
      before.labelIds.filter((one) => one !== label.id),
      { by: account.id, at: now },
    );
  }
  return noBody();
}

const scopes = [["write:confluence-content"], ["write:label:confluence"]];

export const labelOperations: readonly Operation[] = [
  addLabels,
  operation({
    api: "v1",
    id: "removeLabelFromContentUsingQueryParameter",
    method: "DELETE",
    path: "/content/{id}/label",
    scopes,
    status: 204,
    parameters: { id: required(text()), name: required(text()) },
    handle: (call) => removeLabel(call, call.parameters.id, call.parameters.name),
  }),
  operation({
    api: "v1",
    id: "removeLabelFromContent",
    method: "DELETE",
    path: "/content/{id}/label/{label}",
    scopes,
    status: 204,
    parameters: { id: required(text()), label: required(text()) },
    handle: (call) => removeLabel(call, call.parameters.id, call.parameters.label),
  }),
];
