import { badRequest } from "./refusal.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads one member of a request body; absent and null give undefined, another type is the API's 400. */
export function stringField(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw badRequest(`Field '${name}' in the request body must be a string.`);
  return value;
}

export function requiredString(object: JsonObject, name: string): string {
  const value = stringField(object, name);
  if (value === undefined || value === "") throw badRequest(`Field '${name}' in the request body is required.`);
  return value;
}

/** Ids come as strings; numbers are taken too, as the real API does. */
export function idField(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  if (value === undefined || value === null || value === "") return undefined;
  const written = typeof value === "number" ? String(value) : value;
  if (typeof written !== "string" || !/^\d{1,19}$/.test(written)) {
    throw badRequest(`Provided value {${String(value)}} for '${name}' is not the correct type. Expected type is long.`);
  }
  return Number(written);
}

export function integerField(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw badRequest(`Field '${name}' in the request body must be an integer.`);
  }
  return value;
}

export function booleanField(object: JsonObject, name: string): boolean | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw badRequest(`Field '${name}' in the request body must be true or false.`);
  return value;
}

export function objectField(object: JsonObject, name: string): JsonObject | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw badRequest(`Field '${name}' in the request body must be an object.`);
  return value;
}

export function choiceField<const V extends string>(
  object: JsonObject,
  name: string,
  ...allowed: readonly V[]
): V | undefined {
  const value = stringField(object, name);
  if (value === undefined) return undefined;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined)
    throw badRequest(
      `Provided value {${value}} for '${name}' is not supported. Expected one of [${allowed.join(", ")}].`,
    );
  return found;
}

export function stringListField(object: JsonObject, name: string): string[] | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) {
    throw badRequest(`Field '${name}' in the request body must be a list of strings.`);
  }
  return value as string[];
}
