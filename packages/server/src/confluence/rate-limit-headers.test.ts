import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitKind, readRateHeaders } from "./rate-limit-headers.ts";

const now = Date.parse("2026-06-01T10:50:00Z");
const end = Date.parse("2026-06-01T11:00:00Z");
const read = (headers: Record<string, string>) => readRateHeaders(new Headers(headers), now);
const kind = (headers: Record<string, string>) => limitKind(read(headers), now);

describe("readRateHeaders", () => {
  it("reads the plain family", () => {
    expect(
      read({
        "x-ratelimit-limit": "65000",
        "x-ratelimit-remaining": "120",
        "x-ratelimit-reset": "2026-06-01T11:00:00Z",
        "ratelimit-reason": "confluence-quota-global-based",
        "retry-after": "600",
      }),
    ).toEqual({
      quotas: [],
      nearest: { limit: 65_000, remaining: 120, resetAt: end },
      reason: "confluence-quota-global-based",
      retryAfterMs: 600_000,
    });
  });

  it("reads several structured policies, and what is left of those that say it", () => {
    const { quotas } = read({
      "ratelimit-policy": '"global-app-quota";q=65000;w=3600, "tenant-app-quota";q=100000;w=3600',
      ratelimit: '"global-app-quota";r=11000;t=600,"tenant-app-quota";t=600',
    });
    expect(quotas).toEqual([
      {
        name: "global-app-quota",
        scope: "app",
        limit: 65_000,
        windowMs: 3_600_000,
        remaining: 11_000,
        resetAt: end,
        enforced: true,
      },
      { name: "tenant-app-quota", scope: "site", limit: 100_000, windowMs: 3_600_000, resetAt: end, enforced: true },
    ]);
  });

  it("tells announced quotas from enforced ones", () => {
    const { quotas } = read({
      "beta-ratelimit-policy": '"global-app-quota";q=1;w=3600',
      "beta-ratelimit": '"global-app-quota";r=0;t=600',
    });
    expect(quotas).toMatchObject([{ enforced: false, limit: 1, remaining: 0, resetAt: end }]);
  });

  it("takes a reset as a date, as seconds from now, or as seconds since 1970", () => {
    for (const reset of ["2026-06-01T11:00:00.000Z", "600", String(end / 1000)])
      expect(read({ "x-ratelimit-remaining": "1", "x-ratelimit-reset": reset }).nearest?.resetAt).toBe(end);
  });

  it("takes anything without failing", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7e]{0,80}$/), (text) => {
        for (const name of [
          "ratelimit-policy",
          "ratelimit",
          "beta-ratelimit",
          "x-ratelimit-remaining",
          "x-ratelimit-reset",
        ]) {
          const { quotas, nearest } = read({ [name]: text });
          for (const quota of quotas) expect(Object.values(quota).some((value) => Number.isNaN(value))).toBe(false);
          expect(nearest?.remaining).not.toBeNaN();
        }
      }),
    );
  });
});

describe("limitKind", () => {
  it("matches reasons loosely", () => {
    expect(kind({ "ratelimit-reason": "confluence-quota-global-based" })).toBe("app-quota");
    expect(kind({ "ratelimit-reason": "conf-global-based" })).toBe("app-quota");
    expect(kind({ "ratelimit-reason": "confluence-quota-tenant-based" })).toBe("site-quota");
    expect(kind({ "ratelimit-reason": "confluence-burst-based" })).toBe("burst");
    expect(kind({ "ratelimit-reason": "something new" })).toBe("burst");
  });

  it("takes a 429 without a reason for a burst, unless its limit ends in more than a minute", () => {
    expect(kind({})).toBe("burst");
    expect(kind({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2" })).toBe("burst");
    expect(kind({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "600" })).toBe("app-quota");
  });
});
