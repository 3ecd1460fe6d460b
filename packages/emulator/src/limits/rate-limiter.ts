import type { Caller } from "../auth/caller.ts";
import type { Clock } from "../clock.ts";
import type { Outgoing } from "../http/exchange.ts";
import type { Operation, Reply } from "../http/operation.ts";
import { createTable, type Table } from "../state/table.ts";
import { type Limits, type LimitsChange, withLimits } from "./limits.ts";
import { endOfHour, hourOf, pointsOf } from "./points.ts";
import { plainHeaders, type Standing, structuredHeaders, tooManyRequests } from "./rate-limit-headers.ts";
import { type TokenBucket, takeToken } from "./token-bucket.ts";

/** Points an app has used in one hour, `site` being null for all sites together. */
type Use = { readonly id: string; readonly hour: number; readonly points: number };
type Bucket = TokenBucket & { readonly id: string };

/** One request to an operation, as limits see it. */
export type Traffic = { readonly caller: Caller; readonly cloudId: string; readonly operation: Operation };

/** Counts the traffic of all sites of an emulator. Off until limits are set. */
export type RateLimiter = {
  readonly limits: Limits | null;
  set(change: LimitsChange): Limits;
  turnOff(): void;
  /** The 429 of the limit that stands in the way; undefined lets the request pass, and takes from its burst bucket. */
  refuse(traffic: Traffic): Outgoing | undefined;
  /** Counts an answered request, without a reply when it was refused, and gives the headers that tell of the limits. */
  charge(traffic: Traffic, reply: Reply | undefined): Record<string, string>;
  /** Points used this hour. */
  used(): readonly { readonly of: string; readonly points: number }[];
  /** What snapshots keep. */
  readonly tables: readonly [Table<Use>, Table<Bucket>];
};

const strictPath = /search|permission|restriction|admin-key|\/audit|\/settings/;

export function createRateLimiter(clock: Clock): RateLimiter {
  let limits: Limits | null = null;
  const uses = createTable<Use>("quotaUse");
  const buckets = createTable<Bucket>("burstBuckets");

  const pointsUsed = (id: string): number => {
    const use = uses.get(id);
    return use && use.hour === hourOf(clock.now()) ? use.points : 0;
  };

  /** The quotas that count a caller's requests: those of its app, so none for API tokens. */
  const quotasOf = ({ caller, cloudId }: Traffic): (Standing & { readonly id: string })[] => {
    if (!limits || caller.clientId === null) return [];
    const resetAt = endOfHour(clock.now());
    const quota = (limit: number | null, id: string, policy: string, reason: Standing["reason"]) =>
      limit === null ? [] : [{ id, policy, reason, limit, remaining: limit - pointsUsed(id), resetAt }];
    return [
      ...quota(limits.globalPoints, caller.clientId, "global-app-quota", "global-quota"),
      ...quota(limits.tenantPoints, `${caller.clientId}@${cloudId}`, "tenant-app-quota", "tenant-quota"),
    ];
  };

  const rateOf = ({ path, method }: Operation): number | undefined => {
    if (!limits?.burst) return undefined;
    return strictPath.test(path) ? limits.burst.strict : limits.burst[method === "PATCH" ? "PUT" : method];
  };

  const burstOf = ({ cloudId, operation }: Traffic): Standing | undefined => {
    const limit = rateOf(operation);
    if (limit === undefined) return undefined;
    const remaining = buckets.get(`${cloudId}:${operation.id}`)?.tokens ?? limit;
    const resetAt = clock.now() + ((limit - remaining) * 1000) / limit;
    return { policy: undefined, reason: "burst", limit, remaining, resetAt };
  };

  /** Milliseconds until there is a token; 0 when one was there, which is then gone. */
  const waitForBurst = ({ cloudId, operation }: Traffic): number => {
    const rate = rateOf(operation);
    if (rate === undefined) return 0;
    const id = `${cloudId}:${operation.id}`;
    const { bucket, waitMs } = takeToken(buckets.get(id), rate, clock.now());
    buckets.put({ id, ...bucket });
    return waitMs;
  };

  return {
    get limits() {
      return limits;
    },
    set(change) {
      limits = withLimits(limits, change);
      return limits;
    },
    turnOff() {
      limits = null;
      for (const table of [uses, buckets]) table.restore(new Map());
    },
    refuse(traffic) {
      if (!limits) return undefined;
      const now = clock.now();
      const seconds = (ms: number) => (limits?.retryAfter ? Math.max(1, Math.ceil(ms / 1000)) : null);
      const spent = limits.enforced ? quotasOf(traffic).find(({ remaining }) => remaining <= 0) : undefined;
      if (spent) return tooManyRequests(spent, { now, retryAfter: seconds(spent.resetAt - now) });
      const waitMs = waitForBurst(traffic);
      const burst = waitMs > 0 ? burstOf(traffic) : undefined;
      return burst && tooManyRequests(burst, { now, retryAfter: seconds(waitMs) });
    },
    charge(traffic, reply) {
      if (!limits) return {};
      const hour = hourOf(clock.now());
      const points = pointsOf(traffic.operation, reply);
      for (const { id } of quotasOf(traffic)) uses.put({ id, hour, points: pointsUsed(id) + points });
      const { enforced } = limits;
      const quotas = quotasOf(traffic);
      const burst = burstOf(traffic);
      const shown = enforced && quotas.length > 0 ? quotas : burst ? [burst] : [];
      return { ...plainHeaders(shown), ...structuredHeaders(quotas, { now: clock.now(), enforced }) };
    },
    used: () => [...uses.values()].map(({ id }) => ({ of: id, points: pointsUsed(id) })),
    tables: [uses, buckets],
  };
}
