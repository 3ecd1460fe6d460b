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
  const otherAdmins = (id: string) =>
    db.selectFrom("member as other").select("other.id").where("other.role", "=", "admin").where("other.id", "!=", id);
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
    /**
     * With their sessions, keys and open links; what they did stays on record. False, and nothing is done, for the only
     * admin: of two who go at once one stays.
     */
    async remove(id: string, now: number): Promise<boolean> {
      return db.transaction().execute(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("member")
          .where("id", "=", id)
          .where((e) => e.or([e("role", "!=", "admin"), e.exists(otherAdmins(id))]))
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await trx.updateTable("api_key").set({ revoked_at: now }).where("owner_id", "=", id).execute();
        await trx.deleteFrom("invitation").where("member_id", "=", id).execute();
        return true;
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
    /** Sessions, and sign-ins by a provider that were begun, whose time is over. */
    async removeExpiredSessions(now: number): Promise<void> {
      const time = new Date(now).toISOString();
      await db.deleteFrom("member_session").where("expiresAt", "<=", time).execute();
      await db.deleteFrom("member_verification").where("expiresAt", "<=", time).execute();
    },
    /** False, and nothing is done, when nobody would be admin any more. */
    async setRole(id: string, role: Member["role"]): Promise<boolean> {
      let change = db.updateTable("member").set({ role }).where("id", "=", id);
      if (role !== "admin") change = change.where((e) => e.or([e("role", "!=", "admin"), e.exists(otherAdmins(id))]));
      return (await change.executeTakeFirst()).numUpdatedRows > 0n;
    },
  };
}
