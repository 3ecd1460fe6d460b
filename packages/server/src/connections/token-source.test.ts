import { describe, expect, it } from "vitest";
import type { Clock } from "../base/clock.ts";
import { createSealer } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";
import { createLog } from "../base/log.ts";
import { openStore } from "../store/store.ts";
import type { TokenEndpoint } from "./token-endpoint.ts";
import { createTokenSource } from "./token-source.ts";

const log = createLog("silent");
const sealer = createSealer([Buffer.alloc(32, 7)]);

async function setUp(refresh: TokenEndpoint["refresh"], expiresAt: number) {
  const clock: Clock = { now: () => 1_000_000, sleep: () => new Promise((resolve) => setTimeout(resolve, 1)) };
  const store = await openStore(":memory:", sealer);
  await store.authConfigs.insert(
    { id: "ac_1", name: "app", type: "oauth2", source: "api", clientId: "client", scopes: [], createdAt: 1 },
    "secret",
  );
  await store.connections.insert(
    {
      id: "conn_1",
      name: "c",
      userId: "u",
      authConfigId: "ac_1",
      createdBy: "x",
      type: "oauth2",
      status: "active",
      statusReason: null,
      account: null,
      sites: [],
      siteId: null,
      scopes: [],
      createdAt: 1,
      updatedAt: 1,
    },
    { accessToken: "old", refreshToken: "refresh-1", expiresAt },
  );
  const endpoint: TokenEndpoint = { refresh, exchangeCode: () => Promise.reject(new Error("not here")) };
  const source = () => createTokenSource({ store, endpoint, clock, log });
  return { store, source };
}

const grant = (n: number) => ({
  accessToken: `new-${n}`,
  refreshToken: `refresh-${n + 1}`,
  expiresInSeconds: 3600,
  scopes: [],
});

describe("token source", () => {
  it("refreshes once for fifty callers, in one process", async () => {
    let count = 0;
    const { source } = await setUp(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return grant(++count);
    }, 0);
    const tokens = source();
    const all = await Promise.all(Array.from({ length: 50 }, () => tokens("conn_1")));
    expect(count).toBe(1);
    expect(new Set(all.map(({ accessToken }) => accessToken))).toEqual(new Set(["new-1"]));
  });

  it("refreshes once for callers in several processes, which share the store alone", async () => {
    let count = 0;
    const used: string[] = [];
    const { source } = await setUp(async (_client, refreshToken) => {
      used.push(refreshToken);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return grant(++count);
    }, 0);
    await Promise.all(Array.from({ length: 5 }, source).map((tokens) => tokens("conn_1")));
    expect(used).toEqual(["refresh-1"]);
  });

  it("has the new refresh token on disk before it gives the new access token", async () => {
    const { source, store } = await setUp(async () => grant(1), 0);
    const { accessToken } = await source()("conn_1");
    expect(accessToken).toBe("new-1");
    expect(await store.connections.tokens("conn_1")).toMatchObject({
      refreshToken: "refresh-2",
      expiresAt: 1_000_000 + 3_600_000,
    });
  });

  it("refreshes a token that a site refused although it looked fresh, but only once for that token", async () => {
    let count = 0;
    const { source } = await setUp(async () => grant(++count), 9e12);
    const tokens = source();
    expect((await tokens("conn_1", "old")).accessToken).toBe("new-1");
    expect((await tokens("conn_1", "old")).accessToken).toBe("new-1");
    expect(count).toBe(1);
  });

  it("marks the connection expired when the grant has ended, and says to reconnect", async () => {
    const { source, store } = await setUp(async () => {
      throw new TributaryError("connection_expired", "Atlassian no longer accepts this grant.");
    }, 0);
    await expect(source()("conn_1")).rejects.toMatchObject({ code: "connection_expired" });
    expect(await store.connections.get("conn_1")).toMatchObject({ status: "expired" });
  });

  it("brings no tokens back to a connection that was disconnected while they were refreshed", async () => {
    const { store, source } = await setUp(async () => {
      await store.connections.update("conn_1", { status: "disconnected", tokens: null }, 2);
      return grant(1);
    }, 0);
    await expect(source()("conn_1")).rejects.toMatchObject({ code: "connection_not_ready" });
    expect(await store.connections.tokens("conn_1")).toBeNull();
    expect((await store.connections.get("conn_1")).status).toBe("disconnected");
  });

  it("leaves a new consent alone that came while the old grant was refreshed, or was refused", async () => {
    const fresh = { accessToken: "consented", refreshToken: "refresh-new", expiresAt: 9_000_000 };
    for (const refused of [false, true]) {
      const { store, source } = await setUp(async () => {
        await store.connections.update("conn_1", { status: "active", tokens: fresh }, 2);
        if (refused) throw new TributaryError("connection_expired", "no longer");
        return grant(1);
      }, 0);
      expect(await source()("conn_1")).toEqual(fresh);
      expect(await store.connections.tokens("conn_1")).toEqual(fresh);
      expect((await store.connections.get("conn_1")).status).toBe("active");
    }
  });

  it("leaves the connection as it is when Atlassian cannot be reached, and tries again next time", async () => {
    let count = 0;
    const { source, store } = await setUp(async () => {
      if (++count === 1) throw new TributaryError("upstream_unreachable", "no network");
      return grant(2);
    }, 0);
    const tokens = source();
    await expect(tokens("conn_1")).rejects.toMatchObject({ code: "upstream_unreachable" });
    expect(await store.connections.get("conn_1")).toMatchObject({ status: "active" });
    expect((await tokens("conn_1")).accessToken).toBe("new-2");
  });
});
