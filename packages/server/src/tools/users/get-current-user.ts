import { z } from "zod";
import { defineTool } from "../tool.ts";
import { type ApiUser, toUser, userShape } from "./user.ts";

export const getCurrentUser = defineTool({
  name: "confluence_get_current_user",
  title: "Get current user",
  description: "Says whose Confluence account the calls are made with: account id, name, time zone.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({}),
  output: userShape,
  endpoints: ["v1.getCurrentUser"],
  targets: () => [],
  example: {},
  run: async (_input, { confluence }) =>
    toUser(await confluence.call<ApiUser>("v1.getCurrentUser", { what: "the current user" })),
});
