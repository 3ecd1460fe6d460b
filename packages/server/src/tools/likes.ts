import { z } from "zod";
import type { EndpointKey } from "../confluence/endpoints.ts";
import type { ToolContext } from "./tool.ts";

export const likesShape = z.object({
  count: z.number().int(),
  people: z.array(z.object({ accountId: z.string(), name: z.string().optional() })),
});

/** Most people named. */
const most = 250;

/** How many like something, and who: two requests, and one more for the names where there are any. */
export async function likesOf(
  { confluence }: ToolContext,
  keys: { count: EndpointKey; users: EndpointKey },
  id: string,
  what: string,
): Promise<z.input<typeof likesShape>> {
  const { count } = await confluence.call<{ count: number }>(keys.count, { path: { id }, what });
  if (count === 0) return { count, people: [] };
  const { results } = await confluence.call<{ results: { accountId: string }[] }>(keys.users, {
    path: { id },
    query: { limit: most },
    what,
  });
  const ids = results.map(({ accountId }) => accountId);
  const { results: users } = await confluence.call<{ results: { accountId: string; displayName?: string }[] }>(
    "createBulkUserLookup",
    { body: { accountIds: ids }, what: "the people who like it" },
  );
  const names = new Map(users.map(({ accountId, displayName }) => [accountId, displayName]));
  return {
    count,
    people: ids.map((accountId) => {
      const name = names.get(accountId);
      return { accountId, ...(name !== undefined && { name }) };
    }),
  };
}
