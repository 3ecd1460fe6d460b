import Database from "libsql";
import { createSealer, keyId } from "../base/crypto.ts";

type Column = { table: string; column: string };

/**
 * Seals every secret of a store file with the first of `keys`, all of them or none; what it has sealed already stays.
 * No server may have the file open: it would go on with keys it has in memory. Throws `internal` when a secret was
 * sealed with none of the keys.
 */
export function sealAnew(path: string, keys: readonly [Buffer, ...Buffer[]]): { secrets: number; sealedAnew: number } {
  const sealer = createSealer(keys);
  const current = `v1.${keyId(keys[0])}.`;
  const sqlite = new Database(path);
  try {
    // What was sealed with the old key is overwritten, not only forgotten.
    sqlite.exec("pragma busy_timeout=5000; pragma synchronous=full; pragma secure_delete=on");
    const count = sqlite.transaction(() => {
      let secrets = 0;
      let sealedAnew = 0;
      for (const { table, column } of sealedColumns(sqlite)) {
        const change = sqlite.prepare(`update "${table}" set "${column}" = ? where id = ?`);
        for (const { id, sealed } of secretsOf(sqlite, { table, column })) {
          secrets += 1;
          if (sealed.startsWith(current)) continue;
          const place = placeOf(table, id, column);
          change.run(sealer.seal(sealer.open(sealed, place), place), id);
          sealedAnew += 1;
        }
      }
      return { secrets, sealedAnew };
    });
    const counted = count.immediate();
    // The log beside the file still holds the old pages.
    sqlite.exec("pragma wal_checkpoint(truncate)");
    return counted;
  } finally {
    sqlite.close();
  }
}

/** The ids of the keys a store file's secrets are sealed with: without them they cannot be read. */
export function sealedWith(path: string): string[] {
  const sqlite = new Database(path);
  try {
    const ids = sealedColumns(sqlite).flatMap((column) =>
      secretsOf(sqlite, column).map(({ sealed }) => sealed.split(".")[1] ?? ""),
    );
    return [...new Set(ids)].sort();
  } finally {
    sqlite.close();
  }
}

/** The rule of every repository that seals: the column `secret_sealed` of the row `id` is sealed for `table/id/secret`. */
const placeOf = (table: string, id: string, column: string) => `${table}/${id}/${column.replace(/_sealed$/, "")}`;

const sealedColumns = (sqlite: Database.Database): Column[] =>
  sqlite
    .prepare(
      `select m.name as "table", c.name as "column" from sqlite_master m join pragma_table_info(m.name) c
       where m.type = 'table' and c.name like '%\\_sealed' escape '\\'`,
    )
    .all() as Column[];

const secretsOf = (sqlite: Database.Database, { table, column }: Column) =>
  sqlite.prepare(`select id, "${column}" as sealed from "${table}" where "${column}" is not null`).all() as {
    id: string;
    sealed: string;
  }[];
