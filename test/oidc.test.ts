import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { createApp, readConfig } from "@tributary/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDataDir } from "./set-up.ts";

type Person = { sub: string; email: string; email_verified: boolean; name: string };

/** A small OpenID Connect provider that signs in `person` without asking. */
async function startProvider() {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, { person: Person; nonce: string | null }>();
  const state = { person: undefined as Person | undefined, asked: [] as string[], audience: "client" };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = (claims: object) => {
    const text = `${encode({ alg: "RS256", kid: "k1", typ: "JWT" })}.${encode(claims)}`;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
  };
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", issuer());
    state.asked.push(`${request.method} ${url.pathname}`);
    const json = (value: object) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(value));
    };
    if (url.pathname === "/.well-known/openid-configuration") {
      return json({
        issuer: issuer(),
        authorization_endpoint: `${issuer()}/authorize`,
        token_endpoint: `${issuer()}/token`,
        userinfo_endpoint: `${issuer()}/userinfo`,
        jwks_uri: `${issuer()}/jwks`,
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
    if (url.pathname === "/jwks")
      return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }] });
    if (url.pathname === "/authorize") {
      const code = randomUUID();
      if (state.person !== undefined) codes.set(code, { person: state.person, nonce: url.searchParams.get("nonce") });
      const back = new URL(url.searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", url.searchParams.get("state") ?? "");
      response.writeHead(302, { location: back.href });
      return response.end();
    }
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      const given = codes.get(new URLSearchParams(body).get("code") ?? "");
      if (url.pathname === "/token" && given !== undefined) {
        const now = Math.floor(Date.now() / 1000);
        const { person, nonce } = given;
        const claims = { ...person, iss: issuer(), aud: state.audience, iat: now, exp: now + 300, nonce };
        return json({ access_token: "at", token_type: "Bearer", expires_in: 300, id_token: signed(claims) });
      }
      if (url.pathname === "/userinfo" && state.person !== undefined) return json(state.person);
      response.statusCode = 400;
      return json({ error: "invalid_grant" });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = () => `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return { state, issuer: issuer(), close: () => new Promise((resolve) => server.close(resolve)) };
}

let provider: Awaited<ReturnType<typeof startProvider>>;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider?.close());

const origin = "http://127.0.0.1:7350";

async function server(settings: Record<string, string> = {}) {
  const app = await createApp(
    readConfig({
      TRIBUTARY_LOG_LEVEL: "silent",
      TRIBUTARY_DATA: newDataDir(),
      TRIBUTARY_SYNC: "off",
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: "client",
      OIDC_CLIENT_SECRET: "secret",
      ...settings,
    }),
  );
  /** Signs in as a browser would, by following where it is sent; gives where it ends and who it is then. */
  const signIn = async (person: Person) => {
    provider.state.person = person;
    const jar = new Map<string, string>();
    let at = `${origin}/v1/session/oidc?next=/agents`;
    for (let hop = 0; hop < 6; hop++) {
      const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") };
      const response = at.startsWith(origin)
        ? await app.fetch(new Request(at, { headers }))
        : await fetch(at, { redirect: "manual" });
      for (const cookie of response.headers.getSetCookie()) {
        const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
        if (at.startsWith(origin)) jar.set(name, value);
      }
      const location = response.headers.get("location");
      if (location === null) break;
      at = new URL(location, at).href;
      if (at.startsWith(`${origin}/agents`) || at.startsWith(`${origin}/sign-in`)) break;
    }
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const me = await app.fetch(new Request(`${origin}/v1/me`, { headers: { cookie } }));
    return { at: at.slice(origin.length), me: me.ok ? ((await me.json()) as Record<string, string>) : undefined };
  };
  return { app, signIn };
}

const ada = { sub: "ada-1", email: "ada@example.test", email_verified: true, name: "Ada" };

describe("signing in by a provider", () => {
  it("lets in whom an admin invited, in the role of the invitation, and again later", async () => {
    const { app, signIn } = await server();
    const now = Date.now();
    await app.store.invitations.insert(
      {
        id: "inv_1",
        email: ada.email,
        role: "member",
        memberId: null,
        invitedBy: "mbr_x",
        createdAt: now,
        expiresAt: now + 60_000,
      },
      "secret",
    );
    const first = await signIn(ada);
    expect(first).toMatchObject({ at: "/agents", me: { email: ada.email, role: "member", name: "Ada" } });
    expect(await app.store.invitations.list(now)).toEqual([]);
    const second = await signIn(ada);
    expect(second.me?.id).toBe(first.me?.id);
    const rows = await app.store.db
      .selectFrom("member_account" as never)
      .selectAll()
      .execute();
    expect(rows).toMatchObject([{ accessToken: null, refreshToken: null, idToken: null }]);
    await app.stop();
  });

  it("turns others away, unless a role is set for everybody", async () => {
    const closed = await server();
    const refused = await closed.signIn(ada);
    expect(refused.me).toBeUndefined();
    expect(refused.at).toBe("/sign-in?error=not_invited");
    expect(await closed.app.store.members.list()).toEqual([]);
    await closed.app.stop();
    const open = await server({ OIDC_ROLE: "viewer" });
    expect(await open.signIn(ada)).toMatchObject({ me: { role: "viewer" } });
    await open.app.stop();
  });

  it("is the member of the same address, if the provider vouches for it", async () => {
    const { app, signIn } = await server({ OIDC_ROLE: "viewer" });
    const { createMember } = await app.signIn();
    const member = await createMember({ name: "A", email: ada.email, password: "correct horse", role: "admin" });
    const forged = await signIn({ ...ada, sub: "mallory", email_verified: false });
    expect(forged.me).toBeUndefined();
    expect((await signIn(ada)).me).toMatchObject({ id: member.id, role: "admin" });
    await app.stop();
  });

  it("takes no token that was made for another client", async () => {
    const { app, signIn } = await server({ OIDC_ROLE: "viewer" });
    provider.state.audience = "somebody-else";
    const refused = await signIn({ ...ada, sub: "ada-2", email: "ada2@example.test" });
    provider.state.audience = "client";
    expect(refused.me).toBeUndefined();
    await app.stop();
  });

  it("says when the provider is away", async () => {
    const { app, signIn } = await server({ OIDC_ROLE: "viewer", OIDC_ISSUER: "http://127.0.0.1:9" });
    const answer = await app.fetch(new Request(`${origin}/v1/session/oidc`));
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([
      502,
      "upstream_unreachable",
    ]);
    expect((await signIn(ada)).me).toBeUndefined();
    await app.stop();
  });

  it("leads back to this server only", async () => {
    const { app } = await server();
    for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
      const answer = await app.fetch(new Request(`${origin}/v1/session/oidc?next=${encodeURIComponent(next)}`));
      expect(answer.status, next).toBe(400);
    }
    await app.stop();
  });
});
