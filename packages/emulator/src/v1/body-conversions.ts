import { type Conversion, conversionTarget, findConversion, startConversion } from "../bodies/conversions.ts";
import { toStorage } from "../bodies/read-body.ts";
import { booleanField, type JsonObject, objectField, requiredString, stringField } from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { expand, flag, listOf, oneOf, required, text, withDefault } from "../http/parameters.ts";
import { badRequest, forbidden, notFound, Refusal } from "../http/refusal.ts";
import { spaceOf } from "./find.ts";
import { contentOf } from "./labels.ts";
import { requestObject } from "./request-object.ts";

const root = "/contentbody/convert/async";
const scopes = [["read:confluence-content.all"], ["read:content.metadata:confluence"]];

type Context = { readonly spaceKey: string | undefined; readonly contentId: string | undefined };

/** The content, or the space, that links in the body are looked up from: it has to be there and visible. */
function checkContext(call: OperationCall, { spaceKey, contentId }: Context): string {
  if (contentId) return `content:${contentOf(call, contentId).id}`;
  return spaceKey ? `space:${spaceOf(call, spaceKey).id}` : "";
}

function convert(call: OperationCall, to: string, input: JsonObject, context: Context, useCache: boolean): Conversion {
  const representation = requiredString(input, "representation");
  const value = stringField(input, "value");
  if (value === undefined) throw badRequest("Field 'value' in the request body is required.");
  const target = conversionTarget(representation, to);
  if (!target) throw badRequest(`Conversion from ${representation} to ${to} is not supported.`);
  const found = checkContext(call, context);
  const storage = toStorage(representation === "atlas_doc_format" ? "atlas_doc_format" : "storage", value);
  return startConversion(
    call.site,
    { storage, to: target, context: found, useCache },
    { by: call.account.id, at: call.now },
  );
}

const links = { _expandable: { content: "", embeddedContent: "", webresource: "", mediaToken: "" }, _links: {} };

/** The result once it is there, before that how far it is; a second run shows the value of the first meanwhile. */
export function conversionJson({ id, representation, value, finishedAt, again }: Conversion, now: number) {
  const done = now >= finishedAt;
  const status = done ? "COMPLETED" : again ? "RERUNNING" : "WORKING";
  return { ...(done || again ? { value, representation } : {}), renderTaskId: id, status, ...links };
}

const mine = ({ account }: OperationCall, { startedBy }: Conversion): boolean => startedBy === account.id;
const maxRequests = 10;
const maxResults = 50;

export const bodyConversionOperations: readonly Operation[] = [
  operation({
    api: "v1",
    id: "asyncConvertContentBodyRequest",
    method: "POST",
    path: `${root}/{to}`,
    scopes,
    parameters: {
      to: required(text()),
      expand: expand(),
      spaceKeyContext: text(),
      contentIdContext: text(),
      allowCache: flag(),
      embeddedContentRender: withDefault(oneOf("current", "version-at-save"), "current"),
    },
    body: "json",
    handle: (call) => {
      const { to, spaceKeyContext, contentIdContext, allowCache } = call.parameters;
      const context = { spaceKey: spaceKeyContext, contentId: contentIdContext };
      return ok({ asyncId: convert(call, to, requestObject(call.body), context, allowCache).id });
    },
  }),
  operation({
    api: "v1",
    id: "asyncConvertContentBodyResponse",
    method: "GET",
    path: `${root}/{id}`,
    scopes,
    parameters: { id: required(text()) },
    handle: (call) => {
      const { id } = call.parameters;
      if (!/^[0-9a-f-]{36}$/i.test(id)) throw badRequest(`Invalid async id : ${id}`);
      const conversion = findConversion(call.site, id, call.now);
      if (!conversion) throw notFound(`No conversion found with id : ${id}`);
      if (!mine(call, conversion)) throw forbidden("Only the user who asked for a conversion is permitted to read it");
      return ok(conversionJson(conversion, call.now));
    },
  }),
  operation({
    api: "v1",
    id: "bulkAsyncConvertContentBodyRequest",
    method: "POST",
    path: `${root}/bulk/tasks`,
    scopes,
    body: "json",
    handle: (call) => {
      const { conversionInputs: inputs } = requestObject(call.body);
      if (!Array.isArray(inputs)) throw badRequest("Field 'conversionInputs' in the request body must be a list.");
      if (inputs.length > maxRequests) throw badRequest(`At most ${maxRequests} conversions can be asked for at once.`);
      return ok(inputs.map((input) => ({ asyncId: queued(call, requestObject(input)) })));
    },
  }),
  operation({
    api: "v1",
    id: "bulkAsyncConvertContentBodyResponse",
    method: "GET",
    path: `${root}/bulk/tasks`,
    scopes,
    parameters: { ids: required(listOf(text(), maxResults)) },
    handle: (call) =>
      ok(
        call.parameters.ids.map((id) => {
          const conversion = findConversion(call.site, id, call.now);
          if (conversion && mine(call, conversion)) return conversionJson(conversion, call.now);
          return { renderTaskId: id, status: "FAILED", error: `No conversion found with id : ${id}`, ...links };
        }),
      ),
  }),
];

/** One of many: what can not be converted has a word in place of its id, and does not fail the others. */
function queued(call: OperationCall, input: JsonObject): string {
  const body = objectField(input, "body");
  const to = requiredString(input, "to");
  if (!body) throw badRequest("Field 'body' in the request body is required.");
  const context = {
    spaceKey: stringField(input, "spaceKeyContext"),
    contentId: stringField(input, "contentIdContext"),
  };
  const useCache = booleanField(input, "allowCache") ?? false;
  try {
    return convert(call, to, body, context, useCache).id;
  } catch (error) {
    if (error instanceof Refusal) return "FAILED_TO_QUEUE";
    throw error;
  }
}
