import { isObject, type JsonObject } from "../http/json-fields.ts";
import { badRequest } from "../http/refusal.ts";

/** The body of a request that has to be an object. */
export function requestObject(body: unknown): JsonObject {
  if (!isObject(body)) throw badRequest("The request body must be a JSON object.");
  return body;
}
