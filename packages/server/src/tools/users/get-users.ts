import { z } from "zod";
import { defineTool, type ToolContext } from "../tool.ts";
import { type ApiUser, toUser, userShape } from "./user.ts";

export const getUsers = defineTool({
  name: "confluence_get_users",
  title: "Get users",
  description:
    "Names the people behind account ids, such as the authorId of pages: up to 250 in one request. Ids that Confluence does not know are listed under unknown. To find a person by name use confluence_search_users.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    accountIds: z.array(z.string().min(1)).min(1).max(250).describe("Account ids."),
  }),
  output: z.object({ items: z.array(userShape), unknown: z.array(z.string()) }),
  endpoints: ["createBulkUserLookup"],
  targets: ({ accountIds }) => accountIds.map((ref) => ({ kind: "user", ref })),
  example: { accountIds: ["712020:3f6c1a52-0b7e-4c19-9a44-51d0c8e2f701"] },
  async run({ accountIds }, context) {
    const items = (await lookUpUsers(context, accountIds)).map(toUser);
    return { items, unknown: accountIds.filter((id) => !items.some(({ accountId }) => accountId === id)) };
  },
});

/** The people of these ids, in one request; those Confluence does not know are left out. */
export async function lookUpUsers({ confluence }: ToolContext, accountIds: readonly string[]): Promise<ApiUser[]> {
  if (accountIds.length === 0) return [];
  const { results } = await confluence.call<{ results: ApiUser[] }>("createBulkUserLookup", {
    body: { accountIds: [...new Set(accountIds)] },
    what: "the names of users",
  });
  return results;
}
