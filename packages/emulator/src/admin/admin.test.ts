import { describe, expect, test } from "vitest";
import { createEmulator } from "../index.ts";
import { emulatedClient, type Json, people, readAnswer, testSeed } from "../testing/emulated-client.ts";

const pages = "/wiki/api/v2/pages";

describe("faults", () => {
  test("hit the next fitting requests and are then used up", async () => {
    const client = await emulatedClient();
    client.emulator.admin.addFault({
      kind: "status",
      match: "/pages",
      status: 503,
      remaining: 2,
      skip: 1,
      retryAfter: 7,
    });
    const statuses: number[] = [];
    for (let at = 0; at < 4; at += 1) statuses.push((await client.get(pages)).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect((await client.get("/wiki/api/v2/spaces")).status).toBe(200);
  });

  test("a rate limit carries the headers of the burst limit", async () => {
    const client = await emulatedClient();
    client.emulator.admin.addFault({ kind: "rate-limit", retryAfter: 3 });
    const { status, headers } = await client.get(pages);
    expect([
      status,
      headers.get("retry-after"),
      headers.get("ratelimit-reason"),
      headers.get("x-ratelimit-remaining"),
    ]).toEqual([429, "3", "confluence-burst-based", "0"]);
  });

  test("a connection can break before and after the write took effect, in-process and over the network", async () => {
    for (const port of [undefined, 0]) {
      const client = await emulatedClient(port === undefined ? {} : { port });
      const { admin, url, credentials, fetch: inProcess } = client.emulator;
      const go = port === undefined ? inProcess : fetch;
      const spaceId = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0].id;
      const create = (title: string) =>
        go(`${url}${pages}`, {
          method: "POST",
          headers: {
            authorization: `Basic ${btoa(`${credentials.email}:${credentials.apiToken}`)}`,
            "content-type": "application/json",
          },
          body: JSON.stringify({ spaceId, title }),
        });
      admin.addFault({ kind: "drop-before", method: "POST" });
      await expect(create("Before")).rejects.toThrow("fetch failed");
      admin.addFault({ kind: "drop-after", method: "POST" });
      await expect(create("After")).rejects.toThrow("fetch failed");
      expect((await client.get(`${pages}?title=Before`)).json.results).toHaveLength(0);
      expect((await client.get(`${pages}?title=After`)).json.results).toHaveLength(1);
      admin.addFault({ kind: "truncate" });
      const cut = await go(`${url}/wiki`);
      await expect(cut.text()).rejects.toThrow();
      await client.emulator.close();
    }
  });
});

describe("snapshots", () => {
  test("bring back content, tokens, search and the clock", async () => {
    const client = await emulatedClient();
    const { admin } = client.emulator;
    const spaceId = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0].id;
    const before = admin.snapshot();
    const first = (await client.send("POST", pages, { spaceId, title: "Gone soon" })).json;
    admin.clock.advance(1_000_000);
    admin.removeApp({ clientId: client.emulator.credentials.clientId });
    expect((await client.get('/wiki/rest/api/search?cql=title="Gone soon"')).json.totalSize).toBe(1);
    admin.restore(before);
    expect((await client.get(`${pages}?title=Gone%20soon`)).json.results).toEqual([]);
    expect((await client.get('/wiki/rest/api/search?cql=title="Gone soon"')).json.totalSize).toBe(0);
    const again = (await client.send("POST", pages, { spaceId, title: "Gone soon" })).json;
    expect([again.id, again.createdAt]).toEqual([first.id, first.createdAt]);
  });

  test("two emulators of one seed and one clock give the same answers", async () => {
    const answers = await Promise.all(
      [1, 2].map(async () => JSON.stringify((await (await emulatedClient()).get(`${pages}?body-format=storage`)).json)),
    );
    expect(answers[0]).toBe(answers[1]);
  });
});

describe("/_emulator", () => {
  test("offers over HTTP what admin offers in code", async () => {
    const client = await emulatedClient();
    const call = async (method: string, path: string, body?: unknown) =>
      readAnswer(
        await client.emulator.fetch(`${client.emulator.url}/_emulator${path}`, {
          method,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
    expect((await call("GET", "")).json.sites[0]).toMatchObject({ name: "testing", path: "/" });
    const app = (await call("POST", "/clients", { name: "App", redirectUris: ["http://localhost:1/cb"] })).json;
    const tokens = await call("POST", "/grants", {
      clientId: app.id,
      account: people.ben,
      scopes: "read:page:confluence offline_access",
    });
    expect(tokens.json).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    await call("POST", "/snapshots", { name: "start" });
    await call("POST", "/clock", { set: "2030-01-01T00:00:00Z", frozen: true });
    expect((await call("GET", "/clock")).json.now).toBe("2030-01-01T00:00:00.000Z");
    expect((await call("POST", "/restore", { name: "start" })).status).toBe(204);
    await call("POST", "/faults", { kind: "status", status: 500 });
    expect((await client.get(pages)).status).toBe(500);
    const journal = (await call("GET", "/journal")).json.entries;
    expect(journal.at(-1)).toMatchObject({ method: "GET", url: pages, status: 500, fault: "status" });
    expect((await call("DELETE", "/journal")).status).toBe(204);
    for (const [path, body] of [
      ["/faults", { kind: "meteor" }],
      ["/grants", { clientId: "x" }],
      ["/restore", { name: "no" }],
      ["/faults", { kind: "status", match: "(" }],
    ] as const) {
      expect((await call("POST", path, body)).status).toBe(400);
    }
    expect((await call("GET", "/nothing")).status).toBe(404);
  });

  test("the journal names the operation and the person", async () => {
    const client = await emulatedClient();
    await client.get(`${pages}?limit=1`);
    const entry: Json = client.emulator.admin.journal().at(-1);
    expect(entry).toMatchObject({
      operationId: "getPages",
      accountId: "712020:ada",
      part: "site",
      status: 200,
      fault: null,
    });
  });
});

describe("every answer", () => {
  test("carries the headers of the real hosts", async () => {
    const { headers } = await (await emulatedClient()).get(pages);
    expect(headers.get("server")).toBe("AtlassianEdge");
    for (const name of ["atl-traceid", "atl-request-id", "x-trace-id", "x-confluence-request-time"])
      expect(headers.get(name)).toBeTruthy();
  });

  test("comes over the network as it comes in-process", async () => {
    const emulator = await createEmulator({ seed: testSeed(), port: 0, now: () => 0 });
    const { email, apiToken } = emulator.credentials;
    const headers = { authorization: `Basic ${btoa(`${email}:${apiToken}`)}` };
    const [network, inProcess] = await Promise.all([
      fetch(`${emulator.url}${pages}`, { headers }),
      emulator.fetch(`${emulator.url}${pages}`, { headers }),
    ]);
    expect(await network.json()).toEqual(await inProcess.json());
    await emulator.close();
    await expect(fetch(emulator.url)).rejects.toThrow();
  });
});

describe("the site in a browser", () => {
  test("shows spaces and pages, follows tiny links, and hides what one may not see", async () => {
    const client = await emulatedClient();
    const { fetch: go, url } = client.emulator;
    const page = (await client.get(`${pages}?title=Documentation`)).json.results[0];
    expect(await (await go(`${url}/wiki`)).text()).toContain("Documentation of the test site");
    const shown = await (await go(`${url}/wiki${page._links.tinyui}`)).text();
    expect(shown).toContain("<h1>Documentation</h1>");
    expect((await go(`${url}/wiki/spaces/DOC/pages/1/x`)).status).toBe(404);
    const hidden = (await client.get(`${pages}?title=Private`)).json.results[0];
    const asBen = await go(`${url}/wiki${hidden._links.webui}`, {
      headers: { cookie: `emulator-account=${encodeURIComponent("712020:ben")}` },
    });
    expect(asBen.status).toBe(404);
  });

  test("does not run what a page's body brings along", async () => {
    const client = await emulatedClient();
    const spaceId = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0].id;
    const body = { representation: "storage", value: '<p><a href="javascript:alert(1)">x</a></p>' };
    const { json } = await client.send("POST", pages, { spaceId, title: "Bad", body });
    expect(await (await client.emulator.fetch(`${client.emulator.url}/wiki${json._links.webui}`)).text()).not.toContain(
      "javascript:",
    );
  });
});

describe("a write that is ignored", () => {
  test("answers as it would and leaves the site, its search and its numbers alone", async () => {
    const client = await emulatedClient();
    const { admin } = client.emulator;
    const find = async (title: string) => (await client.get(`${pages}?title=${title}`)).json.results;
    const [page] = await find("Documentation");
    const spaceId = page.spaceId;
    const update = (title: string) =>
      client.send("PUT", `${pages}/${page.id}`, {
        id: page.id,
        status: "current",
        title,
        body: { representation: "storage", value: `<p>${title}</p>` },
        version: { number: 2 },
      });
    admin.addFault({ kind: "ignored-write", match: "/pages" });
    expect((await client.get(`${pages}/${page.id}`)).status).toBe(200);
    const ignored = await update("Renamed");
    expect([ignored.status, ignored.json.title, ignored.json.version.number]).toEqual([200, "Renamed", 2]);
    expect(await find("Renamed")).toEqual([]);
    expect((await client.get(`${pages}/${page.id}?body-format=storage`)).json).toMatchObject({
      title: "Documentation",
      version: { number: 1 },
    });
    expect((await update("Renamed")).json.version.number).toBe(2);
    expect(await find("Renamed")).toHaveLength(1);

    admin.addFault({ kind: "ignored-write", method: "POST", match: "/pages" });
    const first = await client.send("POST", pages, { spaceId, title: "Made" });
    const second = await client.send("POST", pages, { spaceId, title: "Made" });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.json.id).not.toBe(first.json.id);
    expect((await client.get(`${pages}/${first.json.id}`)).status).toBe(404);
    admin.addFault({ kind: "ignored-write", method: "DELETE" });
    expect((await client.send("DELETE", `${pages}/${second.json.id}`)).status).toBe(204);
    expect((await client.get(`${pages}/${second.json.id}`)).json.status).toBe("current");
  });

  test("keeps what others write meanwhile", async () => {
    const client = await emulatedClient();
    const spaceId = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0].id;
    client.emulator.admin.addFault({ kind: "ignored-write", method: "POST", skip: 1 });
    const made = await Promise.all(
      ["A", "B", "C"].map((title) => client.send("POST", pages, { spaceId, title: `Meanwhile ${title}` })),
    );
    const there = await Promise.all(made.map(async ({ json }) => (await client.get(`${pages}/${json.id}`)).status));
    expect(there).toEqual([200, 404, 200]);
  });
});

describe("faults of the network and of tokens", () => {
  test("flap: every other request is 403 or 404 in turn, until the time is over", async () => {
    const client = await emulatedClient();
    const { admin } = client.emulator;
    admin.addFault({ kind: "flapping", match: "/pages", forMs: 60_000 });
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await client.get(pages)).status);
    expect(statuses).toEqual([403, 200, 404, 200, 403, 200]);
    expect((await client.get(pages)).headers.get("x-cache")).toBe("Error from cloudfront");
    admin.clock.advance(60_000);
    for (let at = 0; at < 2; at += 1) expect((await client.get(pages)).status).toBe(200);
    expect(
      (await client.emulator.fetch(`${client.emulator.url}/_emulator/faults`).then(readAnswer)).json.faults,
    ).toEqual([]);
  });

  test("a 429 can be of each kind, the gateway's without any header", async () => {
    const client = await emulatedClient();
    const reasons: unknown[] = [];
    for (const reason of ["global-quota", "tenant-quota", "burst", "gateway"] as const) {
      client.emulator.admin.addFault({ kind: "rate-limit", reason });
      const { status, headers } = await client.get(pages);
      reasons.push([
        status,
        headers.get("ratelimit-reason"),
        headers.has("x-ratelimit-reset"),
        headers.has("retry-after"),
      ]);
    }
    expect(reasons).toEqual([
      [429, "confluence-quota-global-based", true, false],
      [429, "confluence-quota-tenant-based", true, false],
      [429, "confluence-burst-based", true, false],
      [429, null, false, false],
    ]);
  });

  test("tokens expire, are rotated out and are revoked, of one person only if so wanted", async () => {
    const { emulator } = await emulatedClient();
    const { admin, credentials, url } = emulator;
    const { clientId, clientSecret, cloudId } = credentials;
    const scopes = ["read:page:confluence", "offline_access"];
    const granted = () => admin.grant({ clientId, account: people.ada, scopes });
    const refresh = async (token: string | undefined) => {
      const body = {
        grant_type: "refresh_token",
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: token,
      };
      const answer = await emulator.fetch(`${url}/oauth/token`, { method: "POST", body: JSON.stringify(body) });
      return [answer.status, (await answer.json()).error];
    };
    const read = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await emulator.fetch(`${url}/ex/confluence/${cloudId}${pages}`, { headers })).status;
    };
    const post = (path: string, body: unknown) =>
      emulator.fetch(`${url}/_emulator${path}`, { method: "POST", body: JSON.stringify(body) }).then(readAnswer);

    const rotated = granted();
    expect((await post("/rotate-out-refresh-tokens", { account: people.ben })).json).toEqual({ rotated: 0 });
    expect(await refresh(rotated.refresh_token)).toEqual([200, undefined]);
    expect((await post("/rotate-out-refresh-tokens", { account: people.ada, clientId })).json).toEqual({ rotated: 2 });
    expect(await refresh(rotated.refresh_token)).toEqual([403, "unauthorized_client"]);
    expect(await read(rotated.access_token)).toBe(200);

    const idle = granted();
    expect((await post("/expire-refresh-tokens", {})).json).toEqual({ expired: 3 });
    expect(await refresh(idle.refresh_token)).toEqual([403, "invalid_grant"]);

    const revoked = granted();
    await post("/revoke-tokens", { account: people.ada });
    expect(await refresh(revoked.refresh_token)).toEqual([403, "invalid_grant"]);
    expect(await read(revoked.access_token)).toBe(401);
    expect((await post("/revoke-tokens", { account: "nobody" })).status).toBe(400);
  });

  test("API tokens expire and are revoked", async () => {
    for (const end of ["expireApiTokens", "revokeApiTokens"] as const) {
      const client = await emulatedClient();
      const ben = client.as(people.ben);
      expect(client.emulator.admin[end]({ account: people.ada })).toBe(1);
      expect([(await client.get(pages)).status, (await ben.get(pages)).status]).toEqual([401, 200]);
    }
  });

  test("what cannot be is refused with the name of the member", async () => {
    const { emulator } = await emulatedClient();
    const post = async (path: string, body: unknown) =>
      emulator
        .fetch(`${emulator.url}/_emulator${path}`, { method: "POST", body: JSON.stringify(body) })
        .then(readAnswer);
    for (const [path, body, word] of [
      ["/faults", { kind: "status", status: 42 }, "status"],
      ["/faults", { kind: "status", remaining: 0 }, "remaining"],
      ["/faults", { kind: "latency", latency: 5 }, '"latency"'],
      ["/faults", { kind: "rate-limit", reason: "whim" }, "reason"],
      ["/clock", { set: "tomorrow" }, "set"],
      ["/clock", { advanceMs: "1" }, "advanceMs"],
      ["/index-lag", {}, "milliseconds"],
      ["/features", { colour: true }, "colour"],
    ] as const) {
      const { status, json } = await post(path, body);
      expect([status, json.error]).toEqual([400, expect.stringContaining(word)]);
    }
  });
});
