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
