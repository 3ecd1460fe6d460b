import { describe, expect, it } from "vitest";
import { createMeter } from "./points.ts";
import { createRateBudget } from "./rate-budget.ts";
import { createFetchSend } from "./send.ts";
import { type Access, createTransport, type SiteRequest } from "./transport.ts";

const start = Date.parse("2026-06-01T10:50:00Z");
const hourLeft = 600_000;

/** A transport over prepared answers, whose clock moves as far as it sleeps. */
function site(...answers: Response[]) {
  let now = start;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const sent: number[] = [];
  const send = async () => {
    sent.push(now - start);
    return answers.shift() ?? Response.json({ results: [] });
  };
  const access: Access = {
    baseUrl: "https://gateway.invalid",
    authorize: async () => ({ header: "Bearer t", fresh: true }),
    budget: createRateBudget(clock).of({ type: "oauth2", id: "ac" }, "site"),
  };
  const transport = createTransport({ send: createFetchSend(send as typeof fetch), clock, random: () => 0.5 });
  const read: SiteRequest = { method: "GET", path: "/wiki/api/v2/pages", effect: "read", endpoint: "getPages" };
  return { sent, ask: (change: Partial<SiteRequest> = {}) => transport(access, { ...read, ...change }) };
}

const refusal = (reason: string, more: Record<string, string> = {}) =>
  new Response('{"code":429,"message":"Rate limit exceeded"}', {
    status: 429,
    headers: { "ratelimit-reason": reason, ...more },
  });
const quotaReached = () =>
  refusal("confluence-quota-global-based", {
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": "2026-06-01T11:00:00Z",
  });

describe("requests under a budget", () => {
  it("are not sent while the quota is used up, when somebody waits for them", async () => {
    const { sent, ask } = site(quotaReached());
    expect((await ask()).status).toBe(429);
    await expect(ask()).rejects.toMatchObject({
      code: "rate_limited",
      details: {
        retryAfterMs: hourLeft,
        resetAt: "2026-06-01T11:00:00.000Z",
        reason: "confluence-quota-global-based",
      },
    });
    expect(sent).toEqual([0]);
  });

  it("wait for the reset in the background, or are told to", async () => {
    const { sent, ask } = site(quotaReached());
    expect((await ask({ priority: "background" })).status).toBe(200);
    expect(sent).toEqual([0, hourLeft]);
    const other = site(quotaReached());
    await expect(other.ask({ priority: "background", patienceMs: 60_000 })).rejects.toMatchObject({
      code: "rate_limited",
      details: { retryAfterMs: hourLeft },
    });
  });

  it("leave the share for interactive calls alone in the background", async () => {
    const { sent, ask } = site(
      Response.json(
        { results: Array.from({ length: 75 }) },
        { headers: { "ratelimit-policy": '"global-app-quota";q=100;w=3600' } },
      ),
    );
    expect((await ask({ priority: "background" })).points).toBe(76);
    expect((await ask()).status).toBe(200);
    await ask({ priority: "background" });
    expect(sent).toEqual([0, 0, hourLeft]);
  });

  it("keep their distance after a burst, each in its turn", async () => {
    const { sent, ask } = site(refusal("confluence-burst-based", { "retry-after": "1", "x-ratelimit-limit": "20" }));
    await Promise.all([ask(), ask()]);
    await ask();
    const [first, , ...later] = sent;
    expect(first).toBe(0);
    expect(Math.min(...later)).toBeGreaterThanOrEqual(1_000);
    expect(new Set(later).size).toBe(later.length);
  });

  it("say no at once to who would wait for more than half a minute", async () => {
    const { sent, ask } = site(refusal("confluence-burst-based", { "retry-after": "90" }));
    expect((await ask()).status).toBe(429);
    await expect(ask()).rejects.toMatchObject({
      code: "rate_limited",
      details: { retryAfterMs: 90_000, reason: "burst" },
    });
    expect((await ask({ endpoint: "getSpaces" })).status).toBe(200);
    expect(sent).toHaveLength(2);
  });

  it("are counted on the meter of their call, the repeated ones too", async () => {
    const meter = createMeter();
    const { ask } = site(new Response("", { status: 503 }), Response.json({ results: [1, 2, 3] }));
    const answer = await ask({ meter });
    expect(answer).toMatchObject({ points: 4, json: { results: [1, 2, 3] } });
    expect(meter).toEqual({ requests: 2, points: 5 });
  });

  it("stop waiting when they are cancelled", async () => {
    const cancelled = createTransport({
      send: createFetchSend((async () => quotaReached()) as unknown as typeof fetch),
      clock: { now: () => start, sleep: (_, signal) => Promise.reject(signal?.reason) },
    });
    const budget = createRateBudget({ now: () => start, sleep: async () => undefined }).of(
      { type: "oauth2", id: "a" },
      "s",
    );
    budget.note("getPages", { status: 429, headers: quotaReached().headers, points: 0 });
    const access: Access = {
      baseUrl: "https://x.invalid",
      authorize: async () => ({ header: "", fresh: true }),
      budget,
    };
    const request: SiteRequest = {
      method: "GET",
      path: "/",
      effect: "read",
      priority: "background",
      signal: AbortSignal.abort(),
    };
    await expect(cancelled(access, request)).rejects.toMatchObject({ code: "cancelled" });
  });
});
