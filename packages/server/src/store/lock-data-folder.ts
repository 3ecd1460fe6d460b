import { closeSync, existsSync, openSync } from "node:fs";
import Database from "libsql";
import { type Config, dataFile } from "../base/config.ts";
import { TributaryError } from "../base/errors.ts";

/**
 * Keeps every other process off a data folder until the function it answers is called, or this process ends, however it
 * ends: the lock is SQLite's on an empty file. Two servers would each take the other's calls under way for interrupted
 * ones, and each close them in the chain of the record.
 *
 * Throws `conflict` when another server has it, `invalid_input` when it cannot be locked at all.
 */
export function lockDataFolder(config: Pick<Config, "dataDir">): () => void {
  const path = dataFile(config, "lock");
  // Made only once: with any file descriptor a process closes, it loses the lock it has on that file.
  if (!existsSync(path)) closeSync(openSync(path, "a", 0o600));
  const lock = new Database(path);
  try {
    lock.exec("pragma busy_timeout=0; begin exclusive");
  } catch (cause) {
    lock.close();
    const { code, message } = cause as Error & { code?: string };
    if (code !== "SQLITE_BUSY") {
      throw new TributaryError("invalid_input", `The data folder ${config.dataDir} cannot be locked: ${message}.`, {
        hint: `Keep it on a disk of this machine. If ${path} was changed by something else, remove it.`,
        cause,
      });
    }
    throw new TributaryError("conflict", `A Tributary server already runs on the data folder ${config.dataDir}.`, {
      hint: "Stop it first (an MCP client may have started it, with `tributary mcp`), or give this one a folder of its own with TRIBUTARY_DATA.",
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
