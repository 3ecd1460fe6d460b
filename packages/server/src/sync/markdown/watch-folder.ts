import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import type { Log } from "../../base/log.ts";

const quietMs = 300;
/** Systems limit how much one process may watch. Changes in further folders are found by the clock. */
const mostFolders = 2_000;

/**
 * Calls `changed` shortly after something below the folder has changed. Every folder is watched by itself: Node's
 * recursive watching misses changes of files that are newer than the watch (seen with Node 20 on Linux). Answers how to stop.
 */
export function watchFolder(root: string, changed: () => void, log: Log): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let complained = false;

  const complain = (err: unknown): void => {
    if (!complained) log.warn({ err, path: root }, "not all of a folder can be watched; it is looked at by the clock");
    complained = true;
  };

  const watchOne = (folder: string): void => {
    if (watchers.has(folder) || watchers.size >= mostFolders) return;
    try {
      const watcher = watch(folder, { persistent: false }, soon);
      watcher.on("error", () => {
        watcher.close();
        watchers.delete(folder);
      });
      watchers.set(folder, watcher);
      for (const inner of foldersIn(folder)) watchOne(inner);
    } catch (err) {
      complain(err);
    }
  };

  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      watchOne(root);
      for (const folder of [...watchers.keys()]) watchNewFolders(folder);
      changed();
    }, quietMs);
    timer.unref();
  };

  /** A folder that was made since is watched from now on; one that has gone is let go. */
  const watchNewFolders = (folder: string): void => {
    try {
      for (const inner of foldersIn(folder)) watchOne(inner);
    } catch {
      watchers.get(folder)?.close();
      watchers.delete(folder);
    }
  };

  watchOne(root);
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
    .map(({ name }) => join(folder, name));
}
