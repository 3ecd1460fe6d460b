import { TributaryError } from "../base/errors.ts";
import { retryDelay } from "../jobs/retry-delay.ts";

/**
 * When to try a run again that failed. A site's hourly points come back by themselves, so a run that ran out of them is
 * never given up. A site under load was seen to answer 403 and 404 in turn for a minute, so these are tried again, too,
 * unless they are about the source itself.
 */
export function syncRetryDelay(error: TributaryError, attempt: number, random: number): number | undefined {
  if (error.code === "rate_limited") return retryDelay(error, 1, random);
  const flapping = (error.code === "forbidden" || error.code === "not_found") && error.atlassian !== undefined;
  return retryDelay(flapping ? new TributaryError("upstream_error", error.message) : error, attempt, random);
}
