import { TributaryError } from "../base/errors.ts";
import type { Db } from "./open-database.ts";

/** Bytes held for one caller for a while. Times in milliseconds since 1970, size in bytes. */
export type KeptFile = {
  id: string;
  ownerId: string;
  name: string;
  mediaType: string;
  size: number;
  bytes: Uint8Array;
  expiresAt: number;
};

export type Files = ReturnType<typeof createFiles>;

export function createFiles(db: Db) {
  return {
    async insert(file: KeptFile): Promise<void> {
      await db
        .insertInto("file")
        .values({
          id: file.id,
          owner_id: file.ownerId,
          name: file.name,
          media_type: file.mediaType,
          size: file.size,
          bytes: Buffer.from(file.bytes),
          expires_at: file.expiresAt,
        })
        .execute();
    },
    /** Throws `not_found` for a file of another owner as for one that is gone. */
    async get(id: string, ownerId: string, now: number): Promise<KeptFile> {
      const row = await db
        .selectFrom("file")
        .selectAll()
        .where("id", "=", id)
        .where("owner_id", "=", ownerId)
        .where("expires_at", ">", now)
        .executeTakeFirst();
      if (row === undefined) {
        throw new TributaryError("not_found", `There is no file ${id}, or it has been forgotten.`, {
          hint: "Files are kept for a day: download or upload it again.",
        });
      }
      return {
        id: row.id,
        ownerId: row.owner_id,
        name: row.name,
        mediaType: row.media_type,
        size: row.size,
        bytes: new Uint8Array(row.bytes),
        expiresAt: row.expires_at,
      };
    },
    async removeExpired(now: number): Promise<void> {
      await db.deleteFrom("file").where("expires_at", "<=", now).execute();
    },
  };
}
