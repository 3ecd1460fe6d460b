import type { Clock } from "../base/clock.ts";
import { emptyReport, type SyncProgress, type SyncReport } from "../store/sync-runs.ts";
import type { Failure } from "./source.ts";

const mostFailures = 100;
const saveEveryMs = 500;

/** The report of a run while it grows. Saved now and then, so that everybody can watch it. */
export class Report {
  readonly value: SyncReport;
  readonly #save: (report: SyncReport) => Promise<void>;
  readonly #clock: Clock;
  readonly #startedAt: number;
  /** Of earlier attempts and passes of the same run. */
  #before: { requests: number; points: number };
  readonly #held = new Set<string>();
  #savedAt = 0;
  #doneHere = 0;

  constructor(before: SyncReport, clock: Clock, save: (report: SyncReport) => Promise<void>) {
    this.value = structuredClone({ ...emptyReport, ...before, error: null, warnings: [] });
    this.#before = { requests: before.requests, points: before.points };
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#save = save;
  }

  begin(what: string, phase: string): void {
    if (!this.value.did.includes(what)) this.value.did.push(what);
    this.value.progress.phase = phase;
  }

  skip(skipped: Record<string, number> = {}): void {
    for (const [why, count] of Object.entries(skipped))
      this.value.skipped[why] = (this.value.skipped[why] ?? 0) + count;
  }

  /** What a person should know; a run may come to the same twice. */
  warn(warning: string): void {
    if (!this.value.warnings.includes(warning)) this.value.warnings.push(warning);
  }

  /** These items were hidden, not removed. */
  hold(ids: readonly string[]): void {
    for (const id of ids) this.#held.add(id);
    this.value.held = this.#held.size;
  }

  fail(failures: readonly Failure[]): void {
    this.value.failed += failures.length;
    this.value.failures.push(...failures.slice(0, Math.max(0, mostFailures - this.value.failures.length)));
  }

  cost({ requests, points }: { requests: number; points: number }): void {
    this.value.requests = this.#before.requests + requests;
    this.value.points = this.#before.points + points;
  }

  /** What comes now counts its cost from nothing. */
  keepCost(): void {
    this.#before = { requests: this.value.requests, points: this.value.points };
  }

  /** So many more items were looked at. */
  async advance(items: number, change: Partial<SyncProgress> = {}): Promise<void> {
    const { progress } = this.value;
    this.#doneHere += items;
    Object.assign(progress, change);
    progress.done += items;
    const seconds = Math.max(0.001, (this.#clock.now() - this.#startedAt) / 1000);
    progress.perSecond = Math.round((this.#doneHere / seconds) * 10) / 10;
    delete progress.remainingSeconds;
    if (progress.total !== undefined && progress.perSecond > 0)
      progress.remainingSeconds = Math.max(0, Math.round((progress.total - progress.done) / progress.perSecond));
    if (this.#clock.now() - this.#savedAt < saveEveryMs) return;
    await this.save();
  }

  async save(): Promise<void> {
    this.#savedAt = this.#clock.now();
    await this.#save(this.value);
  }
}
