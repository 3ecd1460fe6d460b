/** How slowly an endpoint is used after it was called too quickly. Times in milliseconds since 1970. */
export type Pace = {
  /** When the next request may go out. */
  readonly nextAt: number;
  /** Time between requests when the endpoint was slowed, in milliseconds. */
  readonly gapMs: number;
  readonly slowedAt: number;
};

const shortestGapMs = 20;
const longestGapMs = 2_000;
/** Every so often without another refusal the gap halves. */
const halfLifeMs = 5_000;

/** The gap that is left of a pace; below a few milliseconds it is forgotten. */
export function gapAt({ gapMs, slowedAt }: Pace, now: number): number {
  const gap = gapMs * 0.5 ** (Math.max(0, now - slowedAt) / halfLifeMs);
  return gap < 5 ? 0 : gap;
}

/**
 * The pace after a refusal for burst. Requests under way at the same time are refused together: they count as one.
 *
 * @param waitMs What the site asked to wait; a second when it said nothing.
 * @param perSecond The limit of the endpoint, when the site named it: the first pace is half of it.
 */
export function slowDown(
  before: Pace | undefined,
  now: number,
  { waitMs = 1_000, perSecond }: { waitMs?: number | undefined; perSecond?: number | undefined },
): Pace {
  const nextAt = Math.max(before?.nextAt ?? 0, now + waitMs);
  if (before !== undefined && now - before.slowedAt < 1_000) return { ...before, nextAt };
  const first = perSecond === undefined || perSecond <= 0 ? 50 : 2_000 / perSecond;
  const gapMs = Math.max(first, before === undefined ? 0 : 2 * gapAt(before, now));
  return { nextAt, slowedAt: now, gapMs: Math.min(longestGapMs, Math.max(shortestGapMs, gapMs)) };
}

/** The next turn at an endpoint: how long until it, and the pace after it; no pace when the slowness is over. */
export function takeTurn(pace: Pace, now: number): { waitMs: number; pace: Pace | undefined } {
  const gap = gapAt(pace, now);
  if (gap === 0 && pace.nextAt <= now) return { waitMs: 0, pace: undefined };
  const at = Math.max(now, pace.nextAt);
  return { waitMs: at - now, pace: { ...pace, nextAt: at + gap } };
}
