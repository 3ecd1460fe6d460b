import type { ErrorBody } from "../base/errors.ts";
import { TributaryError } from "../base/errors.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

export type SyncTrigger = "connect" | "schedule" | "manual" | "start";
export type SyncRunStatus = Tables["sync_run"]["status"];

/** What a run did. */
export type SyncReport = {
  /** What it set out to do: load, increment, sweep, reindex, items. */
  did: string[];
  added: number;
  changed: number;
  removed: number;
  /** Left out on purpose, by reason: personal space, not current, excluded … */
  skipped: Record<string, number>;
  failed: number;
  /** Items that would go, but were only hidden because too many would. */
  held: number;
  /** Requests to the source, and what they cost of the site's hourly points. */
  requests: number;
  points: number;
  /** Some of the items that failed. */
  failures: { id: string; title?: string; reason: string }[];
  /** What a person should know. */
  warnings: string[];
  progress: SyncProgress;
  error: ErrorBody | null;
};

export type SyncProgress = {
  /** What it is at, in words. */
  phase: string;
  spaces: number;
  spacesDone: number;
  /** Items looked at. */
  done: number;
  /** How many there are, as far as is known. */
  total?: number;
  perSecond: number;
  remainingSeconds?: number;
};

export type SyncRun = {
  id: string;
  sourceId: string;
  trigger: SyncTrigger;
  status: SyncRunStatus;
  report: SyncReport;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
};

export const emptyReport: SyncReport = {
  did: [],
  added: 0,
  changed: 0,
  removed: 0,
  skipped: {},
  failed: 0,
  held: 0,
  requests: 0,
  points: 0,
  failures: [],
  warnings: [],
  progress: { phase: "waiting", spaces: 0, spacesDone: 0, done: 0, perSecond: 0 },
  error: null,
};

export type SyncRuns = ReturnType<typeof createSyncRuns>;

export function createSyncRuns(db: Db) {
  return {
    /** Does nothing when the run is there already. */
    async insert(run: SyncRun): Promise<void> {
      const { id, sourceId, trigger, status, report, createdAt, startedAt, finishedAt } = run;
      await db
        .insertInto("sync_run")
        .values({
          id,
          source_id: sourceId,
          trigger,
          status,
          report: JSON.stringify(report),
          created_at: createdAt,
          started_at: startedAt,
          finished_at: finishedAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async update(
      id: string,
      change: Partial<Pick<SyncRun, "status" | "report" | "startedAt" | "finishedAt">>,
    ): Promise<void> {
      await db
        .updateTable("sync_run")
        .set({
          ...(change.status !== undefined && { status: change.status }),
          ...(change.report !== undefined && { report: JSON.stringify(change.report) }),
          ...(change.startedAt !== undefined && { started_at: change.startedAt }),
          ...(change.finishedAt !== undefined && { finished_at: change.finishedAt }),
        })
        .where("id", "=", id)
        .execute();
    },
    async get(id: string): Promise<SyncRun> {
      const row = await db.selectFrom("sync_run").selectAll().where("id", "=", id).executeTakeFirst();
      if (row !== undefined) return fromRow(row);
      throw new TributaryError("not_found", `There is no sync run ${id}.`, {
        hint: "List them with GET /v1/sync-runs.",
      });
    },
    /** Newest first. `before` is the id of the last run of the page before. */
    async list(filter: { sourceIds: readonly string[]; limit: number; before?: string }): Promise<SyncRun[]> {
      let query = db
        .selectFrom("sync_run")
        .selectAll()
        .where("source_id", "in", filter.sourceIds)
        .orderBy("seq", "desc")
        .limit(filter.limit);
      if (filter.before !== undefined) {
        const { before } = filter;
        query = query.where("seq", "<", (q) => q.selectFrom("sync_run").select("seq").where("id", "=", before));
      }
      return (await query.execute()).map(fromRow);
    },
    /** The last one of a source, whatever came of it. */
    async latest(sourceId: string): Promise<SyncRun | undefined> {
      return (await this.list({ sourceIds: [sourceId], limit: 1 }))[0];
    },
    /** Quiet increments add up: the oldest finished runs of a source go when there are too many. */
    async trim(sourceId: string, kept: number): Promise<void> {
      await db
        .deleteFrom("sync_run")
        .where("source_id", "=", sourceId)
        .where("finished_at", "is not", null)
        .where("seq", "<", (q) =>
          q
            .selectFrom("sync_run")
            .select("seq")
            .where("source_id", "=", sourceId)
            .orderBy("seq", "desc")
            .limit(1)
            .offset(kept),
        )
        .execute();
    },
  };
}

function fromRow(row: Tables["sync_run"] | { seq: number }): SyncRun {
  const r = row as Omit<Tables["sync_run"], "seq">;
  return {
    id: r.id,
    sourceId: r.source_id,
    trigger: r.trigger as SyncTrigger,
    status: r.status,
    report: { ...emptyReport, ...(JSON.parse(r.report) as Partial<SyncReport>) },
    createdAt: r.created_at,
    startedAt: r.started_at,
    finishedAt: r.finished_at,
  };
}
