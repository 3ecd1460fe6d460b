import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import { readRecordDays } from "../calls/record-days.ts";
import type { Store } from "../store/store.ts";

const hour = 3600_000;

export type House = {
  /** One pass, now. */
  tidy(): Promise<void>;
  stop(): void;
};

/**
 * Forgets, every hour, what is kept for a time only: old calls, files held for callers, rests of results,
 * links, tokens and sessions that have ended.
 */
export function keepHouse(options: { store: Store; clock: Clock; log: Log; recordDays?: number }): House {
  const { store, clock, log } = options;
  const tidy = async (): Promise<void> => {
    const now = clock.now();
    await store.approvals.expire(now);
    await store.files.removeExpired(now);
    await store.resultRests.removeExpired(now);
    await store.oauthFlows.removeExpired(now);
    await store.mcpGrants.removeExpired(now);
    await store.invitations.removeExpired(now);
    await store.members.removeExpiredSessions(now);
    // Read each time: an admin may have changed it since.
    const { recordDays } = await readRecordDays(store, options.recordDays);
    if (recordDays === null) return;
    const forgotten = await store.calls.removeBefore(now - recordDays * 24 * hour);
    if (forgotten > 0) log.info({ calls: forgotten }, "old calls were taken off the record");
  };
  const timer = setInterval(() => {
    tidy().catch((err: unknown) => log.error({ err }, "what had expired could not be removed"));
  }, hour);
  timer.unref();
  return { tidy, stop: () => clearInterval(timer) };
}
