import { type GeminiTool, toolFormats } from "../formats/tool-formats.ts";
import { createToolkit, type ToolkitOptions } from "../toolkit.ts";
import type { Tributary } from "../tributary.ts";

type FunctionCall = { id?: string; name?: string; args?: Record<string, unknown> };
type Part = { functionCall?: FunctionCall };
type GenerateContentResponse = { candidates?: { content?: { parts?: Part[] } }[] };
type FunctionResponse = { id?: string; name: string; response: Record<string, unknown> };
type FunctionResponseContent = { role: "user"; parts: { functionResponse: FunctionResponse }[] };

/** Tools and answers for `ai.models.generateContent` of `@google/genai`, and for Gemini's REST API. */
export function gemini(tributary: Tributary, options: ToolkitOptions = {}) {
  const toolkit = createToolkit(tributary, options);
  return {
    tools: async (): Promise<GeminiTool[]> => toolFormats.gemini(await toolkit.list()),
    /** Runs what a response asks for; the content to append after the model's own. None: it is done. */
    async handleToolCalls(
      { candidates }: GenerateContentResponse,
      signal?: AbortSignal,
    ): Promise<FunctionResponseContent[]> {
      const asked = (candidates?.[0]?.content?.parts ?? []).flatMap(({ functionCall }) => functionCall ?? []);
      if (asked.length === 0) return [];
      // Gemini names a call by an id only sometimes; its answers are then matched by name and order.
      const calls = asked.map(({ id = "", name = "", args }) => ({ id, name, arguments: args }));
      const answers = await toolkit.runAll(calls, { signal });
      const parts = answers.map(({ id, name, text, failed }) => ({
        functionResponse: {
          ...(id !== "" && { id }),
          name,
          // Gemini reads `output` and `error`; all else would be taken for output.
          response: failed ? JSON.parse(text) : { output: JSON.parse(text) },
        },
      }));
      return [{ role: "user", parts }];
    },
  };
}
