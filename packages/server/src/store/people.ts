import type { Db } from "./open-database.ts";

export type People = ReturnType<typeof createPeople>;

/** Display names of a site's people. null: nobody there has the id any more. */
export function createPeople(db: Db) {
  return {
    async names(siteId: string, fetchedAfter: number): Promise<Map<string, string | null>> {
      const rows = await db
        .selectFrom("person")
        .select(["account_id", "name"])
        .where("site_id", "=", siteId)
        .where("fetched_at", ">", fetchedAfter)
        .execute();
      return new Map(rows.map(({ account_id, name }) => [account_id, name]));
    },
    async save(siteId: string, names: ReadonlyMap<string, string | null>, now: number): Promise<void> {
      for (const [accountId, name] of names) {
        await db
          .insertInto("person")
          .values({ site_id: siteId, account_id: accountId, name, fetched_at: now })
          .onConflict((c) => c.columns(["site_id", "account_id"]).doUpdateSet({ name, fetched_at: now }))
          .execute();
      }
    },
  };
}
