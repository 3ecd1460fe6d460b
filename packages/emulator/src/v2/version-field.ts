import { integerField, type JsonObject, objectField, stringField } from "../http/json-fields.ts";
import { badRequest } from "../http/refusal.ts";

/** The `version` member every update needs: the number of the version to be written, and what is said about it. */
export function versionField(input: JsonObject): { number: number; message: string } {
  const version = objectField(input, "version");
  const number = version && integerField(version, "number");
  if (version === undefined || number === undefined) {
    throw badRequest("Field 'version.number' in the request body is required.");
  }
  return { number, message: stringField(version, "message") ?? "" };
}
