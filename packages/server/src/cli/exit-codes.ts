import type { ErrorCode } from "../base/errors.ts";

/** Exit codes are a contract: 0 ok, 1 other, 2 usage, 3 auth, 4 not found, 5 invalid, 6 refused, 7 waiting, 8 rate limited, 9 conflict. */
const exitCodes: Record<ErrorCode, number> = {
  invalid_input: 5,
  invalid_body: 5,
  invalid_cql: 5,
  ambiguous_reference: 5,
  payload_too_large: 5,
  unauthenticated: 3,
  forbidden: 3,
  scope_missing: 3,
  connection_not_ready: 3,
  connection_expired: 3,
  site_required: 3,
  not_found: 4,
  unknown_tool: 4,
  endpoint_gone: 4,
  policy_refused: 6,
  rate_limited: 8,
  conflict: 9,
  version_conflict: 9,
  title_taken: 9,
  cancelled: 1,
  internal: 1,
  upstream_error: 1,
  upstream_unreachable: 1,
  outcome_unknown: 1,
  timeout: 1,
};

export const usageExit = 2;

/** A write was asked for and waits for a person. */
export const waitingExit = 7;

export function exitCodeOf(code: string): number {
  return code in exitCodes ? exitCodes[code as ErrorCode] : 1;
}
