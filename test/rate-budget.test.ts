import type { LimitsChange } from "@tributary/emulator";
import { afterEach, describe, expect, it } from "vitest";
import { createConfluence } from "../packages/server/src/confluence/client.ts";
import { createMeter } from "../packages/server/src/confluence/points.ts";
import type { Priority } from "../packages/server/src/confluence/rate-budget.ts";
import { createFetchSend } from "../packages/server/src/confluence/send.ts";
import { createTransport } from "../packages/server/src/confluence/transport.ts";
import { scopeSet } from "../packages/server/src/connections/scope-sets.ts";
import { catalogue } from "../packages/server/src/tools/catalogue.ts";
import { grantConnection } from "./grant-connection.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const hour = 60 * 60 * 1000;

describe("the rate budget against a site with limits", () => {
  let site: OpenSite;
  afterEach(() => site.close());

  /** An app on a site with limits, ten minutes before the hour ends. */
  async function limited(limits: LimitsChange) {
    site = await openSite();
    const { admin } = site.emulator;
    // The server's clock cannot be set, only moved: both go to the same minute of a later hour.
    const now = Date.now();
    site.advance(Math.ceil(now / hour) * hour + 50 * 60_000 - now);
    admin.setLimits({ burst: null, ...limits });
    const connectionId = await grantConnection(site, scopeSet("standard").scopes);
    const { app, emulator } = site;
    const clock = { now: () => admin.clock.now(), sleep: async (ms: number) => site.advance(ms) };
    const transport = createTransport({ send: createFetchSend(emulator.fetch as typeof fetch), clock });
    const open = async () => app.connections.open(await app.store.connections.get(connectionId), undefined);
    return {
      connectionId,
      /** A client as tools (interactive) or a sync (background) have one. */
      client: async (priority: Priority, more: { patienceMs?: number } = {}) => {
        const meter = createMeter();
        const { access } = await open();
        return { meter, confluence: createConfluence({ transport, access, clock, meter, priority, ...more }) };
      },
      list: (limit = 10) => site.call("confluence_list_pages", { limit }, { connectionId }),
      ledger: () => app.connections.rateLedgers().find(({ app: { type } }) => type === "oauth2"),
      minutesLeft: () => Math.round((hour - (clock.now() % hour)) / 60_000),
    };
  }

  it("counts the same points as the site, for every tool of the catalogue", async () => {
    const { connectionId, ledger } = await limited({ globalPoints: 60_000 });
    const { clientId } = site.emulator.credentials;
    const counted = () => site.emulator.admin.pointsUsed().find(({ of }) => of === clientId)?.points ?? 0;
    const off: string[] = [];
    for (const tool of catalogue) {
      const before = { site: counted(), ours: ledger()?.points ?? 0 };
      await site.call(tool.name, tool.example, { connectionId });
      const [theirs, ours] = [counted() - before.site, (ledger()?.points ?? 0) - before.ours];
      if (theirs !== ours) off.push(`${tool.name}: the site counted ${theirs}, we ${ours}`);
    }
    expect(off).toEqual([]);
    expect(counted()).toBeGreaterThan(100);
    expect(ledger()?.quotas).toMatchObject([
      { name: "global-app-quota", limit: 60_000, remaining: 60_000 - counted() },
    ]);
  });

  it("tells a call's points and requests", async () => {
    const { list } = await limited({ globalPoints: 60_000 });
    const { meta } = await list(10);
    expect(meta).toMatchObject({ requests: 1, points: 11 });
    expect(await site.app.store.calls.get(meta.callId)).toMatchObject({ requests: 1, points: 11 });
  });

  it("leaves thirty per cent to people: a sync waits for the next hour while calls go on", async () => {
    const { client, list, ledger, minutesLeft } = await limited({ globalPoints: 100 });
    const sync = await client("background");
    const read = () => sync.confluence.call("getPages", { query: { limit: 24 } });
    await read();
    await read();
    await read();
    expect(minutesLeft()).toBe(10);
    expect(ledger()?.quotas).toMatchObject([{ limit: 100, remaining: 25, reserved: 30 }]);
    expect((await list(5)).successful).toBe(true);
    const impatient = await client("background", { patienceMs: 60_000 });
    await expect(impatient.confluence.call("getPages")).rejects.toMatchObject({
      code: "rate_limited",
      details: {
        reason: "interactive-share",
        retryAfterMs: expect.any(Number),
        resetAt: expect.stringMatching(/:00:00/),
      },
    });
    expect(minutesLeft()).toBe(10);
    await read();
    expect(minutesLeft()).toBeGreaterThan(50);
    expect(sync.meter).toEqual({ requests: 4, points: 100 });
  });

  it("pauses the app when the quota is used up, sends nothing meanwhile, and goes on with the next hour", async () => {
    const { client, list, ledger } = await limited({ globalPoints: 30 });
    await list(28);
    const first = await list(5);
    expect(first.successful).toBe(true);
    const refused = await list(5);
    const limitedBy = {
      code: "rate_limited",
      details: { reason: "confluence-quota-global-based", retryAfterMs: expect.any(Number) },
    };
    expect(refused.error).toMatchObject(limitedBy);
    expect(ledger()?.paused).toMatchObject({ reason: "confluence-quota-global-based" });
    expect(await site.requests(async () => expect((await list(5)).error).toMatchObject(limitedBy))).toEqual([]);
    const sync = await client("background");
    await sync.confluence.call("getSpaces", { query: { limit: 1 } });
    expect(sync.meter).toEqual({ requests: 1, points: 2 });
    expect(ledger()?.paused).toBeNull();
    expect((await list(5)).successful).toBe(true);
  });

  it("pauses one site only for a quota of its own", async () => {
    const { list, ledger } = await limited({ globalPoints: 1_000, tenantPoints: 20 });
    await list(20);
    expect((await list(1)).error).toMatchObject({ details: { reason: "confluence-quota-tenant-based" } });
    expect(ledger()?.quotas.map(({ scope, limit }) => [scope, limit])).toEqual([
      ["app", 1_000],
      ["site", 20],
    ]);
  });

  it("goes on where the quota is only announced", async () => {
    const { client, list, ledger } = await limited({ globalPoints: 10, enforced: false });
    const sync = await client("background");
    for (let at = 0; at < 3; at++) await sync.confluence.call("getPages", { query: { limit: 25 } });
    expect((await list()).successful).toBe(true);
    expect(ledger()?.quotas).toMatchObject([{ enforced: false, remaining: 0 }]);
  });

  it("slows an endpoint that was called too quickly, for API tokens as well, and loses no request", async () => {
    const { client, ledger } = await limited({ globalPoints: null, burst: { GET: 5 } });
    const { confluence, meter } = await client("interactive");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => confluence.call<{ results: unknown[] }>("getPages", { query: { limit: 1 } })),
    );
    expect(answers.every(({ results }) => results.length === 1)).toBe(true);
    expect(meter.requests).toBeGreaterThan(20);
    expect(meter.points).toBe(40);
    expect(ledger()?.slowed.map(({ endpoint }) => endpoint)).toEqual(["getPages"]);
    await confluence.call("getSpaces", { query: { limit: 1 } });
    site.advance(5 * 60_000);
    expect(ledger()?.slowed).toEqual([]);
  });
});
