import { type AnthropicTool, toolFormats } from "../formats/tool-formats.ts";
import { createToolkit, type ToolkitOptions } from "../toolkit.ts";
import type { Tributary } from "../tributary.ts";

type Block = { type: string; id?: unknown; name?: unknown; input?: unknown };
type ToolResultBlock = { type: "tool_result"; tool_use_id: string; content: string; is_error?: true };
type ToolResultMessage = { role: "user"; content: ToolResultBlock[] };

/** Tools and answers for `anthropic.messages.create`. */
export function anthropic(tributary: Tributary, options: ToolkitOptions = {}) {
  const toolkit = createToolkit(tributary, options);
  return {
    tools: async (): Promise<AnthropicTool[]> => toolFormats.anthropic(await toolkit.list()),
    /**
     * Runs what a message asks for. Gives the one message to append after it, since all results of a turn have to stand
     * in the next message; or none, when nothing was asked for.
     */
    async handleToolCalls(
      { content }: { content: readonly Block[] },
      signal?: AbortSignal,
    ): Promise<ToolResultMessage[]> {
      const calls = content
        .filter(({ type }) => type === "tool_use")
        .map((block) => ({ id: String(block.id), name: String(block.name), arguments: block.input }));
      if (calls.length === 0) return [];
      const answers = await toolkit.runAll(calls, { signal });
      const results = answers.map(
        ({ id, text, failed }): ToolResultBlock => ({
          type: "tool_result",
          tool_use_id: id,
          content: text,
          ...(failed && { is_error: true }),
        }),
      );
      return [{ role: "user", content: results }];
    },
  };
}
