import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";

const most = 10;
const restMs = 10 * 60_000;
/** So many names are kept in mind; the oldest are forgotten first. */
const mostNames = 10_000;

export type Attempts = ReturnType<typeof createAttempts>;

/**
 * Slows down whoever tries out passwords: after ten failures for one address further tries wait until ten minutes have
 * gone by since the last. Trying succeeds or fails as `work` does.
 */
export function createAttempts(clock: Clock) {
  const failures = new Map<string, { count: number; at: number }>();
  return {
    async count<T>(name: string, work: () => Promise<T>): Promise<T> {
      const before = failures.get(name);
      const rest = before === undefined ? 0 : before.at + restMs - clock.now();
      if (before !== undefined && before.count >= most && rest > 0) {
        throw new TributaryError("rate_limited", "There were too many wrong passwords for this address.", {
          hint: `Try again in ${Math.ceil(rest / 60_000)} minutes; an admin can make a link for a new password.`,
          details: { retryAfterSeconds: Math.ceil(rest / 1000) },
        });
      }
      // Counted before it is tried, so that many at once count, too.
      failures.delete(name);
      failures.set(name, { count: rest > 0 ? (before?.count ?? 0) + 1 : 1, at: clock.now() });
      const [oldest] = failures.keys();
      if (failures.size > mostNames && oldest !== undefined) failures.delete(oldest);
      const done = await work();
      failures.delete(name);
      return done;
    },
  };
}
