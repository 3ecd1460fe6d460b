import { toolFormats } from "@tributary/sdk/formats";
import { describe, expect, it } from "vitest";
import { catalogue, compatibilityTools } from "../../packages/server/src/tools/catalogue.ts";
import { schemasOf } from "../../packages/server/src/tools/input-schema.ts";

type Schema = { [keyword: string]: unknown };

const tools = [...catalogue, ...compatibilityTools].map((tool) => ({
  name: tool.name,
  description: tool.description,
  inputSchema: schemasOf(tool).input,
}));

/** The fields of Schema in the reference of Gemini's API. */
const geminiKeywords = new Set(
  "type format title description nullable enum maxItems minItems properties required minProperties maxProperties minLength maxLength pattern example anyOf propertyOrdering default items minimum maximum".split(
    " ",
  ),
);

function checkGemini(schema: Schema, where: string): void {
  for (const keyword of Object.keys(schema)) expect(geminiKeywords, where).toContain(keyword);
  if (schema.anyOf === undefined)
    expect(["STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT"], where).toContain(schema.type);
  if (schema.enum !== undefined) {
    expect(schema.type, where).toBe("STRING");
    // An empty text is refused among the values.
    for (const value of schema.enum as unknown[]) expect(value, where).toMatch(/./);
  }
  if (schema.type === "ARRAY") checkGemini(schema.items as Schema, `${where}[]`);
  for (const one of (schema.anyOf ?? []) as Schema[]) checkGemini(one, where);
  if (schema.type !== "OBJECT") return;
  const properties = Object.entries(schema.properties as Record<string, Schema>);
  expect(properties.length, where).toBeGreaterThan(0);
  for (const [name, one] of properties) checkGemini(one, `${where}.${name}`);
  for (const name of (schema.required ?? []) as string[])
    expect(Object.keys(schema.properties as object), where).toContain(name);
}

describe("every tool, in the shape of every provider", () => {
  it("has a name and a description that all take", () => {
    for (const { name, description } of tools) {
      expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/);
      expect(description.length, name).toBeLessThanOrEqual(1024);
      expect(description, name).not.toBe("");
    }
    expect(tools.length).toBeGreaterThan(70);
  });

  it("is for OpenAI and Anthropic an object without a choice at the top", () => {
    const tops: [string, Schema][] = [
      ...toolFormats.openai(tools).map(({ function: f }): [string, Schema] => [f.name, f.parameters]),
      ...toolFormats["openai-responses"](tools).map((tool): [string, Schema] => [tool.name, tool.parameters]),
      ...toolFormats.anthropic(tools).map((tool): [string, Schema] => [tool.name, tool.input_schema]),
    ];
    expect(tops).toHaveLength(3 * tools.length);
    for (const [name, schema] of tops) {
      expect(schema.type, name).toBe("object");
      expect(schema.properties, name).toBeTypeOf("object");
      for (const keyword of ["anyOf", "oneOf", "allOf", "enum", "not", "$schema", "$ref"])
        expect(schema, name).not.toHaveProperty([keyword]);
    }
  });

  it("is for Gemini made of the keywords it knows", () => {
    const [{ functionDeclarations } = { functionDeclarations: [] }] = toolFormats.gemini(tools);
    expect(functionDeclarations).toHaveLength(tools.length);
    for (const { name, parameters } of functionDeclarations)
      if (parameters !== undefined) checkGemini(parameters as Schema, name);
  });
});
