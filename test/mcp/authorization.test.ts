import { createHash, randomBytes } from "node:crypto";
import {
  Client,
  type OAuthClientInformationMixed,
  type OAuthClientProvider,
  type OAuthDiscoveryState,
  type OAuthTokens,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenSite, openSite } from "../open-site.ts";
import { eras } from "./connect-client.ts";

const base = "http://127.0.0.1:7350";
const redirectUrl = "http://127.0.0.1:9999/callback";
const password = "correct horse battery";

let site: OpenSite;
let cookie: string;
const fetchHere = (url: string | URL | Request, init?: RequestInit) => site.app.fetch(new Request(url, init));

beforeAll(async () => {
  site = await openSite();
  const { createMember } = await site.app.signIn();
  await createMember({ name: "Ada", email: "ada@example.com", password, role: "admin" });
  await createMember({ name: "Vera", email: "vera@example.com", password, role: "viewer" });
  cookie = await signIn("ada@example.com");
});
afterAll(() => site.close());

const formOf = (fields: Record<string, string | string[]>) => {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};
const post = (path: string, fields: Record<string, string | string[]>, headers: Record<string, string> = {}) =>
  fetchHere(`${base}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: formOf(fields).toString(),
  });

async function signIn(email: string): Promise<string> {
  const response = await post("/oauth/authorize/sign-in", { request: "a=b", email, password }, { origin: base });
  expect(response.status).toBe(303);
  return response.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}

/** What a person does in the browser: opens the page, chooses, presses Allow. Gives where they are sent. */
async function allow(url: URL | string, choices: Record<string, string | string[]> = {}): Promise<URL> {
  const shown = await fetchHere(url, { headers: { cookie } });
  expect(shown.status).toBe(200);
  const request = new URL(url).search.slice(1);
  const fields = { request, decision: "allow", profile: "read-only", connectionId: site.connection.id, ...choices };
  const response = await post("/oauth/authorize", fields, { cookie, origin: base });
  expect(response.status, await response.clone().text()).toBe(303);
  return new URL(response.headers.get("location") ?? "");
}

/** A client's memory, as the official client asks for it. */
function memory(clientMetadataUrl?: string) {
  const kept: {
    client?: OAuthClientInformationMixed;
    tokens?: OAuthTokens;
    verifier?: string;
    sentTo?: URL;
    discovered?: OAuthDiscoveryState;
  } = {};
  const provider: OAuthClientProvider = {
    redirectUrl,
    clientMetadata: { client_name: "Official client", redirect_uris: [redirectUrl] },
    ...(clientMetadataUrl !== undefined && { clientMetadataUrl }),
    clientInformation: () => kept.client,
    saveClientInformation(client) {
      kept.client = client;
    },
    tokens: () => kept.tokens,
    saveTokens(tokens) {
      kept.tokens = tokens;
    },
    redirectToAuthorization(url) {
      kept.sentTo = url;
    },
    saveCodeVerifier(verifier) {
      kept.verifier = verifier;
    },
    codeVerifier: () => kept.verifier ?? "",
    saveDiscoveryState(discovered) {
      kept.discovered = discovered;
    },
    discoveryState: () => kept.discovered,
  };
  return { kept, provider };
}

async function connect(provider: OAuthClientProvider, era: (typeof eras)[number], url = `${base}/mcp`) {
  const mode = era === "modern" ? ({ pin: "2026-07-28" } as const) : "legacy";
  const client = new Client(
    { name: "test", version: "1.0.0" },
    { versionNegotiation: { mode }, capabilities: { elicitation: {} } },
  );
  client.setRequestHandler("elicitation/create", () => ({ action: "accept", content: { decision: "approve" } }));
  const transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: provider, fetch: fetchHere });
  const connected = await client.connect(transport).then(
    () => true,
    (error: unknown) => {
      if (error instanceof UnauthorizedError) return false;
      throw error;
    },
  );
  return { client, transport, connected };
}

/** Connects through the person's browser. */
async function connectThrough(
  provider: ReturnType<typeof memory>,
  era: (typeof eras)[number],
  choices?: Record<string, string | string[]>,
) {
  const first = await connect(provider.provider, era);
  expect(first.connected).toBe(false);
  const back = await allow(provider.kept.sentTo ?? "", choices);
  await first.transport.finishAuth(back.searchParams);
  const second = await connect(provider.provider, era);
  expect(second.connected).toBe(true);
  return second.client;
}

describe.each(eras)("OAuth for a %s client", (era) => {
  it("registers it, asks a person, and gives it the policy that was consented to", async () => {
    const provider = memory();
    const client = await connectThrough(provider, era);
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toContain("confluence_get_page");
    expect(names).not.toContain("confluence_create_page");
    expect(provider.kept.tokens?.scope).toBe("confluence:read");
    const agents = await site.app.store.agents.list();
    expect(agents.at(-1)).toMatchObject({ name: "Official client", connectionIds: [site.connection.id] });
    await client.close();
  });

  it("lets a person who said so decide in the client, under their own name", async () => {
    const write = { profile: "documentation-manager", requireApproval: "on" };
    const create = (client: Client, title: string) =>
      client.callTool({ name: "confluence_create_page", arguments: { spaceId: "ENG", title, body: "x" } });
    const trusted = await connectThrough(memory(), era, { ...write, decidesInClient: "on" });
    expect(await create(trusted, `Here ${era}`)).toMatchObject({
      structuredContent: { id: expect.any(String), meta: { approval: { status: "done" } } },
    });
    const [last] = await site.app.desk.list({ limit: 1 });
    expect(last?.decidedBy).toMatchObject({ name: "Ada" });
    const untrusted = await connectThrough(memory(), era, write);
    expect(await create(untrusted, `There ${era}`)).toMatchObject({ structuredContent: { status: "pending" } });
  });

  it("takes a client that is described by a document at its id", async () => {
    const id = "https://client.example/metadata.json";
    const document = { client_id: id, client_name: "Described", redirect_uris: [redirectUrl] };
    site.emulator.fetch = (
      (through) => async (url: RequestInfo | URL, init?: RequestInit) =>
        String(url) === id ? Response.json(document) : through(url as string, init)
    )(site.emulator.fetch) as never;
    const provider = memory(id);
    await expect(connect(provider.provider, era)).resolves.toMatchObject({ connected: false });
    expect(provider.kept.sentTo?.searchParams.get("client_id")).toBe(id);
  });
});

const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");

/** The steps of a client, one by one, so that each can be done wrong. */
async function register(fields: object = { client_name: "By hand", redirect_uris: [redirectUrl] }) {
  const response = await fetchHere(`${base}/oauth/register`, { method: "POST", body: JSON.stringify(fields) });
  return { status: response.status, body: (await response.json()) as Record<string, never> & { client_id: string } };
}
async function authorizeUrl(change: Record<string, string | null> = {}): Promise<URL> {
  const url = new URL("/oauth/authorize", base);
  const usual = {
    response_type: "code",
    client_id: (await register()).body.client_id,
    redirect_uri: redirectUrl,
    code_challenge: challenge,
    code_challenge_method: "S256",
    state: "s1",
    resource: `${base}/mcp`,
  };
  for (const [name, value] of Object.entries({ ...usual, ...change }))
    if (value !== null) url.searchParams.set(name, value);
  return url;
}
async function exchange(fields: Record<string, string>) {
  const response = await post("/oauth/token", fields);
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}
async function newCode(change: Record<string, string | null> = {}) {
  const url = await authorizeUrl(change);
  const back = await allow(url);
  const clientId = url.searchParams.get("client_id") ?? "";
  const fields = {
    grant_type: "authorization_code",
    code: back.searchParams.get("code") ?? "",
    client_id: clientId,
    redirect_uri: redirectUrl,
    code_verifier: verifier,
    resource: `${base}/mcp`,
  };
  return { back, clientId, fields };
}
const list = (token: string, headers: Record<string, string> = {}) =>
  fetchHere(`${base}/mcp`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
  });

describe("the authorization server", () => {
  it("tells a client without a token where to get one", async () => {
    const refused = await fetchHere(`${base}/mcp`, { method: "POST", body: "{}" });
    expect(refused.status).toBe(401);
    const [, address = ""] = /resource_metadata="([^"]+)"/.exec(refused.headers.get("www-authenticate") ?? "") ?? [];
    const resource = (await (await fetchHere(address)).json()) as { resource: string; authorization_servers: string[] };
    expect(resource).toMatchObject({ resource: `${base}/mcp`, authorization_servers: [base] });
    const server = await (await fetchHere(`${base}/.well-known/oauth-authorization-server`)).json();
    expect(server).toMatchObject({
      issuer: base,
      code_challenge_methods_supported: ["S256"],
      client_id_metadata_document_supported: true,
      authorization_response_iss_parameter_supported: true,
    });
    // A client that came by another name of this machine is answered under that name.
    const alias = await fetchHere("http://localhost:7350/.well-known/oauth-protected-resource/mcp", {
      headers: { host: "localhost:7350" },
    });
    expect(await alias.json()).toMatchObject({ resource: "http://localhost:7350/mcp" });
  });

  it("lets nobody lock clients out by registering many", async () => {
    const known = (await newCode()).fields.client_id;
    const waiting = (await register()).body.client_id as string;
    const { mcpGrants } = site.app.store;
    for (let n = 0; n < 520; n++)
      await mcpGrants.register({
        id: `mcpc_flood${n}`,
        name: "Flood",
        redirectUris: [redirectUrl],
        createdAt: Date.now(),
      });
    const { status, body } = await register();
    expect(status).toBe(201);
    expect(await mcpGrants.client(body.client_id as string)).toBeDefined();
    expect(await mcpGrants.client(known as string)).toBeDefined();
    expect(await mcpGrants.client(waiting)).toBeUndefined();
    expect(await mcpGrants.client("mcpc_flood0")).toBeUndefined();
    expect(await mcpGrants.client("mcpc_flood519")).toBeDefined();
  });

  it("gives a code once, to the client it was for, who answers its challenge", async () => {
    const { back, fields } = await newCode();
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: "s1", iss: base });
    for (const wrong of [
      { client_id: (await register()).body.client_id },
      { resource: "https://other.example/mcp" },
    ] as Record<string, string>[])
      expect((await exchange({ ...fields, ...wrong })).body.error, JSON.stringify(wrong)).toMatch(
        /invalid_(grant|target)/,
      );
    const first = await exchange(fields);
    expect(first).toMatchObject({ status: 200, body: { token_type: "Bearer", expires_in: 3600 } });
    expect((await list(first.body.access_token as string)).status).toBe(200);
    // Who brings it a second time has stolen it, or was stolen from: the first one's tokens end, too.
    expect((await exchange(fields)).body.error).toBe("invalid_grant");
    expect((await list(first.body.access_token as string)).status).toBe(401);
    for (const wrong of [{ code_verifier: "x".repeat(43) }, { redirect_uri: "http://127.0.0.1:1/callback" }])
      expect((await exchange({ ...(await newCode()).fields, ...wrong } as never)).body.error).toBe("invalid_grant");
  });

  it("takes a code for a minute only", async () => {
    const { fields } = await newCode();
    site.advance(61_000);
    expect((await exchange(fields)).body.error).toBe("invalid_grant");
  });

  it("renews tokens, each refresh token once, and ends a grant whose old one comes back", async () => {
    const { fields, clientId } = await newCode();
    const first = (await exchange(fields)).body as Record<string, string>;
    site.advance(3_600_001);
    expect((await list(first.access_token as string)).status).toBe(401);
    const again = { grant_type: "refresh_token", client_id: clientId, refresh_token: first.refresh_token as string };
    const second = await exchange(again);
    expect((await list(second.body.access_token as string)).status).toBe(200);
    site.advance(61_000);
    expect((await exchange(again)).body.error).toBe("invalid_grant");
    expect((await list(second.body.access_token as string)).status).toBe(401);
  });

  it("makes tokens for the MCP address, and for nothing else", async () => {
    const { fields } = await newCode();
    const token = (await exchange(fields)).body.access_token as string;
    const rest = await fetchHere(`${base}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(rest.status).toBe(401);
    const secrets = Object.values(site.emulator.credentials);
    expect(secrets).not.toContain(token);
    const back = await fetchHere(await authorizeUrl({ resource: "https://other.example/mcp" }), {
      headers: { cookie },
    });
    expect(new URL(back.headers.get("location") ?? "").searchParams.get("error")).toBe("invalid_target");
  });

  it("ends with the agent it made, and when it is revoked", async () => {
    const tokenOf = async () => (await exchange((await newCode()).fields)).body.access_token as string;
    const removed = await tokenOf();
    const made = (await site.app.store.agents.list()).at(-1);
    await site.app.store.agents.remove(made?.id ?? "");
    expect((await list(removed)).status).toBe(401);
    const revoked = await tokenOf();
    expect((await post("/oauth/revoke", { token: revoked })).status).toBe(200);
    expect((await list(revoked)).status).toBe(401);
  });

  it("sends nobody to an address that was not registered", async () => {
    const elsewhere = await authorizeUrl({ redirect_uri: "https://evil.example/callback" });
    const shown = await fetchHere(elsewhere, { headers: { cookie } });
    expect([shown.status, shown.headers.get("location")]).toEqual([400, null]);
    // The port of this machine's own address may differ from one start of the client to the next.
    const otherPort = await authorizeUrl({ redirect_uri: "http://127.0.0.1:4242/callback" });
    expect((await fetchHere(otherPort, { headers: { cookie } })).status).toBe(200);
    for (const uri of [
      "javascript:alert(1)",
      "http://evil.example/",
      "https://user@evil.example/",
      "https://a.example/#x",
    ])
      expect((await register({ redirect_uris: [uri] })).body, uri).toMatchObject({ error: "invalid_redirect_uri" });
  });

  it("needs PKCE", async () => {
    for (const change of [{ code_challenge: null }, { code_challenge_method: "plain" }] as Record<string, null>[]) {
      const back = await fetchHere(await authorizeUrl(change), { headers: { cookie } });
      expect(new URL(back.headers.get("location") ?? "").searchParams.get("error")).toBe("invalid_request");
    }
  });

  it("asks a signed-in admin, on a page of ours that cannot be put in a frame", async () => {
    const url = await authorizeUrl({
      client_id: (await register({ client_name: "<script>x</script>", redirect_uris: [redirectUrl] })).body.client_id,
    });
    const stranger = await fetchHere(url);
    expect(stranger.status).toBe(401);
    expect(await stranger.text()).toContain('name="password"');
    const viewer = await fetchHere(url, { headers: { cookie: await signIn("vera@example.com") } });
    expect(viewer.status).toBe(403);
    const admin = await fetchHere(url, { headers: { cookie } });
    const html = await admin.text();
    expect(html).not.toContain("<script>x");
    expect(html).toContain("Pages: read · Spaces: read");
    expect(admin.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    const request = url.search.slice(1);
    const fields = { request, decision: "allow", profile: "full-access" };
    expect((await post("/oauth/authorize", fields, { cookie, origin: "https://evil.example" })).status).toBe(403);
    const denied = await post("/oauth/authorize", { request, decision: "deny" }, { cookie, origin: base });
    expect(new URL(denied.headers.get("location") ?? "").searchParams.get("error")).toBe("access_denied");
  });

  it("slows down whoever tries out passwords on its page", async () => {
    const tried = { request: "a=b", email: "eve@example.com", password: "wrong password" };
    for (let i = 0; i < 10; i++) await post("/oauth/authorize/sign-in", tried, { origin: base });
    const slowed = await post("/oauth/authorize/sign-in", tried, { origin: base });
    expect(await slowed.text()).toContain("too many wrong passwords");
  });

  it("limits the agent to the spaces named on the page", async () => {
    const url = await authorizeUrl();
    await allow(url, { spaces: "ENG, OPS", profile: "full-access", requireApproval: "on" });
    expect((await site.app.store.agents.list()).at(-1)?.policy).toMatchObject({
      spaces: { only: ["ENG", "OPS"] },
      groups: { Pages: { level: "write", allowDelete: true, requireApproval: true }, Search: { level: "read" } },
    });
  });
});

describe("the MCP address", () => {
  it("is served under this server's names and to pages of this server only", async () => {
    const key = "trib_host_test";
    const { id } = await site.agent({ groups: {} });
    await site.app.store.apiKeys.insert("key_host", key, { kind: "agent", id }, "test", Date.now());
    expect((await list(key)).status).toBe(200);
    expect((await list(key, { host: "localhost:7350", origin: "http://localhost:7350" })).status).toBe(200);
    expect((await list(key, { host: "evil.example" })).status).toBe(403);
    expect((await list(key, { origin: "https://evil.example" })).status).toBe(403);
    expect((await list(key, { origin: "null" })).status).toBe(403);
  });

  it("does not take a session's cookie", async () => {
    const response = await fetchHere(`${base}/mcp`, { method: "POST", headers: { cookie, origin: base }, body: "{}" });
    expect(response.status).toBe(401);
  });
});
