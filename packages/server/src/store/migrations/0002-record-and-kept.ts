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
  ] as const;
  for (const [name, type] of columns) await schema.alterTable("call").addColumn(name, type).execute();
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
    .addColumn("path", "text", (c) => c.notNull())
    .addColumn("rest", "text", (c) => c.notNull())
    .addColumn("list_cursor", "text")
    .addColumn("expires_at", "bigint", (c) => c.notNull())
    .execute();
}
