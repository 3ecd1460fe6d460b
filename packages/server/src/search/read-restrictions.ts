import type { RestrictionChain } from "./document.ts";
import type { Viewer } from "./query.ts";

/** The one spelling of a chain: pages that restrict nothing left out, no list or entry twice, all in order. */
export function canonicalChain(chain: RestrictionChain): string {
  if (chain === "unknown") return JSON.stringify("unknown");
  const entries = chain
    .map(({ userIds, groupIds }) => ({ userIds: sortedOnce(userIds), groupIds: sortedOnce(groupIds) }))
    .filter(({ userIds, groupIds }) => userIds.length > 0 || groupIds.length > 0)
    .map((entry) => JSON.stringify(entry));
  return `[${sortedOnce(entries).join(",")}]`;
}

const sortedOnce = (values: readonly string[]) => [...new Set(values)].sort();

/** Whether a reader passes every restriction of a chain. What cannot be judged is refused. */
export function mayRead(chain: RestrictionChain, viewer: Viewer): boolean {
  if (viewer === "all") return true;
  if (chain === "unknown") return false;
  return chain.every(
    ({ userIds, groupIds }) =>
      (userIds.length === 0 && groupIds.length === 0) ||
      userIds.includes(viewer.accountId) ||
      viewer.groupIds.some((group) => groupIds.includes(group)),
  );
}
