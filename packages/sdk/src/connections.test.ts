import { describe, expect, test } from "vitest";
import type { Connection } from "./connections.ts";
import { Tributary } from "./tributary.ts";
import type { TributaryError } from "./tributary-error.ts";

const site = { id: "cloud-1", name: "acme", url: "https://acme.atlassian.net" };

const connection = (change: Partial<Connection>): Connection => ({
  id: "conn_1",
  name: "Confluence",
  userId: "ada",
  authConfigId: "ac_1",
  type: "oauth2",
  status: "initiated",
  account: null,
  site: null,
  sites: [],
  scopes: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  ...change,
});

/** A server whose connection passes through `states`, one for each read; the last one stays. */
function client(states: Connection[], begunStatus = "initiated") {
  const seen: { method: string; path: string; body: unknown }[] = [];
  const answer = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const body = request.body === null ? undefined : await request.json();
    seen.push({ method: request.method, path: url.pathname + url.search, body });
    if (request.method === "POST") {
      const begun = {
        id: "conn_1",
        redirectUrl: "http://t/oauth/start/x",
        status: begunStatus,
        expiresAt: "2026-01-01",
      };
      return Response.json(begun, { status: 201 });
    }
    return Response.json(states.length > 1 ? states.shift() : states[0]);
  };
  return { tributary: new Tributary({ baseUrl: "http://t", fetch: answer }), seen };
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: TributaryError) => error,
  );

describe("connections.initiate", () => {
  test("gives the link and waits by long polls until the connection is active", async () => {
    const active = connection({ status: "active", site });
    const { tributary, seen } = client([connection({}), active]);
    const request = await tributary.connections.initiate({ userId: "ada", authConfigId: "ac_1" });
    expect(request.redirectUrl).toBe("http://t/oauth/start/x");
    expect(await request.waitForConnection()).toEqual(active);
    expect(seen.map(({ path }) => path)).toEqual([
      "/v1/connections",
      "/v1/connections/conn_1?wait=15",
      "/v1/connections/conn_1?wait=15",
    ]);
    expect(seen[0]?.body).toEqual({ userId: "ada", authConfigId: "ac_1" });
  });

  test("says why when the person declined", async () => {
    const { tributary } = client([connection({ status: "disconnected", statusReason: "The person declined access." })]);
    const { waitForConnection } = await tributary.connections.initiate({ userId: "ada" });
    expect(await failure(waitForConnection())).toMatchObject({
      code: "connection_not_ready",
      message: 'Connection "Confluence" was not made: The person declined access.',
      hint: expect.stringContaining("reconnect"),
    });
  });

  test("says so when the grant has ended", async () => {
    const { tributary } = client([connection({ status: "expired" })]);
    const { waitForConnection } = await tributary.connections.initiate();
    expect(await failure(waitForConnection())).toMatchObject({ code: "connection_expired" });
  });

  test("lists the sites when time runs out before one is chosen", async () => {
    const { tributary, seen } = client([connection({ status: "choose_site", sites: [site] })]);
    const { waitForConnection } = await tributary.connections.initiate();
    expect(await failure(waitForConnection({ timeoutMs: 40 }))).toMatchObject({
      code: "site_required",
      details: { sites: [site] },
    });
    expect(seen.length).toBeLessThanOrEqual(3);
  });

  test("gives up when nobody finishes the consent", async () => {
    const { tributary } = client([connection({})]);
    const { waitForConnection } = await tributary.connections.initiate();
    expect(await failure(waitForConnection({ timeoutMs: 0 }))).toMatchObject({ code: "timeout" });
  });

  test("stops waiting when the signal is aborted", async () => {
    const { tributary } = client([connection({})]);
    const { waitForConnection } = await tributary.connections.initiate();
    const started = Date.now();
    expect(await failure(waitForConnection({ signal: AbortSignal.timeout(20) }))).toMatchObject({ code: "cancelled" });
    expect(Date.now() - started).toBeLessThan(900);
  });
});

describe("connections.reconnect", () => {
  test("of an active connection waits for the new consent, not for the old one", async () => {
    const before = connection({ status: "active", site });
    const after = { ...before, updatedAt: "2026-01-02T00:00:00.000Z", scopes: ["read:page:confluence"] };
    const { tributary } = client([before, before, after], "active");
    const { waitForConnection } = await tributary.connections.reconnect("conn_1");
    expect(await waitForConnection()).toEqual(after);
  });
});

describe("the other calls on connections", () => {
  test("go where the API has them", async () => {
    const { tributary, seen } = client([connection({ status: "active" })]);
    const { connections } = tributary;
    await connections.chooseSite("conn_1", "cloud-1");
    await connections.disconnect("conn_1");
    await connections.createWithApiToken({
      userId: "ada",
      authConfigId: "ac_2",
      siteUrl: "https://acme.atlassian.net",
      email: "ada@acme.example",
      apiToken: "secret",
    });
    await connections.get("conn_1");
    expect(seen).toEqual([
      { method: "PUT", path: "/v1/connections/conn_1/site", body: { siteId: "cloud-1" } },
      { method: "DELETE", path: "/v1/connections/conn_1", body: undefined },
      {
        method: "POST",
        path: "/v1/connections",
        body: {
          userId: "ada",
          authConfigId: "ac_2",
          credentials: { siteUrl: "https://acme.atlassian.net", email: "ada@acme.example", apiToken: "secret" },
        },
      },
      { method: "GET", path: "/v1/connections/conn_1", body: undefined },
    ]);
  });
});
