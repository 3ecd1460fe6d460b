import { type Incoming, jsonAnswer, type Outgoing } from "../http/exchange.ts";
import { gatewayAnswer } from "../http/refusal-answer.ts";
import type { Table } from "../state/table.ts";
import type { World } from "../world.ts";

/**
 * A failure to play on requests that fit. `drop-before` closes the connection before anything happens, `drop-after`
 * when the write has taken effect, `truncate` sends half of the body.
 */
export type FaultKind = "status" | "latency" | "drop-before" | "drop-after" | "truncate" | "rate-limit";

export type Fault = {
  readonly id: string;
  readonly kind: FaultKind;
  readonly method: string | null;
  /** A regular expression on path and query. */
  readonly match: string | null;
  /** How many requests are still hit; null = until removed. */
  readonly remaining: number | null;
  /** The first so many fitting requests pass. */
  readonly skip: number;
  readonly status: number;
  readonly latencyMs: number;
  /** Seconds for `Retry-After`; null leaves the header out. */
  readonly retryAfter: number | null;
  /** Body for `status`; a gateway body when null. */
  readonly body: string | null;
};

/** The fault that hits this request, if any; counts it. */
export function takeFault(faults: Table<Fault>, request: Incoming): Fault | undefined {
  const target = request.url.pathname + request.url.search;
  for (const fault of faults.values()) {
    if (fault.method !== null && fault.method !== request.method) continue;
    if (fault.match !== null && !new RegExp(fault.match).test(target)) continue;
    if (fault.skip > 0) {
      faults.put({ ...fault, skip: fault.skip - 1 });
      continue;
    }
    if (fault.remaining === 1) faults.delete(fault.id);
    else if (fault.remaining !== null) faults.put({ ...fault, remaining: fault.remaining - 1 });
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
      return answer();
    case "status":
      if (fault.body !== null)
        return {
          status: fault.status,
          headers: { "content-type": "application/json", ...retryAfter },
          body: fault.body,
        };
      return {
        ...gatewayAnswer(fault.status, statusWords[fault.status] ?? "Error"),
        headers: { "content-type": "application/json", ...retryAfter },
      };
    case "rate-limit":
      return jsonAnswer(
        429,
        { code: 429, message: "Rate limit exceeded" },
        {
          ...retryAfter,
          "x-ratelimit-limit": "100",
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset": new Date(world.clock.now() + (fault.retryAfter ?? 1) * 1000).toISOString(),
          "x-ratelimit-nearlimit": "true",
          "ratelimit-reason": "confluence-burst-based",
        },
      );
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

const statusWords: Record<number, string> = {
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
