import { objectSchema } from "../formats/object-schema.ts";
import { createToolkit, type ModelAnswer, type ToolkitOptions } from "../toolkit.ts";
import type { JsonSchema } from "../tools.ts";
import type { Tributary } from "../tributary.ts";

type ToolCall = {
  id?: string | undefined;
  name: string;
  args: Record<string, unknown>;
  type?: "tool_call" | undefined;
};

/** A call whose arguments LangChain could not read. */
type InvalidToolCall = { id?: string | undefined; name?: string | undefined; args?: string | undefined };

/** What LangChain makes a ToolMessage of, wherever it takes a message. */
export type LangChainToolMessage = {
  role: "tool";
  tool_call_id: string;
  name: string;
  content: string;
  status: "success" | "error";
};

export type LangChainTool = {
  name: string;
  description: string;
  schema: JsonSchema & { type: "object" };
  lc_namespace: string[];
  /** A tool call gives a message; plain arguments give the text. */
  invoke(input: unknown, config?: { signal?: AbortSignal }): Promise<LangChainToolMessage | string>;
};

/** Tools for `model.bindTools` and agents of LangChain.js and LangGraph. */
export function langchain(tributary: Tributary, options: ToolkitOptions = {}) {
  const toolkit = createToolkit(tributary, options);
  return {
    async tools(): Promise<LangChainTool[]> {
      return (await toolkit.list()).map(({ name, description, inputSchema }) => ({
        name,
        description,
        schema: { ...objectSchema(inputSchema), type: "object" },
        lc_namespace: ["tributary", "tools"],
        async invoke(input, { signal } = {}) {
          if (!isToolCall(input)) return (await toolkit.run({ id: "", name, arguments: input }, { signal })).text;
          return message(await toolkit.run({ id: input.id ?? "", name, arguments: input.args }, { signal }));
        },
      }));
    },
    /** Runs what an AIMessage asks for; the messages to append after it. None: it is done. */
    async handleToolCalls(
      {
        tool_calls = [],
        invalid_tool_calls = [],
      }: {
        tool_calls?: readonly ToolCall[] | undefined;
        invalid_tool_calls?: readonly InvalidToolCall[] | undefined;
      },
      signal?: AbortSignal,
    ): Promise<LangChainToolMessage[]> {
      // Beside good calls LangChain sends a model's bad ones no more, and an answer to one would be refused.
      const asked = tool_calls.length > 0 ? tool_calls : invalid_tool_calls;
      const calls = asked.map(({ id = "", name = "", args }) => ({ id, name, arguments: args }));
      return (await toolkit.runAll(calls, { signal })).map(message);
    },
  };
}

const isToolCall = (input: unknown): input is ToolCall =>
  typeof input === "object" && input !== null && "type" in input && input.type === "tool_call" && "args" in input;

const message = ({ id, name, text, failed }: ModelAnswer): LangChainToolMessage => ({
  role: "tool",
  tool_call_id: id,
  name,
  content: text,
  status: failed ? "error" : "success",
});
