import { compileOnce } from "./compile-once.ts";
import type { Db } from "./open-database.ts";

export type Member = { id: string; name: string; email: string; role: "admin" | "member" | "viewer" };

export type MemberSession = {
  id: string;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  ipAddress: string | null;
  userAgent: string | null;
};

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
    async find(email: string): Promise<Member | undefined> {
      return db.selectFrom("member").select(columns).where("email", "=", email.toLowerCase()).executeTakeFirst();
    },
    /** With their sessions and keys; what they did stays on record. */
    async remove(id: string, now: number): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await trx.updateTable("api_key").set({ revoked_at: now }).where("owner_id", "=", id).execute();
        await trx.deleteFrom("member_session").where("userId", "=", id).execute();
        await trx.deleteFrom("member").where("id", "=", id).execute();
      });
    },
    /** Where the member is signed in; times as ISO text. */
    sessions: (id: string): Promise<MemberSession[]> =>
      db
        .selectFrom("member_session")
        .select(["id", "createdAt", "updatedAt", "expiresAt", "ipAddress", "userAgent"])
        .where("userId", "=", id)
        .orderBy("updatedAt", "desc")
        .execute(),
    /** Ends one session, or all of them but one. */
    async endSessions(memberId: string, which: { id: string } | { allBut: string | undefined }): Promise<void> {
      let query = db.deleteFrom("member_session").where("userId", "=", memberId);
      if ("id" in which) query = query.where("id", "=", which.id);
      else if (which.allBut !== undefined) query = query.where("id", "!=", which.allBut);
      await query.execute();
    },
    async setRole(id: string, role: Member["role"]): Promise<void> {
      await db.updateTable("member").set({ role }).where("id", "=", id).execute();
    },
  };
}
