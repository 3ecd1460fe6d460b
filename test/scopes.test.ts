import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, consent, newBrowser, startServer } from "./set-up.ts";

describe("scopes", () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  /** Connects with a ready-made set and gives the connection and the scopes that were asked for. */
  async function connectWith(scopeSet: "minimal-read" | "standard" | "everything", userId: string) {
    const { id, redirectUrl } = await server.tributary.connections.initiate({ userId, scopeSet });
    const browser = newBrowser();
    const opened = await browser.fetch(redirectUrl);
    const asked = new URL(opened.headers.get("location") ?? "").searchParams.get("scope")?.split(" ") ?? [];
    const again = await server.tributary.connections.reconnect(id, { scopeSet });
    const callback = await browser.fetch(await consent(server.emulator, again.redirectUrl, browser));
    expect(callback.status).toBe(200);
    return { id, asked };
  }

  it("are offered in three sets, from reading only to everything an app can reach", async () => {
    const sets = await server.tributary.scopeSets.list();
    expect(sets.map(({ name }) => name)).toEqual(["minimal-read", "standard", "everything"]);
    const [minimal, standard, everything] = sets.map(({ scopes }) => scopes.length) as [number, number, number];
    expect(minimal).toBeLessThan(standard);
    expect(standard).toBeLessThan(50);
    expect(everything).toBeGreaterThan(standard);
    const [few = 0, most = 0, all = 0] = sets.map(({ tools }) => tools);
    expect(few < most && most <= all).toBe(true);
  });

  it("of the auth config are the standard set, or the set it was given", async () => {
    const [standard] = (await server.tributary.authConfigs.list()).filter(({ type }) => type === "oauth2");
    const sets = await server.tributary.scopeSets.list();
    expect(standard?.scopes).toEqual(sets[1]?.scopes);
    const app = { type: "oauth2", name: "Reader", clientId: "x", clientSecret: "y" } as const;
    const reader = await server.tributary.authConfigs.create({ ...app, scopeSet: "minimal-read" });
    expect(reader.scopes).toEqual(sets[0]?.scopes);
    const wider = await server.tributary.authConfigs.update(reader.id, { scopeSet: "everything" });
    expect(wider.scopes).toEqual(sets[2]?.scopes);
    await expect(
      server.tributary.authConfigs.create({ ...app, scopeSet: "standard", scopes: ["read:me"] }),
    ).rejects.toMatchObject({ code: "invalid_input" });
    await server.tributary.authConfigs.delete(reader.id);
  });

  it("of a set are what the consent asks for, and what the tools then miss is told", async () => {
    const { id, asked } = await connectWith("minimal-read", "reader");
    const [minimal] = await server.tributary.scopeSets.list();
    expect(asked).toEqual(minimal?.scopes);
    const { known, scopeSet, tools } = await server.tributary.connections.doctor(id);
    expect([known, scopeSet]).toEqual([true, "minimal-read"]);
    expect(tools.find(({ name }) => name === "confluence_create_page")?.missingScopes).toContain(
      "write:page:confluence",
    );

    const listed = await server.tributary.tools.get({ connectionId: id });
    const missing = Object.fromEntries(listed.map(({ name, missingScopes }) => [name, missingScopes]));
    expect(missing.confluence_get_page).toEqual([]);
    expect(missing.confluence_delete_page).toEqual(["delete:page:confluence"]);
    expect(await server.tributary.tools.describe("confluence_delete_page", { connectionId: id })).toMatchObject({
      missingScopes: ["delete:page:confluence"],
    });
    expect(await server.tributary.tools.describe("confluence_delete_page")).not.toHaveProperty("missingScopes");

    const refused = await server.tributary.tools.execute("confluence_create_page", {
      connectionId: id,
      arguments: { spaceId: "ENG", title: "Not granted", body: "x" },
    });
    expect(refused.error).toMatchObject({
      code: "scope_missing",
      hint: expect.stringContaining("write:page:confluence"),
      details: {
        missingScopes: ["write:page:confluence"],
        degradation: "SCOPE_MISSING(write:page:confluence)",
      },
    });
  });

  it("can be widened by reconnecting", async () => {
    const { id } = await connectWith("minimal-read", "grows");
    const { redirectUrl } = await server.tributary.connections.reconnect(id, { scopeSet: "everything" });
    const browser = newBrowser();
    await browser.fetch(await consent(server.emulator, redirectUrl, browser));
    const { scopeSet, tools } = await server.tributary.connections.doctor(id);
    expect(scopeSet).toBe("everything");
    expect(tools.flatMap(({ missingScopes }) => missingScopes)).toEqual([]);
  });

  it("of the environment's app can be a set by its name", async () => {
    const named = await startServer({}, { CONFLUENCE_OAUTH_SCOPE: "minimal-read" });
    const [config] = (await named.tributary.authConfigs.list()).filter(({ type }) => type === "oauth2");
    const [minimal] = await named.tributary.scopeSets.list();
    expect(config?.scopes).toEqual(minimal?.scopes);
    await named.stop();
  });

  it("cannot be changed in the link", async () => {
    const { redirectUrl } = await server.tributary.connections.initiate({ userId: "x", scopeSet: "minimal-read" });
    for (const other of ["everything", "standard"]) {
      const answer = await fetch(redirectUrl.replace("minimal-read", other), { redirect: "manual" });
      expect(answer.status).toBe(410);
    }
    expect((await fetch(redirectUrl, { redirect: "manual" })).status).toBe(302);
  });

  it("of an API token are not known: nothing is said to be missing", async () => {
    const { siteUrl, email, apiToken } = server.emulator.credentials;
    const { id } = await server.tributary.connections.createWithApiToken({ userId: "token", siteUrl, email, apiToken });
    const { known, scopeSet, tools } = await server.tributary.connections.doctor(id);
    expect([known, scopeSet]).toEqual([false, null]);
    expect(tools.flatMap(({ missingScopes }) => missingScopes)).toEqual([]);
  });

  it("of another's connection are nobody's business", async () => {
    const id = await connect(server, "private");
    const { apiKey } = await server.tributary.agents.create({ name: "Other", profile: "read-only" });
    for (const path of [`/v1/connections/${id}/doctor`, `/v1/tools?connectionId=${id}`]) {
      const answer = await fetch(server.url + path, { headers: { authorization: `Bearer ${apiKey}` } });
      expect(answer.status, path).toBe(404);
    }
  });
});
