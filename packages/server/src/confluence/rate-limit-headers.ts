import { retryAfterMs } from "./retry.ts";

/** Which limit a 429 speaks of: the app's quota over all sites, its quota on one site, or requests in quick succession. */
export type LimitKind = "app-quota" | "site-quota" | "burst";

/** What an answer says of one points quota. Members it does not name are absent. */
export type QuotaReport = {
  /** Its name in the structured headers. */
  name: string;
  scope: "app" | "site";
  limit?: number;
  windowMs?: number;
  remaining?: number;
  /** Milliseconds since 1970. */
  resetAt?: number;
  /** False for quotas that are announced (headers that begin with `Beta-`) and refuse nothing yet. */
  enforced: boolean;
};

/** What the headers of one answer say of limits. */
export type RateReport = {
  quotas: QuotaReport[];
  /** The `X-RateLimit-…` family: the limit that is nearest to its end or, with a 429, the one that was reached. */
  nearest?: { limit?: number; remaining: number; resetAt?: number };
  /** Atlassian's own word for the limit, as it came. */
  reason: string | null;
  retryAfterMs?: number;
};

/**
 * Reads both families of headers. Sources: Confluence Cloud's rate limiting documentation (2026-10): `X-RateLimit-…`
 * with `RateLimit-Reason`, and the structured `RateLimit-Policy` and `RateLimit`, which begin with `Beta-` while a quota
 * is not enforced and list several policies with commas between them.
 */
export function readRateHeaders(headers: Headers, now: number): RateReport {
  const quotas = new Map<string, QuotaReport>();
  for (const prefix of ["", "beta-"]) {
    const enforced = prefix === "";
    for (const { name, parameters } of structured(headers.get(`${prefix}ratelimit-policy`))) {
      const { q: limit, w: seconds } = parameters;
      quotas.set(name, {
        name,
        scope: scopeOf(name),
        enforced,
        ...(limit !== undefined && { limit }),
        ...(seconds !== undefined && { windowMs: seconds * 1000 }),
      });
    }
    for (const { name, parameters } of structured(headers.get(`${prefix}ratelimit`))) {
      const { r: remaining, t: seconds } = parameters;
      quotas.set(name, {
        ...(quotas.get(name) ?? { name, scope: scopeOf(name), enforced }),
        ...(remaining !== undefined && { remaining }),
        ...(seconds !== undefined && { resetAt: now + seconds * 1000 }),
      });
    }
  }
  const remaining = count(headers.get("x-ratelimit-remaining"));
  const limit = count(headers.get("x-ratelimit-limit"));
  const resetAt = moment(headers.get("x-ratelimit-reset"), now);
  const retryAfter = retryAfterMs(headers, now);
  return {
    quotas: [...quotas.values()],
    ...(remaining !== undefined && {
      nearest: { remaining, ...(limit !== undefined && { limit }), ...(resetAt !== undefined && { resetAt }) },
    }),
    reason: headers.get("ratelimit-reason"),
    ...(retryAfter !== undefined && { retryAfterMs: retryAfter }),
  };
}

/**
 * The limit a 429 was for. Reasons are matched loosely: `confluence-quota-global-based` is documented and
 * `conf-global-based` was seen. Without one, a limit that ends in more than a minute is a quota: bursts pass in seconds.
 */
export function limitKind({ reason, nearest }: RateReport, now: number): LimitKind {
  if (reason !== null) {
    if (/burst/i.test(reason)) return "burst";
    if (/tenant|site/i.test(reason)) return "site-quota";
    return /global|quota|point|app/i.test(reason) ? "app-quota" : "burst";
  }
  const spent = nearest?.remaining === 0 && nearest.resetAt !== undefined && nearest.resetAt - now > 60_000;
  return spent ? "app-quota" : "burst";
}

const scopeOf = (name: string): QuotaReport["scope"] => (/tenant|site/i.test(name) ? "site" : "app");

type Item = { name: string; parameters: Record<string, number> };

/** A site says the same for a second at least, in every answer. */
const read = new Map<string, Item[]>();

/** The items of a structured list such as `"global-app-quota";q=65000;w=3600, "other";q=5`, with their numbers. */
function structured(value: string | null): readonly Item[] {
  if (value === null) return [];
  let items = read.get(value);
  if (items === undefined) {
    items = parseItems(value.slice(0, 2000));
    if (read.size >= 32) read.clear();
    read.set(value, items);
  }
  return items;
}

function parseItems(value: string): Item[] {
  const items = value.matchAll(/(?:"([^"]*)"|([\w*.-]+))((?:\s*;\s*[\w*.-]+\s*=\s*[^;,]*)*)/g);
  return [...items].map(([, quoted, bare, rest = ""]) => ({
    name: quoted ?? bare ?? "",
    parameters: Object.fromEntries(
      [...rest.matchAll(/([\w*.-]+)\s*=\s*(\d+)/g)].map(([, key = "", digits = ""]) => [key, Number(digits)]),
    ),
  }));
}

const count = (value: string | null): number | undefined =>
  value !== null && /^\d+$/.test(value.trim()) ? Number(value) : undefined;

/** A date, or seconds: since 1970 when there are very many, else from now. */
function moment(value: string | null, now: number): number | undefined {
  const seconds = count(value);
  if (seconds !== undefined) return seconds > 1e9 ? seconds * 1000 : now + seconds * 1000;
  const at = value === null ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}
