import { closeSync, openSync, statSync } from "node:fs";
import Database from "libsql";
import { schema, schemaVersion } from "./schema.ts";

export type Value = string | number | null | Buffer;

/** The open file: statements by their text, and transactions. Everything is synchronous. */
export type IndexFile = {
  /** Rows as objects. */
  all<Row>(sql: string, values?: readonly Value[]): Row[];
  /** Rows as arrays, in the order of the columns. */
  rows<Row extends unknown[]>(sql: string, values?: readonly Value[]): Row[];
  run(sql: string, values?: readonly Value[]): { changes: number; lastInsertRowid: number };
  transaction<T>(work: () => T): T;
  /** False when the file was deleted or replaced under us. */
  isInPlace(): boolean;
  close(): void;
};

/** Opens or makes the file. Throws what SQLite says when it is damaged: see `isDamage`. */
export function openIndexFile(path: string, mostPages?: number): IndexFile {
  // What is synced is as private as the site it comes from; SQLite gives its other files the same rights.
  if (path !== ":memory:") closeSync(openSync(path, "a", 0o600));
  const sqlite = new Database(path);
  try {
    sqlite.exec(
      "pragma busy_timeout=5000; pragma journal_mode=wal; pragma synchronous=normal; pragma cache_size=-32768",
    );
    if (mostPages !== undefined) sqlite.exec(`pragma max_page_count=${Math.floor(mostPages)}`);
    prepareTables(sqlite, path);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return wrap(sqlite, path);
}

/** Whether SQLite says that what is in the file cannot be right, or comes from another version. */
export function isDamage(error: unknown): boolean {
  if (error instanceof OtherVersion) return true;
  const code = errorCode(error);
  return (
    code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB" || /malformed|fts5: corrupt/i.test(String(error))
  );
}

export const isDiskFull = (error: unknown) => errorCode(error) === "SQLITE_FULL";

const errorCode = (error: unknown) =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** The file was written by a version of this program with other tables. There is no migration: it is filled again. */
class OtherVersion extends Error {}

function prepareTables(sqlite: Database.Database, path: string): void {
  const [{ user_version: version = 0 } = {}] = sqlite.prepare("pragma user_version").all() as {
    user_version: number;
  }[];
  const [{ tables = 0 } = {}] = sqlite.prepare("select count(*) as tables from sqlite_master").all() as {
    tables: number;
  }[];
  if (tables > 0 && version !== schemaVersion) throw new OtherVersion(`${path} is of version ${version}`);
  if (tables > 0) {
    // A torn or overwritten file often opens well; these touch the first pages of every tree.
    for (const table of ["document", "passage", "forward", "terms_idx"])
      sqlite.prepare(`select * from ${table} limit 1`).all();
    return;
  }
  sqlite.exec(`begin immediate;${schema};pragma user_version=${schemaVersion};commit`);
}

const mostStatements = 300;

function wrap(sqlite: Database.Database, path: string): IndexFile {
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string, raw: boolean): Database.Statement => {
    const key = raw ? `raw ${sql}` : sql;
    let statement = statements.get(key);
    if (statement === undefined) {
      statement = sqlite.prepare(sql);
      if (raw) statement.raw();
      if (statements.size >= mostStatements) statements.clear();
      statements.set(key, statement);
    }
    return statement;
  };
  const inode = inodeOf(path);
  return {
    all: <Row>(sql: string, values: readonly Value[] = []) => prepared(sql, false).all([...values]) as Row[],
    rows: <Row extends unknown[]>(sql: string, values: readonly Value[] = []) =>
      prepared(sql, true).all([...values]) as Row[],
    run(sql, values = []) {
      const { changes, lastInsertRowid } = prepared(sql, false).run([...values]);
      return { changes, lastInsertRowid: Number(lastInsertRowid) };
    },
    transaction<T>(work: () => T): T {
      sqlite.exec("begin immediate");
      let result: T;
      try {
        result = work();
        sqlite.exec("commit");
      } catch (error) {
        // A full disk or a damaged page may have ended the transaction already.
        if (sqlite.inTransaction) sqlite.exec("rollback");
        throw error;
      }
      return result;
    },
    isInPlace: () => inode === undefined || inodeOf(path) === inode,
    close() {
      statements.clear();
      // The driver closes for good when it is collected as garbage; the file is whole already now.
      try {
        sqlite.exec("pragma wal_checkpoint(truncate)");
      } catch {
        // It is damaged, or busy elsewhere: the log stays beside it.
      }
      sqlite.close();
    },
  };
}

function inodeOf(path: string): number | undefined {
  if (path === ":memory:") return undefined;
  try {
    return statSync(path).ino;
  } catch {
    return 0;
  }
}
