import type { Compilable, CompiledQuery, Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * A query of the hot path: built and compiled once, run many times with other parameters, because building it costs
 * more than running it. `parameters` come in the order in which the query names them.
 */
export function compileOnce<Row>(
  query: Compilable<Row>,
): (db: Kysely<Tables>, parameters: readonly unknown[]) => Promise<Row[]> {
  const compiled: CompiledQuery<Row> = query.compile();
  return async (db, parameters) => (await db.executeQuery({ ...compiled, parameters } as CompiledQuery<Row>)).rows;
}
