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
      const [state] = sqlite.prepare("pragma integrity_check").pluck().all() as string[];
      if (state !== "ok") throw new Error(state ?? "it cannot be checked");
      const number = (sql: string) => Number(sqlite.prepare(sql).pluck().get());
      return {
        bytes: number("select page_count * page_size from pragma_page_count(), pragma_page_size()"),
        calls: number("select count(*) from call"),
        connections: number("select count(*) from connection"),
        lastMigration: String(sqlite.prepare("select max(name) from kysely_migration").pluck().get()),
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
