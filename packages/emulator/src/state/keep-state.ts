import { sharedTables, takeSnapshot } from "../admin/snapshots.ts";
import type { World } from "../world.ts";
import { type StateHeader, type StateRow, writeState } from "./state-file.ts";

/** Keeps the state of a world in a file. */
export type StateKeeper = {
  /** Something was written: the file follows within seconds. */
  changed(): void;
  save(): Promise<void>;
  /** Saves for the last time. */
  close(): Promise<void>;
};

/** Milliseconds between a change and the file; longer where writing takes longer, so that it never fills the day. */
const delay = 1_000;

export function keepState(path: string, world: World): StateKeeper {
  let timer: NodeJS.Timeout | undefined;
  let pause = delay;
  let writing = Promise.resolve();

  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    // One after the other: two writers would share the unfinished file.
    writing = writing
      .catch(() => undefined)
      .then(async () => {
        const begun = performance.now();
        await writeState(path, ...stateOf(world));
        pause = Math.max(delay, 10 * (performance.now() - begun));
      });
    return writing;
  };

  return {
    changed() {
      timer ??= setTimeout(() => {
        save().catch((error: unknown) => console.error(`The state could not be saved in ${path}`, error));
      }, pause).unref();
    },
    save,
    close: save,
  };
}

/** Everything as of now: rows are immutable, so what is written later is still what was there. */
function stateOf(world: World): [Omit<StateHeader, "format">, Iterable<StateRow>] {
  const { sites, shared, lastId } = takeSnapshot(world);
  const header = {
    sites: world.sites.map(({ site }, at) => ({
      cloudId: site.cloudId,
      name: site.name,
      lastId: sites[at]?.lastId ?? site.ids.capture(),
    })),
    lastId,
    clock: world.clock.capture(),
    limits: world.limiter.limits,
  };
  function* rows(): Generator<StateRow> {
    for (const [table, captured] of shared) for (const row of captured.values()) yield { site: null, table, row };
    for (const [site, { tables }] of sites.entries())
      for (const [table, captured] of tables) for (const row of captured.values()) yield { site, table, row };
  }
  return [header, rows()];
}

/** What takes the rows of a file back into a world whose sites were made after its header. */
export function rowTaker(world: World): (row: StateRow) => void {
  const shared = new Map<string, { put(row: never): void }>(sharedTables(world).map((table) => [table.name, table]));
  return ({ site, table, row }) => {
    const target = site === null ? shared.get(table) : world.sites[site]?.site.table(table);
    // The file was written from the same tables, which is why the rows fit.
    target?.put(row as never);
  };
}
