import type { Selectable } from "kysely";
import { hashSecret } from "../base/crypto.ts";
import type { Member } from "./members.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

/** A link with which somebody becomes a member, or a member chooses a new password. Good once, for a time. */
export type Invitation = {
  id: string;
  email: string;
  role: Member["role"];
  /** Of a member who is to choose a new password. */
  memberId: string | null;
  invitedBy: string;
  createdAt: number;
  expiresAt: number;
};

export type Invitations = ReturnType<typeof createInvitations>;

export function createInvitations(db: Db) {
  return {
    /** An earlier one for the same address ends. */
    async insert(invitation: Invitation, secret: string): Promise<void> {
      const { id, email, role, memberId, invitedBy, createdAt, expiresAt } = invitation;
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom("invitation").where("email", "=", email).execute();
        await trx
          .insertInto("invitation")
          .values({
            id,
            hash: hashSecret(secret),
            email,
            role,
            member_id: memberId,
            invited_by: invitedBy,
            created_at: createdAt,
            expires_at: expiresAt,
          })
          .execute();
      });
    },
    async find(secret: string, now: number): Promise<Invitation | undefined> {
      const rows = db.selectFrom("invitation").selectAll().where("hash", "=", hashSecret(secret));
      const row = await rows.where("expires_at", ">", now).executeTakeFirst();
      return row && toInvitation(row);
    },
    async list(now: number): Promise<Invitation[]> {
      const rows = db.selectFrom("invitation").selectAll().where("expires_at", ">", now).orderBy("id", "desc");
      return (await rows.execute()).map(toInvitation);
    },
    async removeExpired(now: number): Promise<void> {
      await db.deleteFrom("invitation").where("expires_at", "<=", now).execute();
    },
    /** Whether it was there: of two who use it at once only one gets true. */
    async take(id: string): Promise<boolean> {
      const { numDeletedRows } = await db.deleteFrom("invitation").where("id", "=", id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

const toInvitation = (row: Selectable<Tables["invitation"]>): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  memberId: row.member_id,
  invitedBy: row.invited_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});
