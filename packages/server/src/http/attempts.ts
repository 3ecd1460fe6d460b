import type { Clock } from "../base/clock.ts";
import { hashSecret } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";

const windowMs = 10 * 60_000;
/** Wrong passwords in that time for one account, and from one place, whatever accounts it tries. */
const most = { account: 10, place: 100 };
/** So many names are kept in mind; the oldest are forgotten first. */
const mostNames = 10_000;

export type Attempts = ReturnType<typeof createAttempts>;

/**
 * Slows down whoever tries out passwords, be it many for one account or few for each of many. Trying succeeds or fails
 * as `work` does; it throws `rate_limited` instead where too many have failed.
 */
export function createAttempts(clock: Clock) {
  const accounts = createFailures(clock, most.account);
  const places = createFailures(clock, most.place);
  return {
    /** `accountName` is an e-mail address or a member's id, `place` where the request came from, if that is known. */
    async count<T>(accountName: string, place: string | undefined, work: () => Promise<T>): Promise<T> {
      // Whoever tries names it, at any length: what is kept of it is short.
      const account = hashSecret(accountName);
      const rest = Math.max(accounts.rest(account), place === undefined ? 0 : places.rest(place));
      if (rest > 0) {
        throw new TributaryError("rate_limited", "There were too many wrong passwords.", {
          hint: `Try again in ${Math.ceil(rest / 60_000)} minutes; an admin can make a link for a new password.`,
          details: { retryAfterMs: rest },
        });
      }
      // Counted before it is tried, so that many at once count, too.
      accounts.add(account);
      if (place !== undefined) places.add(place);
      const done = await work();
      accounts.forget(account);
      // Only this one: else whoever has an account could wipe out what they tried on others.
      if (place !== undefined) places.takeBack(place);
      return done;
    },
  };
}

function createFailures(clock: Clock, mostInWindow: number) {
  const seen = new Map<string, { count: number; since: number }>();
  const current = (name: string) => {
    const found = seen.get(name);
    const age = clock.now() - (found?.since ?? 0);
    // A clock that was set back must lock nobody out for as long.
    return age < 0 || age >= windowMs ? undefined : found;
  };
  return {
    /** How many milliseconds to wait before the next try; 0 when it may be made. */
    rest(name: string): number {
      const found = current(name);
      return found === undefined || found.count < mostInWindow ? 0 : found.since + windowMs - clock.now();
    },
    add(name: string): void {
      const found = current(name) ?? { count: 0, since: clock.now() };
      seen.delete(name);
      seen.set(name, { ...found, count: found.count + 1 });
      const [oldest] = seen.keys();
      if (seen.size > mostNames && oldest !== undefined) seen.delete(oldest);
    },
    takeBack(name: string): void {
      const found = seen.get(name);
      if (found !== undefined) seen.set(name, { ...found, count: found.count - 1 });
    },
    forget: (name: string): void => void seen.delete(name),
  };
}
