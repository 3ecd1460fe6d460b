import { describe, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../index.ts";
import { emptySeed } from "../seed/empty.ts";
import { type Json, people, readAnswer, testSeed } from "../testing/emulated-client.ts";

const redirectUri = "http://localhost:4000/oauth/callback";
const scopes = "read:page:confluence write:page:confluence read:me offline_access";

const second = () => emptySeed("second", testSeed().people[0]);
const start = (options: Parameters<typeof createEmulator>[0] = {}) =>
  createEmulator({ seed: [testSeed(), second()], now: () => Date.parse("2026-06-01T10:00:00Z"), ...options });

const authorizeQuery = (emulator: Emulator, more: Record<string, string> = {}) =>
  new URLSearchParams({
    audience: "api.atlassian.com",
    client_id: emulator.credentials.clientId,
    scope: scopes,
    redirect_uri: redirectUri,
    state: "s1",
    response_type: "code",
    prompt: "consent",
    ...more,
  });

async function decide(emulator: Emulator, more: Record<string, string> = {}, base = emulator.url): Promise<URL> {
  const account = emulator.admin.accounts()[0]?.id ?? "";
  const form = authorizeQuery(emulator, { account, site: emulator.credentials.cloudId, decision: "accept", ...more });
  const response = await emulator.fetch(`${base}/authorize`, { method: "POST", body: form, redirect: "manual" });
  expect(response.status).toBe(302);
  return new URL(response.headers.get("location") ?? "", emulator.url);
}

async function token(emulator: Emulator, body: Record<string, string>, base = emulator.url) {
  const { clientId, clientSecret } = emulator.credentials;
  return readAnswer(
    await emulator.fetch(`${base}/oauth/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...body }),
    }),
  );
}

async function connected(emulator: Emulator, more: Record<string, string> = {}) {
  const code = (await decide(emulator, more)).searchParams.get("code") ?? "";
  return (await token(emulator, { grant_type: "authorization_code", code, redirect_uri: redirectUri })).json;
}

const bearer = async (emulator: Emulator, path: string, accessToken: string) =>
  readAnswer(
    await emulator.fetch(path.startsWith("http") ? path : `${emulator.url}${path}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    }),
  );

describe("the consent page", () => {
  test("says in words what the app wants, offers the sites, and needs no script", async () => {
    const emulator = await start();
    const response = await emulator.fetch(`${emulator.url}/authorize?${authorizeQuery(emulator)}`);
    const page = await response.text();
    expect(response.status).toBe(200);
    for (const words of [
      "See pages",
      "Create and change pages",
      "Keep access while you are away",
      "Ada Byrne",
      "testing",
      "second",
      "Accept",
      "Cancel",
    ])
      expect(page).toContain(words);
    expect(page).not.toMatch(/<script|src="http|href="http/);
  });

  test("lets another person sign in, and remembers who", async () => {
    const emulator = await start();
    const here = `/authorize?${authorizeQuery(emulator)}`;
    const choose = await emulator.fetch(`${emulator.url}/login?continue=${encodeURIComponent(here)}`);
    expect(await choose.text()).toContain("Ben Okafor");
    const signedIn = await emulator.fetch(`${emulator.url}/login`, {
      method: "POST",
      body: new URLSearchParams({ account: "712020:ben", continue: here }),
      redirect: "manual",
    });
    expect([signedIn.status, signedIn.headers.get("location")]).toEqual([303, here]);
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    const page = await (await emulator.fetch(`${emulator.url}${here}`, { headers: { cookie } })).text();
    expect(page).toContain("ben@example.com");
    expect(page).not.toContain(">second<");
  });

  test("never sends the browser to another host after signing in", async () => {
    const emulator = await start();
    for (const target of ["//evil.test/", "https://evil.test/", "/\\evil.test"]) {
      const response = await emulator.fetch(`${emulator.url}/login`, {
        method: "POST",
        body: new URLSearchParams({ account: "712020:ben", continue: target }),
        redirect: "manual",
      });
      expect(response.headers.get("location")).toBe("/");
    }
  });

  test("escapes what the request brings along", async () => {
    const emulator = await start();
    const page = await (
      await emulator.fetch(
        `${emulator.url}/authorize?${authorizeQuery(emulator, { state: '"><script>x</script>', scope: "<b>x</b>" })}`,
      )
    ).text();
    expect(page).not.toContain("<script>");
    expect(page).not.toContain("<b>x");
  });

  test.each([
    ["an unknown client", { client_id: "nobody" }, "No app is registered with this client id."],
    [
      "a callback that is not registered",
      { redirect_uri: "https://evil.test/cb" },
      "Callback URL mismatch. https://evil.test/cb is not in the list of allowed callback URLs",
    ],
    ["no scope", { scope: "" }, "The request names no scope."],
    ["another response type", { response_type: "token" }, "The response_type must be code."],
  ])("turns away %s with an error page instead of a redirect to the app", async (_what, more, description) => {
    const emulator = await start();
    const response = await emulator.fetch(`${emulator.url}/authorize?${authorizeQuery(emulator, more)}`, {
      redirect: "manual",
    });
    const location = new URL(response.headers.get("location") ?? "", emulator.url);
    expect([location.pathname, location.searchParams.get("error_description")]).toEqual(["/error", description]);
    expect(await (await emulator.fetch(location)).text()).toContain("cannot be authorized");
  });

  test("a registered callback must match to the letter", async () => {
    const emulator = await start({ client: { redirectUris: [redirectUri] } });
    expect((await decide(emulator)).searchParams.get("code")).toBeTruthy();
    expect((await decide(emulator, { redirect_uri: `${redirectUri}/` })).pathname).toBe("/error");
  });

  test("declining sends access_denied and the state back, and no code", async () => {
    const back = await decide(await start(), { decision: "cancel" });
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: "access_denied", state: "s1" });
    expect(back.searchParams.has("code")).toBe(false);
  });
});

describe("the token endpoint", () => {
  test("exchanges a code once, for tokens of real look", async () => {
    const emulator = await start();
    const back = await decide(emulator);
    expect([back.origin + back.pathname, back.searchParams.get("state")]).toEqual([redirectUri, "s1"]);
    const request = {
      grant_type: "authorization_code",
      code: back.searchParams.get("code") ?? "",
      redirect_uri: redirectUri,
    };
    const { status, json } = await token(emulator, request);
    expect(status).toBe(200);
    expect(json).toMatchObject({ expires_in: 3600, token_type: "Bearer", scope: scopes });
    expect(`${json.access_token}`.split(".")).toHaveLength(3);
    expect(`${json.access_token}`.length).toBeGreaterThan(1000);
    const again = await token(emulator, request);
    expect([again.status, again.json]).toEqual([
      403,
      { error: "invalid_grant", error_description: "Invalid authorization code" },
    ]);
  });

  test("a code ends after a minute, and belongs to its callback", async () => {
    const emulator = await start();
    const late = (await decide(emulator)).searchParams.get("code") ?? "";
    emulator.admin.clock.advance(61_000);
    expect(
      (await token(emulator, { grant_type: "authorization_code", code: late, redirect_uri: redirectUri })).status,
    ).toBe(403);
    const other = (await decide(emulator)).searchParams.get("code") ?? "";
    expect(
      (
        await token(emulator, {
          grant_type: "authorization_code",
          code: other,
          redirect_uri: "http://localhost:4000/other",
        })
      ).status,
    ).toBe(403);
  });

  test("gives no refresh token without offline_access", async () => {
    expect(await connected(await start(), { scope: "read:page:confluence" })).not.toHaveProperty("refresh_token");
  });

  test("answers a wrong secret as measured", async () => {
    const { status, json } = await token(await start(), {
      grant_type: "refresh_token",
      refresh_token: "x",
      client_secret: "wrong",
    });
    expect([status, json]).toEqual([401, { error: "access_denied", error_description: "Unauthorized" }]);
  });

  test("rotates refresh tokens, with ten minutes of leeway", async () => {
    const emulator = await start();
    const first = await connected(emulator);
    const refresh = (value: unknown) => token(emulator, { grant_type: "refresh_token", refresh_token: String(value) });
    const next = await refresh(first.refresh_token);
    expect(next.status).toBe(200);
    expect(next.json.refresh_token).not.toBe(first.refresh_token);
    emulator.admin.clock.advance(9 * 60_000);
    expect((await refresh(first.refresh_token)).status).toBe(200);
    emulator.admin.clock.advance(2 * 60_000);
    const reused = await refresh(first.refresh_token);
    expect([reused.status, reused.json]).toEqual([
      403,
      { error: "unauthorized_client", error_description: "refresh_token is invalid" },
    ]);
    expect((await refresh(next.json.refresh_token)).status).toBe(200);
  });

  test("a refresh token ends after 90 days without use, and when the app is removed", async () => {
    const emulator = await start();
    const tokens = await connected(emulator);
    const other = await connected(emulator);
    const documented = { error: "invalid_grant", error_description: "Unknown or invalid refresh token." };
    emulator.admin.clock.advance(91 * 24 * 3_600_000);
    expect(
      (await token(emulator, { grant_type: "refresh_token", refresh_token: String(tokens.refresh_token) })).json,
    ).toEqual(documented);
    emulator.admin.clock.advance(-91 * 24 * 3_600_000);
    emulator.admin.removeApp({ clientId: emulator.credentials.clientId });
    expect(
      (await token(emulator, { grant_type: "refresh_token", refresh_token: String(other.refresh_token) })).json,
    ).toEqual(documented);
    expect((await bearer(emulator, "/me", String(other.access_token))).status).toBe(401);
  });
});

describe("the gateway", () => {
  test("lists the granted site, says who one is, and serves the API", async () => {
    const emulator = await start();
    const { access_token: accessToken } = await connected(emulator);
    const { cloudId } = emulator.credentials;
    const resources = await bearer(emulator, "/oauth/token/accessible-resources", String(accessToken));
    expect(resources.json).toEqual([
      {
        id: cloudId,
        url: emulator.url,
        name: "testing",
        scopes: ["read:page:confluence", "write:page:confluence"],
        avatarUrl: `${emulator.url}/wiki/aa-avatar/site`,
      },
    ]);
    expect((await bearer(emulator, "/me", String(accessToken))).json).toMatchObject({
      account_id: "712020:ada",
      email: people.ada,
    });
    const pages = await bearer(emulator, `/ex/confluence/${cloudId}/wiki/api/v2/pages?limit=1`, String(accessToken));
    expect(pages.status).toBe(200);
    expect(pages.json._links.next).toMatch(/^\/wiki\/api\/v2\/pages\?limit=1&cursor=/);
    expect(pages.json._links.base).toBe(`${emulator.url}/wiki`);
    const short = await bearer(emulator, `/ex/confluence/${cloudId}/api/v2/pages?limit=1`, String(accessToken));
    expect(short.json).toEqual(pages.json);
  });

  test("an app of account level gets all sites of the person", async () => {
    const emulator = await start({ client: { access: "account" } });
    const { access_token: accessToken } = await connected(emulator);
    const { json } = await bearer(emulator, "/oauth/token/accessible-resources", String(accessToken));
    expect(json.map((one: Json) => [one.name, one.url])).toEqual([
      ["testing", emulator.url],
      ["second", `${emulator.url}/sites/second`],
    ]);
  });

  test("a missing scope is a 401 that does not name it", async () => {
    const emulator = await start();
    const { access_token: accessToken } = await connected(emulator);
    const { status, json } = await bearer(
      emulator,
      `/ex/confluence/${emulator.credentials.cloudId}/wiki/api/v2/spaces`,
      String(accessToken),
    );
    expect([status, json]).toEqual([401, { code: 401, message: "Unauthorized; scope does not match" }]);
    const { clientId, cloudId } = emulator.credentials;
    const askRemoved = (token: unknown) =>
      bearer(emulator, `/ex/confluence/${cloudId}/rest/api/space?limit=1`, String(token));
    const refused = await askRemoved(accessToken);
    expect([refused.status, refused.headers.get("x-failure-category")]).toEqual([401, "FAILURE_CLIENT_SCOPE_CHECK"]);
    const scopes = ["read:confluence-space.summary"];
    const scoped = emulator.admin.grant({ clientId, account: people.ada, scopes });
    expect((await askRemoved(scoped.access_token)).status).toBe(410);
  });

  test("a token stops working when it expires, on other sites, and on the site itself", async () => {
    const emulator = await start();
    const { access_token: accessToken } = await connected(emulator);
    const gateway = `/ex/confluence/${emulator.credentials.cloudId}/wiki/api/v2/pages`;
    const others = emulator.admin.registerClient({ name: "Other" });
    const elsewhere = emulator.admin.grant({
      clientId: others.id,
      account: people.ada,
      scopes: ["read:page:confluence"],
      sites: [],
    });
    expect((await bearer(emulator, gateway, elsewhere.access_token)).status).toBe(403);
    expect((await bearer(emulator, "/wiki/api/v2/pages", String(accessToken))).status).toBe(401);
    expect((await bearer(emulator, "/ex/confluence/unknown/wiki/api/v2/pages", String(accessToken))).status).toBe(404);
    emulator.admin.clock.advance(3_600_000);
    expect((await bearer(emulator, gateway, String(accessToken))).json).toEqual({ code: 401, message: "Unauthorized" });
  });

  test("everything works through the real host names as well", async () => {
    const emulator = await start();
    const code = (await decide(emulator, {}, "https://auth.atlassian.com")).searchParams.get("code") ?? "";
    const { json } = await token(
      emulator,
      { grant_type: "authorization_code", code, redirect_uri: redirectUri },
      "https://auth.atlassian.com",
    );
    const resources = await bearer(
      emulator,
      "https://api.atlassian.com/oauth/token/accessible-resources",
      String(json.access_token),
    );
    expect(resources.json[0]).toMatchObject({ url: "https://testing.atlassian.net" });
    const page = await bearer(
      emulator,
      `https://api.atlassian.com/ex/confluence/${resources.json[0]?.id}/wiki/api/v2/pages`,
      String(json.access_token),
    );
    expect(page.json._links.base).toBe("https://testing.atlassian.net/wiki");
    expect(
      (await readAnswer(await emulator.fetch("https://second.atlassian.net/_edge/tenant_info"))).json.cloudId,
    ).not.toBe(emulator.credentials.cloudId);
  });
});

describe("Basic authentication", () => {
  const basic = (email: string, apiToken: string) => ({ authorization: `Basic ${btoa(`${email}:${apiToken}`)}` });

  test("works with an API token on the site and not on the gateway", async () => {
    const emulator = await start();
    const { email, apiToken, cloudId } = emulator.credentials;
    expect(
      (await emulator.fetch(`${emulator.url}/wiki/api/v2/pages`, { headers: basic(email, apiToken) })).status,
    ).toBe(200);
    expect(
      (await emulator.fetch(`${emulator.url}/sites/second/wiki/api/v2/pages`, { headers: basic(email, apiToken) }))
        .status,
    ).toBe(200);
    expect(
      (
        await emulator.fetch(`${emulator.url}/ex/confluence/${cloudId}/wiki/api/v2/pages`, {
          headers: basic(email, apiToken),
        })
      ).status,
    ).toBe(401);
  });

  test("a scoped token is the other way round, and holds its scopes", async () => {
    const emulator = await start();
    const { email, cloudId } = emulator.credentials;
    const scoped = emulator.admin.createApiToken({
      account: email,
      scopes: ["read:page:confluence"],
      expiresInMs: 1000,
    });
    const at = (path: string) => emulator.fetch(`${emulator.url}${path}`, { headers: basic(email, scoped.id) });
    expect((await at("/wiki/api/v2/pages")).status).toBe(401);
    expect((await at(`/ex/confluence/${cloudId}/wiki/api/v2/pages`)).status).toBe(200);
    expect((await at(`/ex/confluence/${cloudId}/wiki/api/v2/spaces`)).status).toBe(401);
    emulator.admin.clock.advance(1000);
    expect((await at(`/ex/confluence/${cloudId}/wiki/api/v2/pages`)).status).toBe(401);
  });

  test("wrong tokens, wrong owners, nobody and leavers are kept out", async () => {
    const emulator = await start();
    const { email, apiToken } = emulator.credentials;
    const status = async (headers: Record<string, string>, path = "/wiki/api/v2/pages") =>
      (await emulator.fetch(`${emulator.url}${path}`, { headers })).status;
    expect(await status(basic(email, "wrong"))).toBe(401);
    expect(await status(basic(people.ben, apiToken))).toBe(401);
    expect(await status({ authorization: "Digest x" })).toBe(401);
    const anonymous = await readAnswer(await emulator.fetch(`${emulator.url}/wiki/api/v2/pages`));
    expect([anonymous.status, anonymous.json]).toEqual([
      403,
      { message: "Current user not permitted to use Confluence", statusCode: 403 },
    ]);
    const ben = emulator.admin.createApiToken({ account: people.ben });
    expect(await status(basic(people.ben, ben.id), "/sites/second/wiki/api/v2/pages")).toBe(403);
    emulator.admin.setActive(people.ben, false);
    expect(await status(basic(people.ben, ben.id))).toBe(401);
  });
});

describe("people who leave", () => {
  test("sign out: the browser is nobody until somebody is chosen", async () => {
    const emulator = await start();
    const go = (path: string, cookie = "") =>
      emulator.fetch(`${emulator.url}${path}`, { redirect: "manual", headers: { cookie } });
    expect(await (await go("/wiki")).text()).toContain("You are Ada Byrne");
    const out = await go("/logout");
    const cookie = out.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect([out.status, out.headers.get("location")]).toEqual([302, "/login"]);
    expect((await go("/wiki/spaces?x=1", cookie)).headers.get("location")).toBe(
      "/login?continue=%2Fwiki%2Fspaces%3Fx%3D1",
    );
    expect((await go(`/authorize?${authorizeQuery(emulator)}`, cookie)).headers.get("location")).toContain("/login?");
    const ben = `emulator-account=${encodeURIComponent("712020:ben")}`;
    expect(await (await go("/wiki", ben)).text()).toContain("You are Ben Okafor");
    expect((await go("/sites/second/wiki", ben)).status).toBe(403);
  });

  test("by being deactivated have no way in left, and come back with the same tokens when activated", async () => {
    const emulator = await start();
    const { admin, url, credentials } = emulator;
    const held = await connected(emulator);
    const code = (await decide(emulator)).searchParams.get("code") ?? "";
    const basic = `Basic ${btoa(`${credentials.email}:${credentials.apiToken}`)}`;
    const gateway = `/ex/confluence/${credentials.cloudId}/wiki/api/v2/pages`;
    const statuses = async () => [
      (await bearer(emulator, gateway, held.access_token)).status,
      (await bearer(emulator, "/oauth/token/accessible-resources", held.access_token)).status,
      (await bearer(emulator, "/me", held.access_token)).status,
      (await emulator.fetch(`${url}/wiki/api/v2/pages`, { headers: { authorization: basic } })).status,
    ];
    admin.setActive(people.ada, false);
    expect(await statuses()).toEqual([401, 401, 401, 401]);
    const refreshing = { grant_type: "refresh_token", refresh_token: held.refresh_token };
    expect((await token(emulator, refreshing)).json.error).toBe("invalid_grant");
    expect((await token(emulator, { grant_type: "authorization_code", code, redirect_uri: redirectUri })).status).toBe(
      403,
    );
    const cookie = `emulator-account=${encodeURIComponent("712020:ada")}`;
    const visit = await emulator.fetch(`${url}/wiki`, { redirect: "manual", headers: { cookie } });
    expect(visit.headers.get("location")).toContain("/login");
    admin.setActive(people.ada, true);
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    expect((await token(emulator, refreshing)).status).toBe(200);
  });
});
