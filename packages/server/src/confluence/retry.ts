/** What came of one attempt: an answer, or no answer. */
export type Outcome =
  | { kind: "response"; status: number; headers: Headers; message: string }
  | { kind: "failure"; sent: boolean; reason: string };

export type Attempt = {
  /** 1 for the first. */
  number: number;
  /** Reads may be repeated freely; a write only when it certainly had no effect. */
  effect: "read" | "write";
  /** Whether the stored expiry said the credentials were fresh when the request was sent; undefined = they do not expire. */
  credentialsFresh: boolean | undefined;
  /** Whether this request was already repeated with refreshed credentials. */
  refreshed: boolean;
};

export type Decision =
  | { action: "return"; reason: string }
  | { action: "refresh"; reason: string }
  | { action: "retry"; waitMs: number; reason: string }
  | { action: "unknown"; reason: string };

const maxRetries = 4;
/** The longest that somebody waits for one attempt, in milliseconds. */
export const maxWaitMs = 30_000;

/**
 * What to do with the outcome of an attempt.
 *
 * - 401 means refresh, once, unless it names the scope. The gateway also answers 403 (v1) or 404 (v2) to an expired
 *   token, so those mean refresh only when the stored expiry says the token was stale.
 * - 429 was not carried out, whatever the method: wait at least Retry-After, back off exponentially with jitter,
 *   four retries, 30 seconds at most (developer.atlassian.com, Confluence rate limiting).
 * - A write that got 502, 503 or 504, or no answer after it was sent, may have had its effect: the outcome is unknown.
 */
export function retryDecision(attempt: Attempt, outcome: Outcome, now: number, random: number): Decision {
  if (outcome.kind === "failure") {
    if (outcome.sent && attempt.effect === "write") return { action: "unknown", reason: outcome.reason };
    return backOff(attempt, outcome.reason, undefined, random);
  }
  const { status } = outcome;
  if (status < 400) return { action: "return", reason: `answered ${status}` };
  if (!attempt.refreshed && attempt.credentialsFresh !== undefined) {
    if (status === 401 && !/scope/i.test(outcome.message))
      return { action: "refresh", reason: "the token was rejected" };
    if ((status === 403 || status === 404) && !attempt.credentialsFresh) {
      return { action: "refresh", reason: `answered ${status} to a token past its expiry` };
    }
  }
  const wait = retryAfterMs(outcome.headers, now);
  if (status === 429) return backOff(attempt, "rate limited", wait, random);
  if (status >= 502 && status <= 504) {
    if (attempt.effect === "write") return { action: "unknown", reason: `answered ${status}` };
    return backOff(attempt, `answered ${status}`, wait, random);
  }
  if (status === 500 && attempt.effect === "read") return backOff(attempt, "answered 500", wait, random);
  return { action: "return", reason: `answered ${status}` };
}

function backOff(attempt: Attempt, reason: string, atLeastMs: number | undefined, random: number): Decision {
  if (attempt.number > maxRetries)
    return { action: "return", reason: `${reason}; ${maxRetries} retries were not enough` };
  if (atLeastMs !== undefined && atLeastMs > maxWaitMs) {
    return { action: "return", reason: `${reason}; asked to wait ${Math.ceil(atLeastMs / 1000)} s` };
  }
  const exponential = 250 * 2 ** (attempt.number - 1);
  const jittered = exponential * (0.5 + random);
  return { action: "retry", waitMs: Math.min(maxWaitMs, Math.max(jittered, (atLeastMs ?? 0) + 100 * random)), reason };
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; undefined when absent or nonsense. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
