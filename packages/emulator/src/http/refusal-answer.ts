import { jsonAnswer, type Outgoing } from "./exchange.ts";
import type { Refusal } from "./refusal.ts";

const v2Codes: Record<number, string> = {
  400: "INVALID_REQUEST_PARAMETER",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  500: "INTERNAL_SERVER_ERROR",
};

const v1Exceptions: Record<number, string> = {
  400: "com.atlassian.confluence.api.service.exceptions.api.BadRequestException",
  403: "com.atlassian.confluence.api.service.exceptions.api.PermissionException",
  404: "com.atlassian.confluence.api.service.exceptions.api.NotFoundException",
  409: "com.atlassian.confluence.api.service.exceptions.api.ConflictException",
  410: "com.atlassian.confluence.api.service.exceptions.GoneException",
  501: "com.atlassian.confluence.api.service.exceptions.api.NotImplementedServiceException",
};

/** The error body of the API that was asked. Shapes: recorded answers of real sites, see docs/emulator.md. */
export function refusalAnswer(api: "v1" | "v2", refusal: Refusal): Outgoing {
  return api === "v2" ? v2Answer(refusal) : v1Answer(refusal);
}

function v2Answer({ status, code, message, detail }: Refusal): Outgoing {
  return jsonAnswer(status, {
    errors: [{ status, code: code ?? v2Codes[status] ?? "UNKNOWN_ERROR", title: message, detail }],
  });
}

function v1Answer(refusal: Refusal): Outgoing {
  const { status } = refusal;
  const exception = refusal.exception ?? v1Exceptions[status] ?? "";
  const errors = refusal.listed ? [{ message: { translation: refusal.message, args: [] } }] : [];
  return jsonAnswer(status, {
    statusCode: status,
    data: { authorized: status !== 401 && status !== 403, valid: true, errors, successful: true },
    message: exception === "" ? refusal.message : `${exception}: ${refusal.message}`,
  });
}

/** The gateway's own body, in front of the product: `{code, message}`, and the header that sorts its refusals. */
export function gatewayAnswer(status: number, message: string, category?: string): Outgoing {
  return jsonAnswer(status, { code: status, message }, category ? { "x-failure-category": category } : {});
}
