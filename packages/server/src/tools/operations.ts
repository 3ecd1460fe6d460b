import { z } from "zod";
import type { EndpointKey } from "../confluence/endpoints.ts";
import type { ToolContext } from "./tool.ts";

export const operationsShape = z.object({
  operations: z.array(z.object({ operation: z.string(), targetType: z.string() })),
});

/** What the connected account may do with something. */
export async function operationsOn(
  { confluence }: ToolContext,
  key: EndpointKey,
  id: string,
  what: string,
): Promise<z.input<typeof operationsShape>> {
  const { operations } = await confluence.call<{ operations: { operation: string; targetType: string }[] }>(key, {
    path: { id },
    what,
  });
  return { operations: operations.map(({ operation, targetType }) => ({ operation, targetType })) };
}
