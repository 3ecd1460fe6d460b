import type { Confluence } from "../../confluence/client.ts";

const atOnce = 200;

/** The account a connection reads with, and the groups it is in. */
export async function readAccount(confluence: Confluence): Promise<{ accountId: string; groupIds: string[] }> {
  const { accountId } = await confluence.call<{ accountId: string }>("v1.getCurrentUser", { what: "the account" });
  const groupIds: string[] = [];
  for (let start = 0; ; start += atOnce) {
    const { results } = await confluence.call<{ results: { id: string }[] }>("v1.getGroupMembershipsForUser", {
      query: { accountId, start, limit: atOnce },
      what: "the groups of the account",
    });
    groupIds.push(...results.map(({ id }) => id));
    if (results.length < atOnce) return { accountId, groupIds };
  }
}
