import { EventEmitter } from "node:events";
import type { Clock } from "../base/clock.ts";
import { eventWithin } from "../base/deadline.ts";
import { TributaryError, toTributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { JobRow } from "../store/jobs.ts";
import type { Store } from "../store/store.ts";
import type { Job } from "./job.ts";
import { hasEnded, newLeaseOwner } from "./lease-owner.ts";
import { nextTime } from "./next-time.ts";

export type JobsOptions = {
  store: Store;
  clock: Clock;
  log: Log;
  random?: () => number;
  /** How long a job stays with a process that gives no sign of life. */
  leaseMs?: number;
  /** How often to look for jobs that others added, and for schedules. */
  pollMs?: number;
  /** Most jobs at once in this process. */
  concurrency?: number;
};

export type StartOptions = {
  /** Of jobs with the same key only one is open at a time: a second start joins the first. */
  singletonKey?: string;
  /** Not before; default now. */
  runAt?: number;
};

/** The queue: any number of processes may share it through the store. */
export type Jobs = {
  /** Makes a kind of work known to this process, which runs such jobs from then on. */
  register<Payload>(job: Job<Payload>): void;
  /** Puts a job into the queue. The payload of a joined one stays as it was. */
  start<Payload>(job: Job<Payload>, payload: Payload, options?: StartOptions): Promise<{ id: string; joined: boolean }>;
  get(id: string): Promise<JobRow | undefined>;
  /** Ends a job: a waiting one at once, a running one as soon as its process hears of it. */
  cancel(id: string): Promise<void>;
  /** Starts a job again and again; by the same key the schedule is replaced. The key is its singleton key, too. */
  schedule<Payload>(key: string, job: Job<Payload>, payload: Payload, everyMs: number): Promise<void>;
  unschedule(key: string): Promise<void>;
  /** Begins to work through the queue. */
  open(): Promise<void>;
  /** Stops working: what is running is interrupted and waits for the next process. */
  close(): Promise<void>;
};

/** A job that ends its process this often without having got on at all is given up. */
const mostCrashes = 5;
const keptMs = 7 * 24 * 3600_000;

export function createJobs(options: JobsOptions): Jobs {
  const { store, clock, log, random = Math.random } = options;
  const { leaseMs = 30_000, pollMs = 1_000, concurrency = 4 } = options;
  const owner = newLeaseOwner();
  const known = new Map<string, Job>();
  const running = new Map<string, { abort: AbortController; ended: Promise<void> }>();
  const wakeUps = new EventEmitter();
  let closing: AbortController | undefined;
  let working: Promise<void> | undefined;
  let woken = false;
  const wake = () => {
    woken = true;
    wakeUps.emit("wake");
  };

  const jobs: Jobs = {
    register(job) {
      known.set(job.name, job as Job);
      wake();
    },
    async start(job, payload, { singletonKey, runAt } = {}) {
      const now = clock.now();
      const added = await store.jobs.add({
        id: newId("job", now),
        name: job.name,
        payload,
        singletonKey: singletonKey ?? null,
        runAt: runAt ?? now,
        createdAt: now,
      });
      wake();
      return { id: added.job.id, joined: added.joined };
    },
    get: (id) => store.jobs.get(id),
    async cancel(id) {
      await store.jobs.cancel(id, clock.now());
      running.get(id)?.abort.abort(cancelled());
    },
    async schedule(key, job, payload, everyMs) {
      const nextAt = nextTime(clock.now(), everyMs, random());
      await store.jobs.setSchedule({ key, name: job.name, payload, everyMs, nextAt });
    },
    unschedule: (key) => store.jobs.removeSchedule(key),
    async open() {
      for (const { id, leaseOwner } of await store.jobs.running()) {
        if (hasEnded(leaseOwner, owner)) await store.jobs.endLease(id, leaseOwner);
      }
      closing = new AbortController();
      working = work(closing.signal);
    },
    async close() {
      closing?.abort();
      for (const { abort } of running.values()) abort.abort(new Stopping());
      await Promise.all([working, ...[...running.values()].map(({ ended }) => ended)]);
    },
  };
  return jobs;

  async function work(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      woken = false;
      try {
        await startDueSchedules();
        while (running.size < concurrency && known.size > 0 && !stopped.aborted) {
          const now = clock.now();
          // A machine that wakes up finds the leases of its own running jobs at their end, too.
          const held = [...running.keys()];
          const row = await store.jobs.take([...known.keys()], owner, now, now + leaseMs, held);
          if (row === undefined) break;
          begin(row);
        }
      } catch (error) {
        log.error({ err: error }, "the queue of jobs could not be read");
      }
      if (woken) continue;
      await eventWithin(wakeUps, "wake", pollMs, stopped);
    }
  }

  async function startDueSchedules(): Promise<void> {
    const now = clock.now();
    for (const { key, name, payload, everyMs, nextAt } of await store.jobs.schedules()) {
      const job = known.get(name);
      if (nextAt > now || job === undefined) continue;
      if (await store.jobs.advanceSchedule(key, nextAt, nextTime(now, everyMs, random())))
        await jobs.start(job, payload, { singletonKey: key });
    }
    await store.jobs.removeFinished(now - keptMs);
  }

  function begin(row: JobRow): void {
    const abort = new AbortController();
    const ended = runJob(row, abort)
      .catch((error: unknown) => log.error({ err: error, jobId: row.id }, "the end of a job could not be recorded"))
      .finally(() => {
        running.delete(row.id);
        wake();
      });
    running.set(row.id, { abort, ended });
  }

  async function runJob(row: JobRow, abort: AbortController): Promise<void> {
    const job = known.get(row.name) as Job;
    const end = (change: Parameters<typeof store.jobs.end>[2]) => store.jobs.end(row.id, owner, change, clock.now());
    if (row.crashes >= mostCrashes) {
      const error = crashedTooOften(row);
      await job.givenUp(row, error);
      await end({ state: "failed", error: error.toJSON() });
      return;
    }
    const heart = setInterval(() => void beat(row.id, abort), leaseMs / 3);
    try {
      await job.run({
        id: row.id,
        payload: row.payload,
        attempt: row.attempts,
        signal: abort.signal,
        progress: (value) => store.jobs.progress(row.id, value),
      });
      await end({ state: "done" });
    } catch (thrown) {
      await end(afterFailure(row, job, abort.signal, thrown));
    } finally {
      clearInterval(heart);
    }
  }

  function afterFailure(row: JobRow, job: Job, { aborted, reason }: AbortSignal, thrown: unknown) {
    if (aborted && reason instanceof Stopping)
      return { state: "waiting" as const, runAt: clock.now(), attempts: row.attempts - 1 };
    if (aborted) return { state: "cancelled" as const, error: toTributaryError(reason).toJSON() };
    const error = toTributaryError(thrown);
    if (error.code === "internal")
      log.error({ err: error.cause ?? error, job: row.name }, "a job failed inside Tributary");
    const delay = job.retry(error, row.attempts, random());
    if (delay === undefined) return { state: "failed" as const, error: error.toJSON() };
    log.warn({ job: row.name, errorCode: error.code, delayMs: delay }, "a job failed and will be tried again");
    return { state: "waiting" as const, runAt: clock.now() + delay, error: error.toJSON() };
  }

  async function beat(id: string, abort: AbortController): Promise<void> {
    try {
      const heard = await store.jobs.beat(id, owner, clock.now() + leaseMs);
      if (heard === "lost") abort.abort(new TributaryError("conflict", "Another process has taken this job over."));
      if (heard === "cancel") abort.abort(cancelled());
    } catch (error) {
      // The next beat may get through; if none does, the lease ends, and with it the right to go on.
      log.warn({ err: error, jobId: id }, "a job's lease could not be renewed");
    }
  }
}

/** Why a job is interrupted when the program stops. */
class Stopping extends Error {
  override readonly name = "Stopping";
}

const cancelled = () => new TributaryError("cancelled", "The job was cancelled.");

const crashedTooOften = ({ name, crashes }: JobRow) =>
  new TributaryError("internal", `The job ${name} ended its process ${crashes} times without getting on.`, {
    hint: "The log before each end may say why; the machine may have too little memory.",
  });
