import { type Incoming, jsonAnswer, type Outgoing } from "../http/exchange.ts";
import { gatewayAnswer } from "../http/refusal-answer.ts";
import { endOfHour } from "../limits/points.ts";
import { type LimitReason, limitReasons, plainHeaders } from "../limits/rate-limit-headers.ts";
import type { Table } from "../state/table.ts";
import type { World } from "../world.ts";

/**
 * Failures to play on requests that fit. `status` answers with any status; `drop-before` closes the connection before
 * anything happens, `drop-after` when the write has taken effect; `truncate` sends half of the body; `rate-limit` is a
 * 429; `flapping` answers every other request with 403 and 404 in turn, as a site under load was seen to do for a minute;
 * `ignored-write` answers a write as usual and changes nothing, as sites did to updates of drafts that held an image.
 */
export const faultKinds = [
  "status",
  "latency",
  "drop-before",
  "drop-after",
  "truncate",
  "rate-limit",
  "flapping",
  "ignored-write",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Which limit a `rate-limit` names; those of the gateway say nothing but 429. */
export const faultReasons = [...(Object.keys(limitReasons) as LimitReason[]), "gateway"] as const;
export type FaultReason = (typeof faultReasons)[number];

export type Fault = {
  readonly id: string;
  readonly kind: FaultKind;
  readonly method: string | null;
  /** A regular expression on path and query. */
  readonly match: string | null;
  /** How many requests are still hit; null = until removed. Requests that `flapping` lets pass do not count. */
  readonly remaining: number | null;
  /** When it ends by the emulator's clock, in milliseconds since the epoch; null = not by time. */
  readonly endsAt: number | null;
  /** The first so many fitting requests pass. */
  readonly skip: number;
  readonly status: number;
  readonly latencyMs: number;
  /** Seconds for `Retry-After`; null leaves the header out. */
  readonly retryAfter: number | null;
  /** Body for `status`; a gateway body when null. */
  readonly body: string | null;
  readonly reason: FaultReason;
  /** How many requests `flapping` has seen. */
  readonly seen: number;
};

/** The fault that hits this request, if any; counts it. */
export function takeFault(faults: Table<Fault>, request: Incoming, now: number): Fault | undefined {
  if (faults.size === 0) return undefined;
  const target = request.url.pathname + request.url.search;
  for (const fault of [...faults.values()]) {
    if (fault.endsAt !== null && fault.endsAt <= now) {
      faults.delete(fault.id);
      continue;
    }
    if (fault.method !== null && fault.method !== request.method) continue;
    if (fault.match !== null && !new RegExp(fault.match).test(target)) continue;
    if (fault.kind === "ignored-write" && (request.method === "GET" || request.method === "HEAD")) continue;
    if (fault.skip > 0) {
      faults.put({ ...fault, skip: fault.skip - 1 });
      continue;
    }
    const seen = fault.seen + 1;
    if (fault.kind === "flapping" && seen % 2 === 0) {
      faults.put({ ...fault, seen });
      continue;
    }
    if (fault.remaining === 1) faults.delete(fault.id);
    else faults.put({ ...fault, seen, remaining: fault.remaining === null ? null : fault.remaining - 1 });
    return fault;
  }
  return undefined;
}

/** Plays the fault around the real answer. */
export async function playFault(world: World, fault: Fault, answer: () => Promise<Outgoing>): Promise<Outgoing> {
  if (fault.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, fault.latencyMs));
  const retryAfter: Outgoing["headers"] = fault.retryAfter === null ? {} : { "retry-after": String(fault.retryAfter) };
  switch (fault.kind) {
    case "latency":
    // An ignored write is undone where it happens, see `withoutEffect`.
    case "ignored-write":
      return answer();
    case "status":
      return statusAnswer(fault, retryAfter);
    case "rate-limit":
      return rateLimitAnswer(world, fault, retryAfter);
    case "flapping": {
      const status = fault.seen % 4 === 0 ? 403 : 404;
      return jsonAnswer(
        status,
        { code: status, message: statusWords[status] },
        { "x-cache": "Error from cloudfront", ...retryAfter },
      );
    }
    case "drop-before":
      return { status: 0, headers: {}, body: null, broken: { afterBytes: 0 } };
    case "drop-after":
      return { ...(await answer()), broken: { afterBytes: 0 } };
    case "truncate": {
      const real = await answer();
      return { ...real, broken: { afterBytes: Math.floor((real.body?.length ?? 0) / 2) } };
    }
  }
}

function statusAnswer({ status, body }: Fault, headers: Outgoing["headers"]): Outgoing {
  const answer = gatewayAnswer(status, statusWords[status] ?? "Error");
  return { ...answer, headers: { ...answer.headers, ...headers }, body: body ?? answer.body };
}

/** Round figures: a fault does not look at what was really used. */
function rateLimitAnswer(world: World, { reason, retryAfter }: Fault, headers: Outgoing["headers"]): Outgoing {
  const body = { code: 429, message: "Rate limit exceeded" };
  if (reason === "gateway") return jsonAnswer(429, body, headers);
  const now = world.clock.now();
  const resetAt = reason === "burst" ? now + (retryAfter ?? 1) * 1000 : endOfHour(now);
  const limit = reason === "burst" ? 100 : 65_000;
  return jsonAnswer(429, body, {
    ...headers,
    ...plainHeaders([{ policy: undefined, reason, limit, remaining: 0, resetAt }]),
    "ratelimit-reason": limitReasons[reason],
  });
}

const statusWords: Record<number, string> = {
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
