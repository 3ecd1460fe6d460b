/**
 * What a request allows after a failure.
 * - `always`: it changes nothing (GET, a tool whose effect is read), so it may be sent again.
 * - `if-refused`: it changes something; again only when it is certain that it was not taken.
 */
export type Repeat = "always" | "if-refused";

export type Failure =
  /** The server could not be reached; the request never left. */
  | { kind: "not-sent" }
  /** The request left and no whole answer came back. */
  | { kind: "no-answer" }
  /** `judged`: the server itself wrote the error, after its own retries towards Confluence. */
  | { kind: "answer"; status: number; retryAfterMs: number | undefined; judged: boolean };

export type RetryDecision = { retry: true; waitMs: number; reason: string } | { retry: false; reason: string };

/** A server that asks for more patience than this gets none: the caller hears of it and decides. */
export const longestWaitMs = 30_000;

/**
 * Whether to send a request once more, and after how long. Pure: `random` (0 to 1) spreads clients that failed
 * together.
 *
 * A result of a tool never comes here: the call ran, and its outcome is the answer.
 */
export function retryDecision(
  failure: Failure,
  { repeat, attempt, retries, random }: { repeat: Repeat; attempt: number; retries: number; random: number },
): RetryDecision {
  if (attempt > retries) return { retry: false, reason: `all ${retries} retries are used` };
  const backOffMs = Math.min(5000, 200 * 2 ** (attempt - 1)) * (0.5 + random / 2);
  const only = "a request that only reads";

  if (failure.kind === "not-sent") return { retry: true, waitMs: backOffMs, reason: "the request never left" };
  if (failure.kind === "no-answer") {
    if (repeat === "always") return { retry: true, waitMs: backOffMs, reason: `no answer to ${only}` };
    return { retry: false, reason: "no answer, and the request may have been carried out" };
  }

  const { status, retryAfterMs, judged } = failure;
  if (status === 429 || status === 503) {
    if (retryAfterMs !== undefined && retryAfterMs > longestWaitMs) {
      return { retry: false, reason: `the server asks to wait ${Math.round(retryAfterMs / 1000)} s` };
    }
    // Without Retry-After nobody said that the request was turned away before it was carried out.
    if (retryAfterMs !== undefined) {
      return { retry: true, waitMs: retryAfterMs, reason: `HTTP ${status} with Retry-After: it was not taken` };
    }
    if (repeat === "always") return { retry: true, waitMs: backOffMs, reason: `HTTP ${status} to ${only}` };
  }
  if ((status === 502 || status === 504) && !judged && repeat === "always") {
    return { retry: true, waitMs: backOffMs, reason: `HTTP ${status} from something between us and the server` };
  }
  return { retry: false, reason: `HTTP ${status} is final` };
}
