import type { Insertable, Transaction } from "kysely";
import type { ErrorBody } from "../base/errors.ts";
import { TributaryError } from "../base/errors.ts";
import type { Effect } from "../base/permissions.ts";
import { compileOnce } from "./compile-once.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

export type CallOutcome = Tables["call"]["outcome"];

/** One run of one tool by one caller, as it is recorded. */
export type CallRecord = {
  id: string;
  at: number;
  caller: { kind: "agent" | "member"; id: string; name: string };
  /** Where the call came in: rest, cli, dashboard, mcp, sdk. */
  surface: string;
  connectionId: string | null;
  siteId: string | null;
  tool: string;
  effect: Effect;
  targets: unknown[];
  decision: { action: string; reason: string };
  input: unknown;
  /** A write that was only shown, not made. */
  dryRun: boolean;
  /** Why, in the caller's words. */
  reason: string | null;
  /** What a write changes, as far as it was known before it was sent. */
  changes: unknown[] | null;
  /** The calls that take it back. */
  undo: unknown[] | null;
  outcome: CallOutcome;
  error: ErrorBody | null;
  durationMs: number | null;
  /** What it cost at the site. */
  requests: number | null;
  points: number | null;
};

/** What is known only when a call has ended. */
export type CallEnd = Pick<CallRecord, "outcome" | "error" | "durationMs" | "undo" | "requests" | "points">;

export type CallFilter = { limit: number; before?: string; tool?: string; outcome?: CallOutcome; callerId?: string };

export type Calls = ReturnType<typeof createCalls>;

type Write = { run: (trx: Transaction<Tables>) => Promise<unknown>; done: (error?: unknown) => void };

/** How long finished reads may wait to be written together. Writes never wait. */
const readDelayMs = 100;

/**
 * The record of calls. Rows are written in groups, one transaction each, so that many calls at once cost one flush to
 * disk: a write's row is on disk before and after it is sent, a read's row follows within milliseconds.
 */
export function createCalls(db: Db) {
  const insertion = compileOnce(db.insertInto("call").values(toRow(emptyRecord)));
  const insert = (trx: Transaction<Tables>, record: CallRecord) => insertion(trx, Object.values(toRow(record)));
  let queue: Write[] = [];
  let flushing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    flushing ??= drain().finally(() => {
      flushing = undefined;
    });
    return flushing;
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        await db.transaction().execute(async (trx) => {
          for (const write of batch) await write.run(trx);
        });
        for (const write of batch) write.done();
      } catch (error) {
        for (const write of batch) write.done(error);
      }
    }
  };

  const enqueue = (run: Write["run"], durable: boolean): Promise<void> => {
    const written = new Promise<void>((resolve, reject) => {
      queue.push({ run, done: (error) => (error === undefined ? resolve() : reject(error)) });
    });
    if (durable) void flush();
    else timer ??= setTimeout(() => void flush(), readDelayMs);
    return written;
  };

  return {
    /** A write about to be sent: resolves when the row is on disk. */
    begin: (record: CallRecord): Promise<void> => enqueue((trx) => insert(trx, record), true),
    /** The end of a call begun with `begin`: resolves when it is on disk. */
    finish: (id: string, end: CallEnd): Promise<void> => enqueue((trx) => setEnd(trx, id, end), true),
    /** A finished call that needed no row beforehand. `onError` hears of a row that could not be written. */
    add(record: CallRecord, onError: (error: unknown) => void): void {
      enqueue((trx) => insert(trx, record), false).catch(onError);
    },
    /** Writes what is waiting. */
    flush,
    /** Calls that were under way when the server last stopped: their outcome is unknown. Returns how many there were. */
    async closeInterrupted(): Promise<number> {
      const { numUpdatedRows } = await db
        .updateTable("call")
        .set({ outcome: "unknown", error: JSON.stringify(interrupted.toJSON()) })
        .where("outcome", "=", "running")
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async get(id: string): Promise<CallRecord> {
      await flush();
      const row = await db.selectFrom("call").selectAll().where("id", "=", id).executeTakeFirst();
      if (row === undefined)
        throw new TributaryError("not_found", `There is no call ${id}.`, { hint: "List them with GET /v1/calls." });
      return fromRow(row);
    },
    /** Newest first. `before` is the id of the last call of the page before. */
    async list(filter: CallFilter): Promise<CallRecord[]> {
      await flush();
      let query = db.selectFrom("call").selectAll().orderBy("seq", "desc").limit(filter.limit);
      if (filter.before !== undefined) {
        const { before } = filter;
        query = query.where("seq", "<", (q) => q.selectFrom("call").select("seq").where("id", "=", before));
      }
      if (filter.tool !== undefined) query = query.where("tool", "=", filter.tool);
      if (filter.outcome !== undefined) query = query.where("outcome", "=", filter.outcome);
      if (filter.callerId !== undefined) query = query.where("caller_id", "=", filter.callerId);
      return (await query.execute()).map(fromRow);
    },
  };
}

const interrupted = new TributaryError("outcome_unknown", "The server stopped while this call was under way.", {
  hint: "Read the content back to see whether the change was made.",
});

async function setEnd(trx: Transaction<Tables>, id: string, end: CallEnd): Promise<void> {
  await trx
    .updateTable("call")
    .set({
      outcome: end.outcome,
      error: toJson(end.error),
      duration_ms: end.durationMs,
      undo: toJson(end.undo),
      requests: end.requests,
      points: end.points,
    })
    .where("id", "=", id)
    .execute();
}

const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
const fromJson = <T>(text: string | null | undefined): T | null => (text == null ? null : (JSON.parse(text) as T));

function toRow(record: CallRecord) {
  return {
    id: record.id,
    at: record.at,
    caller_kind: record.caller.kind,
    caller_id: record.caller.id,
    caller_name: record.caller.name,
    surface: record.surface,
    connection_id: record.connectionId,
    site_id: record.siteId,
    tool: record.tool,
    effect: record.effect,
    targets: JSON.stringify(record.targets),
    decision: record.decision.action,
    decision_reason: record.decision.reason,
    input: JSON.stringify(record.input),
    outcome: record.outcome,
    error: toJson(record.error),
    duration_ms: record.durationMs,
    dry_run: record.dryRun ? 1 : 0,
    reason: record.reason,
    changes: toJson(record.changes),
    undo: toJson(record.undo),
    requests: record.requests,
    points: record.points,
  };
}

/** For compiling the insertion: its columns in their order are what matters. */
const emptyRecord: CallRecord = {
  id: "",
  at: 0,
  caller: { kind: "agent", id: "", name: "" },
  surface: "",
  connectionId: null,
  siteId: null,
  tool: "",
  effect: "read",
  targets: [],
  decision: { action: "", reason: "" },
  input: null,
  dryRun: false,
  reason: null,
  changes: null,
  undo: null,
  outcome: "ok",
  error: null,
  durationMs: null,
  requests: null,
  points: null,
};

function fromRow(row: Insertable<Tables["call"]>): CallRecord {
  return {
    id: row.id,
    at: row.at,
    caller: { kind: row.caller_kind, id: row.caller_id, name: row.caller_name },
    surface: row.surface,
    connectionId: row.connection_id ?? null,
    siteId: row.site_id ?? null,
    tool: row.tool,
    effect: row.effect,
    targets: JSON.parse(row.targets) as unknown[],
    decision: { action: row.decision, reason: row.decision_reason },
    input: JSON.parse(row.input),
    outcome: row.outcome,
    dryRun: row.dry_run === 1,
    reason: row.reason ?? null,
    changes: fromJson<unknown[]>(row.changes),
    undo: fromJson<unknown[]>(row.undo),
    error: fromJson<ErrorBody>(row.error),
    durationMs: row.duration_ms ?? null,
    requests: row.requests ?? null,
    points: row.points ?? null,
  };
}
