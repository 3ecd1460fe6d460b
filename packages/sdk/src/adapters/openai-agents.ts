import { objectSchema } from "../formats/object-schema.ts";
import { createToolkit, type ToolkitOptions } from "../toolkit.ts";
import type { JsonSchema } from "../tools.ts";
import type { Tributary } from "../tributary.ts";

/** A function tool as `tool()` of `@openai/agents` makes it. */
export type OpenAiAgentsTool = {
  type: "function";
  name: string;
  description: string;
  parameters: JsonSchema & {
    type: "object";
    properties: Record<string, JsonSchema>;
    required: string[];
    additionalProperties: true;
  };
  strict: false;
  invoke(
    context: unknown,
    input: string,
    details?: { toolCall?: { callId: string } | undefined; signal?: AbortSignal | undefined },
  ): Promise<string>;
  /** The server decides who has to be asked, and asks them. */
  needsApproval(): Promise<boolean>;
  isEnabled(): Promise<boolean>;
};

type Item = { type?: string; callId?: unknown; name?: unknown; arguments?: unknown };
type FunctionCallResult = {
  type: "function_call_result";
  callId: string;
  name: string;
  status: "completed";
  output: { type: "text"; text: string };
};

/** Tools for `new Agent({ tools })` of the OpenAI Agents SDK, which runs them itself. */
export function openaiAgents(tributary: Tributary, options: ToolkitOptions = {}) {
  const toolkit = createToolkit(tributary, options);
  return {
    async tools(): Promise<OpenAiAgentsTool[]> {
      return (await toolkit.list()).map(({ name, description, inputSchema }) => {
        const { properties, required = [], ...rest } = objectSchema(inputSchema);
        const parameters = { ...rest, type: "object", properties, required, additionalProperties: true };
        return {
          type: "function",
          name,
          description,
          parameters: parameters as OpenAiAgentsTool["parameters"],
          strict: false,
          async invoke(_context, input, { toolCall, signal } = {}) {
            return (await toolkit.run({ id: toolCall?.callId ?? "", name, arguments: input }, { signal })).text;
          },
          needsApproval: async () => false,
          isEnabled: async () => true,
        };
      });
    },
    /** For loops of your own, over a model's output items: the items to append after them. None: it is done. */
    async handleToolCalls(
      { output }: { output: readonly Item[] },
      signal?: AbortSignal,
    ): Promise<FunctionCallResult[]> {
      const calls = output
        .filter(({ type }) => type === "function_call")
        .map((item) => ({ id: String(item.callId), name: String(item.name), arguments: item.arguments }));
      const answers = await toolkit.runAll(calls, { signal });
      return answers.map(({ id, name, text }) => ({
        type: "function_call_result",
        callId: id,
        name,
        status: "completed",
        output: { type: "text", text },
      }));
    },
  };
}
