import { EventEmitter } from "node:events";
import { basename } from "node:path";
import type { Clock } from "../base/clock.ts";
import { eventWithin } from "../base/deadline.ts";
import { TributaryError, toTributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import { defineJob, type JobContext } from "../jobs/job.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { SearchIndex } from "../search/index.ts";
import { addWanted, newSettings, type SourceRow, type SourceSettings, type Wanted } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import { emptyReport, type SyncRun, type SyncTrigger } from "../store/sync-runs.ts";
import { describeFailure } from "./describe-failure.ts";
import { IndexWriter } from "./index-writer.ts";
import { keepHeapSmall } from "./keep-heap-small.ts";
import { watchFolder } from "./markdown/watch-folder.ts";
import { createOwnWrites } from "./own-writes.ts";
import { Report } from "./report.ts";
import type { OpenSourceOf } from "./source.ts";
import { syncRetryDelay } from "./sync-retry-delay.ts";
import { syncRun } from "./sync-run.ts";

export type SyncOptions = {
  store: Store;
  jobs: Jobs;
  index: SearchIndex;
  openSource: OpenSourceOf;
  clock: Clock;
  log: Log;
};

export type Sync = {
  /** Begins to work: starts what is due, and what an earlier process left. */
  open(): Promise<void>;
  close(): Promise<void>;
  /** Makes a connection's site a source and starts its first sync; does nothing when that was done before. */
  addConnection(connection: { id: string; name: string; siteId: string }): Promise<void>;
  addMarkdown(folder: { path: string; name?: string }): Promise<SourceRow>;
  /** Starts a run, or adds to the one under way. */
  start(sourceId: string, wanted: Wanted, trigger?: SyncTrigger): Promise<SyncRun>;
  /** Interrupts the run under way; what it has done stays, and the next one goes on from there. */
  cancel(sourceId: string): Promise<void>;
  /** The run once it has ended, or as it is after `ms`. */
  wait(runId: string, ms: number, signal?: AbortSignal): Promise<SyncRun>;
  change(sourceId: string, settings: SourceSettings): Promise<SourceRow>;
  /** Takes a source's documents out of the index, at once from results, and forgets it. */
  remove(sourceId: string): Promise<void>;
  /**
   * Our own tools have written these pages or blog posts through this connection: the index has them as they are now
   * when this resolves. What cannot be fetched now is left for the next run.
   */
  noteWritten(connectionId: string, contentIds: readonly string[]): Promise<void>;
  /** Resolves when what was noted as written so far is in the index, or after `ms`: whoever writes and then searches finds it. */
  writesTaken(sourceIds: readonly string[], ms: number): Promise<void>;
};

const minute = 60_000;
const keptRuns = 200;
const endingMs = 10_000;

const jobKey = (sourceId: string) => `sync:${sourceId}`;
const runIdOf = (jobId: string) => `run_${jobId.slice(jobId.indexOf("_") + 1)}`;
const isOpen = ({ status }: SyncRun) => status === "waiting" || status === "running";

export function createSync(options: SyncOptions): Sync {
  const { store, jobs, index, openSource, clock, log } = options;
  const ends = new EventEmitter().setMaxListeners(0);
  const ownWrites = createOwnWrites(options);

  const job = defineJob<{ sourceId: string }>({
    name: "sync",
    run: (context) => keepHeapSmall(() => runJob(context)),
    retry: syncRetryDelay,
    givenUp: ({ id, payload }, error) => givenUp(runIdOf(id), payload.sourceId, error),
  });
  jobs.register(job);

  const watchers = new Map<string, () => void>();
  const closing = new AbortController();
  const waiting = new Set<Promise<void>>();
  const later = (work: Promise<void>): void => {
    const done = work.catch((err: unknown) => log.error({ err }, "what was wanted of a sync could not be started"));
    waiting.add(done);
    void done.finally(() => waiting.delete(done));
  };

  const plan = async ({ id, kind, location, settings }: SourceRow): Promise<void> => {
    watchers.get(id)?.();
    watchers.delete(id);
    if (kind === "markdown" && !settings.paused) {
      const changed = () => void sync.start(id, {}, "schedule").catch((err) => log.warn({ err }, "a folder's sync"));
      watchers.set(id, watchFolder(location, changed, log));
    }
    if (settings.paused) await jobs.unschedule(jobKey(id));
    else await jobs.schedule(jobKey(id), job, { sourceId: id }, settings.intervalMinutes * minute);
  };

  const sync: Sync = {
    async open() {
      for (const source of await store.sources.list()) {
        await plan(source);
        if (!source.state.loaded && !source.settings.paused) await sync.start(source.id, {}, "start");
      }
    },
    async close() {
      for (const stop of watchers.values()) stop();
      closing.abort();
      await Promise.all([ownWrites.settled(), ...waiting]);
    },
    async addConnection({ id, name, siteId }) {
      // What was synced from another site is of no use any more.
      const before = await store.sources.find(id);
      if (before !== undefined && before.location !== siteId) await sync.remove(id);
      await store.sources.insert({ id, kind: "confluence", name, location: siteId }, clock.now());
      const source = await store.sources.get(id);
      await plan(source);
      if (!source.state.loaded && !source.settings.paused) await sync.start(id, {}, "connect");
    },
    async addMarkdown({ path, name = basename(path) }) {
      const existing = (await store.sources.list()).find(
        ({ kind, location }) => kind === "markdown" && location === path,
      );
      if (existing !== undefined) return existing;
      const id = newId("src", clock.now());
      await store.sources.insert({ id, kind: "markdown", name, location: path }, clock.now());
      await store.sources.setSettings(id, { ...newSettings, intervalMinutes: 1 }, clock.now());
      const source = await store.sources.get(id);
      await plan(source);
      await sync.start(id, {}, "connect");
      return source;
    },
    async start(sourceId, wanted, trigger = "manual") {
      const source = await store.sources.get(sourceId);
      if (source.settings.paused && trigger !== "manual") throw paused(source);
      // Also a plain increment is noted: the run it joins may have looked for changes already.
      await store.sources.want(sourceId, Object.keys(wanted).length === 0 ? { increment: true } : wanted);
      const { id, joined } = await jobs.start(job, { sourceId }, { singletonKey: jobKey(sourceId) });
      if (joined) later(startWhatIsLeft(sourceId, id));
      return beginRun(runIdOf(id), sourceId, trigger);
    },
    async cancel(sourceId) {
      const run = await store.syncRuns.latest(sourceId);
      if (run === undefined || !isOpen(run)) return;
      await jobs.cancel(`job_${run.id.slice("run_".length)}`);
      if (run.status === "waiting") await end(run.id, { status: "cancelled" });
    },
    async wait(runId, ms, signal) {
      const deadline = clock.now() + ms;
      for (;;) {
        const run = await store.syncRuns.get(runId);
        const left = deadline - clock.now();
        if (!isOpen(run) || left <= 0 || signal?.aborted) return run;
        // Another process may end the run, so look again now and then.
        await eventWithin(ends, runId, Math.min(left, 1_000), signal);
      }
    },
    async change(sourceId, settings) {
      const before = await store.sources.get(sourceId);
      await store.sources.setSettings(sourceId, settings, clock.now());
      const source = await store.sources.get(sourceId);
      await plan(source);
      if (settings.paused) await sync.cancel(sourceId);
      else if (JSON.stringify(settings) !== JSON.stringify(before.settings)) {
        const sweep = settings.comments !== before.settings.comments;
        await sync.start(sourceId, sweep ? { sweep } : {});
      }
      return source;
    },
    async remove(sourceId) {
      await jobs.unschedule(jobKey(sourceId));
      watchers.get(sourceId)?.();
      watchers.delete(sourceId);
      await index.removeSource(sourceId);
      const run = await store.syncRuns.latest(sourceId);
      if (run !== undefined && isOpen(run)) {
        await sync.cancel(sourceId);
        await sync.wait(run.id, endingMs);
      }
      await ownWrites.taken([sourceId], endingMs);
      // What was still put between the two is gone as well.
      await index.removeSource(sourceId);
      await store.sources.remove(sourceId);
    },
    noteWritten: ownWrites.take,
    writesTaken: ownWrites.taken,
  };
  return sync;

  async function beginRun(id: string, sourceId: string, trigger: SyncTrigger): Promise<SyncRun> {
    await store.syncRuns.insert({
      id,
      sourceId,
      trigger,
      status: "waiting",
      report: emptyReport,
      createdAt: clock.now(),
      startedAt: null,
      finishedAt: null,
    });
    return store.syncRuns.get(id);
  }

  async function end(runId: string, change: Parameters<typeof store.syncRuns.update>[1]): Promise<void> {
    await store.syncRuns.update(runId, { ...change, finishedAt: clock.now() });
    ends.emit(runId);
  }

  /** What was wanted of a run just as it ended is done by the next. */
  async function startWhatIsLeft(sourceId: string, jobId: string): Promise<void> {
    const run = await sync.wait(runIdOf(jobId), 24 * 60 * minute, closing.signal);
    if (closing.signal.aborted) return;
    const source = await store.sources.find(sourceId);
    if (isOpen(run) || source === undefined || Object.keys(source.wanted).length === 0) return;
    await sync.start(sourceId, {}, run.trigger);
  }

  async function runJob({ id, payload, attempt, signal, progress }: JobContext<{ sourceId: string }>): Promise<void> {
    const runId = runIdOf(id);
    const { sourceId } = payload;
    const found = await store.sources.find(sourceId);
    // It was removed since.
    if (found === undefined) return;
    const run = await beginRun(runId, sourceId, "schedule");
    const save = async (value: SyncRun["report"]) => {
      await store.syncRuns.update(runId, { report: value });
      await progress({ done: value.progress.done });
    };
    const report = new Report(run.report, clock, save);
    await store.syncRuns.update(runId, { status: "running", startedAt: run.startedAt ?? clock.now() });
    try {
      for (let wanted = await takeWanted(sourceId), first = true; first || wanted !== undefined; first = false) {
        await runOnce(await store.sources.get(sourceId), wanted ?? {}, report, signal);
        wanted = await takeWanted(sourceId);
      }
      report.value.progress.phase = "ended";
      await end(runId, { status: "succeeded", report: report.value });
    } catch (thrown) {
      await failed(runId, report, { signal, attempt }, thrown);
    } finally {
      await store.syncRuns.trim(sourceId, keptRuns);
    }
  }

  async function givenUp(runId: string, sourceId: string, error: TributaryError): Promise<void> {
    const { report } = await beginRun(runId, sourceId, "schedule");
    const progress = { ...report.progress, phase: "ended" };
    await end(runId, { status: "failed", report: { ...report, progress, error: error.toJSON() } });
  }

  /** What is wanted now joins what an interrupted run was to do. Undefined = nothing. */
  async function takeWanted(sourceId: string): Promise<Wanted | undefined> {
    const { state } = await store.sources.get(sourceId);
    const more = await store.sources.takeWanted(sourceId);
    const wanted = addWanted(state.doing ?? {}, more);
    if (Object.keys(wanted).length === 0) return undefined;
    await store.sources.setState(sourceId, { ...state, doing: wanted });
    return wanted;
  }

  async function runOnce(source: SourceRow, wanted: Wanted, report: Report, signal: AbortSignal): Promise<void> {
    const open = await openSource(source, { signal });
    try {
      const writer = new IndexWriter({
        sourceId: source.id,
        open,
        index,
        memory: store.syncMemory,
        clock,
        report,
        written: ownWrites.versionsOf(source.id),
      });
      await syncRun({ source, open, writer, store, clock, report, signal }, wanted);
    } finally {
      report.cost(open.cost());
      report.keepCost();
      for (const warning of open.warnings()) report.warn(warning);
    }
  }

  /** Says on record why a run ended, and lets the queue decide whether it is tried again. */
  async function failed(
    runId: string,
    report: Report,
    { signal, attempt }: Pick<JobContext<unknown>, "signal" | "attempt">,
    thrown: unknown,
  ): Promise<never> {
    // Another process has taken the run over, and records how it ends.
    if (signal.aborted && isLost(signal.reason)) throw thrown;
    const stopping = signal.aborted && !(signal.reason instanceof TributaryError);
    const error =
      signal.aborted && !stopping ? toTributaryError(signal.reason) : toTributaryError(describeFailure(thrown));
    report.value.error = stopping ? null : error.toJSON();
    report.value.progress.phase = stopping ? "waiting" : "ended";
    if (stopping) await store.syncRuns.update(runId, { status: "waiting", report: report.value });
    else if (error.code === "cancelled") await end(runId, { status: "cancelled", report: report.value });
    else if (job.retry(error, attempt, 0) !== undefined)
      await store.syncRuns.update(runId, { status: "waiting", report: report.value });
    else await end(runId, { status: "failed", report: report.value });
    throw error;
  }
}

const isLost = (reason: unknown) => reason instanceof TributaryError && reason.code === "conflict";

const paused = ({ name }: SourceRow) =>
  new TributaryError("conflict", `The source ${name} is paused.`, { hint: "Resume it first." });
