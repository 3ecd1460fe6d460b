import type { Confluence } from "../../confluence/client.ts";
import type { ReadRestriction } from "../../search/index.ts";
import type { V1Restriction } from "./answers.ts";

const mostShown = 100;

/**
 * Who may read, as an expanded answer says it: null when nobody is named, which means that what stands above decides.
 * Undefined when the answer does not say it, or its lists may be cut.
 */
export function shownRestriction(read: V1Restriction | undefined): ReadRestriction | null | undefined {
  const { user, group } = read?.restrictions ?? {};
  if (user?.results === undefined || group?.results === undefined) return undefined;
  if (user.results.length >= Math.min(mostShown, user.limit ?? mostShown)) return undefined;
  if (group.results.length >= Math.min(mostShown, group.limit ?? mostShown)) return undefined;
  return restriction(user.results, group.results);
}

/** Who may read, asked of the content itself, all pages of the lists. */
export async function askRestriction(confluence: Confluence, id: string): Promise<ReadRestriction | null> {
  const users: { accountId?: string }[] = [];
  const groups: { id?: string }[] = [];
  for (let start = 0; ; start += mostShown) {
    const { restrictions } = await confluence.call<V1Restriction>("v1.getRestrictionsForOperation", {
      path: { id, operationKey: "read" },
      query: { start, limit: mostShown, expand: "restrictions.user,restrictions.group" },
      what: `the restrictions of ${id}`,
    });
    const [user = [], group = []] = [restrictions?.user?.results, restrictions?.group?.results];
    users.push(...user);
    groups.push(...group);
    if (user.length < mostShown && group.length < mostShown) return restriction(users, groups);
  }
}

function restriction(users: { accountId?: string }[], groups: { id?: string }[]): ReadRestriction | null {
  if (users.length + groups.length === 0) return null;
  // A principal without an id cannot be matched by anybody, which is the safe side.
  return { userIds: users.map(({ accountId = "" }) => accountId), groupIds: groups.map(({ id = "" }) => id) };
}
