import type { Db } from "./open-database.ts";

export type SyncCursor = { cursor: string | null; done: boolean };
export type SyncFailure = { itemId: string; title: string | null; reason: string; at: number; attempts: number };

export type SyncMemory = ReturnType<typeof createSyncMemory>;

const rowsPerStatement = 200;

/** What a sync has to know again after a crash: where it was, what it knows of each item, what failed. */
export function createSyncMemory(db: Db) {
  return {
    async cursors(sourceId: string): Promise<Map<string, SyncCursor>> {
      const rows = await db.selectFrom("sync_cursor").selectAll().where("source_id", "=", sourceId).execute();
      return new Map(rows.map(({ part, cursor, done }) => [part, { cursor, done: done === 1 }]));
    },
    async clearCursors(sourceId: string): Promise<void> {
      await db.deleteFrom("sync_cursor").where("source_id", "=", sourceId).execute();
    },
    /**
     * The end of a batch, in one transaction: what was learned of its items, what failed, and where to go on. Called
     * after the index has the batch, so that a crash in between repeats the batch and loses none.
     */
    async saveBatch(
      sourceId: string,
      batch: {
        part?: string;
        cursor?: SyncCursor;
        nodes?: readonly (readonly [id: string, node: unknown])[];
        removed?: readonly string[];
        failures?: readonly Omit<SyncFailure, "attempts">[];
        /** Items that went well now, whatever came of them before. */
        succeeded?: readonly string[];
      },
    ): Promise<void> {
      const { part, cursor, nodes = [], removed = [], failures = [], succeeded = [] } = batch;
      await db.transaction().execute(async (trx) => {
        for (const some of chunks(nodes)) {
          await trx
            .insertInto("sync_node")
            .values(some.map(([id, node]) => ({ source_id: sourceId, id, node: JSON.stringify(node) })))
            .onConflict((c) => c.columns(["source_id", "id"]).doUpdateSet({ node: (e) => e.ref("excluded.node") }))
            .execute();
        }
        for (const ids of chunks(removed)) {
          await trx.deleteFrom("sync_node").where("source_id", "=", sourceId).where("id", "in", ids).execute();
          await trx.deleteFrom("sync_failure").where("source_id", "=", sourceId).where("item_id", "in", ids).execute();
        }
        for (const ids of chunks(succeeded))
          await trx.deleteFrom("sync_failure").where("source_id", "=", sourceId).where("item_id", "in", ids).execute();
        for (const { itemId, title, reason, at } of failures) {
          await trx
            .insertInto("sync_failure")
            .values({ source_id: sourceId, item_id: itemId, title, reason, at, attempts: 1 })
            .onConflict((c) =>
              c
                .columns(["source_id", "item_id"])
                .doUpdateSet((e) => ({ title, reason, at, attempts: e("sync_failure.attempts", "+", 1) })),
            )
            .execute();
        }
        if (part !== undefined && cursor !== undefined) {
          const row = { cursor: cursor.cursor, done: cursor.done ? 1 : 0 };
          await trx
            .insertInto("sync_cursor")
            .values({ source_id: sourceId, part, ...row })
            .onConflict((c) => c.columns(["source_id", "part"]).doUpdateSet(row))
            .execute();
        }
      });
    },
    /** What is known of the items, some thousand at a time, so that a large source does not hold up everything else. */
    async *nodes(sourceId: string): AsyncIterable<[id: string, node: unknown]> {
      let after = "";
      for (;;) {
        const rows = await db
          .selectFrom("sync_node")
          .select(["id", "node"])
          .where("source_id", "=", sourceId)
          .where("id", ">", after)
          .orderBy("id")
          .limit(2_000)
          .execute();
        for (const { id, node } of rows) yield [id, JSON.parse(node) as unknown];
        const last = rows.at(-1);
        if (last === undefined) return;
        after = last.id;
      }
    },
    /** What is known of these items, and of everything above them. */
    async nodesAbove(sourceId: string, ids: readonly string[]): Promise<Map<string, unknown>> {
      const found = new Map<string, unknown>();
      for (let wanted = [...ids]; wanted.length > 0; ) {
        const rows = await db
          .selectFrom("sync_node")
          .select(["id", "node"])
          .where("source_id", "=", sourceId)
          .where("id", "in", wanted)
          .execute();
        wanted = [];
        for (const { id, node } of rows) {
          const known = JSON.parse(node) as { parentId?: string | null };
          found.set(id, known);
          if (known.parentId != null && !found.has(known.parentId)) wanted.push(known.parentId);
        }
      }
      return found;
    },
    async failures(sourceId: string, limit = 200): Promise<SyncFailure[]> {
      const rows = await db
        .selectFrom("sync_failure")
        .selectAll()
        .where("source_id", "=", sourceId)
        .orderBy("at", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        itemId: row.item_id,
        title: row.title,
        reason: row.reason,
        at: row.at,
        attempts: row.attempts,
      }));
    },
    async countFailures(sourceId: string): Promise<number> {
      const { count } = await db
        .selectFrom("sync_failure")
        .select((e) => e.fn.countAll<number>().as("count"))
        .where("source_id", "=", sourceId)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

function* chunks<T>(items: readonly T[]): Iterable<T[]> {
  for (let at = 0; at < items.length; at += rowsPerStatement) yield items.slice(at, at + rowsPerStatement);
}
