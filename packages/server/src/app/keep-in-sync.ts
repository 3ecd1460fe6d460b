import type { Config } from "../base/config.ts";
import type { Log } from "../base/log.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Store } from "../store/store.ts";
import type { Sync } from "../sync/sync.ts";

export type KeptInSync = {
  /** Brings sources in line with a connection after it changed. */
  connectionChanged(id: string): void;
  /** Our own tools have written these pages or blog posts. */
  written(connectionId: string, ids: string[]): void;
  /** The index is empty: everything has to be put into it again. */
  indexLost(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Makes connected mean searchable: every active connection is a source, and none that has ended is. */
export function keepInSync(
  { sync: on, markdownFolders }: Pick<Config, "sync" | "markdownFolders">,
  { store, jobs, sync, log }: { store: Store; jobs: Jobs; sync: Sync; log: Log },
): KeptInSync {
  const pending = new Set<Promise<void>>();
  let started = false;
  let lost = false;

  const follow = async (id: string): Promise<void> => {
    const connection = (await store.connections.list()).find((one) => one.id === id);
    const source = await store.sources.find(id);
    if (connection?.status === "active") {
      if (!on) return;
      const name = connection.sites.find((site) => site.id === connection.siteId)?.name ?? connection.name;
      await sync.addConnection({ id, name, siteId: connection.siteId ?? "" });
    } else if (source !== undefined && (connection === undefined || connection.status === "disconnected")) {
      await sync.remove(id);
    }
  };

  const later = (work: Promise<void>, otherwise: string): void => {
    const done = work.catch((error: unknown) => log.error({ err: error }, otherwise));
    pending.add(done);
    void done.finally(() => pending.delete(done));
  };

  const fillAgain = async (): Promise<void> => {
    for (const { id, settings } of await store.sources.list()) if (!settings.paused) await sync.start(id, {}, "start");
  };

  return {
    connectionChanged: (id) => later(follow(id), "a connection's source could not be brought in line"),
    written(connectionId, ids) {
      if (on) later(sync.noteWritten(connectionId, ids), "what a tool wrote could not be indexed");
    },
    indexLost() {
      if (started) later(fillAgain(), "the index could not be filled again");
      else lost = true;
    },
    async start() {
      if (!on) return;
      for (const path of markdownFolders) await sync.addMarkdown({ path });
      const ids = new Set([
        ...(await store.connections.list()).map(({ id }) => id),
        ...(await store.sources.list()).filter(({ kind }) => kind === "confluence").map(({ id }) => id),
      ]);
      for (const id of ids) await follow(id);
      started = true;
      await sync.open();
      if (lost) await fillAgain();
      await jobs.open();
    },
    async stop() {
      await Promise.all(pending);
      await sync.close();
      await jobs.close();
    },
  };
}
