import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";
import { type Asked, atlassianMessage } from "./atlassian-error.ts";
import { awaitTurn, otherEndpoints } from "./await-turn.ts";
import type { EndpointKey } from "./endpoints.ts";
import { type Meter, pointsOf } from "./points.ts";
import type { Budget, Priority } from "./rate-budget.ts";
import { type Attempt, type Outcome, retryDecision } from "./retry.ts";
import { AnswerTooLarge, NoAnswerInTime, type Send } from "./send.ts";

/** How requests to one site are addressed and authorised. */
export type Access = {
  /** What a site-relative path such as `/wiki/api/v2/pages` is appended to: gateway prefix or site URL. */
  baseUrl: string;
  /**
   * The authorization header now; undefined = none, for addresses that carry their own right to read. `rejected` is the
   * header the site refused: whoever sees it still in place refreshes it.
   */
  authorize(rejected?: string): Promise<{ header: string | undefined; fresh: boolean | undefined }>;
  /** The ledger its requests are charged to. */
  budget?: Budget;
  /** Scopes that were granted; undefined when they are not known, as with API tokens. */
  scopes?: readonly string[];
};

export type SiteRequest = {
  method: string;
  /** Site-relative and percent-encoded, with its query. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  effect: "read" | "write";
  signal?: AbortSignal;
  /** For one attempt. */
  timeoutMs?: number;
  /** A longer answer is broken off and throws `payload_too_large`. */
  mostBytes?: number;
  /** The operation it is for, when that is known. */
  endpoint?: EndpointKey;
  /** Default: interactive. Background requests wait for a limit's end where interactive ones fail. */
  priority?: Priority;
  /** How long a background request waits for a limit's end before it fails; as long as it takes when absent. */
  patienceMs?: number;
  /** Counts every attempt that was answered. */
  meter?: Meter;
};

export type SiteAnswer = {
  status: number;
  headers: Headers;
  body: Uint8Array;
  /** What it was charged with, by the published costs. */
  points: number;
  /** The body's JSON, when counting its objects took reading it. */
  json?: unknown;
  /** With raw requests of status 400 and more: what `errorFromAnswer` wants to know of the request. */
  asked?: Asked;
};

export type Transport = (access: Access, request: SiteRequest) => Promise<SiteAnswer>;

export type TransportOptions = {
  send: Send;
  clock: Clock;
  random?: () => number;
  onRetry?: (event: { path: string; attempt: number; reason: string; waitMs: number }) => void;
};

const defaultTimeoutMs = 30_000;

/**
 * Sends requests to Confluence: authorises, repeats what may be repeated, and never follows a redirect, so that the
 * token goes nowhere else. Resolves with any final answer, also of status 400 and up.
 *
 * Throws `rate_limited` (its ledger is at a limit; nothing was sent), `upstream_unreachable`, `timeout` (nothing was
 * done), `outcome_unknown` (a write may have happened) or `cancelled`.
 */
export function createTransport(options: TransportOptions): Transport {
  const { clock, random = Math.random } = options;
  return async (access, request) => {
    const pause = (ms: number) => clock.sleep(ms, request.signal).catch(() => throwCancelled(request));
    let refreshed = false;
    let rejected: string | undefined;
    for (let number = 1; ; number++) {
      if (access.budget !== undefined)
        await awaitTurn(access.budget, request, { now: () => clock.now(), sleep: pause });
      const { header, fresh } = await access.authorize(rejected);
      rejected = undefined;
      const attempt: Attempt = { number, effect: request.effect, credentialsFresh: fresh, refreshed };
      const result = await attemptOnce(options.send, access, header, request);
      if (result.answer?.status === 429 && access.budget?.hold(request.priority ?? "interactive") !== undefined) {
        // The quota is used up: repeating it early is of no use. Background requests wait in the next round.
        if (request.priority !== "background") return result.answer;
        continue;
      }
      const decision = retryDecision(attempt, result.outcome, clock.now(), random());
      if (decision.action === "return" && result.answer !== undefined) return result.answer;
      if (decision.action === "retry" || decision.action === "refresh") {
        const waitMs = decision.action === "retry" ? decision.waitMs : 0;
        options.onRetry?.({ path: request.path, attempt: number, reason: decision.reason, waitMs });
        if (decision.action === "refresh") {
          rejected = header;
          refreshed = true;
        }
        if (waitMs > 0) await pause(waitMs);
        continue;
      }
      throw failure(access, request, decision, result);
    }
  };
}

type AttemptResult = { outcome: Outcome; answer?: SiteAnswer; cause?: unknown };

async function attemptOnce(
  send: Send,
  access: Access,
  authorization: string | undefined,
  request: SiteRequest,
): Promise<AttemptResult> {
  const { method, path, body, signal } = request;
  if (signal?.aborted) throwCancelled(request);
  try {
    const sent = await send({
      method,
      url: access.baseUrl + path,
      headers: { ...request.headers, ...(authorization !== undefined && { authorization }) },
      body,
      signal,
      timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
      mostBytes: request.mostBytes,
    });
    const answer = charged(sent, access, request);
    const { status, headers } = answer;
    const message = status >= 400 ? atlassianMessage(new TextDecoder().decode(answer.body.subarray(0, 4096))) : "";
    return { outcome: { kind: "response", status, headers, message }, answer };
  } catch (cause) {
    if (signal?.aborted && request.effect === "read") throwCancelled(request);
    if (cause instanceof AnswerTooLarge) throw tooLarge(request, cause);
    const reason = cause instanceof NoAnswerInTime ? cause.message : describeFailure(cause);
    return { outcome: { kind: "failure", sent: !neverSent(cause), reason }, cause };
  }
}

/** Notes an answer in the ledger and on the call's meter. */
function charged(sent: Awaited<ReturnType<Send>>, { budget }: Access, request: SiteRequest): SiteAnswer {
  const { status, headers } = sent;
  const { method, endpoint, meter } = request;
  const counted = method === "GET" && status < 300 && endpoint !== undefined && isJson(headers);
  const json = counted ? readJson(sent.body) : undefined;
  const points = pointsOf({ method, status }, endpoint, json);
  budget?.note(endpoint ?? otherEndpoints, { status, headers, points });
  if (meter !== undefined) {
    meter.requests += 1;
    meter.points += points;
  }
  return { ...sent, points, ...(json !== undefined && { json }) };
}

const isJson = (headers: Headers): boolean => headers.get("content-type")?.includes("json") ?? false;

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // Whoever needs it says what is wrong with it.
    return undefined;
  }
}

function failure(
  access: Access,
  request: SiteRequest,
  decision: { action: string; reason: string },
  result: AttemptResult,
): TributaryError {
  const what = `${request.method} ${request.path.split("?")[0]}`;
  if (decision.action === "unknown") {
    return new TributaryError("outcome_unknown", `It is not known whether ${what} took effect: ${decision.reason}.`, {
      hint: "Read the page back before trying again.",
      cause: result.cause,
    });
  }
  if (/no answer in time/.test(decision.reason)) {
    return new TributaryError("timeout", `Confluence did not answer ${what} in time.`, {
      hint: "Try again in a moment.",
      cause: result.cause,
    });
  }
  const host = new URL(access.baseUrl).host;
  return new TributaryError("upstream_unreachable", `${host} could not be reached: ${decision.reason}.`, {
    hint: `Check that this machine can reach ${host}.`,
    cause: result.cause,
  });
}

function tooLarge({ method, path }: SiteRequest, cause: AnswerTooLarge): TributaryError {
  return new TributaryError("payload_too_large", `${method} ${path.split("?")[0]}: ${cause.message}.`, {
    hint: "Ask for less, or for a smaller file.",
    cause,
  });
}

function throwCancelled(request: SiteRequest): never {
  throw new TributaryError("cancelled", `${request.method} ${request.path.split("?")[0]} was cancelled.`, {
    cause: request.signal?.reason,
  });
}

/** Failures to connect leave the request unsent; anything later may have reached Confluence. */
function neverSent(cause: unknown): boolean {
  return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|CERT_|TLS/.test(
    failureCode(cause),
  );
}

function describeFailure(cause: unknown): string {
  const code = failureCode(cause);
  if (code !== "") return code;
  return cause instanceof Error ? cause.message : String(cause);
}

function failureCode(cause: unknown): string {
  for (let at: unknown = cause, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string") return at.code;
    if (at instanceof AggregateError && at.errors[0] !== undefined) return failureCode(at.errors[0]);
  }
  return "";
}
