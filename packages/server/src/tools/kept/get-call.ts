import { z } from "zod";
import { defineTool } from "../tool.ts";

export const getCall = defineTool({
  name: "confluence_get_call",
  title: "Get call",
  description:
    "Reads the record of one of your calls by the callId of its answer: what it was, what came of it, what it changed and how it can be undone. Use it after a write whose outcome was unknown.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ callId: z.string().min(1).describe("Id of the call (call_…).") }),
  output: z.looseObject({ id: z.string(), tool: z.string(), outcome: z.string() }),
  endpoints: [],
  targets: ({ callId }) => [{ kind: "call", ref: callId }],
  action: () => ({ group: "Users", effect: "read", own: true }),
  example: { callId: "call_00000000000000000000" },
  run: async ({ callId }, { own }) => (await own.records.call(callId)) as { id: string; tool: string; outcome: string },
});
