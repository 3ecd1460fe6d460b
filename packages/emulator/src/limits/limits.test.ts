import { describe, expect, test } from "vitest";
import { createEmulator } from "../create-emulator.ts";
import { testSeed } from "../testing/emulated-client.ts";
import { type LimitsChange, readLimits, withLimits } from "./limits.ts";
import { pointsOf } from "./points.ts";
import { takeToken } from "./token-bucket.ts";

const start = Date.parse("2026-06-01T10:50:00.000Z");
const pages = "/wiki/api/v2/pages";

/** An app's way in and an API token's, to one site whose clock stands still. */
async function limited(limits: boolean | LimitsChange) {
  const emulator = await createEmulator({ seed: testSeed(), now: () => start, limits });
  const { credentials, url, admin } = emulator;
  const scopes = ["read:page:confluence", "write:page:confluence", "search:confluence"];
  const { access_token } = admin.grant({ clientId: credentials.clientId, account: credentials.email, scopes });
  const ask = async (path: string, init: RequestInit = {}) =>
    emulator.fetch(`${url}/ex/confluence/${credentials.cloudId}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
    });
  const basic = `Basic ${btoa(`${credentials.email}:${credentials.apiToken}`)}`;
  const askByToken = (path: string) => emulator.fetch(url + path, { headers: { authorization: basic } });
  return { emulator, ask, askByToken };
}

const figures = ({ headers }: Response) => [headers.get("x-ratelimit-limit"), headers.get("x-ratelimit-remaining")];

describe("points", () => {
  test("are one a request, and for reads the weight of each object on top", () => {
    expect(pointsOf({ method: "GET", weight: 1 }, { json: { id: "1" } })).toBe(2);
    expect(pointsOf({ method: "GET", weight: 2 }, { json: { id: "1" } })).toBe(3);
    expect(pointsOf({ method: "GET", weight: 1 }, { json: {}, objects: 250 })).toBe(251);
    expect(pointsOf({ method: "GET", weight: 1 }, { json: { results: [1, 2] } })).toBe(3);
    expect(pointsOf({ method: "POST", weight: 2 }, { json: { results: [1, 2] } })).toBe(1);
    expect(pointsOf({ method: "GET", weight: 1 }, undefined)).toBe(1);
  });

  test("are taken from the hour's quota of an app until it is used up, and come back with the next UTC hour", async () => {
    const { emulator, ask } = await limited({ globalPoints: 10, burst: null });
    const first = await ask(pages);
    expect([first.status, ...figures(first)]).toEqual([200, "10", "7"]);
    expect(first.headers.get("x-ratelimit-reset")).toBe("2026-06-01T11:00:00Z");
    expect(first.headers.get("x-ratelimit-nearlimit")).toBe("false");
    expect(first.headers.get("ratelimit-policy")).toBe('"global-app-quota";q=10;w=3600');
    expect(first.headers.get("ratelimit")).toBe('"global-app-quota";t=600');
    expect(figures(await ask(`${pages}/1`))).toEqual(["10", "6"]);
    await ask(pages);
    const last = await ask(pages);
    expect([last.status, last.headers.get("x-ratelimit-nearlimit"), last.headers.get("ratelimit")]).toEqual([
      200,
      "true",
      '"global-app-quota";r=0;t=600',
    ]);
    const refused = await ask(pages);
    expect([refused.status, refused.headers.get("retry-after"), refused.headers.get("ratelimit-reason")]).toEqual([
      429,
      "600",
      "confluence-quota-global-based",
    ]);
    expect((await ask("/wiki/rest/api/search?cql=type=page")).status).toBe(429);
    emulator.admin.clock.advance(600_000);
    expect(figures(await ask(pages))).toEqual(["10", "7"]);
  });

  test("of one site have a quota of their own, beside that of all sites", async () => {
    const { ask } = await limited({ globalPoints: 1000, tenantPoints: 3, burst: null });
    const { headers } = await ask(pages);
    expect(headers.get("ratelimit-policy")).toBe('"global-app-quota";q=1000;w=3600, "tenant-app-quota";q=3;w=3600');
    const refused = await ask(pages);
    expect([refused.status, refused.headers.get("ratelimit-reason")]).toEqual([429, "confluence-quota-tenant-based"]);
  });

  test("that are only announced refuse nothing and stand in Beta headers", async () => {
    const { ask } = await limited({ globalPoints: 1, enforced: false, burst: null });
    await ask(pages);
    const { status, headers } = await ask(pages);
    expect([status, headers.get("beta-ratelimit-policy"), headers.get("ratelimit-policy")]).toEqual([
      200,
      '"global-app-quota";q=1;w=3600',
      null,
    ]);
    expect(headers.get("beta-ratelimit")).toBe('"global-app-quota";r=0;t=600');
    expect(headers.get("x-ratelimit-limit")).toBeNull();
  });

  test("are not counted for API tokens", async () => {
    const { emulator, askByToken } = await limited({ globalPoints: 1, burst: { GET: 5 } });
    for (let at = 0; at < 3; at += 1) expect((await askByToken(pages)).status).toBe(200);
    expect(emulator.admin.pointsUsed()).toEqual([]);
  });
});

describe("burst limits", () => {
  test("hold for one endpoint of a site, and the bucket fills again", async () => {
    const { emulator, askByToken } = await limited({ burst: { GET: 3 } });
    const statuses: number[] = [];
    for (let at = 0; at < 4; at += 1) statuses.push((await askByToken(pages)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await askByToken("/wiki/api/v2/spaces")).status).toBe(200);
    const refused = await askByToken(pages);
    expect([refused.headers.get("retry-after"), refused.headers.get("ratelimit-reason"), ...figures(refused)]).toEqual([
      "1",
      "confluence-burst-based",
      "3",
      "0",
    ]);
    emulator.admin.clock.advance(334);
    expect((await askByToken(pages)).status).toBe(200);
    expect((await askByToken(pages)).status).toBe(429);
  });

  test("are stricter for search, and may leave Retry-After out", async () => {
    const { askByToken } = await limited({ burst: { strict: 1 }, retryAfter: false });
    const search = "/wiki/rest/api/search?cql=type=page";
    expect((await askByToken(search)).status).toBe(200);
    const refused = await askByToken(search);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, null]);
  });

  test("give tokens at a steady rate and survive a clock that is set back", () => {
    const taken = takeToken(undefined, 2, 1000);
    expect(taken).toMatchObject({ allowed: true, bucket: { tokens: 1 } });
    const back = takeToken(taken.bucket, 2, 0);
    expect(back).toMatchObject({ allowed: true, bucket: { tokens: 0 } });
    expect(takeToken(back.bucket, 2, 100)).toMatchObject({ allowed: false, waitMs: 400 });
  });
});

describe("limits", () => {
  test("are off by default, can be turned on and off while it runs, and are part of snapshots", async () => {
    const { emulator, ask } = await limited(false);
    expect(figures(await ask(pages))).toEqual([null, null]);
    const call = async (method: string, body?: unknown) => {
      const response = await emulator.fetch(`${emulator.url}/_emulator/limits`, { method, body: JSON.stringify(body) });
      return { status: response.status, json: response.status === 204 ? null : await response.json() };
    };
    expect((await call("POST", { tenantPoints: 4 })).json).toMatchObject({
      limits: { globalPoints: 65_000, tenantPoints: 4, enforced: true, burst: { GET: 100, strict: 20 } },
    });
    const before = emulator.admin.snapshot();
    await ask(pages);
    await ask(pages);
    expect((await ask(pages)).status).toBe(429);
    expect((await call("GET")).json).toMatchObject({ used: [{ points: 6 }, { points: 6 }] });
    emulator.admin.restore(before);
    expect((await ask(pages)).status).toBe(200);
    for (const body of [{ points: 3 }, { globalPoints: 0 }, { burst: { GET: -1 } }, { enforced: "yes" }])
      expect((await call("POST", body)).status).toBe(400);
    expect((await call("DELETE")).status).toBe(204);
    expect(figures(await ask(pages))).toEqual([null, null]);
  });

  test("keep what a change does not name", () => {
    const first = withLimits(null, readLimits({ burst: { GET: 7 }, globalPoints: null }));
    expect(withLimits(first, { burst: { PUT: 3 } })).toMatchObject({ globalPoints: null, burst: { GET: 7, PUT: 3 } });
    expect(withLimits(withLimits(first, { burst: null }), {})).toMatchObject({ burst: null });
  });
});

describe("bodies", () => {
  test("above 5 MB are 413 and of other types 415, in the words of the API", async () => {
    const { emulator } = await limited(false);
    const { email, apiToken } = emulator.credentials;
    const send = (type: string, body: string) =>
      emulator.fetch(emulator.url + pages, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${email}:${apiToken}`)}`, "content-type": type },
        body,
      });
    const large = await send("application/json", JSON.stringify({ title: "x".repeat(5 * 1024 * 1024) }));
    expect([large.status, (await large.json()).errors[0].code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    const text = await send("text/plain", "{}");
    expect([text.status, (await text.json()).errors[0].code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });
});
