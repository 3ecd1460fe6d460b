import { Tributary } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, newSecret } from "../packages/server/src/base/ids.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const baseUrl = "http://127.0.0.1:7350";
let serial = 0;

/** A client that keeps cookies as a browser does. */
function browser(apiKey?: string) {
  const jar = new Map<string, string>();
  const send = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    request.headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    request.headers.set("user-agent", "Test browser");
    const response = await site.app.fetch(request);
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return new Tributary({ baseUrl, fetch: send as typeof fetch, retries: 0, ...(apiKey !== undefined && { apiKey }) });
}

const secret = "correct horse battery";

async function member(role: "admin" | "member" | "viewer") {
  const email = `${role}-${++serial}@example.test`;
  const { createMember } = await site.app.signIn();
  const { id } = await createMember({ name: `The ${role}`, email, password: secret, role });
  const client = browser();
  await client.session.signIn({ email, password: secret });
  return { id, email, client };
}

const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";

describe("invitations", () => {
  it("make a member of whoever has the link, once", async () => {
    const { client: admin } = await member("admin");
    const { url, id } = await admin.invitations.create({ email: "New@Example.test", role: "viewer" });
    expect((await admin.invitations.list()).map((one) => one.id)).toContain(id);
    const token = tokenOf(url);
    const guest = browser();
    expect(await guest.invitations.check(token)).toEqual({
      email: "new@example.test",
      role: "viewer",
      newPassword: false,
    });
    await expect(guest.invitations.accept({ token, name: "New", password: "short" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const both = await Promise.allSettled([
      guest.invitations.accept({ token, name: "New", password: secret }),
      browser().invitations.accept({ token, name: "Thief", password: secret }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await site.app.store.members.find("new@example.test"))?.role).toBe("viewer");
    await expect(guest.invitations.check(token)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("end after a week, when taken back, and when another is made for the address", async () => {
    const { client: admin } = await member("admin");
    const first = await admin.invitations.create({ email: "late@example.test" });
    const second = await admin.invitations.create({ email: "late@example.test" });
    const good = async (url: string) =>
      browser()
        .invitations.check(tokenOf(url))
        .then(
          () => true,
          () => false,
        );
    expect([await good(first.url), await good(second.url)]).toEqual([false, true]);
    await admin.invitations.revoke(second.id);
    expect(await good(second.url)).toBe(false);
    const third = await admin.invitations.create({ email: "late@example.test" });
    site.advance(8 * 24 * 3600_000);
    expect(await good(third.url)).toBe(false);
  });

  it("are for admins to make, and not for those who are members", async () => {
    const { client: admin, email } = await member("admin");
    await expect(admin.invitations.create({ email })).rejects.toMatchObject({ code: "conflict" });
    for (const role of ["member", "viewer"] as const) {
      const { client } = await member(role);
      await expect(client.invitations.create({ email: "x@example.test" })).rejects.toMatchObject({ code: "forbidden" });
      await expect(client.invitations.list()).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("members", () => {
  it("are given roles by admins only, and the last admin stays", async () => {
    const one = await openSite();
    const { createMember } = await one.app.signIn();
    const admin = await createMember({ name: "A", email: "a@example.test", password: secret, role: "admin" });
    const other = await createMember({ name: "B", email: "b@example.test", password: secret, role: "member" });
    const apiKey = newSecret();
    await one.app.store.apiKeys.insert(newId("key", 1), apiKey, { kind: "member", id: admin.id }, "t", 1);
    const client = new Tributary({
      baseUrl,
      apiKey,
      retries: 0,
      fetch: ((input: string, init?: RequestInit) => one.app.fetch(new Request(input, init))) as typeof fetch,
    });
    await expect(client.members.setRole(admin.id, "viewer")).rejects.toMatchObject({ code: "conflict" });
    await expect(client.members.remove(admin.id)).rejects.toMatchObject({ code: "conflict" });
    await client.members.setRole(other.id, "admin");
    await client.members.setRole(admin.id, "viewer");
    await expect(client.members.setRole(other.id, "viewer")).rejects.toMatchObject({ code: "forbidden" });
    await one.close();
  });

  it("keep an admin also when two give the role up at the same moment", async () => {
    const one = await openSite();
    const { createMember } = await one.app.signIn();
    const two = await Promise.all(
      ["a", "b"].map((name) => createMember({ name, email: `${name}@example.test`, password: secret, role: "admin" })),
    );
    const { members } = one.app.store;
    expect((await Promise.all(two.map(({ id }) => members.setRole(id, "viewer")))).sort()).toEqual([false, true]);
    const [left] = (await members.list()).filter(({ role }) => role === "admin");
    expect(await members.remove(left?.id ?? "", 1)).toBe(false);
    for (const { id } of two) await members.setRole(id, "admin");
    expect((await Promise.all(two.map(({ id }) => members.remove(id, 1)))).sort()).toEqual([false, true]);
    await one.close();
  });

  it("hear no more of what changes once their session has ended", async () => {
    const { email } = await member("viewer");
    const signedIn = await site.app.fetch(
      new Request(`${baseUrl}/v1/session`, { method: "POST", body: JSON.stringify({ email, password: secret }) }),
    );
    const cookie = (signedIn.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
    const { client: admin } = await member("admin");
    const { id } = await member("member");
    const reader = (await site.app.fetch(new Request(`${baseUrl}/v1/live`, { headers: { cookie } }))).body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toContain("event: open");
    await admin.members.setRole(id, "viewer");
    expect(await next()).toContain("members");
    await site.app.fetch(new Request(`${baseUrl}/v1/session`, { method: "DELETE", headers: { cookie } }));
    await admin.members.setRole(id, "member");
    expect(await next()).toBe("");
  });

  it("have no open link any more when they are removed", async () => {
    const { client: admin } = await member("admin");
    const { id } = await member("member");
    const { url } = await admin.members.newPassword(id);
    await admin.members.remove(id);
    await expect(
      browser().invitations.accept({ token: tokenOf(url), password: "another good secret" }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are out at once when they are removed: session and keys", async () => {
    const { client: admin } = await member("admin");
    const { id, client } = await member("member");
    const { apiKey } = await client.account.createApiKey("laptop");
    const program = browser(apiKey);
    expect((await program.me()).id).toBe(id);
    await admin.members.remove(id);
    await expect(client.me()).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(program.me()).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await admin.members.list()).some((one) => one.id === id)).toBe(false);
  });

  it("can change nothing as viewers", async () => {
    const { client, id } = await member("viewer");
    const refused = { code: "forbidden" };
    await expect(client.agents.create({ name: "x" })).rejects.toMatchObject(refused);
    await expect(client.members.setRole(id, "admin")).rejects.toMatchObject(refused);
    await expect(client.meetings.create({ title: "x", startedAt: "2026-11-02T10:00:00Z" })).rejects.toMatchObject(
      refused,
    );
    await expect(client.connections.initiate({})).rejects.toMatchObject(refused);
    const written = await client.tools
      .execute("confluence_create_page", {
        connectionId: site.connection.id,
        arguments: { spaceId: "ENG", title: "By a viewer", body: "x" },
      })
      .catch((error: unknown) => ({ error }));
    expect(written.error).toMatchObject({ code: expect.stringMatching(/policy_refused|forbidden|not_found/) });
  });

  it("set a new password by the link of an admin, which ends their sessions", async () => {
    const { client: admin } = await member("admin");
    const { id, email, client } = await member("member");
    const { url, newPassword } = await admin.members.newPassword(id);
    expect(newPassword).toBe(true);
    expect((await client.me()).id).toBe(id);
    const fresh = browser();
    await fresh.invitations.accept({ token: tokenOf(url), password: "another good secret" });
    expect((await fresh.me()).id).toBe(id);
    await expect(client.me()).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(browser().session.signIn({ email, password: secret })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await browser().session.signIn({ email, password: "another good secret" });
  });
});

describe("an account", () => {
  it("changes its password with the old one, and keeps only the session that did", async () => {
    const { email, client } = await member("member");
    const elsewhere = browser();
    await elsewhere.session.signIn({ email, password: secret });
    await expect(
      client.account.changePassword({ current: "not my password", password: "brand new secret" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await client.account.changePassword({ current: secret, password: "brand new secret" });
    await client.me();
    await expect(elsewhere.me()).rejects.toMatchObject({ code: "unauthenticated" });
    await browser().session.signIn({ email, password: "brand new secret" });
  });

  it("shows its sessions and ends others", async () => {
    const { email, client } = await member("member");
    const elsewhere = browser();
    await elsewhere.session.signIn({ email, password: secret });
    const sessions = await client.account.sessions();
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(sessions[0]).toMatchObject({ browser: "Test browser" });
    await client.account.endSession();
    await client.me();
    await expect(elsewhere.me()).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("has API keys that do what the member may, and no more once revoked", async () => {
    const { id, client } = await member("viewer");
    const made = await client.account.createApiKey("ci");
    expect(await client.account.apiKeys()).toEqual([{ id: made.id, name: "ci", createdAt: made.createdAt }]);
    const program = browser(made.apiKey);
    expect(await program.me()).toMatchObject({ id, role: "viewer" });
    const { client: other } = await member("admin");
    await expect(other.account.revokeApiKey(made.id)).rejects.toMatchObject({ code: "not_found" });
    await client.account.revokeApiKey(made.id);
    await expect(program.me()).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("cannot be guessed at: wrong passwords wait", async () => {
    const { email } = await member("member");
    const tries = await Promise.allSettled(
      Array.from({ length: 14 }, () => browser().session.signIn({ email, password: "a wrong password" })),
    );
    const codes = tries.map((one) => (one.status === "rejected" ? one.reason.code : "ok"));
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(10);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(4);
    await expect(browser().session.signIn({ email, password: secret })).rejects.toMatchObject({ code: "rate_limited" });
    site.advance(11 * 60_000);
    await browser().session.signIn({ email, password: secret });
  });
});

describe("the record", () => {
  it("has who invited, changed and removed whom", async () => {
    const { id: adminId, client: admin } = await member("admin");
    const { id, email } = await member("member");
    await admin.invitations.create({ email: `guest-${serial}@example.test`, role: "viewer" });
    await admin.members.setRole(id, "viewer");
    await admin.members.newPassword(id);
    await admin.members.remove(id);
    const noted = [];
    for await (const { tool, caller, id: callId } of admin.calls.list({ callerId: adminId }))
      noted.push([tool, caller.kind, (await admin.calls.get(callId)).changes]);
    expect(noted.reverse()).toEqual([
      ["tributary_invite_member", "member", [{ after: { email: `guest-${serial}@example.test`, role: "viewer" } }]],
      ["tributary_update_member", "member", [{ before: { role: "member" }, after: { role: "viewer" } }]],
      ["tributary_renew_password", "member", [{ after: { email } }]],
      ["tributary_remove_member", "member", [{ before: { name: "The member", email, role: "viewer" } }]],
    ]);
  });
});

describe("a copy of the store", () => {
  it("lets nobody into a session: the secret that signs cookies is not in it", async () => {
    const { client } = await member("admin");
    const { db } = site.app.store;
    const settings = await db.selectFrom("setting").select("name").execute();
    expect(settings.map(({ name }) => name).filter((name) => /secret/.test(name))).toEqual([]);
    const rows = await db.selectFrom("member_session").select("token").execute();
    for (const { token } of rows) {
      const headers = { cookie: `tributary.session_token=${token}` };
      expect((await site.app.fetch(new Request(`${baseUrl}/v1/me`, { headers }))).status).toBe(401);
    }
    await client.me();
  });

  it("forgets sessions and links whose time is over", async () => {
    const { client: admin } = await member("admin");
    await admin.invitations.create({ email: `over-${serial}@example.test` });
    site.advance(30 * 24 * 3600_000);
    await site.app.house.tidy();
    const { db } = site.app.store;
    expect(await db.selectFrom("member_session").select("id").execute()).toEqual([]);
    expect(await db.selectFrom("invitation").select("id").execute()).toEqual([]);
  });
});
