import type { Watch } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/**
 * Who is told about changes. Content and spaces are watched by id, labels by name. Creating a page or a blog post
 * watches it, see `watch-own-content.ts`.
 */
export type Watched = Pick<Watch, "target" | "targetId">;

const watchId = (accountId: string, { target, targetId }: Watched): string => `${accountId}:${target}:${targetId}`;

export const isWatching = (site: Site, accountId: string, watched: Watched): boolean =>
  site.watches.get(watchId(accountId, watched)) !== undefined;

export function watch(site: Site, accountId: string, watched: Watched): void {
  site.watches.put({ id: watchId(accountId, watched), accountId, target: watched.target, targetId: watched.targetId });
}

export function unwatch(site: Site, accountId: string, watched: Watched): void {
  site.watches.delete(watchId(accountId, watched));
}

/** Everybody who watches this one thing, in the order they began to. */
export const watchersOf = (site: Site, { target, targetId }: Watched): Watch[] =>
  [...site.watches.values()].filter((one) => one.target === target && one.targetId === targetId);
