import { adfToStorage, validateStorage, wikiToStorage } from "@tributary/storage-format";
import { isObject, type JsonObject } from "../http/json-fields.ts";
import { badRequest } from "../http/refusal.ts";
import { withLocalIds } from "./local-ids.ts";

const written = ["storage", "atlas_doc_format", "wiki"] as const;
type Written = (typeof written)[number];

/**
 * The `body` of a v2 write as storage format; undefined when the request has none. Both forms of the API are read:
 * `{representation, value}`, and the same nested below the name of the representation. With `localIds` blocks that have
 * none get one, whatever the form; what comes in the editor's own form gets them anyway.
 */
export function bodyOf(input: JsonObject, { localIds = false }: { localIds?: boolean } = {}): string | undefined {
  const { body } = input;
  if (body === undefined || body === null) return undefined;
  if (!isObject(body)) throw badRequest("Field 'body' in the request body must be an object.");
  const nested = written.find((name) => isObject(body[name]));
  const source = nested === undefined ? body : (body[nested] as JsonObject);
  const representation = source.representation ?? nested;
  if (!written.some((name) => name === representation)) {
    throw badRequest(
      `Provided value {${String(representation)}} for 'representation' is not supported. Expected one of [${written.join(", ")}].`,
    );
  }
  if (typeof source.value !== "string") throw badRequest("Field 'body.value' in the request body must be a string.");
  const storage = toStorage(representation as Written, source.value);
  return localIds ? withLocalIds(storage) : storage;
}

/** Elements of Confluence's own namespaces are taken whatever their name, as sooperset/mcp-atlassian found on live sites. */
const ownUnknown = /^Content body cannot be converted to new editor format: <(ac|ri|at):/;

/** Turns what a client wrote into storage format, or refuses it in the two ways real sites do. */
export function toStorage(representation: Written, value: string): string {
  if (representation === "wiki") return wikiToStorage(value).storage;
  if (representation === "atlas_doc_format") return fromAdf(value);
  const error = validateStorage(value).find(
    ({ severity, message }) => severity === "error" && !ownUnknown.test(message),
  );
  if (error) throw badRequest(error.message);
  return value;
}

function fromAdf(value: string): string {
  let document: unknown;
  try {
    document = JSON.parse(value);
  } catch {
    document = undefined;
  }
  if (!isObject(document) || document.type !== "doc" || !Array.isArray(document.content)) {
    throw badRequest("The atlas_doc_format value is not a JSON document of type doc.");
  }
  return withLocalIds(adfToStorage(value));
}
