import { TributaryError } from "../base/errors.ts";
import type { PermissionGroup } from "../base/permissions.ts";
import type { Db } from "./open-database.ts";

/** What did not fit in an answer: the rest of the text or list at `path` of its data. */
export type ResultRest = {
  id: string;
  ownerId: string;
  connectionId: string;
  /** The group of the tool whose result it is: who may no longer use that may not go on reading. */
  group: PermissionGroup;
  /** The limits of spaces and tools it was read under, as text. */
  limits: string;
  path: string;
  rest: string | unknown[];
  /** Where the list itself goes on after its rest. */
  cursor: string | null;
  expiresAt: number;
};

export type ResultRests = ReturnType<typeof createResultRests>;

export function createResultRests(db: Db) {
  return {
    async insert(rest: ResultRest): Promise<void> {
      await db
        .insertInto("result_rest")
        .values({
          id: rest.id,
          owner_id: rest.ownerId,
          connection_id: rest.connectionId,
          permission_group: rest.group,
          spaces: rest.limits,
          path: rest.path,
          rest: JSON.stringify(rest.rest),
          list_cursor: rest.cursor,
          expires_at: rest.expiresAt,
        })
        .execute();
    },
    /** Throws `not_found` for one of another owner or connection as for one that is gone. */
    async get(id: string, ownerId: string, connectionId: string, now: number): Promise<ResultRest> {
      const row = await db
        .selectFrom("result_rest")
        .selectAll()
        .where("id", "=", id)
        .where("owner_id", "=", ownerId)
        .where("connection_id", "=", connectionId)
        .where("expires_at", ">", now)
        .executeTakeFirst();
      if (row === undefined) {
        throw new TributaryError("not_found", "There is no more of this result, or it has been forgotten.", {
          hint: "The rest of a result is kept for a day: make the call again.",
        });
      }
      return {
        id: row.id,
        ownerId: row.owner_id,
        connectionId: row.connection_id,
        group: row.permission_group as PermissionGroup,
        limits: row.spaces,
        path: row.path,
        rest: JSON.parse(row.rest) as string | unknown[],
        cursor: row.list_cursor,
        expiresAt: row.expires_at,
      };
    },
    async removeExpired(now: number): Promise<void> {
      await db.deleteFrom("result_rest").where("expires_at", "<=", now).execute();
    },
  };
}
