import type { JsonSchema } from "../tools.ts";
import { isSchema, objectSchema, requiredOf, schemas } from "./object-schema.ts";

/** The part of OpenAPI 3.0's schema that Gemini reads; lengths and counts are int64, which its JSON writes as text. */
export type GeminiSchema = {
  type?: string;
  title?: string;
  description?: string;
  nullable?: boolean;
  enum?: string[];
  format?: string;
  pattern?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: string;
  maxLength?: string;
  minItems?: string;
  maxItems?: string;
  items?: GeminiSchema;
  properties?: Record<string, GeminiSchema>;
  required?: string[];
  anyOf?: GeminiSchema[];
};

/**
 * A JSON Schema as Gemini takes it (Schema, in the reference of its API): no type lists, `const`, `$ref`, `oneOf`,
 * `additionalProperties` or exclusive bounds; `enum` of text only; an object has properties, a list has items. What
 * it cannot say in keywords goes into the description.
 */
export function geminiSchema(schema: JsonSchema): GeminiSchema {
  return convert(objectSchema(schema), schema, []);
}

/** `open` = the references being resolved, so that a schema within itself ends. */
function convert(given: JsonSchema, root: JsonSchema, open: readonly string[]): GeminiSchema {
  const { schema, refs } = resolve(given, root, open);
  if (schema === undefined) return asText(given);
  const down = (one: JsonSchema) => convert(one, root, refs);
  const choices = schemas(schema.anyOf ?? schema.oneOf);
  const types = typesOf(schema);
  const nullable = types.includes("null") || choices.some(({ type }) => type === "null");
  const common = { ...words(schema), ...(nullable && { nullable }) };
  const branches =
    choices.length > 0
      ? choices.filter(({ type }) => type !== "null").map(down)
      : types.filter((type) => type !== "null").map((type) => typed({ ...schema, type }, type, down));
  const [only] = branches;
  if (only === undefined) return { ...asText(schema), ...(nullable && { nullable }) };
  return branches.length === 1 ? { ...only, ...common, ...described(only, common) } : { ...common, anyOf: branches };
}

function typed(schema: JsonSchema, type: string, down: (schema: JsonSchema) => GeminiSchema): GeminiSchema {
  const values = "const" in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : undefined;
  switch (type) {
    case "object": {
      const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
      if (properties.length === 0) return asText(schema);
      const required = requiredOf(schema);
      return {
        type: "OBJECT",
        properties: Object.fromEntries(properties.map(([name, one]) => [name, down(isSchema(one) ? one : {})])),
        ...(required.length > 0 && { required }),
      };
    }
    case "array":
      return {
        type: "ARRAY",
        items: isSchema(schema.items) ? down(schema.items) : { type: "STRING" },
        ...texts(schema, ["minItems", "maxItems"]),
      };
    case "string":
      return {
        type: "STRING",
        ...(values !== undefined && { enum: values.map(String) }),
        ...(schema.format === "date-time" && { format: "date-time" }),
        ...(typeof schema.pattern === "string" && { pattern: schema.pattern }),
        ...texts(schema, ["minLength", "maxLength"]),
      };
    case "boolean":
      return { type: "BOOLEAN" };
    default:
      return {
        type: type === "integer" ? "INTEGER" : "NUMBER",
        ...bounds(schema, type === "integer"),
        ...(values !== undefined && { description: `${textOf(schema.description)}One of ${values.join(", ")}.` }),
      };
  }
}

/** Anything goes: Gemini has no way to say that, but the server reads JSON text where it wants something else. */
const asText = (schema: JsonSchema): GeminiSchema => ({
  type: "STRING",
  description: `${textOf(schema.description)}As JSON text.`,
});

const textOf = (description: unknown) => (typeof description === "string" ? `${description} ` : "");

const words = ({ title, description, default: usual }: JsonSchema): GeminiSchema => ({
  ...(typeof title === "string" && { title }),
  ...(typeof description === "string" && { description }),
  ...(usual !== undefined && { default: usual }),
});

/** What was put into a description stays there. */
const described = (one: GeminiSchema, { description }: GeminiSchema): GeminiSchema =>
  one.description !== undefined && (description === undefined || one.description.startsWith(description))
    ? { description: one.description }
    : {};

function bounds(schema: JsonSchema, whole: boolean): GeminiSchema {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  // Of fractions the bound itself is let in: the tool's own check refuses it.
  const step = whole ? 1 : 0;
  const least = typeof above === "number" ? above + step : minimum;
  const most = typeof below === "number" ? below - step : maximum;
  return { ...(typeof least === "number" && { minimum: least }), ...(typeof most === "number" && { maximum: most }) };
}

const texts = (schema: JsonSchema, names: readonly string[]): GeminiSchema =>
  Object.fromEntries(names.flatMap((name) => (schema[name] === undefined ? [] : [[name, String(schema[name])]])));

function typesOf({ type, properties, items, enum: values, const: value }: JsonSchema): string[] {
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type.filter((one) => typeof one === "string");
  if (properties !== undefined) return ["object"];
  if (items !== undefined) return ["array"];
  const sample = value ?? (Array.isArray(values) ? values[0] : undefined);
  return ["string", "number", "boolean"].filter((one) => one === typeof sample);
}

/** Follows `$ref` and takes `allOf` together. No schema where a reference leads back into itself, or nowhere. */
function resolve(
  given: JsonSchema,
  root: JsonSchema,
  open: readonly string[],
): { schema?: JsonSchema; refs: readonly string[] } {
  const { $ref, allOf, ...rest } = given;
  if (typeof $ref === "string") {
    const found = open.includes($ref) ? undefined : lookUp(root, $ref);
    if (found === undefined) return { refs: open };
    return resolve({ ...found, ...rest }, root, [...open, $ref]);
  }
  const parts = schemas(allOf).map((part) => resolve(part, root, open).schema ?? {});
  if (parts.length === 0) return { schema: rest, refs: open };
  const merged: JsonSchema = Object.assign({}, ...parts, rest);
  const all = [...parts, rest];
  if (all.some(({ properties }) => properties !== undefined)) {
    merged.properties = Object.assign({}, ...all.map(({ properties }) => properties));
    merged.required = [...new Set(all.flatMap(requiredOf))];
  }
  return { schema: merged, refs: open };
}

function lookUp(root: JsonSchema, ref: string): JsonSchema | undefined {
  if (!ref.startsWith("#")) return undefined;
  let here: unknown = root;
  for (const step of ref.split("/").slice(1)) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    here = isSchema(here) ? here[name] : undefined;
  }
  return isSchema(here) ? here : undefined;
}
