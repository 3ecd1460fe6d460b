/** Every code a failure can have; the server's closed list. */
export const errorCodes = [
  "invalid_input",
  "invalid_body",
  "invalid_cql",
  "ambiguous_reference",
  "unauthenticated",
  "forbidden",
  "policy_refused",
  "scope_missing",
  "not_found",
  "unknown_tool",
  "conflict",
  "version_conflict",
  "title_taken",
  "connection_not_ready",
  "connection_expired",
  "site_required",
  "endpoint_gone",
  "payload_too_large",
  "rate_limited",
  "cancelled",
  "internal",
  "upstream_error",
  "upstream_unreachable",
  "outcome_unknown",
  "timeout",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A failure as the server writes it: in `{ error }` of a refused request and in `error` of a tool's result. */
export type ErrorBody = {
  code: ErrorCode;
  /** What happened, to what. */
  message: string;
  /** HTTP status that goes with the code; 0 when no answer came at all. */
  status: number;
  /** What to do next. */
  hint?: string;
  /** Confluence's own status and words, where it said any. */
  atlassian?: { status: number; message: string };
  /** Facts for a program: candidates, the current version, the field that was wrong. */
  details?: Record<string, unknown>;
};

export type ErrorContext = {
  /** The answer's `x-request-id`, to find it in the server's log. */
  requestId?: string;
  /** How long the server asked to wait, in milliseconds. */
  retryAfterMs?: number;
  cause?: unknown;
};

/**
 * The one error this package throws. Branch on `code`; show `message` and `hint` to a person.
 *
 * `status` is 0 when the failure happened before any answer: `cancelled` (the signal was aborted), `timeout`,
 * `upstream_unreachable` (the Tributary server could not be reached) and `outcome_unknown` (the connection broke after
 * a write had been sent, so it may or may not have been done).
 */
export class TributaryError extends Error {
  override readonly name = "TributaryError";
  readonly code: ErrorCode;
  readonly status: number;
  readonly hint: string | undefined;
  readonly atlassian: { status: number; message: string } | undefined;
  readonly details: Record<string, unknown> | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(body: ErrorBody, context: ErrorContext = {}) {
    super(body.message, context.cause === undefined ? undefined : { cause: context.cause });
    this.code = body.code;
    this.status = body.status;
    this.hint = body.hint;
    this.atlassian = body.atlassian;
    this.details = body.details;
    this.requestId = context.requestId;
    this.retryAfterMs = context.retryAfterMs;
  }

  /** As the server writes it, so that a logged error keeps its message, which JSON leaves out of other errors. */
  toJSON(): ErrorBody & Pick<ErrorContext, "requestId" | "retryAfterMs"> {
    return {
      code: this.code,
      message: this.message,
      status: this.status,
      ...(this.hint !== undefined && { hint: this.hint }),
      ...(this.atlassian !== undefined && { atlassian: this.atlassian }),
      ...(this.details !== undefined && { details: this.details }),
      ...(this.requestId !== undefined && { requestId: this.requestId }),
      ...(this.retryAfterMs !== undefined && { retryAfterMs: this.retryAfterMs }),
    };
  }
}
