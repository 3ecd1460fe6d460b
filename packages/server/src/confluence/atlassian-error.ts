import { type ErrorCode, TributaryError } from "../base/errors.ts";
import { missingForOperation } from "./missing-scopes.ts";
import { readRateHeaders } from "./rate-limit-headers.ts";
import { type RateLimitDetails, rateLimitDetails } from "./rate-limited.ts";
import { type NamedOperation, planFor, wayRound } from "./ways-round.ts";

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

/** A thing that does not work at a site, by name, so that programs can tell it from a mistake of theirs. */
export type Degradation = "V1_GONE_410" | "PLAN_GATED_403" | `SCOPE_MISSING(${string})`;

/** What is known of the request an error is about. */
export type Asked = { operation?: NamedOperation; granted?: readonly string[] };

/** The error of an answer with a status of 400 or more. `what` names the request for the reader, such as "page 123". */
export function errorFromAnswer(
  answer: { status: number; headers: Headers; body: string },
  what: string,
  scopes: string[][],
  now: number,
  asked: Asked = {},
): TributaryError {
  const message = atlassianMessage(answer.body);
  const { code, text, hint, details } =
    degraded(answer.status, message, what, scopes, asked) ?? explain(answer.status, message, what);
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

const refusal = (status: number, message: string, what: string): string =>
  message === "" ? `Confluence answered ${status} to ${what}.` : `Confluence refused ${what}: ${message}`;

/** What the site, the app or the plan cannot do at all, however the request is put. */
function degraded(
  status: number,
  message: string,
  what: string,
  scopes: string[][],
  { operation, granted }: Asked,
): Explained | undefined {
  const named = (degradation: Degradation) => ({ degradation, ...(operation && { endpoint: operation }) });
  if (status === 401 && /scope/i.test(message)) {
    const missing = missingForOperation(scopes, new Set(granted));
    const which = missing.length === 0 ? "a scope this needs" : missing.join(" and ");
    return {
      code: "scope_missing",
      text: refusal(status, message, what),
      hint: `The connection was not granted ${which}. Add it to the OAuth app and to the auth config, then reconnect.`,
      details: { ...named(`SCOPE_MISSING(${missing.join(" ")})`), missingScopes: missing, scopes },
    };
  }
  if (status === 410) {
    const { method, path, key } = operation ?? {};
    const gone = method === undefined ? what : `${method} ${path}${key === undefined ? "" : ` (${key})`}`;
    return {
      code: "endpoint_gone",
      text: `Atlassian has removed ${gone}${message === "" ? "" : `: ${message}`}`,
      hint: operation === undefined ? "Use its REST v2 successor." : wayRound(operation),
      details: named("V1_GONE_410"),
    };
  }
  const plan = status === 403 && operation !== undefined ? planFor(operation.path) : undefined;
  if (plan === undefined) return undefined;
  return { code: "forbidden", text: refusal(status, message, what), hint: plan, details: named("PLAN_GATED_403") };
}

function explain(status: number, message: string, what: string): Explained {
  const said = refusal(status, message, what);
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
      return { code: "invalid_input", text: said, hint: correct(message) };
    case 401:
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
        : {
            code: "conflict",
            text: said,
            hint: "It goes against what is there now: read that again, then decide whether the change is still wanted.",
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
        : { code: "invalid_input", text: said, hint: correct(message) };
  }
}

/** v2 names the parameter it did not understand; otherwise its sentence is all there is. */
function correct(message: string): string {
  const [, parameter] = /for '([\w.-]+)'/.exec(message) ?? [];
  const what = parameter === undefined ? "what it names" : `the value of ${parameter}`;
  return `Correct ${what} and call again; the same request would be refused again.`;
}
