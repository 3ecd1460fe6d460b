import type { Clock } from "../base/clock.ts";
import { gapAt, type Pace, slowDown, takeTurn } from "./pace.ts";
import { endOfHour, interactiveShare, isReserved, type Quota, quotaAfter, quotaAt } from "./quota.ts";
import { limitKind, type RateReport, readRateHeaders } from "./rate-limit-headers.ts";

/** Somebody waits for an interactive request; a background one has the night. */
export type Priority = "interactive" | "background";

/** Who is charged: an OAuth app by its auth config, or an API token by its connection. Tokens have no points quota. */
export type ChargedApp = { type: "oauth2" | "api_token"; id: string };

/** What keeps a request from being sent, and until when (milliseconds since 1970). */
export type Hold = { until: number; reason: string; message: string };

/** The ledger of one app at one site, as everything that sends requests sees it. */
export type Budget = {
  /** Why a request of this priority must not go out now; undefined when it may. */
  hold(priority: Priority): Hold | undefined;
  /** Takes the next turn at an endpoint: how many milliseconds until it. When that is more than `atMost`, no turn is taken. */
  turn(endpoint: string, atMost: number): number;
  /** Takes note of an answer and the points it cost. */
  note(endpoint: string, answer: { status: number; headers: Headers; points: number }): void;
};

/** One ledger as the API shows it. Points and requests are ours since the UTC hour began. */
export type RateLedger = {
  app: ChargedApp;
  siteId: string;
  points: number;
  requests: number;
  quotas: (Quota & { reserved: number })[];
  paused: { until: number; reason: string } | null;
  slowed: { endpoint: string; nextAt: number; gapMs: number }[];
};

export type RateBudget = { of(app: ChargedApp, siteId: string): Budget; state(): RateLedger[] };

type Pause = { until: number; reason: string };
type Use = { endsAt: number; points: number; requests: number };
/** What is counted over all sites of an app, and what on one of them. */
type Account = { quotas: Map<string, Quota>; pause: Pause | undefined; use: Use };
type SiteLedger = { account: Account; paces: Map<string, Pace>; budget: Budget };
type AppLedger = { app: ChargedApp; account: Account; sites: Map<string, SiteLedger> };

/** No answer pauses an app for longer than this: quotas are hourly. */
const longestPauseMs = 2 * 60 * 60 * 1000;

/**
 * One ledger per app and site, shared by tools, sync and triggers of this process. What a site reports counts for more
 * than what was added up here, so that several processes and a restart agree again with the first answer.
 */
export function createRateBudget(clock: Clock): RateBudget {
  const apps = new Map<string, AppLedger>();

  const ledgerOf = (app: ChargedApp): AppLedger => {
    const key = `${app.type}:${app.id}`;
    let ledger = apps.get(key);
    if (ledger === undefined) {
      ledger = { app, account: newAccount(clock.now()), sites: new Map() };
      apps.set(key, ledger);
    }
    return ledger;
  };

  return {
    of(app, siteId) {
      const ledger = ledgerOf(app);
      let site = ledger.sites.get(siteId);
      if (site === undefined) {
        const account = newAccount(clock.now());
        const paces = new Map<string, Pace>();
        const budget = openBudget({
          hasQuotas: app.type === "oauth2",
          byScope: { app: ledger.account, site: account },
          paces,
          clock,
        });
        site = { account, paces, budget };
        ledger.sites.set(siteId, site);
      }
      return site.budget;
    },
    state() {
      const now = clock.now();
      return [...apps.values()].flatMap(({ app, account, sites }) =>
        [...sites].map(([siteId, site]) => show(app, siteId, account, site, now)),
      );
    },
  };
}

type Opened = { hasQuotas: boolean; byScope: { app: Account; site: Account }; paces: Map<string, Pace>; clock: Clock };

function openBudget({ hasQuotas, byScope, paces, clock }: Opened): Budget {
  const accounts = [byScope.app, byScope.site];
  return {
    hold(priority) {
      const now = clock.now();
      for (const { pause } of accounts) if (pause !== undefined && pause.until > now) return spent(pause);
      if (priority === "interactive") return undefined;
      for (const { quotas } of accounts) {
        for (const known of quotas.values()) {
          const quota = quotaAt(known, now);
          if (isReserved(quota)) return reserved(quota);
        }
      }
      return undefined;
    },
    turn(endpoint, atMost) {
      const pace = paces.get(endpoint);
      if (pace === undefined) return 0;
      const { waitMs, pace: after } = takeTurn(pace, clock.now());
      if (after === undefined) paces.delete(endpoint);
      else if (waitMs <= atMost) paces.set(endpoint, after);
      return waitMs;
    },
    note(endpoint, { status, headers, points }) {
      const now = clock.now();
      const usedBefore = { app: byScope.app.use.points, site: byScope.site.use.points };
      for (const account of accounts) account.use = used(account.use, points, now);
      const report = readRateHeaders(headers, now);
      const kind = status === 429 ? limitKind(report, now) : undefined;
      if (hasQuotas) {
        for (const quota of report.quotas) {
          const { quotas } = byScope[quota.scope];
          const after = quotaAfter(quotas.get(quota.name), quota, {
            spent: points,
            usedBefore: usedBefore[quota.scope],
            now,
          });
          if (after !== undefined) quotas.set(quota.name, after);
        }
        if (kind !== "burst") noteNearest(byScope, report, now);
      }
      if (kind === "burst") {
        const { nearest, retryAfterMs } = report;
        const asked = nearest?.remaining === 0 && nearest.resetAt !== undefined ? nearest.resetAt - now : undefined;
        const pace = slowDown(paces.get(endpoint), now, { waitMs: retryAfterMs ?? asked, perSecond: nearest?.limit });
        paces.set(endpoint, pace);
      } else if (kind !== undefined) {
        byScope[kind === "app-quota" ? "app" : "site"].pause = pauseOf(report, now);
      }
    },
  };
}

/**
 * The plain family speaks of one limit without its name: of the quota with the same limit, else, when it ends with the
 * UTC hour, of the app's only quota. Anything else is a burst limit, of which nothing has to be kept.
 */
function noteNearest(byScope: Opened["byScope"], { nearest, quotas: reported }: RateReport, now: number): void {
  if (nearest === undefined) return;
  const { remaining, limit, resetAt = endOfHour(now) } = nearest;
  const known = [byScope.app, byScope.site].flatMap(({ quotas }) =>
    [...quotas.values()].map((quota) => ({ quota, quotas })),
  );
  const [match] = known
    .filter(({ quota }) => quota.enforced && quota.limit === limit)
    .sort((a, b) => a.quota.remaining - b.quota.remaining);
  if (match !== undefined) {
    match.quotas.set(match.quota.name, { ...match.quota, remaining, resetAt });
  } else if (limit !== undefined && reported.length === 0 && Math.abs(resetAt - endOfHour(now)) < 1_500) {
    const name = "hourly";
    byScope.app.quotas.set(name, { name, scope: "app", enforced: true, limit, remaining, resetAt });
  }
}

function pauseOf({ nearest, quotas, retryAfterMs, reason }: RateReport, now: number): Pause {
  const told = nearest?.resetAt ?? quotas.find(({ remaining }) => remaining === 0)?.resetAt;
  const asked = retryAfterMs === undefined ? undefined : now + retryAfterMs;
  const until = told === undefined && asked === undefined ? endOfHour(now) : Math.max(told ?? 0, asked ?? 0);
  return { until: Math.min(until, now + longestPauseMs), reason: reason ?? "quota" };
}

const spent = ({ until, reason }: Pause): Hold => ({
  until,
  reason,
  message: `The app's points at Atlassian are used up until ${clockTime(until)} UTC.`,
});

const reserved = ({ resetAt }: Quota): Hold => ({
  until: resetAt,
  reason: "interactive-share",
  message: `What is left of the app's points until ${clockTime(resetAt)} UTC is kept for calls somebody waits for.`,
});

const clockTime = (at: number): string => new Date(at).toISOString().slice(11, 16);

const newAccount = (now: number): Account => ({
  quotas: new Map(),
  pause: undefined,
  use: { endsAt: endOfHour(now), points: 0, requests: 0 },
});

function useAt(use: Use, now: number): Use {
  return now < use.endsAt ? use : { endsAt: endOfHour(now), points: 0, requests: 0 };
}

function used(before: Use, points: number, now: number): Use {
  const use = useAt(before, now);
  return { ...use, points: use.points + points, requests: use.requests + 1 };
}

function show(app: ChargedApp, siteId: string, over: Account, site: SiteLedger, now: number): RateLedger {
  const { points, requests } = useAt(site.account.use, now);
  const pause = [over.pause, site.account.pause].find((one) => one !== undefined && one.until > now);
  return {
    app,
    siteId,
    points,
    requests,
    quotas: [...over.quotas.values(), ...site.account.quotas.values()].map((known) => {
      const quota = quotaAt(known, now);
      return { ...quota, reserved: Math.floor(quota.limit * interactiveShare) };
    }),
    paused: pause ?? null,
    slowed: [...site.paces]
      .map(([endpoint, pace]) => ({ endpoint, nextAt: pace.nextAt, gapMs: Math.round(gapAt(pace, now)) }))
      .filter(({ nextAt, gapMs }) => gapMs > 0 || nextAt > now),
  };
}
