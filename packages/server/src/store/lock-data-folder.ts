import { closeSync, openSync } from "node:fs";
import Database from "libsql";
import { type Config, dataFile } from "../base/config.ts";
import { TributaryError } from "../base/errors.ts";

/**
 * Keeps every other process off a data folder until the function it answers is called, or this process ends, however it
 * ends: the lock is SQLite's on an empty file. Two servers would each take the other's calls under way for interrupted
 * ones, and each close them in the chain of the record.
 *
 * Throws `conflict` when another server has it.
 */
export function lockDataFolder(config: Pick<Config, "dataDir">): () => void {
  const path = dataFile(config, "lock");
  closeSync(openSync(path, "a", 0o600));
  const lock = new Database(path);
  try {
    lock.exec("pragma busy_timeout=0; begin exclusive");
  } catch (cause) {
    lock.close();
    throw new TributaryError("conflict", `A Tributary server already runs on the data folder ${config.dataDir}.`, {
      hint: "Stop it first, or give this one a folder of its own with TRIBUTARY_DATA.",
      cause,
    });
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    lock.exec("rollback");
    lock.close();
  };
}
