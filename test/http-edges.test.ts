import { request } from "node:http";
import { createApp, readConfig } from "@tributary/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { networkOf } from "../packages/server/src/http/client-place.ts";
import { adminEmail, adminPassword, connect, newBrowser, newDataDir, startServer } from "./set-up.ts";

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/v1/session`, { method: "POST", headers, body: JSON.stringify({ email, password }) });

/** Sends a body that never ends, without saying how long it is; gives the status and what was sent until then. */
const sendWithoutEnd = (path: string) =>
  new Promise<{ status: number; sent: number }>((resolve, reject) => {
    const chunk = Buffer.alloc(64 * 1024, "a");
    let sent = 0;
    const asked = request(`${server.url}${path}`, { method: "POST" }, (response) => {
      response.resume();
      clearInterval(timer);
      asked.destroy();
      resolve({ status: response.statusCode ?? 0, sent });
    });
    asked.on("error", (error) => (sent === 0 ? reject(error) : undefined));
    const timer = setInterval(() => {
      if (!asked.destroyed && asked.write(chunk)) sent += chunk.length;
      if (sent > 40 * 1024 * 1024) {
        clearInterval(timer);
        asked.destroy();
        resolve({ status: 0, sent });
      }
    }, 1);
  });

describe("a request that is too large", () => {
  it.each([
    ["/v1/session", 13],
    ["/hooks/meetings/guessed", 13],
    ["/oauth/site", 1],
    ["/oauth/token", 1],
    ["/oauth/register", 1],
    ["/oauth/authorize", 1],
    ["/mcp", 5],
  ])("is refused at %s before it is all read", async (path, mebibytes) => {
    const size = mebibytes * 1024 * 1024;
    const declared = await fetch(`${server.url}${path}`, { method: "POST", body: Buffer.alloc(size) });
    expect(declared.status).toBe(413);
    expect(await declared.json()).toMatchObject({ error: { code: "payload_too_large" } });
  });

  it("is refused without a declared length, too, by those who are not known", async () => {
    for (const path of ["/oauth/site", "/hooks/meetings/guessed"]) {
      const { status, sent } = await sendWithoutEnd(path);
      expect(status, path).toBe(413);
      expect(sent, path).toBeLessThan(16 * 1024 * 1024);
    }
  });
});

describe("a malformed request", () => {
  it.each(["/%E0%A4%A", "/%ff.js", "/assets/%c0%af"])(
    "for %s is answered, and is no fault of the server",
    async (path) => {
      expect((await fetch(server.url + path)).status).toBe(404);
    },
  );

  it("with a form that is none is answered", async () => {
    const answer = await fetch(`${server.url}/oauth/site`, { method: "POST", body: "x" });
    expect(answer.status).toBe(410);
  });

  it("for a page of a list that there cannot be is refused", async () => {
    for (const list of ["calls", "approvals", "meetings", "sync-runs"]) {
      const answer = await server.admin.fetch(`${server.url}/v1/${list}?cursor=zzz`);
      const error = { code: "invalid_input", message: expect.stringContaining("cursor") };
      expect([list, answer.status, await answer.json()]).toMatchObject([list, 400, { error }]);
    }
  });

  it("nested without end is refused", async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    for (const path of ["/v1/session", "/v1/tools/confluence_get_page/execute"]) {
      const answer = await server.admin.fetch(`${server.url}${path}`, {
        method: "POST",
        body: `{"arguments":${deep}}`,
      });
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: "invalid_input" } }]);
    }
  });

  it.each([
    ["of too many values to look at each", 210_000],
    ["with many mistakes", 10_000],
  ])("%s gets a short answer", async (_, values) => {
    const wrong = { sources: Array(values).fill(1), labels: Array(values).fill(1) };
    const unknown = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`pageIdentifier${i}`, 1]));
    for (const [path, body] of Object.entries({
      "/v1/search": { query: "x", ...wrong },
      "/v1/agents": { name: "x", ...wrong, ...unknown },
      "/v1/tools/confluence_create_page/execute": { arguments: { spaceId: "1", title: "x", ...wrong } },
      "/v1/tools/confluence_get_page/execute": { arguments: { ...wrong, ...unknown } },
    })) {
      const answer = await server.admin.fetch(server.url + path, { method: "POST", body: JSON.stringify(body) });
      const text = await answer.text();
      expect([answer.status, text], path).toMatchObject([400, expect.stringContaining("invalid_input")]);
      expect(text.length, path).toBeLessThan(10_000);
    }
  });
});

describe("a search", () => {
  it("for more labels than a query can hold is refused, and is no fault of the server", async () => {
    const body = JSON.stringify({ query: "release", labels: Array.from({ length: 2_000 }, (_, i) => `one${i}`) });
    const answer = await server.admin.fetch(`${server.url}/v1/search`, { method: "POST", body });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: "invalid_input" } }]);
  });
});

describe("pages of other places", () => {
  const evil = { origin: "https://evil.example", "content-type": "text/plain" };

  it("cannot sign a browser in as somebody else, nor out", async () => {
    const answer = await signIn(adminEmail, adminPassword, evil);
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
    for (const path of ["/v1/setup", "/v1/join"]) {
      const body = JSON.stringify({ token: "x", name: "x", email: "x@example.com", password: "long enough to be" });
      const given = path === "/v1/join" ? JSON.stringify({ token: "x", name: "x", password: "long enough" }) : body;
      const refused = await fetch(server.url + path, { method: "POST", headers: evil, body: given });
      expect(await refused.json()).toMatchObject({ error: { message: expect.stringContaining("evil.example") } });
    }
    const out = await server.admin.fetch(`${server.url}/v1/session`, { method: "DELETE", headers: evil });
    expect(out.status).toBe(403);
    expect((await server.admin.fetch(`${server.url}/v1/me`)).status).toBe(200);
  });

  it("cannot change anything with a session, on any route", async () => {
    const { paths } = (await (await fetch(`${server.url}/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const byOthers = /^\/hooks\/|^\/v1\/join\/check$/;
    let tried = 0;
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods).filter((one) => one !== "get")) {
        if (byOthers.test(path)) continue;
        const answer = await server.admin.fetch(server.url + path.replaceAll(/\{\w+\}/g, "x"), {
          method: method.toUpperCase(),
          headers: evil,
          ...(path.startsWith("/v1/session") || path === "/v1/setup" || path === "/v1/join"
            ? { body: JSON.stringify(bodies[path] ?? {}) }
            : {}),
        });
        expect([answer.status, method, path]).toEqual([403, method, path]);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(40);
    for (const path of ["/oauth/site", "/oauth/authorize/sign-in"])
      expect((await server.admin.fetch(server.url + path, { method: "POST", headers: evil, body: "a=b" })).status).toBe(
        403,
      );
  });

  it("may not read answers: nothing under /v1 is shared with other origins", async () => {
    const answer = await fetch(`${server.url}/v1/health`, { headers: evil });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  const bodies: Record<string, unknown> = {
    "/v1/session": { email: adminEmail, password: adminPassword },
    "/v1/setup": { token: "x", name: "x", email: "x@example.com", password: "long enough to be" },
    "/v1/join": { token: "x", name: "x", password: "long enough to be" },
  };
});

describe("guessing passwords", () => {
  it("is slowed down for one place over many accounts, and for a stolen session", async () => {
    const from = (place: string) => ({ "x-forwarded-for": `1.2.3.4, ${place}` });
    // What is no address counts like one, and spares the server the time a password takes.
    const names = Array.from({ length: 103 }, (_, i) => (i < 3 ? `nobody-${i}@example.com` : `nobody-${i}`));
    const tries = await Promise.all(
      names.map((name) => signIn(name, "a wrong password", from("203.0.113.7")).then(({ status }) => status)),
    );
    expect([tries.filter((s) => s === 401).length, tries.filter((s) => s === 429).length]).toEqual([100, 3]);
    const waits = await signIn(adminEmail, adminPassword, from("203.0.113.7"));
    expect(await waits.json()).toMatchObject({ error: { details: { retryAfterMs: expect.any(Number) } } });
    // What a client says of itself is not what the proxy says: and others go on.
    expect((await signIn(adminEmail, adminPassword, from("203.0.113.8"))).status).toBe(200);
    server.advance(11 * 60_000);
    expect((await signIn(adminEmail, adminPassword, from("203.0.113.7"))).status).toBe(200);

    const browser = newBrowser();
    await browser.fetch(`${server.url}/v1/session`, {
      method: "POST",
      body: JSON.stringify({ email: adminEmail, password: adminPassword }),
    });
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () =>
        browser
          .fetch(`${server.url}/v1/me/password`, {
            method: "POST",
            body: JSON.stringify({ current: "a wrong password", password: "one of the thief's" }),
          })
          .then(({ status }) => status),
      ),
    );
    expect(guesses.filter((status) => status === 429)).toHaveLength(2);
  });

  it("counts a network of IPv6 as one place", () => {
    expect(networkOf("2001:db8:0:1:aaaa::1")).toBe(networkOf("2001:db8:0:1::2"));
    expect(networkOf("2001:db8::1")).not.toBe(networkOf("2001:db8:0:1::1"));
    expect(networkOf("::ffff:192.0.2.1")).toBe("192.0.2.1");
  });
});

describe("an agent", () => {
  it("uses the connection it was given, and neither ends nor changes it", async () => {
    const id = await connect(server);
    const { apiKey } = await server.tributary.agents.create({
      name: "Guest",
      profile: "full-access",
      connectionIds: [id],
    });
    const ask = (method: string, path: string, body: object = {}) =>
      fetch(`${server.url}/v1/connections${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}` },
        ...(method !== "GET" && { body: JSON.stringify(body) }),
      });
    const { sites } = await server.tributary.connections.get(id);
    expect((await ask("GET", `/${id}`)).status).toBe(200);
    for (const [method, path, body] of [
      ["DELETE", `/${id}`, {}],
      ["PATCH", `/${id}`, { name: "Mine" }],
      ["PUT", `/${id}/site`, { siteId: sites[0]?.id }],
      ["POST", `/${id}/reconnect`, {}],
    ] as const)
      expect([(await ask(method, path, body)).status, method]).toEqual([403, method]);
    expect((await server.tributary.connections.get(id)).status).toBe("active");
    // What it asked for itself is its own.
    const own = (await (await ask("POST", "", { userId: "bob" })).json()) as { id: string };
    expect((await ask("PATCH", `/${own.id}`, { name: "Bob's" })).status).toBe(200);
    expect((await ask("DELETE", `/${own.id}`)).status).toBe(200);
    // What a member sends would go through it.
    expect((await ask("POST", "", { userId: server.admin.id })).status).toBe(403);
  });
});

describe("the pages of the dashboard", () => {
  it("load nothing from elsewhere, stand in no frame, and tell others nothing", async () => {
    for (const path of ["/", "/approvals/apr_x", "/oauth/callback"]) {
      const { headers } = await fetch(server.url + path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy, path).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
      expect(policy, path).not.toMatch(/https?:|\*|unsafe/);
      expect(headers.get("referrer-policy"), path).toBe("same-origin");
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    }
  });
});

describe("a client described by a document", () => {
  it("has it read for members only: strangers make the server ask nothing of an address", async () => {
    const id = "https://client.example/metadata.json";
    const redirectUri = "http://127.0.0.1:9999/callback";
    const asked: string[] = [];
    const read = async (url: string | URL | Request) => {
      asked.push(String(url));
      return Response.json({ client_id: id, client_name: "Described", redirect_uris: [redirectUri] });
    };
    const settings = { TRIBUTARY_LOG_LEVEL: "silent", TRIBUTARY_SYNC: "off", TRIBUTARY_DATA: newDataDir() };
    const app = await createApp(readConfig(settings), { fetch: read as typeof fetch });
    const { createMember, signIn: start } = await app.signIn();
    await createMember({ name: "Ada", email: adminEmail, password: adminPassword, role: "admin" });
    const url = new URL("http://127.0.0.1:7350/oauth/authorize");
    const query = {
      response_type: "code",
      client_id: id,
      code_challenge_method: "S256",
      code_challenge: "a".repeat(43),
    };
    url.search = new URLSearchParams(query).toString();
    expect((await app.fetch(new Request(url))).status).toBe(401);
    expect((await app.fetch(new Request(url, { headers: { cookie: "tributary.session_token=guessed" } }))).status).toBe(
      401,
    );
    expect(asked).toEqual([]);
    const { cookies } = await start(adminEmail, adminPassword, new Headers());
    const page = await app.fetch(new Request(url, { headers: { cookie: cookies[0]?.split(";")[0] ?? "" } }));
    expect([page.status, asked]).toEqual([200, [id]]);
    expect(await page.text()).toContain("Described wants to work with Confluence");
    await app.stop();
  });
});
