import { captureSite, restoreSite, type SiteCapture } from "../state/site.ts";
import type { TableCapture } from "../state/table.ts";
import type { World } from "../world.ts";

/** The whole state at one moment: rows are immutable, so this is a handful of maps, cheap even for large sites. */
export type Snapshot = {
  readonly sites: readonly SiteCapture[];
  readonly identity: ReadonlyMap<string, TableCapture>;
  readonly faults: TableCapture;
  readonly lastId: number;
  readonly at: number;
};

const identityTables = ({ identity }: World) =>
  [
    identity.clients,
    identity.grants,
    identity.codes,
    identity.accessTokens,
    identity.refreshTokens,
    identity.apiTokens,
  ] as const;

export function takeSnapshot(world: World): Snapshot {
  return {
    sites: world.sites.map(({ site }) => captureSite(site)),
    identity: new Map(identityTables(world).map((table) => [table.name, table.capture()])),
    faults: world.faults.capture(),
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
  for (const table of identityTables(world)) table.restore(snapshot.identity.get(table.name) ?? new Map());
  world.faults.restore(snapshot.faults);
  world.identity.ids.restore(snapshot.lastId);
}
