import { type Kysely, sql } from "kysely";

/** The queue, and what a sync remembers between its steps. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("job")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("payload", "text", (c) => c.notNull())
    .addColumn("singleton_key", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("run_at", "bigint", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("crashes", "integer", (c) => c.notNull())
    .addColumn("lease_owner", "text")
    .addColumn("lease_until", "bigint", (c) => c.notNull())
    .addColumn("cancel_asked", "integer", (c) => c.notNull())
    .addColumn("progress", "text")
    .addColumn("error", "text")
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("finished_at", "bigint")
    .execute();
  await schema.createIndex("job_due").on("job").columns(["state", "run_at"]).execute();
  // One of a kind among those that are not done: what makes a second start join the first, also across processes.
  await schema
    .createIndex("job_singleton")
    .unique()
    .on("job")
    .column("singleton_key")
    .where(sql<boolean>`state in ('waiting', 'running')`)
    .execute();
  await schema
    .createTable("schedule")
    .addColumn("key", "text", (c) => c.primaryKey())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("payload", "text", (c) => c.notNull())
    .addColumn("every_ms", "bigint", (c) => c.notNull())
    .addColumn("next_at", "bigint", (c) => c.notNull())
    .execute();
  await schema
    .createTable("source")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("location", "text", (c) => c.notNull())
    .addColumn("settings", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("wanted", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("updated_at", "bigint", (c) => c.notNull())
    .execute();
  await schema
    .createTable("sync_cursor")
    .addColumn("source_id", "text", (c) => c.notNull())
    .addColumn("part", "text", (c) => c.notNull())
    .addColumn("cursor", "text")
    .addColumn("done", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("sync_cursor_key", ["source_id", "part"])
    .execute();
  await schema
    .createTable("sync_node")
    .addColumn("source_id", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("node", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("sync_node_key", ["source_id", "id"])
    .execute();
  await schema
    .createTable("sync_failure")
    .addColumn("source_id", "text", (c) => c.notNull())
    .addColumn("item_id", "text", (c) => c.notNull())
    .addColumn("title", "text")
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("at", "bigint", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("sync_failure_key", ["source_id", "item_id"])
    .execute();
  await schema
    .createTable("sync_run")
    .addColumn("seq", "integer", (c) => c.primaryKey().autoIncrement())
    .addColumn("id", "text", (c) => c.notNull().unique())
    .addColumn("source_id", "text", (c) => c.notNull())
    .addColumn("trigger", "text", (c) => c.notNull())
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("report", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("started_at", "bigint")
    .addColumn("finished_at", "bigint")
    .execute();
  await schema.createIndex("sync_run_source").on("sync_run").columns(["source_id", "seq"]).execute();
  await schema
    .createTable("person")
    .addColumn("site_id", "text", (c) => c.notNull())
    .addColumn("account_id", "text", (c) => c.notNull())
    .addColumn("name", "text")
    .addColumn("fetched_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("person_key", ["site_id", "account_id"])
    .execute();
}
