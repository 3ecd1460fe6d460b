import { captureSite, restoreSite, type SiteCapture } from "../state/site.ts";
import type { TableCapture } from "../state/table.ts";
import type { World } from "../world.ts";

/** The whole state at one moment: rows are immutable, so this is a handful of maps, cheap even for large sites. */
export type Snapshot = {
  readonly sites: readonly SiteCapture[];
  readonly shared: ReadonlyMap<string, TableCapture>;
  readonly lastId: number;
  readonly at: number;
};

/** The tables that belong to no site. */
export const sharedTables = ({ identity, faults, limiter }: World) =>
  [
    identity.clients,
    identity.grants,
    identity.codes,
    identity.accessTokens,
    identity.refreshTokens,
    identity.apiTokens,
    faults,
    ...limiter.tables,
  ] as const;

export function takeSnapshot(world: World): Snapshot {
  return {
    sites: world.sites.map(({ site }) => captureSite(site)),
    shared: new Map(sharedTables(world).map((table) => [table.name, table.capture()])),
    lastId: world.identity.ids.capture(),
    at: world.clock.now(),
  };
}

/** Puts everything back, the clock included. Indexes and the search follow by themselves. */
export function restoreSnapshot(world: World, snapshot: Snapshot): void {
  world.clock.set(snapshot.at);
  for (const [at, { site }] of world.sites.entries()) {
    const capture = snapshot.sites[at];
    if (capture) restoreSite(site, capture);
  }
  for (const table of sharedTables(world)) table.restore(snapshot.shared.get(table.name) ?? new Map());
  world.identity.ids.restore(snapshot.lastId);
}
