import { type ErrorBody, type ErrorCode, errorCodes, TributaryError } from "./tributary-error.ts";

/** What an HTTP answer says, read without judging whether to try again. */
export type Answer = {
  status: number;
  /** The parsed JSON; undefined when the answer had no content. */
  body: unknown;
  /** The failure the answer stands for; undefined when it is good. */
  error: TributaryError | undefined;
  /** True when the server wrote the error itself, rather than something on the way to it. */
  judged: boolean;
  retryAfterMs: number | undefined;
};

/**
 * Reads an answer: its JSON, its error, its Retry-After. A tool's result is good whatever its HTTP status says; an
 * answer that is not Tributary's becomes an error that says so.
 */
export async function readAnswer(response: Response, now: number): Promise<Answer> {
  const { status } = response;
  const text = await response.text();
  const retryAfterMs = retryAfter(response.headers.get("retry-after"), now);
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const context = {
    ...(requestId !== undefined && { requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  const answer = (body: unknown, error?: ErrorBody): Answer => ({
    status,
    body,
    error: error === undefined ? undefined : new TributaryError(error, context),
    judged: isRecord(body) && isRecord(body.error),
    retryAfterMs,
  });

  if (text === "" && response.ok) return answer(undefined);
  const body = parse(text);
  if (isRecord(body) && typeof body.successful === "boolean") return answer(body);
  if (!response.ok) return answer(body, errorOf(body, status));
  if (body === undefined) {
    return answer(undefined, {
      code: "upstream_error",
      message: `The answer (HTTP ${status}) is not JSON.`,
      status,
      hint: "Check that baseUrl points at a Tributary server, and that no proxy in between answers for it.",
    });
  }
  return answer(body);
}

/** The error in a body; where the body holds none (a proxy answered), the one that fits the status. */
function errorOf(body: unknown, status: number): ErrorBody {
  const error = isRecord(body) ? body.error : undefined;
  if (isRecord(error) && typeof error.message === "string") {
    const known = errorCodes.find((code) => code === error.code);
    return {
      code: known ?? codeOf(status),
      message: error.message,
      status,
      ...(typeof error.hint === "string" && { hint: error.hint }),
      ...(isAtlassian(error.atlassian) && { atlassian: error.atlassian }),
      ...(isRecord(error.details) && { details: error.details }),
    };
  }
  return {
    code: codeOf(status),
    message: `The server answered HTTP ${status} without saying why.`,
    status,
    hint: "This answer was probably not written by Tributary: check baseUrl and any proxy in between.",
  };
}

const codeByStatus: Record<number, ErrorCode> = {
  400: "invalid_input",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  410: "endpoint_gone",
  413: "payload_too_large",
  429: "rate_limited",
  499: "cancelled",
  500: "internal",
  503: "upstream_unreachable",
  504: "timeout",
};

const codeOf = (status: number): ErrorCode => codeByStatus[status] ?? "upstream_error";

/** Retry-After in milliseconds from now; it is seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isAtlassian = (value: unknown): value is { status: number; message: string } =>
  isRecord(value) && typeof value.status === "number" && typeof value.message === "string";
