import { chmodSync, closeSync, openSync } from "node:fs";
import { Kysely, Migrator, type SqliteDatabase, SqliteDialect } from "kysely";
import Database from "libsql";
import { TributaryError } from "../base/errors.ts";
import * as initial from "./migrations/0001-initial.ts";
import * as recordAndKept from "./migrations/0002-record-and-kept.ts";
import * as jobsAndSync from "./migrations/0003-jobs-and-sync.ts";
import * as meetings from "./migrations/0004-meetings.ts";
import * as invitations from "./migrations/0005-invitations.ts";
import * as mcpGrants from "./migrations/0005-mcp-grants.ts";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;

/** Every store has these names on record, and opens only while all it knows are here in this order: they never change. */
const migrations = {
  "0001-initial": initial,
  "0002-record-and-kept": recordAndKept,
  "0003-jobs-and-sync": jobsAndSync,
  "0004-meetings": meetings,
  "0005-invitations": invitations,
  "0005-mcp-grants": mcpGrants,
};

/**
 * Opens the SQLite file at `path` (":memory:" for tests) and brings its tables up to date. Every commit is on disk
 * before it is acknowledged (WAL, synchronous=FULL): tokens and the record of writes must survive a power cut.
 */
export async function openDatabase(path: string): Promise<Db> {
  const sqlite = openFile(path);
  sqlite.exec("pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma busy_timeout=5000");
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepStatements(sqlite) }) });
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error !== undefined) {
    throw new TributaryError("internal", `The store ${path} could not be brought up to date.`, {
      hint: "It may be damaged, or made by a newer version. Restore a backup, or start with another data folder.",
      cause: error,
    });
  }
  return db;
}

/** Passwords' hashes and sessions are in it: it is its owner's only, and what SQLite puts beside it has the same mode. */
function openFile(path: string): Database.Database {
  try {
    if (path !== ":memory:") {
      closeSync(openSync(path, "a", 0o600));
      chmodSync(path, 0o600);
    }
    const sqlite = new Database(path);
    sqlite.exec("pragma schema_version");
    return sqlite;
  } catch (cause) {
    throw new TributaryError("invalid_input", `${path} cannot be opened as a store: ${(cause as Error).message}.`, {
      hint: "Restore a backup, or start with another data folder (TRIBUTARY_DATA).",
      cause,
    });
  }
}

const mostStatements = 500;

/** Prepared statements are kept by their text: preparing one costs more than running it. SQLite renews them when tables change. */
function keepStatements(sqlite: Database.Database): SqliteDatabase {
  const statements = new Map<string, Database.Statement>();
  return {
    close: () => void sqlite.close(),
    prepare(sql) {
      let statement = statements.get(sql);
      if (statement === undefined) {
        statement = sqlite.prepare(sql);
        if (statements.size >= mostStatements) statements.clear();
        statements.set(sql, statement);
      }
      return statement as unknown as ReturnType<SqliteDatabase["prepare"]>;
    },
  };
}
