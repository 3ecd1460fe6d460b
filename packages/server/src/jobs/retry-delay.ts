import type { ErrorCode, TributaryError } from "../base/errors.ts";

const mostAttempts = 5;
const firstMs = 5_000;
const longestMs = 10 * 60_000;

/** What may be better a little later; all else fails the same way again. */
const passing: readonly ErrorCode[] = ["rate_limited", "upstream_error", "upstream_unreachable", "timeout", "internal"];

/**
 * How long a failed job waits: doubling, with up to half of it at random on top, so that jobs that failed together do
 * not come back together. What the site itself asked to wait is the least. Undefined = no further attempt.
 */
export function retryDelay(error: TributaryError, attempt: number, random: number): number | undefined {
  if (!passing.includes(error.code) || attempt >= mostAttempts) return undefined;
  const asked = error.details?.retryAfterMs;
  const atLeast = typeof asked === "number" ? asked : 0;
  const doubled = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return Math.round(Math.max(atLeast, doubled) * (1 + random / 2));
}
