import type { Kysely } from "kysely";

/** What a call's record says of its write, and what is kept for callers between calls. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  const columns = [
    ["dry_run", "integer"],
    ["reason", "text"],
    ["changes", "text"],
    ["undo", "text"],
    ["requests", "integer"],
    ["points", "integer"],
    ["space_ids", "text"],
    ["result", "text"],
    ["approval_id", "text"],
    ["undo_of", "text"],
    ["chain_seq", "integer"],
    ["previous_hash", "text"],
    ["hash", "text"],
  ] as const;
  for (const [name, type] of columns) await schema.alterTable("call").addColumn(name, type).execute();
  await schema.createIndex("call_chain").unique().on("call").column("chain_seq").execute();
  await schema.createIndex("call_undo_of").on("call").column("undo_of").execute();
  await schema.createIndex("call_approval").on("call").column("approval_id").execute();
  await schema
    .createTable("approval")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("call_id", "text", (c) => c.notNull())
    .addColumn("agent_id", "text", (c) => c.notNull())
    .addColumn("agent_name", "text", (c) => c.notNull())
    .addColumn("connection_id", "text", (c) => c.notNull())
    .addColumn("site_id", "text", (c) => c.notNull())
    .addColumn("surface", "text", (c) => c.notNull())
    .addColumn("tool", "text", (c) => c.notNull())
    .addColumn("input", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("preview", "text", (c) => c.notNull())
    .addColumn("base", "text", (c) => c.notNull())
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("created_at", "bigint", (c) => c.notNull())
    .addColumn("expires_at", "bigint", (c) => c.notNull())
    .addColumn("refreshed_at", "bigint")
    .addColumn("decided_at", "bigint")
    .addColumn("decided_by", "text")
    .addColumn("comment", "text")
    .addColumn("edited", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("run_call_id", "text")
    .addColumn("outcome", "text")
    .execute();
  await schema.createIndex("approval_status").on("approval").column("status").execute();
  await schema.alterTable("agent").addColumn("callback_url", "text").execute();
  await schema
    .createTable("file")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("owner_id", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("media_type", "text", (c) => c.notNull())
    .addColumn("size", "integer", (c) => c.notNull())
    .addColumn("bytes", "blob", (c) => c.notNull())
    .addColumn("expires_at", "bigint", (c) => c.notNull())
    .execute();
  await schema
    .createTable("result_rest")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("owner_id", "text", (c) => c.notNull())
    .addColumn("connection_id", "text", (c) => c.notNull())
    .addColumn("permission_group", "text", (c) => c.notNull())
    .addColumn("spaces", "text", (c) => c.notNull())
    .addColumn("path", "text", (c) => c.notNull())
    .addColumn("rest", "text", (c) => c.notNull())
    .addColumn("list_cursor", "text")
    .addColumn("expires_at", "bigint", (c) => c.notNull())
    .execute();
}
