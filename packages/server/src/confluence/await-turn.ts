import type { Budget } from "./rate-budget.ts";
import { rateLimited } from "./rate-limited.ts";
import { maxWaitMs } from "./retry.ts";
import type { SiteRequest } from "./transport.ts";

/** Where requests are counted whose operation is not known. */
export const otherEndpoints = "other";

/** A limit that was waited for and is still reached is not waited for again and again. */
const mostRounds = 3;

/**
 * Waits for the ledger's leave to send a request: interactive ones for their turn at a slowed endpoint, background ones
 * for the end of a quota's window as well. Throws `rate_limited` when that would take too long.
 */
export async function awaitTurn(
  budget: Budget,
  request: Pick<SiteRequest, "priority" | "endpoint" | "patienceMs">,
  { now, sleep }: { now(): number; sleep(ms: number): Promise<void> },
): Promise<void> {
  const { priority = "interactive", patienceMs = Number.POSITIVE_INFINITY } = request;
  const endpoint = request.endpoint ?? otherEndpoints;
  const interactive = priority === "interactive";
  for (let round = 1; ; round++) {
    const held = budget.hold(priority);
    if (held === undefined) break;
    const waitMs = held.until - now();
    if (interactive || waitMs > patienceMs || round > mostRounds) throw rateLimited(held.message, held, now());
    await sleep(waitMs);
  }
  const atMost = interactive ? maxWaitMs : patienceMs;
  const waitMs = budget.turn(endpoint, atMost);
  if (waitMs > atMost) {
    const hold = { until: now() + waitMs, reason: "burst" };
    throw rateLimited(`Confluence asked not to use ${endpoint} for a while.`, hold, now());
  }
  if (waitMs > 0) await sleep(waitMs);
}
