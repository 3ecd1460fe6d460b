import { type ErrorCode, TributaryError } from "../base/errors.ts";
import { readRateHeaders } from "./rate-limit-headers.ts";
import { type RateLimitDetails, rateLimitDetails } from "./rate-limited.ts";

/** The sentence in an error body of any of Atlassian's shapes: v2 `errors[]`, v1 `message`, the gateway's, or plain text. */
export function atlassianMessage(body: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return body.startsWith("<") ? "" : body.trim().slice(0, 500);
  }
  if (typeof parsed !== "object" || parsed === null) return "";
  const shape = parsed as {
    errors?: { title?: string; detail?: string | null }[];
    data?: { errors?: { message?: { translation?: string } }[] };
    message?: string;
    error_description?: string;
    error?: string;
  };
  const [first] = Array.isArray(shape.errors) ? shape.errors : [];
  if (first?.title !== undefined) return first.detail ? `${first.title}: ${first.detail}` : first.title;
  const translated = shape.data?.errors?.[0]?.message?.translation;
  if (translated) return translated;
  // v1 puts the Java class of the exception before the sentence.
  const text = shape.message ?? shape.error_description ?? shape.error ?? "";
  return text.replace(/^(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error): /, "");
}

/** The error of an answer with a status of 400 or more. `what` names the request for the reader, such as "page 123". */
export function errorFromAnswer(
  answer: { status: number; headers: Headers; body: string },
  what: string,
  scopes: string[][],
  now: number,
): TributaryError {
  const message = atlassianMessage(answer.body);
  const { code, text, hint, details } = explain(answer.status, message, what, scopes);
  return new TributaryError(code, text, {
    ...(hint !== undefined && { hint }),
    atlassian: { status: answer.status, message },
    details: {
      ...details,
      ...(answer.status === 429 && whenAgain(answer.headers, now)),
    },
  });
}

function whenAgain(headers: Headers, now: number): RateLimitDetails {
  const { retryAfterMs, nearest, reason } = readRateHeaders(headers, now);
  const until = retryAfterMs === undefined ? (nearest?.resetAt ?? now) : now + retryAfterMs;
  return rateLimitDetails({ until, reason: reason ?? "unknown" }, now);
}

type Explained = { code: ErrorCode; text: string; hint?: string; details?: Record<string, unknown> };

function explain(status: number, message: string, what: string, scopes: string[][]): Explained {
  const said = message === "" ? `Confluence answered ${status} to ${what}.` : `Confluence refused ${what}: ${message}`;
  switch (status) {
    case 400:
      if (/already exists/i.test(message)) {
        return {
          code: "title_taken",
          text: said,
          hint: "Titles are unique in a space: choose another title, or update the page that has this one.",
        };
      }
      if (/xhtml|new editor format/i.test(message)) {
        return {
          code: "invalid_body",
          text: said,
          hint: "Send the body as Markdown, or correct the storage format at the place named.",
        };
      }
      if (/cql/i.test(message)) {
        return {
          code: "invalid_cql",
          text: said,
          hint: 'Check the field names and quote values, for example: space = "ENG" AND title ~ "release".',
        };
      }
      return { code: "invalid_input", text: said };
    case 401:
      if (/scope/i.test(message)) {
        const wanted = scopes.map((set) => set.join(" + ")).join(", or ");
        return {
          code: "scope_missing",
          text: said,
          hint: `The connection was not granted a scope this needs${wanted === "" ? "" : ` (${wanted})`}. Add it to the OAuth app and to the auth config, then reconnect.`,
          details: { scopes },
        };
      }
      return {
        code: "connection_expired",
        text: said,
        hint: "Reconnect the account: its access was revoked or has ended.",
      };
    case 403:
      return { code: "forbidden", text: said, hint: "The connected account lacks this permission in Confluence." };
    case 404:
      return {
        code: "not_found",
        text: message === "" ? `Confluence has no ${what}, or the connected account may not see it.` : said,
        hint: "Check the id, or search for it; Confluence answers the same to what the account may not see.",
      };
    case 409:
      return /version/i.test(message)
        ? {
            code: "version_conflict",
            text: said,
            hint: "Somebody changed it meanwhile: read it again and repeat the change on the newest version.",
          }
        : { code: "conflict", text: said };
    case 410:
      return {
        code: "endpoint_gone",
        text: said,
        hint: "Atlassian has removed this endpoint; use its REST v2 successor.",
      };
    case 413:
      return {
        code: "payload_too_large",
        text: said,
        hint: "Confluence takes bodies up to 5 MB: split the page or attach the content as a file.",
      };
    case 429:
      return {
        code: "rate_limited",
        text: said,
        hint: "Wait before the next call; the site's limit is shared by everything that uses this app.",
      };
    default:
      return status >= 500
        ? { code: "upstream_error", text: said, hint: "Confluence itself failed; try again in a moment." }
        : { code: "invalid_input", text: said };
  }
}
