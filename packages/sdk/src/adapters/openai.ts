import { type OpenAiResponsesTool, type OpenAiTool, toolFormats } from "../formats/tool-formats.ts";
import { createToolkit, type ToolkitOptions } from "../toolkit.ts";
import type { Tributary } from "../tributary.ts";

type ChatMessage = {
  tool_calls?:
    | readonly { id: string; type: string; function?: { name: string; arguments: string } }[]
    | null
    | undefined;
};
type ChatCompletion = { choices: readonly { message: ChatMessage }[] };
type ToolMessage = { role: "tool"; tool_call_id: string; content: string };

/** Tools and answers for `openai.chat.completions.create`, and for every API that copies it. */
export function openai(tributary: Tributary, options: ToolkitOptions = {}) {
  const toolkit = createToolkit(tributary, options);
  return {
    tools: async (): Promise<OpenAiTool[]> => toolFormats.openai(await toolkit.list()),
    /** Runs what a completion, or its message, asks for; the messages to append after that message. None: it is done. */
    async handleToolCalls(asked: ChatCompletion | ChatMessage, signal?: AbortSignal): Promise<ToolMessage[]> {
      const message: ChatMessage | undefined = "choices" in asked ? asked.choices[0]?.message : asked;
      const calls = (message?.tool_calls ?? []).flatMap(({ id, function: wanted }) =>
        wanted === undefined ? [] : [{ id, name: wanted.name, arguments: wanted.arguments }],
      );
      const answers = await toolkit.runAll(calls, { signal });
      return answers.map(({ id, text }) => ({ role: "tool", tool_call_id: id, content: text }));
    },
  };
}

type OutputItem = { type: string; call_id?: unknown; name?: unknown; arguments?: unknown };
type FunctionCallOutput = { type: "function_call_output"; call_id: string; output: string };

/** Tools and answers for `openai.responses.create`. */
export function openaiResponses(tributary: Tributary, options: ToolkitOptions = {}) {
  const toolkit = createToolkit(tributary, options);
  return {
    tools: async (): Promise<OpenAiResponsesTool[]> => toolFormats["openai-responses"](await toolkit.list()),
    /** Runs what a response asks for; the items to send as input with its `previous_response_id`. None: it is done. */
    async handleToolCalls(
      { output }: { output: readonly OutputItem[] },
      signal?: AbortSignal,
    ): Promise<FunctionCallOutput[]> {
      const calls = output
        .filter(({ type }) => type === "function_call")
        .map((item) => ({ id: String(item.call_id), name: String(item.name), arguments: item.arguments }));
      const answers = await toolkit.runAll(calls, { signal });
      return answers.map(({ id, text }) => ({ type: "function_call_output", call_id: id, output: text }));
    },
  };
}
