/** A bucket that fills with `rate` tokens a second up to `rate`; one request takes one. */
export type TokenBucket = { readonly tokens: number; readonly at: number };

export type Taken = { readonly allowed: boolean; readonly bucket: TokenBucket; readonly waitMs: number };

/** Takes a token at a moment, in milliseconds; when there is none, tells how long until there is. */
export function takeToken(before: TokenBucket | undefined, rate: number, now: number): Taken {
  // A clock that was set back must not empty a bucket, hence the 0.
  const since = before ? Math.max(0, now - before.at) : 0;
  const tokens = before ? Math.min(rate, before.tokens + (since * rate) / 1000) : rate;
  if (tokens >= 1) return { allowed: true, bucket: { tokens: tokens - 1, at: now }, waitMs: 0 };
  return { allowed: false, bucket: { tokens, at: now }, waitMs: ((1 - tokens) * 1000) / rate };
}
