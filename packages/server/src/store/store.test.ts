import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSealer } from "../base/crypto.ts";
import { backUpStore } from "./backup-store.ts";
import type { CallRecord } from "./call-record.ts";
import type { Connection } from "./connections.ts";
import { openStore } from "./store.ts";

const sealer = createSealer([Buffer.alloc(32, 7)]);
const newFile = () => join(mkdtempSync(join(tmpdir(), "tributary-store-")), "store.db");

const config = {
  id: "ac_1",
  name: "app",
  type: "oauth2",
  source: "api",
  clientId: "client",
  scopes: ["read:me"],
  createdAt: 1,
} as const;
const connection: Connection = {
  id: "conn_1",
  name: "Confluence",
  userId: "ada",
  authConfigId: "ac_1",
  createdBy: "agt_1",
  type: "oauth2",
  status: "active",
  statusReason: null,
  account: { accountId: "1", name: "Ada" },
  sites: [{ id: "cloud", name: "acme", url: "https://acme.atlassian.net" }],
  siteId: "cloud",
  scopes: ["read:me"],
  createdAt: 1,
  updatedAt: 1,
};
const call = (id: string, change: Partial<CallRecord> = {}): CallRecord => ({
  id,
  at: 1,
  caller: { kind: "agent", id: "agt_1", name: "a" },
  surface: "rest",
  connectionId: "conn_1",
  siteId: "cloud",
  tool: "confluence_get_page",
  effect: "read",
  targets: [],
  decision: { action: "allow", reason: "r" },
  input: { pageId: "1" },
  dryRun: false,
  reason: null,
  changes: null,
  undo: null,
  spaceIds: ["1"],
  result: null,
  approvalId: null,
  undoOf: null,
  requests: 1,
  points: 2,
  outcome: "ok",
  error: null,
  durationMs: 1,
  ...change,
});

describe("store", () => {
  it("keeps what it was given over a restart, and its secrets sealed", async () => {
    const file = newFile();
    const first = await openStore(file, sealer);
    await first.authConfigs.insert({ ...config, scopes: [...config.scopes] }, "client-secret-in-clear");
    await first.connections.insert(connection, {
      accessToken: "access-in-clear",
      refreshToken: "refresh-in-clear",
      expiresAt: 9,
    });
    await first.close();
    const again = await openStore(file, sealer);
    expect(await again.connections.get("conn_1")).toEqual(connection);
    expect(await again.connections.tokens("conn_1")).toEqual({
      accessToken: "access-in-clear",
      refreshToken: "refresh-in-clear",
      expiresAt: 9,
    });
    expect(await again.authConfigs.clientSecret("ac_1")).toBe("client-secret-in-clear");
    await again.close();
    expect(readFileSync(file, "latin1")).not.toMatch(/in-clear/);
  });

  it("wipes tokens on request", async () => {
    const store = await openStore(":memory:", sealer);
    await store.authConfigs.insert({ ...config, scopes: [] }, "s");
    await store.connections.insert(connection, { accessToken: "a", refreshToken: "r", expiresAt: 9 });
    await store.connections.update("conn_1", { status: "disconnected", tokens: null }, 2);
    expect(await store.connections.tokens("conn_1")).toBeNull();
    await store.close();
  });

  it("gives the right to refresh to one taker at a time, and again after it ends", async () => {
    const store = await openStore(":memory:", sealer);
    await store.authConfigs.insert({ ...config, scopes: [] }, "s");
    await store.connections.insert(connection);
    const taken = await Promise.all(
      Array.from({ length: 10 }, () => store.connections.takeRefreshLease("conn_1", 100, 200)),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await store.connections.takeRefreshLease("conn_1", 201, 300)).toBe(true);
    await store.connections.releaseRefreshLease("conn_1");
    expect(await store.connections.takeRefreshLease("conn_1", 202, 300)).toBe(true);
    await store.close();
  });

  it("lets a consent flow be used once, in its own browser, before its end", async () => {
    const store = await openStore(":memory:", sealer);
    await store.authConfigs.insert({ ...config, scopes: [] }, "s");
    await store.connections.insert(connection);
    const { oauthFlows } = store;
    await oauthFlows.insert("link", { connectionId: "conn_1", returnUrl: null }, 1000);
    expect(await oauthFlows.bind("other", "state", "browser", 1)).toBeUndefined();
    expect(await oauthFlows.bind("link", "state", "browser", 1)).toMatchObject({ connectionId: "conn_1" });
    expect(await oauthFlows.use("wrong", "browser", 2)).toBe("unknown");
    expect(await oauthFlows.use("state", "thief", 2)).toBe("other_browser");
    expect(await oauthFlows.use("state", "browser", 2000)).toBe("expired");
    expect(await oauthFlows.use("state", "browser", 2)).toMatchObject({ connectionId: "conn_1" });
    expect(await oauthFlows.use("state", "browser", 2)).toBe("unknown");
    expect(await oauthFlows.bind("link", "state2", "browser", 3)).toBeUndefined();
    await store.close();
  });

  it("lists calls newest first, page by page, and closes those a crash interrupted", async () => {
    const file = newFile();
    const store = await openStore(file, sealer);
    for (let i = 0; i < 5; i++) store.calls.add(call(`call_${i}`), (error) => expect.fail(String(error)));
    await store.calls.begin(call("call_w", { effect: "write", outcome: "running", durationMs: null }));
    expect((await store.calls.list({ limit: 3 })).map(({ id }) => id)).toEqual(["call_w", "call_4", "call_3"]);
    expect((await store.calls.list({ limit: 3, before: "call_3" })).map(({ id }) => id)).toEqual([
      "call_2",
      "call_1",
      "call_0",
    ]);
    await store.close();
    const again = await openStore(file, sealer);
    expect(await again.calls.closeInterrupted()).toBe(1);
    expect(await again.calls.get("call_w")).toMatchObject({ outcome: "unknown", error: { code: "outcome_unknown" } });
    await again.close();
  });

  it("knows the owner of an API key until it is revoked", async () => {
    const store = await openStore(":memory:", sealer);
    const owner = { kind: "agent", id: "agt_1" } as const;
    await store.apiKeys.insert("key_1", "trib_secret", owner, "n", 1);
    expect(await store.apiKeys.owner("trib_secret")).toEqual(owner);
    expect(await store.apiKeys.owner("trib_other")).toBeUndefined();
    await store.apiKeys.revokeAll(owner, 2);
    expect(await store.apiKeys.owner("trib_secret")).toBeUndefined();
    await store.close();
  });
});

describe("the store's files", () => {
  it("are their owner's only: the store, what is beside it, and backups", async () => {
    const file = newFile();
    writeFileSync(file, "");
    chmodSync(file, 0o644);
    const store = await openStore(file, sealer);
    const found = backUpStore(file, `${file}.backup`);
    expect(found).toEqual({
      bytes: statSync(`${file}.backup`).size,
      calls: 0,
      connections: 0,
      lastMigration: expect.stringMatching(/^\d{4}-/),
    });
    const modes = readdirSync(dirname(file)).map((name) => [name, statSync(join(dirname(file), name)).mode & 0o777]);
    expect(modes.length).toBeGreaterThan(2);
    for (const [name, mode] of modes) expect(mode, String(name)).toBe(0o600);
    await store.close();
  });

  it("that are none are named", async () => {
    const file = newFile();
    writeFileSync(file, "not a database, but long enough to be looked at as one ".repeat(200));
    await expect(openStore(file, sealer)).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining(file),
    });
  });
});
