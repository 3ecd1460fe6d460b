import { z } from "zod";
import type { Tool } from "./tool.ts";

export type JsonSchema = Record<string, unknown>;

const cache = new WeakMap<Tool, { input: JsonSchema; output: JsonSchema }>();

/** A tool's schemas as JSON Schema that OpenAI, Anthropic and Gemini all take. Made once for each tool. */
export function schemasOf(tool: Tool): { input: JsonSchema; output: JsonSchema } {
  let schemas = cache.get(tool);
  if (schemas === undefined) {
    schemas = {
      input: plain(z.toJSONSchema(tool.input, { io: "input", unrepresentable: "any" })) as JsonSchema,
      output: plain(z.toJSONSchema(tool.output, { io: "output", unrepresentable: "any" })) as JsonSchema,
    };
    cache.set(tool, schemas);
  }
  return schemas;
}

/** Leaves out what some provider refuses: $schema, additionalProperties, bounds that only say "a safe integer", const. */
function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== "object" || schema === null) return schema;
  const out: JsonSchema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "$schema" || key === "additionalProperties" || key === "propertyNames") continue;
    if ((key === "minimum" || key === "maximum") && Math.abs(value as number) >= Number.MAX_SAFE_INTEGER) continue;
    if (key === "const") {
      out.enum = [value];
      continue;
    }
    out[key] = key === "default" || key === "enum" ? value : plain(value);
  }
  return out;
}
