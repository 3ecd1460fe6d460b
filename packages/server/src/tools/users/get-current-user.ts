import { z } from "zod";
import { defineTool } from "../tool.ts";

type V1User = {
  accountId: string;
  displayName?: string;
  publicName?: string;
  email?: string;
  timeZone?: string;
  accountType?: string;
};

export const getCurrentUser = defineTool({
  name: "confluence_get_current_user",
  title: "Get current user",
  description: "Says whose Confluence account the calls are made with: account id, name, time zone.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({}),
  output: z.object({
    accountId: z.string(),
    name: z.string(),
    email: z.string().optional(),
    timeZone: z.string().optional(),
    accountType: z.string().optional(),
  }),
  endpoints: ["v1.getCurrentUser"],
  targets: () => [],
  example: {},
  async run(_input, { confluence }) {
    const user = await confluence.call<V1User>("v1.getCurrentUser", { what: "the current user" });
    return {
      accountId: user.accountId,
      name: user.displayName ?? user.publicName ?? "",
      ...(user.email && { email: user.email }),
      ...(user.timeZone && { timeZone: user.timeZone }),
      ...(user.accountType && { accountType: user.accountType }),
    };
  },
});
