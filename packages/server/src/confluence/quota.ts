import type { QuotaReport } from "./rate-limit-headers.ts";

const hourMs = 60 * 60 * 1000;

/** When the UTC hour of a moment ends. */
export const endOfHour = (now: number): number => (Math.floor(now / hourMs) + 1) * hourMs;

/** One points quota as far as it is known: what the site last said, less what was sent since. */
export type Quota = {
  readonly name: string;
  readonly scope: "app" | "site";
  readonly limit: number;
  readonly enforced: boolean;
  readonly remaining: number;
  /** Milliseconds since 1970. */
  readonly resetAt: number;
};

/** Part of every quota that is kept for calls somebody waits for. */
export const interactiveShare = 0.3;

/** The quota at a moment: whole again when its window is over. */
export function quotaAt(quota: Quota, now: number): Quota {
  return now < quota.resetAt ? quota : { ...quota, remaining: quota.limit, resetAt: endOfHour(now) };
}

/**
 * The quota after an answer.
 *
 * @param spent Points of that answer. The site's own figure already has them in it.
 * @param usedBefore Points sent in this window before the quota was known, which it has counted too.
 */
export function quotaAfter(
  before: Quota | undefined,
  report: QuotaReport,
  { spent, usedBefore, now }: { spent: number; usedBefore: number; now: number },
): Quota | undefined {
  const known = before && quotaAt(before, now);
  const limit = report.limit ?? known?.limit;
  if (limit === undefined) return undefined;
  const grown = known === undefined ? limit - usedBefore : known.remaining + (limit - known.limit);
  return {
    name: report.name,
    scope: report.scope,
    limit,
    enforced: report.enforced,
    remaining: Math.max(0, report.remaining ?? grown - spent),
    resetAt: report.resetAt ?? known?.resetAt ?? endOfHour(now),
  };
}

/** Whether only the share for calls somebody waits for is left. */
export const isReserved = ({ enforced, remaining, limit }: Quota): boolean =>
  enforced && remaining <= limit * interactiveShare;
