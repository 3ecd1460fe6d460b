import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Store } from "../store/store.ts";

const hour = 3600_000;

/** Forgets, every hour, what is kept for a time only: old calls, files held for callers, rests of results. */
export function keepHouse(options: { store: Store; clock: Clock; log: Log; recordDays?: number }): { stop(): void } {
  const { store, clock, log, recordDays } = options;
  const tidy = async (): Promise<void> => {
    const now = clock.now();
    await store.approvals.expire(now);
    await store.files.removeExpired(now);
    await store.resultRests.removeExpired(now);
    if (recordDays === undefined) return;
    const forgotten = await store.calls.removeBefore(now - recordDays * 24 * hour);
    if (forgotten > 0) log.info({ calls: forgotten }, "old calls were taken off the record");
  };
  const timer = setInterval(() => {
    tidy().catch((err: unknown) => log.error({ err }, "what had expired could not be removed"));
  }, hour);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
