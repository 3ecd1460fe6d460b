/** Every error code there is, with the HTTP status it is answered with. */
export const errorStatus = {
  invalid_input: 400,
  invalid_body: 400,
  invalid_cql: 400,
  ambiguous_reference: 400,
  unauthenticated: 401,
  forbidden: 403,
  policy_refused: 403,
  scope_missing: 403,
  not_found: 404,
  unknown_tool: 404,
  conflict: 409,
  version_conflict: 409,
  title_taken: 409,
  connection_not_ready: 409,
  connection_expired: 409,
  site_required: 409,
  endpoint_gone: 410,
  payload_too_large: 413,
  rate_limited: 429,
  cancelled: 499,
  internal: 500,
  upstream_error: 502,
  upstream_unreachable: 502,
  outcome_unknown: 502,
  timeout: 504,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export type ErrorOptions = {
  /** What the reader should do next, one sentence. */
  hint?: string;
  /** Confluence's own words, where it said any. */
  atlassian?: { status: number; message: string };
  /** Facts a program can use: candidates, the current version, the field that was wrong. Never a secret. */
  details?: Record<string, unknown>;
  cause?: unknown;
};

/** An error as it crosses an edge. */
export type ErrorBody = {
  code: ErrorCode;
  message: string;
  status: number;
  hint?: string;
  atlassian?: { status: number; message: string };
  details?: Record<string, unknown>;
};

/** The one error class. `message` says what happened and to what; `hint` says what to do next. */
export class TributaryError extends Error {
  override readonly name = "TributaryError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly atlassian: { status: number; message: string } | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.atlassian = options.atlassian;
    this.details = options.details;
  }

  get status(): number {
    return errorStatus[this.code];
  }

  toJSON(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      status: this.status,
      ...(this.hint !== undefined && { hint: this.hint }),
      ...(this.atlassian !== undefined && { atlassian: this.atlassian }),
      ...(this.details !== undefined && { details: this.details }),
    };
  }
}

/** Turns anything thrown into a TributaryError; called once per edge. What is not ours becomes `internal`, without its text. */
export function toTributaryError(thrown: unknown): TributaryError {
  if (thrown instanceof TributaryError) return thrown;
  if (thrown instanceof Error && thrown.name === "AbortError") {
    return new TributaryError("cancelled", "The call was cancelled.", { cause: thrown });
  }
  return new TributaryError("internal", "Something went wrong inside Tributary.", {
    hint: "The server's log has the details under this request's id. If it happens again, please report it.",
    cause: thrown,
  });
}
