import { isObject } from "../http/json-fields.ts";
import type { Method } from "../http/operation.ts";

/**
 * How much traffic a site takes. Quotas are counted in points by UTC hour and hold for apps only; API tokens have the
 * burst limits alone. Source: Confluence Cloud rate limiting documentation (2026).
 */
export type Limits = {
  /** Points an app has in an hour over all sites; null for no such quota. */
  readonly globalPoints: number | null;
  /** Points an app has in an hour on each site; null for no such quota. */
  readonly tenantPoints: number | null;
  /** Whether used up quotas refuse requests. If not, they are only announced, in headers that begin with `Beta-`. */
  readonly enforced: boolean;
  /** Requests a second and endpoint of a site, by method; null for no burst limit. */
  readonly burst: Burst | null;
  /** Whether a 429 says with `Retry-After` when to come back. The gateway's own limits often do not. */
  readonly retryAfter: boolean;
};

/** `strict` is for search, permissions and administration. */
export type Burst = Readonly<Record<Exclude<Method, "PATCH"> | "strict", number>>;

/** What can be given to change limits; null turns one off. */
export type LimitsChange = Partial<Omit<Limits, "burst">> & { readonly burst?: Partial<Burst> | null };

/**
 * Tier 1 of the published quotas. Burst limits of Confluence are not published: these are Jira's, and for the strict
 * endpoints a fifth of them, which is an assumption.
 */
export const publishedLimits = {
  globalPoints: 65_000,
  tenantPoints: null,
  enforced: true,
  burst: { GET: 100, POST: 100, PUT: 50, DELETE: 50, strict: 20 },
  retryAfter: true,
} as const satisfies Limits;

const isCount = (value: unknown) => typeof value === "number" && Number.isSafeInteger(value) && value > 0;
const isCountOrNull = (value: unknown) => value === null || isCount(value);
const isFlag = (value: unknown) => typeof value === "boolean";
const isBurst = (value: unknown): boolean =>
  value === null ||
  (isObject(value) &&
    Object.entries(value).every(([name, one]) => Object.hasOwn(publishedLimits.burst, name) && isCount(one)));

const accepts: { readonly [K in keyof Limits]: (value: unknown) => boolean } = {
  globalPoints: isCountOrNull,
  tenantPoints: isCountOrNull,
  enforced: isFlag,
  burst: isBurst,
  retryAfter: isFlag,
};

/** Reads a change of limits. Throws an `Error` that names what is wrong. */
export function readLimits(value: unknown): LimitsChange {
  if (!isObject(value)) throw new Error("Limits must be an object.");
  for (const [name, one] of Object.entries(value)) {
    const accept = Object.hasOwn(accepts, name) ? accepts[name as keyof Limits] : undefined;
    if (!accept) throw new Error(`There is no limit "${name}". Known: ${Object.keys(accepts).join(", ")}.`);
    if (!accept(one)) throw new Error(`The limit "${name}" cannot be ${JSON.stringify(one)}.`);
  }
  return value;
}

/** What is not named stays as it was, or as it is published when limits were off. */
export function withLimits(before: Limits | null, change: LimitsChange): Limits {
  const base: Limits = before ?? publishedLimits;
  const burst = change.burst === undefined ? base.burst : change.burst;
  return {
    ...base,
    ...change,
    burst: burst && { ...publishedLimits.burst, ...(change.burst === null ? {} : base.burst), ...burst },
  };
}
