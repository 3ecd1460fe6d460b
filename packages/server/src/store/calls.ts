import { createHash } from "node:crypto";
import type { Transaction } from "kysely";
import { TributaryError } from "../base/errors.ts";
import type { Effect } from "../base/permissions.ts";
import { type CallOutcome, type CallRecord, emptyRecord, fromRow, hashedValues, toRow } from "./call-record.ts";
import { compileOnce } from "./compile-once.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

export type CallFilter = {
  limit: number;
  /** Id of the last call of the page before. */
  before?: string;
  tool?: string;
  effect?: Effect;
  outcome?: CallOutcome;
  callerId?: string;
  connectionId?: string;
  approvalId?: string;
  spaceId?: string;
  /** Words anywhere in the input, the targets or the changes. */
  text?: string;
  /** Milliseconds since 1970, both included. */
  since?: number;
  until?: number;
};

/** Whether the record is whole: `at` is the place in the chain where it first is not. */
export type ChainCheck = { ok: true; calls: number; head: string } | { ok: false; at: number; problem: string };

export type Calls = ReturnType<typeof createCalls>;

type Write = { run: (trx: Transaction<Tables>, chain: Chain) => Promise<unknown>; done: (error?: unknown) => void };
type Chain = { seq: number; hash: string };

/** How long finished reads may wait to be written together. Writes never wait. */
const readDelayMs = 100;

const headSetting = "call_chain_head";
const anchorSetting = "call_chain_anchor";
const start: Chain = { seq: 0, hash: "" };

/**
 * The record of calls. Rows are written in groups, one transaction each, so that many calls at once cost one flush to
 * disk: a write's row is on disk before and after it is sent, a read's row follows within milliseconds.
 *
 * A call that has ended is never changed again: it carries the hash of the one that ended before it, so that a row
 * changed or taken out afterwards shows.
 */
export function createCalls(db: Db) {
  const insertion = compileOnce(db.insertInto("call").values({ ...toRow(emptyRecord), ...toLink(start, start) }));
  const insert = (trx: Transaction<Tables>, record: CallRecord, link: Link) =>
    insertion(trx, [...Object.values(toRow(record)), ...Object.values(link)]);
  let queue: Write[] = [];
  let flushing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (flushing === undefined && queue.length > 0) flushing = drain();
    return flushing ?? Promise.resolve();
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        await db.transaction().execute(async (trx) => {
          const chain = await readChain(trx, headSetting);
          const before = chain.seq;
          for (const write of batch) await write.run(trx, chain);
          if (chain.seq !== before) await writeChain(trx, headSetting, chain);
        });
        for (const write of batch) write.done();
      } catch (error) {
        for (const write of batch) write.done(error);
      }
    }
    // In the same step as the look at the queue: what is queued from now on starts anew.
    flushing = undefined;
  };

  const enqueue = (run: Write["run"], durable: boolean): Promise<void> => {
    const written = new Promise<void>((resolve, reject) => {
      queue.push({ run, done: (error) => (error === undefined ? resolve() : reject(error)) });
    });
    if (durable) void flush();
    else timer ??= setTimeout(() => void flush(), readDelayMs);
    return written;
  };

  const end = async (trx: Transaction<Tables>, chain: Chain, record: CallRecord): Promise<void> => {
    await trx
      .updateTable("call")
      .set({ ...toRow(record), ...nextLink(chain, record) })
      .where("id", "=", record.id)
      .execute();
  };

  return {
    /** A write about to be sent: resolves when the row is on disk. */
    begin: (record: CallRecord): Promise<void> => enqueue((trx) => insert(trx, record, unlinked), true),
    /** The end of a call begun with `begin`: resolves when it is on disk. */
    finish: (record: CallRecord): Promise<void> => enqueue((trx, chain) => end(trx, chain, record), true),
    /** A finished call that needed no row beforehand. `onError` hears of a row that could not be written. */
    add(record: CallRecord, onError: (error: unknown) => void): void {
      enqueue((trx, chain) => insert(trx, record, nextLink(chain, record)), false).catch(onError);
    },
    /** Writes what is waiting. */
    flush,
    /**
     * Calls that were under way when the server last stopped: their outcome is unknown. Those of approvals are left:
     * they can be found out. Returns how many there were.
     */
    async closeInterrupted(): Promise<number> {
      const rows = await db
        .selectFrom("call")
        .selectAll()
        .where("outcome", "=", "running")
        .where("approval_id", "is", null)
        .execute();
      for (const row of rows) {
        const record = { ...fromRow(row), outcome: "unknown" as const, error: interrupted.toJSON() };
        await enqueue((trx, chain) => end(trx, chain, record), true);
      }
      return rows.length;
    },
    async get(id: string): Promise<CallRecord> {
      await flush();
      const row = await db.selectFrom("call").selectAll().where("id", "=", id).executeTakeFirst();
      if (row === undefined)
        throw new TributaryError("not_found", `There is no call ${id}.`, { hint: "List them with GET /v1/calls." });
      return fromRow(row);
    },
    /** Newest first. */
    async list(filter: CallFilter): Promise<CallRecord[]> {
      await flush();
      let query = db.selectFrom("call").selectAll().orderBy("seq", "desc").limit(filter.limit);
      if (filter.before !== undefined) {
        const { before } = filter;
        query = query.where("seq", "<", (q) => q.selectFrom("call").select("seq").where("id", "=", before));
      }
      if (filter.tool !== undefined) query = query.where("tool", "=", filter.tool);
      if (filter.effect !== undefined) query = query.where("effect", "=", filter.effect);
      if (filter.outcome !== undefined) query = query.where("outcome", "=", filter.outcome);
      if (filter.callerId !== undefined) query = query.where("caller_id", "=", filter.callerId);
      if (filter.connectionId !== undefined) query = query.where("connection_id", "=", filter.connectionId);
      if (filter.approvalId !== undefined) query = query.where("approval_id", "=", filter.approvalId);
      if (filter.since !== undefined) query = query.where("at", ">=", filter.since);
      if (filter.until !== undefined) query = query.where("at", "<=", filter.until);
      if (filter.spaceId !== undefined) query = query.where("space_ids", "like", `%"${escapeLike(filter.spaceId)}"%`);
      if (filter.text !== undefined) {
        const like = `%${escapeLike(filter.text)}%`;
        query = query.where((q) =>
          q.or([q("input", "like", like), q("targets", "like", like), q("changes", "like", like)]),
        );
      }
      return (await query.execute()).map(fromRow);
    },
    /** Calls that took this one back and went well. */
    async undoings(id: string): Promise<CallRecord[]> {
      await flush();
      const rows = await db
        .selectFrom("call")
        .selectAll()
        .where("undo_of", "=", id)
        .where("outcome", "=", "ok")
        .where("dry_run", "=", 0)
        .execute();
      return rows.map(fromRow);
    },
    /** Forgets calls older than `time`. What is left still verifies. Returns how many went. */
    async removeBefore(time: number): Promise<number> {
      await flush();
      return db.transaction().execute(async (trx) => {
        const last = await trx
          .selectFrom("call")
          .select(["chain_seq", "hash"])
          .where("at", "<", time)
          .where("chain_seq", "is not", null)
          .orderBy("chain_seq", "desc")
          .limit(1)
          .executeTakeFirst();
        if (last?.chain_seq == null || last.hash === null) return 0;
        await writeChain(trx, anchorSetting, { seq: last.chain_seq, hash: last.hash });
        const { numDeletedRows } = await trx
          .deleteFrom("call")
          .where("chain_seq", "<=", last.chain_seq)
          .executeTakeFirst();
        return Number(numDeletedRows);
      });
    },
    /** Walks the whole chain and computes every hash again. */
    async verify(): Promise<ChainCheck> {
      await flush();
      const anchor = await readChain(db, anchorSetting);
      const head = await readChain(db, headSetting);
      let chain = anchor;
      for (;;) {
        const rows = await db
          .selectFrom("call")
          .selectAll()
          .where("chain_seq", ">", chain.seq)
          .orderBy("chain_seq")
          .limit(1_000)
          .execute();
        for (const row of rows) {
          const { hash } = linkAfter(chain, hashedValues(row));
          if (row.chain_seq !== chain.seq + 1)
            return { ok: false, at: chain.seq + 1, problem: "a call was taken out here" };
          if (row.previous_hash !== chain.hash || row.hash !== hash)
            return { ok: false, at: row.chain_seq, problem: `the call ${row.id} was changed after it had ended` };
          chain = { seq: row.chain_seq, hash };
        }
        if (rows.length < 1_000) break;
      }
      if (chain.seq < head.seq || (chain.seq === head.seq && chain.hash !== head.hash))
        return { ok: false, at: chain.seq + 1, problem: "the newest calls were taken out" };
      // A call gets its link in the same step as its end: one that has ended without was put in by somebody else.
      const loose = await db
        .selectFrom("call")
        .select("id")
        .where("chain_seq", "is", null)
        .where("outcome", "!=", "running")
        .executeTakeFirst();
      if (loose !== undefined)
        return { ok: false, at: chain.seq + 1, problem: `the call ${loose.id} was put in beside the chain` };
      return { ok: true, calls: chain.seq - anchor.seq, head: chain.hash };
    },
  };
}

const interrupted = new TributaryError("outcome_unknown", "The server stopped while this call was under way.", {
  hint: "Read the content back to see whether the change was made.",
});

type Link = { chain_seq: number | null; previous_hash: string | null; hash: string | null };

const unlinked: Link = { chain_seq: null, previous_hash: null, hash: null };

const toLink = (previous: Chain, next: Chain): Link => ({
  chain_seq: next.seq,
  previous_hash: previous.hash,
  hash: next.hash,
});

const linkAfter = (chain: Chain, values: unknown[]): Chain => ({
  seq: chain.seq + 1,
  hash: createHash("sha256")
    .update(`${chain.hash}\n${JSON.stringify(values)}`)
    .digest("hex"),
});

/** The link of a call that ends now; `chain` moves on to it. */
function nextLink(chain: Chain, record: CallRecord): Link {
  const previous = { ...chain };
  Object.assign(chain, linkAfter(previous, Object.values(toRow(record))));
  return toLink(previous, chain);
}

async function readChain(db: Pick<Db, "selectFrom">, name: string): Promise<Chain> {
  const row = await db.selectFrom("setting").select("value").where("name", "=", name).executeTakeFirst();
  return row === undefined ? { ...start } : (JSON.parse(row.value) as Chain);
}

async function writeChain(trx: Transaction<Tables>, name: string, chain: Chain): Promise<void> {
  const value = JSON.stringify(chain);
  await trx
    .insertInto("setting")
    .values({ name, value })
    .onConflict((c) => c.column("name").doUpdateSet({ value }))
    .execute();
}

/** `%` and `_` mean themselves as far as SQLite's LIKE allows without an escape: they match themselves and more. */
const escapeLike = (text: string): string => text.replace(/"/g, '\\"');
