import type { ToolkitOptions } from "../toolkit.ts";
import type { Tributary } from "../tributary.ts";
import { type VercelSchema, type VercelTool, vercel } from "./vercel.ts";

/** Mastra takes tools of the AI SDK, and knows them by `parameters`. */
export type MastraTool = VercelTool & { id: string; parameters: VercelSchema };

/** Tools for `new Agent({ tools })` of Mastra, which runs them itself. */
export function mastra(tributary: Tributary, options: ToolkitOptions = {}) {
  const { tools, handleToolCalls } = vercel(tributary, options);
  return {
    async tools(): Promise<Record<string, MastraTool>> {
      const made = Object.entries(await tools()).map(([id, tool]) => [
        id,
        { ...tool, id, parameters: tool.inputSchema },
      ]);
      return Object.fromEntries(made);
    },
    /** For loops of your own, as with the AI SDK: the message to append after the model's. None: it is done. */
    handleToolCalls,
  };
}
