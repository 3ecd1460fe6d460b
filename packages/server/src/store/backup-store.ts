import { closeSync, existsSync, openSync, renameSync, rmSync } from "node:fs";
import Database from "libsql";
import { TributaryError } from "../base/errors.ts";

/** What a store file holds, as far as one has to know to trust it. */
export type StoreFile = { bytes: number; calls: number; connections: number; lastMigration: string };

/**
 * Copies the store to a new file, whole and as of one moment, while a server may go on writing. Throws `conflict` when
 * there is such a file.
 */
export function backUpStore(path: string, to: string): StoreFile {
  if (!existsSync(path)) {
    throw new TributaryError("not_found", `There is no store ${path}.`, {
      hint: "Run this in the folder of the server, or set TRIBUTARY_DATA.",
    });
  }
  if (existsSync(to)) {
    throw new TributaryError("conflict", `There is a file ${to} already.`, { hint: "Choose another name." });
  }
  const part = `${to}.part`;
  rmSync(part, { force: true });
  // SQLite fills an empty file: so it is its owner's only from the first byte.
  closeSync(openSync(part, "wx", 0o600));
  const sqlite = new Database(path);
  try {
    sqlite.exec("pragma busy_timeout=5000");
    // The one form of copy that SQLite makes of a database in use without holding up its writers.
    sqlite.prepare("vacuum into ?").run(part);
  } finally {
    sqlite.close();
  }
  const found = examineStore(part);
  renameSync(part, to);
  return found;
}

/** Reads a store file through. Throws `invalid_input` for what is none, or is damaged. */
export function examineStore(path: string): StoreFile {
  try {
    // Not read-only: a store that was killed has a log beside it, which is taken in when it is opened.
    const sqlite = new Database(path);
    try {
      // The driver's `get` does not pluck; its `all` does.
      const value = (sql: string): unknown => sqlite.prepare(sql).pluck().all()[0];
      const state = value("pragma integrity_check");
      if (state !== "ok") throw new Error(String(state ?? "it cannot be checked"));
      return {
        bytes: Number(value("select page_count * page_size from pragma_page_count(), pragma_page_size()")),
        calls: Number(value("select count(*) from call")),
        connections: Number(value("select count(*) from connection")),
        lastMigration: String(value("select max(name) from kysely_migration")),
      };
    } finally {
      sqlite.close();
    }
  } catch (cause) {
    throw new TributaryError("invalid_input", `${path} is no whole store: ${(cause as Error).message}.`, {
      hint: "Name a file that `tributary backup` made.",
      cause,
    });
  }
}
