import type { ErrorBody } from "../base/errors.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

export type JobState = Tables["job"]["state"];

/** One piece of work in the queue. */
export type JobRow = {
  id: string;
  name: string;
  payload: unknown;
  singletonKey: string | null;
  state: JobState;
  runAt: number;
  /** How often it was begun and did not end by itself: a run that a crash ended is continued, not begun anew. */
  attempts: number;
  crashes: number;
  leaseOwner: string | null;
  leaseUntil: number;
  cancelAsked: boolean;
  progress: unknown;
  error: ErrorBody | null;
  createdAt: number;
  finishedAt: number | null;
};

export type NewJob = Pick<JobRow, "id" | "name" | "payload" | "singletonKey" | "runAt" | "createdAt">;
export type Schedule = { key: string; name: string; payload: unknown; everyMs: number; nextAt: number };

export type Jobs = ReturnType<typeof createJobRows>;

export function createJobRows(db: Db) {
  const one = (id: string) => db.selectFrom("job").selectAll().where("id", "=", id).executeTakeFirst();
  const openOf = (key: string) =>
    db
      .selectFrom("job")
      .selectAll()
      .where("singleton_key", "=", key)
      .where("state", "in", ["waiting", "running"])
      .executeTakeFirst();

  return {
    /** Adds a job, or finds the one with the same singleton key that is not done yet. */
    async add(job: NewJob): Promise<{ job: JobRow; joined: boolean }> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("job")
        .values({
          id: job.id,
          name: job.name,
          payload: JSON.stringify(job.payload),
          singleton_key: job.singletonKey,
          state: "waiting",
          run_at: job.runAt,
          attempts: 0,
          crashes: 0,
          lease_owner: null,
          lease_until: 0,
          cancel_asked: 0,
          progress: null,
          error: null,
          created_at: job.createdAt,
          finished_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) return { job: fromRow((await one(job.id)) as Tables["job"]), joined: false };
      const open = await openOf(job.singletonKey ?? "");
      // It was done between the two statements: its place is free now.
      return open === undefined ? this.add(job) : { job: fromRow(open), joined: true };
    },
    async get(id: string): Promise<JobRow | undefined> {
      const row = await one(id);
      return row && fromRow(row);
    },
    /** Takes the next due job of these names, or one whose process has left it, until `until`; none of those in `held`. */
    async take(
      names: readonly string[],
      owner: string,
      now: number,
      until: number,
      held: readonly string[] = [],
    ): Promise<JobRow | undefined> {
      const row = await db
        .selectFrom("job")
        .selectAll()
        .where("name", "in", names)
        .where("id", "not in", held)
        .where((e) =>
          e.or([
            e.and([e("state", "=", "waiting"), e("run_at", "<=", now)]),
            e.and([e("state", "=", "running"), e("lease_until", "<=", now)]),
          ]),
        )
        .orderBy("run_at")
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const left = row.state === "running";
      const change = {
        state: "running" as const,
        lease_owner: owner,
        lease_until: until,
        attempts: row.attempts + (left ? 0 : 1),
        crashes: row.crashes + (left ? 1 : 0),
      };
      // Another process may have been quicker.
      const { numUpdatedRows } = await db
        .updateTable("job")
        .set(change)
        .where("id", "=", row.id)
        .where("state", "=", row.state)
        .where("lease_until", "=", row.lease_until)
        .executeTakeFirst();
      return numUpdatedRows === 1n ? fromRow({ ...row, ...change }) : this.take(names, owner, now, until, held);
    },
    /** Keeps a job for its process. "lost": another one has it; "cancel": somebody wants it to end. */
    async beat(id: string, owner: string, until: number): Promise<"kept" | "lost" | "cancel"> {
      const { numUpdatedRows } = await db
        .updateTable("job")
        .set({ lease_until: until })
        .where("id", "=", id)
        .where("lease_owner", "=", owner)
        .where("state", "=", "running")
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) return "lost";
      return (await one(id))?.cancel_asked === 1 ? "cancel" : "kept";
    },
    /** Who gets on does not crash in a loop, so the count of crashes begins anew. */
    async progress(id: string, progress: unknown): Promise<void> {
      await db
        .updateTable("job")
        .set({ progress: JSON.stringify(progress), crashes: 0 })
        .where("id", "=", id)
        .execute();
    },
    async end(
      id: string,
      owner: string,
      change: { state: JobState; runAt?: number; error?: ErrorBody | null; attempts?: number },
      now: number,
    ): Promise<void> {
      const { state, runAt, error = null, attempts } = change;
      await db
        .updateTable("job")
        .set({
          state,
          lease_owner: null,
          lease_until: 0,
          error: error === null ? null : JSON.stringify(error),
          ...(runAt !== undefined && { run_at: runAt }),
          ...(attempts !== undefined && { attempts }),
          finished_at: state === "waiting" ? null : now,
        })
        .where("id", "=", id)
        .where("lease_owner", "=", owner)
        .execute();
    },
    /** A waiting job is over at once; a running one when its process hears of it. */
    async cancel(id: string, now: number): Promise<void> {
      await db
        .updateTable("job")
        .set({ state: "cancelled", finished_at: now })
        .where("id", "=", id)
        .where("state", "=", "waiting")
        .execute();
      await db
        .updateTable("job")
        .set({ cancel_asked: 1 })
        .where("id", "=", id)
        .where("state", "=", "running")
        .execute();
    },
    async running(): Promise<{ id: string; leaseOwner: string }[]> {
      const rows = await db.selectFrom("job").select(["id", "lease_owner"]).where("state", "=", "running").execute();
      return rows.map(({ id, lease_owner }) => ({ id, leaseOwner: lease_owner ?? "" }));
    },
    /** Frees jobs at once whose process is known to be gone. */
    async endLease(id: string, owner: string): Promise<void> {
      await db
        .updateTable("job")
        .set({ lease_until: 0 })
        .where("id", "=", id)
        .where("lease_owner", "=", owner)
        .execute();
    },
    async removeFinished(before: number): Promise<void> {
      await db.deleteFrom("job").where("finished_at", "<", before).execute();
    },

    async schedules(): Promise<Schedule[]> {
      const rows = await db.selectFrom("schedule").selectAll().execute();
      return rows.map((row) => ({
        key: row.key,
        name: row.name,
        payload: JSON.parse(row.payload) as unknown,
        everyMs: row.every_ms,
        nextAt: row.next_at,
      }));
    },
    /** Adds a schedule or changes it; one that stays as it was keeps its next time. */
    async setSchedule({ key, name, payload, everyMs, nextAt }: Schedule): Promise<void> {
      const row = { name, payload: JSON.stringify(payload), every_ms: everyMs };
      const { numUpdatedRows } = await db
        .updateTable("schedule")
        .set(row)
        .where("key", "=", key)
        .where("every_ms", "=", everyMs)
        .executeTakeFirst();
      if (numUpdatedRows === 1n) return;
      const values = { ...row, next_at: nextAt };
      await db
        .insertInto("schedule")
        .values({ key, ...values })
        .onConflict((conflict) => conflict.column("key").doUpdateSet(values))
        .execute();
    },
    /** Moves a due schedule on; false when another process has done so. */
    async advanceSchedule(key: string, from: number, to: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("schedule")
        .set({ next_at: to })
        .where("key", "=", key)
        .where("next_at", "=", from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async removeSchedule(key: string): Promise<void> {
      await db.deleteFrom("schedule").where("key", "=", key).execute();
    },
  };
}

function fromRow(row: Tables["job"]): JobRow {
  return {
    id: row.id,
    name: row.name,
    payload: JSON.parse(row.payload),
    singletonKey: row.singleton_key,
    state: row.state,
    runAt: row.run_at,
    attempts: row.attempts,
    crashes: row.crashes,
    leaseOwner: row.lease_owner,
    leaseUntil: row.lease_until,
    cancelAsked: row.cancel_asked === 1,
    progress: row.progress === null ? null : JSON.parse(row.progress),
    error: row.error === null ? null : (JSON.parse(row.error) as ErrorBody),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
