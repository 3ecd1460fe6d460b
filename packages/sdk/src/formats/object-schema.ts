import type { JsonSchema } from "../tools.ts";

/**
 * A schema as the arguments of a function have to be: an object at the top, without a choice there. OpenAI and
 * Anthropic both refuse `anyOf`, `oneOf`, `allOf`, `enum` and `not` at the top, and allow them below.
 */
export function objectSchema(schema: JsonSchema): JsonSchema {
  const { $schema, $id, enum: _values, not, anyOf, oneOf, allOf, ...rest } = schema;
  const base: JsonSchema = { ...rest, type: "object", properties: rest.properties ?? {} };
  const all = schemas(allOf).map(objectSchema);
  const either = schemas(anyOf ?? oneOf).map(objectSchema);
  // Of a choice all properties are offered, and only what every branch needs is needed.
  const needed = either.map(requiredOf);
  const common = needed[0]?.filter((name) => needed.every((names) => names.includes(name))) ?? [];
  const required = [...new Set([...requiredOf(base), ...all.flatMap(requiredOf), ...common])];
  return {
    ...base,
    properties: Object.assign({}, ...[...all, ...either, base].map(({ properties }) => properties)),
    ...(required.length > 0 && { required }),
  };
}

export const requiredOf = ({ required }: JsonSchema): string[] =>
  Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];

export const schemas = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
