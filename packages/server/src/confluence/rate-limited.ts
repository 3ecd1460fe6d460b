import { TributaryError } from "../base/errors.ts";

/** What a program needs to come back in time. */
export type RateLimitDetails = { retryAfterMs: number; resetAt: string; reason: string };

export function rateLimitDetails({ until, reason }: { until: number; reason: string }, now: number): RateLimitDetails {
  return { retryAfterMs: Math.max(0, Math.ceil(until - now)), resetAt: new Date(until).toISOString(), reason };
}

/** The error of a request that was not sent, because a limit is known to be reached. */
export function rateLimited(message: string, hold: { until: number; reason: string }, now: number): TributaryError {
  return new TributaryError("rate_limited", message, {
    hint: "Try again then; the limit is shared by everything that uses this app at the site.",
    details: rateLimitDetails(hold, now),
  });
}
