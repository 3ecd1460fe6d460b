import { jsonAnswer, type Outgoing } from "../http/exchange.ts";

/** Where one limit stands at a moment. */
export type Standing = {
  /** Its name in the structured headers; undefined for burst limits, which do not appear there. */
  readonly policy: string | undefined;
  readonly reason: LimitReason;
  readonly limit: number;
  readonly remaining: number;
  /** When it is whole again, in milliseconds since the epoch. */
  readonly resetAt: number;
};

/** Values of `RateLimit-Reason`. */
export const limitReasons = {
  "global-quota": "confluence-quota-global-based",
  "tenant-quota": "confluence-quota-tenant-based",
  burst: "confluence-burst-based",
} as const;
export type LimitReason = keyof typeof limitReasons;

const windowSeconds = 3600;
/** Below this part of a limit a client is warned, and told how much is left. */
const nearLimit = 0.2;

const isNear = ({ limit, remaining }: Standing) => remaining < limit * nearLimit;
const share = ({ limit, remaining }: Standing) => remaining / limit;
/** ISO without milliseconds, as documented: 2025-10-08T15:00:00Z. */
const isoSeconds = (at: number) => `${new Date(Math.ceil(at / 1000) * 1000).toISOString().slice(0, 19)}Z`;

/** The `X-RateLimit-…` family, about the limit that is nearest to its end. */
export function plainHeaders(standings: readonly Standing[]): Record<string, string> {
  const [tightest] = [...standings].sort((a, b) => share(a) - share(b));
  if (!tightest) return {};
  return {
    "x-ratelimit-limit": String(tightest.limit),
    "x-ratelimit-remaining": String(Math.max(0, Math.floor(tightest.remaining))),
    "x-ratelimit-reset": isoSeconds(tightest.resetAt),
    "x-ratelimit-nearlimit": String(isNear(tightest)),
  };
}

/** `RateLimit-Policy` and, for quotas that are nearly used up, what is left of them in `RateLimit`. */
export function structuredHeaders(
  standings: readonly Standing[],
  { now, enforced }: { now: number; enforced: boolean },
): Record<string, string> {
  const quotas = standings.filter(({ policy }) => policy !== undefined);
  if (quotas.length === 0) return {};
  const prefix = enforced ? "" : "beta-";
  const left = quotas.map((one) => {
    const remaining = isNear(one) ? `;r=${Math.max(0, Math.floor(one.remaining))}` : "";
    return `"${one.policy}"${remaining};t=${Math.max(0, Math.ceil((one.resetAt - now) / 1000))}`;
  });
  return {
    [`${prefix}ratelimit-policy`]: quotas
      .map(({ policy, limit }) => `"${policy}";q=${limit};w=${windowSeconds}`)
      .join(", "),
    [`${prefix}ratelimit`]: left.join(", "),
  };
}

/** The 429 of a limit that was reached. `retryAfter` in seconds; null leaves the header out. */
export function tooManyRequests(
  reached: Standing,
  { now, retryAfter }: { now: number; retryAfter: number | null },
): Outgoing {
  return jsonAnswer(
    429,
    { code: 429, message: "Rate limit exceeded" },
    {
      ...(retryAfter === null ? {} : { "retry-after": String(retryAfter) }),
      ...plainHeaders([reached]),
      ...structuredHeaders([reached], { now, enforced: true }),
      "ratelimit-reason": limitReasons[reached.reason],
    },
  );
}
