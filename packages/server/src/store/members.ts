import type { Db } from "./open-database.ts";

export type Member = { id: string; name: string; email: string; role: "admin" | "member" | "viewer" };

export type Members = ReturnType<typeof createMembers>;

/** People who sign in. Their passwords and sessions belong to the sign-in library's own tables. */
export function createMembers(db: Db) {
  const columns = ["id", "name", "email", "role"] as const;
  return {
    get: (id: string): Promise<Member | undefined> =>
      db.selectFrom("member").select(columns).where("id", "=", id).executeTakeFirst(),
    list: (): Promise<Member[]> => db.selectFrom("member").select(columns).orderBy("createdAt").execute(),
    async setRole(id: string, role: Member["role"]): Promise<void> {
      await db.updateTable("member").set({ role }).where("id", "=", id).execute();
    },
  };
}
