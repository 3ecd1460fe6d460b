import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { connect, startServer } from "./set-up.ts";

let server: Awaited<ReturnType<typeof startServer>>;
afterEach(() => server?.stop());

const listSpaces = (connectionId: string) =>
  server.tributary.tools.execute("confluence_list_spaces", { connectionId, arguments: { limit: 5 } });
const refreshes = () =>
  server.emulator.admin.journal().filter(({ url, method }) => method === "POST" && url.startsWith("/oauth/token"))
    .length;

describe("tokens", () => {
  it("are refreshed exactly once for fifty parallel calls with an expired one", async () => {
    server = await startServer();
    const id = await connect(server);
    const before = refreshes();
    server.emulator.admin.expireAccessTokens();
    const results = await Promise.all(Array.from({ length: 50 }, () => listSpaces(id)));
    expect(results.filter(({ successful }) => !successful)).toEqual([]);
    expect(refreshes() - before).toBe(1);
  });

  it("are refreshed when their time is over by the clock, too", async () => {
    server = await startServer();
    const id = await connect(server);
    const before = refreshes();
    server.advance(2 * 60 * 60_000);
    const results = await Promise.all(Array.from({ length: 50 }, () => listSpaces(id)));
    expect(results.filter(({ successful }) => !successful)).toEqual([]);
    expect(refreshes() - before).toBe(1);
  });

  it("do not cost a refresh when a page is simply not there", async () => {
    server = await startServer();
    const id = await connect(server);
    const before = refreshes();
    const { error } = await server.tributary.tools.execute("confluence_get_page", {
      connectionId: id,
      arguments: { pageId: "999999999" },
    });
    expect(error).toMatchObject({ code: "not_found" });
    expect(refreshes()).toBe(before);
  });

  it("of a revoked grant end in a clear call to reconnect, not a loop", async () => {
    server = await startServer();
    const id = await connect(server);
    server.emulator.admin.removeApp({ clientId: server.emulator.credentials.clientId });
    const before = server.emulator.admin.journal().length;
    expect((await listSpaces(id)).error).toMatchObject({
      code: "connection_expired",
      hint: expect.stringContaining("Reconnect"),
    });
    expect(server.emulator.admin.journal().length - before).toBeLessThan(4);
    expect(await server.tributary.connections.get(id)).toMatchObject({ status: "expired" });
    expect((await listSpaces(id)).error).toMatchObject({ code: "connection_expired" });
  });

  it("stand nowhere in clear: not in the store, its journal files, or any answer", async () => {
    server = await startServer();
    const id = await connect(server);
    const secrets = [server.emulator.credentials.clientSecret];
    for (let round = 0; round < 2; round++) {
      const tokens = await server.app.store.connections.tokens(id);
      secrets.push(tokens?.accessToken ?? "missing", tokens?.refreshToken ?? "missing");
      server.emulator.admin.expireAccessTokens();
      await listSpaces(id);
    }
    const { siteUrl, email, apiToken } = server.emulator.credentials;
    await server.tributary.connections.createWithApiToken({ userId: "b", siteUrl, email, apiToken });
    secrets.push(apiToken, Buffer.from(`${email}:${apiToken}`).toString("base64"));
    await server.tributary.tools.execute("confluence_api_call", {
      connectionId: id,
      arguments: { path: "/wiki/api/v2/spaces", headers: { authorization: "Bearer sneaked-in-secret" } },
    });
    secrets.push("sneaked-in-secret");
    const answers = [
      await server.tributary.connections.list(),
      await server.tributary.authConfigs.list(),
      await server.tributary.calls.list(),
    ];
    await server.app.store.calls.flush();
    const files = readdirSync(server.dataDir).map((name) => readFileSync(join(server.dataDir, name), "latin1"));
    expect(files.length).toBeGreaterThanOrEqual(3);
    expect(new Set(secrets).size).toBeGreaterThan(6);
    for (const secret of secrets) {
      for (const text of [...files, JSON.stringify(answers)])
        expect(text.includes(secret), `a secret of ${secret.length} characters`).toBe(false);
    }
  });
});
