import type { JsonSchema } from "../tools.ts";
import { geminiSchema } from "./gemini-schema.ts";
import { isSchema, objectSchema } from "./object-schema.ts";

/** What every format is made of. */
export type Described = { name: string; description: string; inputSchema: JsonSchema };

export type OpenAiTool = {
  type: "function";
  function: { name: string; description: string; parameters: JsonSchema };
};

export type OpenAiResponsesTool = {
  type: "function";
  name: string;
  description: string;
  parameters: JsonSchema;
  /** Strict schemas make every parameter required; ours have optional ones. The Responses API takes strict for granted. */
  strict: false;
};

export type AnthropicTool = { name: string; description: string; input_schema: JsonSchema & { type: "object" } };

export type GeminiTool = {
  /** The parameters are a `GeminiSchema`; the package calls their types by an enum of its own, which text does not fit. */
  functionDeclarations: { name: string; description: string; parameters?: object }[];
};

/**
 * Tools in the shape each provider's API takes in `tools`. The one place where providers differ about schemas: the
 * server's `GET /v1/tools?format=` and every adapter read it.
 */
export const toolFormats = {
  openai: (tools: readonly Described[]): OpenAiTool[] =>
    tools.map(({ name, description, inputSchema }) => ({
      type: "function",
      function: { name, description, parameters: objectSchema(inputSchema) },
    })),

  "openai-responses": (tools: readonly Described[]): OpenAiResponsesTool[] =>
    tools.map(({ name, description, inputSchema }) => ({
      type: "function",
      name,
      description,
      parameters: objectSchema(inputSchema),
      strict: false,
    })),

  anthropic: (tools: readonly Described[]): AnthropicTool[] =>
    tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      input_schema: { ...objectSchema(inputSchema), type: "object" },
    })),

  /** All declarations stand in one tool. A function without parameters has none: an empty object is refused. */
  gemini: (tools: readonly Described[]): GeminiTool[] => [
    {
      functionDeclarations: tools.map(({ name, description, inputSchema }) => ({
        name,
        description,
        ...(hasProperties(inputSchema) && { parameters: geminiSchema(inputSchema) }),
      })),
    },
  ],
};

export type ToolFormat = keyof typeof toolFormats;

function hasProperties(schema: JsonSchema): boolean {
  const { properties } = objectSchema(schema);
  return isSchema(properties) && Object.keys(properties).length > 0;
}

export type { GeminiSchema } from "./gemini-schema.ts";
