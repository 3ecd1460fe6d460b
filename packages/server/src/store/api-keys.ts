import { hashSecret } from "../base/crypto.ts";
import { compileOnce } from "./compile-once.ts";
import type { Db } from "./open-database.ts";

export type KeyOwner = { kind: "agent" | "member"; id: string };

export type ApiKeys = ReturnType<typeof createApiKeys>;

/** API keys, kept as hashes: they hold 256 random bits, so a plain hash cannot be reversed. */
export function createApiKeys(db: Db) {
  const ownerOf = compileOnce(
    db.selectFrom("api_key").select(["owner_kind", "owner_id"]).where("hash", "=", "").where("revoked_at", "is", null),
  );
  return {
    async insert(id: string, key: string, owner: KeyOwner, name: string, now: number): Promise<void> {
      await db
        .insertInto("api_key")
        .values({
          id,
          hash: hashSecret(key),
          owner_kind: owner.kind,
          owner_id: owner.id,
          name,
          created_at: now,
          revoked_at: null,
        })
        .execute();
    },
    async owner(key: string): Promise<KeyOwner | undefined> {
      const [row] = await ownerOf(db, [hashSecret(key)]);
      return row && { kind: row.owner_kind, id: row.owner_id };
    },
    /** Those that are good, the newest first. Times in milliseconds since 1970. */
    async list(owner: KeyOwner): Promise<{ id: string; name: string; createdAt: number }[]> {
      const rows = await db
        .selectFrom("api_key")
        .select(["id", "name", "created_at"])
        .where("owner_kind", "=", owner.kind)
        .where("owner_id", "=", owner.id)
        .where("revoked_at", "is", null)
        .orderBy("id", "desc")
        .execute();
      return rows.map(({ id, name, created_at }) => ({ id, name, createdAt: created_at }));
    },
    /** Whether there was such a key. */
    async revoke(id: string, owner: KeyOwner, now: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("api_key")
        .set({ revoked_at: now })
        .where("id", "=", id)
        .where("owner_kind", "=", owner.kind)
        .where("owner_id", "=", owner.id)
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async revokeAll(owner: KeyOwner, now: number): Promise<void> {
      await db
        .updateTable("api_key")
        .set({ revoked_at: now })
        .where("owner_kind", "=", owner.kind)
        .where("owner_id", "=", owner.id)
        .where("revoked_at", "is", null)
        .execute();
    },
  };
}
