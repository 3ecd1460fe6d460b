import { compileOnce } from "./compile-once.ts";
import type { Db } from "./open-database.ts";

export type Member = { id: string; name: string; email: string; role: "admin" | "member" | "viewer" };

export type Members = ReturnType<typeof createMembers>;

/** People who sign in. Their passwords and sessions belong to the sign-in library's own tables. */
export function createMembers(db: Db) {
  const columns = ["id", "name", "email", "role"] as const;
  const byId = compileOnce(db.selectFrom("member").select(columns).where("id", "=", ""));
  return {
    async get(id: string): Promise<Member | undefined> {
      const [row] = await byId(db, [id]);
      return row;
    },
    list: (): Promise<Member[]> => db.selectFrom("member").select(columns).orderBy("createdAt").execute(),
    async setRole(id: string, role: Member["role"]): Promise<void> {
      await db.updateTable("member").set({ role }).where("id", "=", id).execute();
    },
  };
}
