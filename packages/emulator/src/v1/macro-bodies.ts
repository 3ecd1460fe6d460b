import { bodyContext } from "../bodies/body-context.ts";
import { startConversion } from "../bodies/conversions.ts";
import { type Representation, renderBody } from "../bodies/render-body.ts";
import { findMacro, type Macro } from "../content/find-macro.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { expand, flag, integer, oneOf, required, text, withDefault } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { escapeHtml } from "../site-pages/html.ts";
import type { Content } from "../state/records.ts";
import { contentId } from "./content-json.ts";
import { spaceOf } from "./find.ts";
import { contentOf } from "./labels.ts";
import { single } from "./paged.ts";

const root = "/content/{id}/history/{version}/macro/id/{macroId}";
const scopes = [["read:confluence-content.all"], ["read:content.metadata:confluence"]];
const parameters = { id: required(text()), version: required(integer()), macroId: required(text()) };
const convertParameters = {
  ...parameters,
  expand: expand(),
  spaceKeyContext: text(),
  embeddedContentRender: withDefault(oneOf("current", "version-at-save"), "current"),
};

type Asked = Pick<OperationCall<typeof parameters>, "site" | "access" | "parameters">;

/** The macro in one version of content; 0 stands for the newest. */
function macroOf(call: Asked): { content: Content; macro: Macro } {
  const { id, version, macroId } = call.parameters;
  const content = contentOf(call, id);
  const newest = version === 0 || version === content.version.number;
  const body = newest ? content.body : call.site.pastVersions.get(`${content.id}:${version}`)?.body;
  if (body === undefined) throw notFound(`No version ${version} of content ${id}`);
  const macro = findMacro(body, macroId);
  if (!macro) throw notFound(`No macro found on content id ${id} with hash ${macroId}`);
  return { content, macro };
}

/** A plain body is text, so in storage format its marks are escaped. */
const storageOf = ({ body, plain }: Macro): string => (plain ? `<pre>${escapeHtml(body)}</pre>` : body);

const rendered: readonly Representation[] = [
  "view",
  "export_view",
  "styled_view",
  "anonymous_export_view",
  "storage",
  "editor",
  "atlas_doc_format",
];

function checkSpace(call: OperationCall, key: string | undefined): void {
  if (key) spaceOf(call, key);
}

export const macroBodyOperations: readonly Operation[] = [
  operation({
    api: "v1",
    id: "getMacroBodyByMacroId",
    method: "GET",
    path: root,
    scopes,
    parameters,
    handle: (call) => {
      const { content, macro } = macroOf(call);
      const self = `/rest/api/content/${contentId(content)}/history/${call.parameters.version}/macro/id/${encodeURIComponent(call.parameters.macroId)}`;
      return single(call, {
        name: macro.name,
        body: macro.body,
        parameters: Object.fromEntries(Object.entries(macro.parameters).map(([name, value]) => [name, { value }])),
        _links: { self: `${call.siteUrl}/wiki${self}` },
      });
    },
  }),
  operation({
    api: "v1",
    id: "getAndConvertMacroBodyByMacroId",
    method: "GET",
    path: `${root}/convert/{to}`,
    scopes,
    parameters: { ...convertParameters, to: required(text()) },
    handle: (call) => {
      const to = rendered.find((one) => one === call.parameters.to);
      if (!to) throw badRequest(`A macro can not be converted to ${call.parameters.to}.`);
      checkSpace(call, call.parameters.spaceKeyContext);
      const { content, macro } = macroOf(call);
      return single(call, {
        value: renderBody(storageOf(macro), to, bodyContext(call.site, content)),
        representation: to,
        embeddedContent: [],
        _expandable: { content: `/rest/api/content/${contentId(content)}`, webresource: "", mediaToken: "" },
        _links: {},
      });
    },
  }),
  operation({
    api: "v1",
    id: "getAndAsyncConvertMacroBodyByMacroId",
    method: "GET",
    path: `${root}/convert/async/{to}`,
    scopes,
    parameters: { ...convertParameters, to: required(oneOf("export_view", "view", "styled_view")), allowCache: flag() },
    handle: (call) => {
      const { site, account, now } = call;
      const { to, allowCache, spaceKeyContext } = call.parameters;
      checkSpace(call, spaceKeyContext);
      const { content, macro } = macroOf(call);
      const request = { storage: storageOf(macro), to, context: `content:${content.id}`, useCache: allowCache };
      return ok({ asyncId: startConversion(site, request, { by: account.id, at: now }).id });
    },
  }),
];
