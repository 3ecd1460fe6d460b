import { objectSchema } from "../formats/object-schema.ts";
import { createToolkit, type ModelAnswer, type ToolkitOptions } from "../toolkit.ts";
import type { JsonSchema } from "../tools.ts";
import type { Tributary } from "../tributary.ts";

/**
 * A schema as the AI SDK's `jsonSchema()` makes it, which it knows by a registered symbol; to its types it is a Standard
 * Schema, since that symbol cannot be named without the package. It checks nothing: the server checks arguments.
 */
export type VercelSchema = {
  readonly jsonSchema: JsonSchema;
  readonly validate: undefined;
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "tributary";
    readonly validate: (value: unknown) => { readonly value: unknown };
    readonly jsonSchema: { readonly input: () => JsonSchema; readonly output: () => JsonSchema };
  };
};

export type VercelTool = {
  description: string;
  inputSchema: VercelSchema;
  execute(input: unknown, options?: { toolCallId?: string; abortSignal?: AbortSignal | undefined }): Promise<unknown>;
};

type Asked = { toolCalls: readonly { toolCallId: string; toolName: string; input: unknown }[] };
type ToolResultPart = {
  type: "tool-result";
  toolCallId: string;
  toolName: string;
  output: { type: "text" | "error-text"; value: string };
};
type ToolMessage = { role: "tool"; content: ToolResultPart[] };

/** Tools for `generateText`, `streamText` and agents of the AI SDK, which runs them itself. */
export function vercel(tributary: Tributary, options: ToolkitOptions = {}) {
  const toolkit = createToolkit(tributary, options);
  return {
    async tools(): Promise<Record<string, VercelTool>> {
      const tools = (await toolkit.list()).map(({ name, description, inputSchema }): [string, VercelTool] => [
        name,
        {
          description,
          inputSchema: vercelSchema(inputSchema),
          async execute(input, { toolCallId = "", abortSignal } = {}) {
            const { text } = await toolkit.run({ id: toolCallId, name, arguments: input }, { signal: abortSignal });
            return JSON.parse(text);
          },
        },
      ]);
      return Object.fromEntries(tools);
    },
    /** For loops of your own, over tools without `execute`: the message to append after the model's. None: it is done. */
    async handleToolCalls({ toolCalls }: Asked, signal?: AbortSignal): Promise<ToolMessage[]> {
      if (toolCalls.length === 0) return [];
      const calls = toolCalls.map(({ toolCallId: id, toolName: name, input }) => ({ id, name, arguments: input }));
      return [{ role: "tool", content: (await toolkit.runAll(calls, { signal })).map(toPart) }];
    },
  };
}

export function vercelSchema(schema: JsonSchema): VercelSchema {
  const made = objectSchema(schema);
  const named: VercelSchema = {
    jsonSchema: made,
    validate: undefined,
    "~standard": {
      version: 1,
      vendor: "tributary",
      validate: (value) => ({ value }),
      jsonSchema: { input: () => made, output: () => made },
    },
  };
  return Object.assign(named, { [Symbol.for("vercel.ai.schema")]: true });
}

const toPart = ({ id, name, text, failed }: ModelAnswer): ToolResultPart => ({
  type: "tool-result",
  toolCallId: id,
  toolName: name,
  output: { type: failed ? "error-text" : "text", value: text },
});
