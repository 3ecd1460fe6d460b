import type { Db } from "./open-database.ts";

export type Settings = ReturnType<typeof createSettings>;

/** Small facts about this installation, by name. */
export function createSettings(db: Db) {
  return {
    async get(name: string): Promise<string | undefined> {
      const row = await db.selectFrom("setting").select("value").where("name", "=", name).executeTakeFirst();
      return row?.value;
    },
    async set(name: string, value: string): Promise<void> {
      await db
        .insertInto("setting")
        .values({ name, value })
        .onConflict((c) => c.column("name").doUpdateSet({ value }))
        .execute();
    },
    async remove(name: string): Promise<void> {
      await db.deleteFrom("setting").where("name", "=", name).execute();
    },
  };
}
