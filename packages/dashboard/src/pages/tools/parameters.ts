import type { JsonSchema } from "@tributary/sdk";

/** One parameter of a tool, as a person reads it. */
export type Parameter = {
  name: string;
  /** "text", "whole number", "list of text", or the values to choose from. */
  type: string;
  required: boolean;
  description: string | undefined;
  /** The value that counts when it is left out, as JSON. */
  preset: string | undefined;
};

/** The parameters a JSON Schema object describes, the required ones first, otherwise in the schema's order. */
export function parametersOf(schema: JsonSchema): Parameter[] {
  const properties = record(schema.properties);
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const parameters = Object.entries(properties).map(([name, property]): Parameter => {
    const { description, default: preset } = record(property);
    return {
      name,
      type: typeInWords(record(property)),
      required: required.has(name) && preset === undefined,
      description: typeof description === "string" ? description : undefined,
      preset: preset === undefined ? undefined : JSON.stringify(preset),
    };
  });
  return [...parameters.filter(({ required }) => required), ...parameters.filter(({ required }) => !required)];
}

const words: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "yes or no",
  object: "object",
  array: "list",
  null: "nothing",
};

function typeInWords(schema: JsonSchema): string {
  if (Array.isArray(schema.enum)) return schema.enum.map(String).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const alternatives = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (alternatives !== undefined) {
    return [...new Set(alternatives.map((alternative) => typeInWords(record(alternative))))].join(" or ");
  }
  if (Array.isArray(schema.type)) return schema.type.map((type) => words[String(type)] ?? String(type)).join(" or ");
  if (schema.type === "array" && schema.items !== undefined) return `list of ${typeInWords(record(schema.items))}`;
  return words[String(schema.type)] ?? "anything";
}

const record = (value: unknown): JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
