import { z } from "zod";
import { defineTool } from "../tool.ts";

export const getApproval = defineTool({
  name: "confluence_get_approval",
  title: "Get approval",
  description:
    "Says what became of a write of yours that waits for a person: pending, done (with its data in outcome), failed, denied (with a comment), or expired. Use the approvalId of the write's answer.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ approvalId: z.string().min(1).describe("Id of the approval (apr_…).") }),
  output: z.looseObject({ id: z.string(), status: z.string(), comment: z.string().nullable(), outcome: z.unknown() }),
  endpoints: [],
  targets: ({ approvalId }) => [{ kind: "approval", ref: approvalId }],
  action: () => ({ group: "Users", effect: "read", own: true }),
  example: { approvalId: "apr_00000000000000000000" },
  run: async ({ approvalId }, { own }) =>
    (await own.records.approval(approvalId)) as {
      id: string;
      status: string;
      comment: string | null;
      outcome: unknown;
    },
});
