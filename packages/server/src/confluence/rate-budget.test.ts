import { describe, expect, it } from "vitest";
import { createRateBudget } from "./rate-budget.ts";

const start = Date.parse("2026-06-01T10:50:00Z");
const end = Date.parse("2026-06-01T11:00:00Z");

function ledger(type: "oauth2" | "api_token" = "oauth2") {
  let now = start;
  const rates = createRateBudget({ now: () => now, sleep: async () => undefined });
  const app = { type, id: "app" };
  return {
    rates,
    here: rates.of(app, "here"),
    there: rates.of(app, "there"),
    to(at: number) {
      now = at;
    },
  };
}

const answer = (headers: Record<string, string> = {}, status = 200, points = 1) => ({
  status,
  headers: new Headers(headers),
  points,
});
const policy = { "ratelimit-policy": '"global-app-quota";q=100;w=3600' };
const quotaReached = (reason: string) =>
  answer(
    { "ratelimit-reason": reason, "x-ratelimit-reset": "2026-06-01T11:00:00Z", "x-ratelimit-remaining": "0" },
    429,
    0,
  );

describe("the hour's points", () => {
  it("are one ledger for all that sends for an app, and background requests leave thirty per cent of them", () => {
    const { rates, here, to } = ledger();
    here.note("getPages", answer(policy, 200, 69));
    expect(here.hold("background")).toBeUndefined();
    rates.of({ type: "oauth2", id: "app" }, "here").note("getPages", answer(policy, 200, 1));
    expect(here.hold("background")).toMatchObject({ until: end, reason: "interactive-share" });
    expect(here.hold("interactive")).toBeUndefined();
    to(end);
    expect(here.hold("background")).toBeUndefined();
  });

  it("of an app count over its sites, those of a site on it alone", () => {
    const { here, there } = ledger();
    here.note("getPages", answer({ "ratelimit-policy": '"tenant-app-quota";q=10;w=3600' }, 200, 10));
    expect([here.hold("background") !== undefined, there.hold("background")]).toEqual([true, undefined]);
    here.note("getPages", answer(policy, 200, 90));
    expect(there.hold("background")).toMatchObject({ reason: "interactive-share" });
  });

  it("are what the site says, where it does", () => {
    const { rates, here } = ledger();
    const headers = { ...policy, "x-ratelimit-limit": "100", "x-ratelimit-remaining": "12" };
    here.note("getPages", answer(headers, 200, 2));
    expect(rates.state()[0]).toMatchObject({
      points: 2,
      requests: 1,
      quotas: [{ limit: 100, remaining: 12, reserved: 30, resetAt: end }],
    });
    here.note("getPages", answer({}, 200, 2));
    here.note("getPages", answer({ ...policy, ratelimit: '"global-app-quota";r=9;t=600' }, 200, 2));
    expect(rates.state()[0]?.quotas).toMatchObject([{ remaining: 9 }]);
  });

  it("are understood from the plain family alone, when they end with the hour", () => {
    const { rates, here } = ledger();
    here.note(
      "getPages",
      answer({
        "x-ratelimit-limit": "100",
        "x-ratelimit-remaining": "99",
        "x-ratelimit-reset": "2026-06-01T10:50:01Z",
      }),
    );
    expect(rates.state()[0]?.quotas).toEqual([]);
    here.note(
      "getPages",
      answer({
        "x-ratelimit-limit": "65000",
        "x-ratelimit-remaining": "5",
        "x-ratelimit-reset": "2026-06-01T11:00:00Z",
      }),
    );
    expect(rates.state()[0]?.quotas).toMatchObject([{ limit: 65_000, remaining: 5 }]);
    expect(here.hold("background")).toBeDefined();
  });

  it("hold nothing back while they are only announced, or for API tokens", () => {
    const { here } = ledger();
    here.note(
      "getPages",
      answer({
        "beta-ratelimit-policy": '"global-app-quota";q=10;w=3600',
        "beta-ratelimit": '"global-app-quota";r=0;t=600',
      }),
    );
    expect(here.hold("background")).toBeUndefined();
    const token = ledger("api_token");
    token.here.note("getPages", answer({ ...policy, "x-ratelimit-limit": "100", "x-ratelimit-remaining": "1" }));
    expect(token.here.hold("background")).toBeUndefined();
  });
});

describe("a quota that is used up", () => {
  it("pauses the app on all its sites, or on one of them, until it is reset", () => {
    const { here, there, to } = ledger();
    here.note("getPages", quotaReached("confluence-quota-tenant-based"));
    expect(here.hold("interactive")).toMatchObject({ until: end, reason: "confluence-quota-tenant-based" });
    expect(there.hold("interactive")).toBeUndefined();
    there.note("getPages", quotaReached("conf-global-based"));
    expect(here.hold("interactive")).toBeDefined();
    expect(there.hold("background")).toMatchObject({ until: end });
    to(end);
    expect([here.hold("interactive"), there.hold("background")]).toEqual([undefined, undefined]);
  });

  it("pauses until the hour ends when the answer says nothing more, and never for longer than two hours", () => {
    const { here } = ledger();
    here.note("getPages", answer({ "ratelimit-reason": "conf-global-based" }, 429, 0));
    expect(here.hold("interactive")).toMatchObject({ until: end });
    here.note("getPages", answer({ "ratelimit-reason": "conf-global-based", "retry-after": "999999" }, 429, 0));
    expect(here.hold("interactive")).toMatchObject({ until: start + 7_200_000 });
  });
});

describe("a burst", () => {
  it("slows one endpoint of one site", () => {
    const { rates, here, there, to } = ledger();
    expect(here.turn("getPages", 1_000)).toBe(0);
    here.note(
      "getPages",
      answer(
        {
          "ratelimit-reason": "confluence-burst-based",
          "retry-after": "2",
          "x-ratelimit-limit": "20",
          "x-ratelimit-remaining": "0",
        },
        429,
        0,
      ),
    );
    expect(here.hold("interactive")).toBeUndefined();
    expect(here.turn("getPages", 30_000)).toBe(2_000);
    expect(here.turn("getPages", 30_000)).toBeGreaterThan(2_000);
    expect([here.turn("getSpaces", 0), there.turn("getPages", 0)]).toEqual([0, 0]);
    expect(rates.state().map(({ slowed }) => slowed.map(({ endpoint }) => endpoint))).toEqual([["getPages"], []]);
    to(start + 120_000);
    expect(here.turn("getPages", 0)).toBe(0);
    expect(rates.state()[0]?.slowed).toEqual([]);
  });

  it("takes no turn from those who would not wait for it", () => {
    const { here } = ledger();
    here.note("getPages", answer({ "retry-after": "60" }, 429, 0));
    for (let asked = 0; asked < 3; asked++) expect(here.turn("getPages", 30_000)).toBe(60_000);
  });
});
