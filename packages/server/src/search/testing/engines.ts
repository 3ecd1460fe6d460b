import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, systemClock } from "../../base/clock.ts";
import type { SearchIndex } from "../search-index.ts";
import { openSqliteIndex } from "../sqlite/open-sqlite-index.ts";

/** An engine the suite runs over: opens an empty index, and removes it afterwards. */
export type Engine = {
  name: string;
  use<T>(work: (index: SearchIndex) => Promise<T>, time?: Pick<Clock, "now">): Promise<T>;
};

/** Every engine this machine can run; the suite runs over each. */
export const engines: readonly Engine[] = [
  {
    name: "SQLite",
    async use(work, time) {
      const index = await openSqliteIndex({ path: ":memory:", ...(time && { clock: { ...systemClock, ...time } }) });
      try {
        return await work(index);
      } finally {
        await index.close();
      }
    },
  },
];

/** A path in a new folder, for tests of the file itself. */
export async function withFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "search-"));
  try {
    return await work(join(folder, "search.db"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
