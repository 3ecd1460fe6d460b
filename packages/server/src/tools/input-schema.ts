import { z } from "zod";
import type { Tool } from "./tool.ts";

export type JsonSchema = Record<string, unknown>;

const cache = new WeakMap<Tool, { input: JsonSchema; output: JsonSchema }>();

/** A tool's schemas as JSON Schema. The input's is plain enough for OpenAI, Anthropic and Gemini. Made once for each tool. */
export function schemasOf(tool: Tool): { input: JsonSchema; output: JsonSchema } {
  let schemas = cache.get(tool);
  if (schemas === undefined) {
    schemas = { input: toPlainSchema(tool.input, "input"), output: toPlainSchema(tool.output, "output") };
    cache.set(tool, schemas);
  }
  return schemas;
}

/** A schema without what some provider refuses or nobody reads. */
export const toPlainSchema = (schema: z.ZodType, io: "input" | "output"): JsonSchema =>
  plain(z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" }) as JsonSchema);

/** Said of every schema, or refused by a provider (Gemini: additionalProperties, propertyNames, format). */
const leftOut = new Set(["$schema", "additionalProperties", "propertyNames", "format"]);

function plain(schema: JsonSchema): JsonSchema {
  const out: JsonSchema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (leftOut.has(key) || saysOnlySafe(key, value)) continue;
    if (key === "const") out.enum = [value];
    else out[key] = plainPart(key, value);
  }
  return out;
}

function plainPart(key: string, value: unknown): unknown {
  if (key === "properties") {
    return Object.fromEntries(
      Object.entries(value as JsonSchema).map(([name, field]) => [name, plain(field as JsonSchema)]),
    );
  }
  if (key === "items") return plain(value as JsonSchema);
  return Array.isArray(value) && /^(anyOf|oneOf|allOf)$/.test(key)
    ? value.map((one) => plain(one as JsonSchema))
    : value;
}

/** Bounds that only say that a number is a safe integer. */
const saysOnlySafe = (key: string, value: unknown) =>
  (key === "minimum" || key === "maximum") && Math.abs(value as number) >= Number.MAX_SAFE_INTEGER;
