import { afterEach, describe, expect, it } from "vitest";
import { connect, consent, newBrowser, startServer } from "./set-up.ts";

type Server = Awaited<ReturnType<typeof startServer>>;
let server: Server;
afterEach(() => server?.stop());

const me = (connectionId: string) => server.tributary.tools.execute("confluence_get_current_user", { connectionId });

describe("connecting by consent", () => {
  it("goes from the link over the consent page to an active connection", async () => {
    server = await startServer();
    const request = await server.tributary.connections.initiate({ userId: "ada", name: "Ada's" });
    expect(request.status).toBe("initiated");
    const waiting = request.waitForConnection();
    const browser = newBrowser();
    const callback = await browser.fetch(await consent(server.emulator, request.redirectUrl, browser));
    expect(callback.status).toBe(200);
    expect(await callback.text()).toContain("Connected to");
    const connection = await waiting;
    expect(connection).toMatchObject({
      status: "active",
      name: "Ada's",
      userId: "ada",
      site: { id: server.emulator.credentials.cloudId },
    });
    expect(connection.account?.name).toBeTruthy();
    expect((await me(connection.id)).successful).toBe(true);
  });

  it("asks which site when several were granted, and takes the choice by page or by API", async () => {
    server = await startServer({ client: { access: "account" } });
    for (const way of ["page", "api"] as const) {
      const request = await server.tributary.connections.initiate({ userId: `ada-${way}` });
      const browser = newBrowser();
      const page = await browser.fetch(await consent(server.emulator, request.redirectUrl, browser));
      const html = await page.text();
      const waiting = await server.tributary.connections.get(request.id);
      expect(waiting).toMatchObject({ status: "choose_site", site: null });
      expect(waiting.sites.length).toBeGreaterThan(1);
      for (const site of waiting.sites)
        for (const text of [site.id, site.url]) expect(html).toContain(text.replaceAll("/", "/"));
      expect((await me(request.id)).error).toMatchObject({
        code: "site_required",
        details: { sites: expect.any(Array) },
      });
      const second = waiting.sites[1]?.id ?? "";
      if (way === "page") {
        const chosen = await browser.fetch(`${server.url}/oauth/site`, {
          method: "POST",
          body: new URLSearchParams({ siteId: second }),
        });
        expect(chosen.status).toBe(200);
      } else {
        await server.tributary.connections.chooseSite(request.id, second);
      }
      expect(await server.tributary.connections.get(request.id)).toMatchObject({
        status: "active",
        site: { id: second },
      });
      expect((await me(request.id)).meta.site?.id).toBe(second);
      const other = await server.tributary.tools.execute("confluence_get_current_user", {
        connectionId: request.id,
        siteId: waiting.sites[0]?.id ?? "",
      });
      expect(other).toMatchObject({ successful: true, meta: { site: { id: waiting.sites[0]?.id } } });
    }
  });

  it("tells clearly that the person declined", async () => {
    server = await startServer();
    const request = await server.tributary.connections.initiate({ userId: "ada" });
    const browser = newBrowser();
    const page = await browser.fetch(
      await consent(server.emulator, request.redirectUrl, browser, { decision: "decline" }),
    );
    expect(await page.text()).toContain("You declined access.");
    expect(await server.tributary.connections.get(request.id)).toMatchObject({
      status: "disconnected",
      statusReason: expect.stringContaining("declined"),
    });
    await expect(request.waitForConnection()).rejects.toMatchObject({ code: "connection_not_ready" });
  });

  it("refuses a consent that comes back in another browser, twice, late, or with a state nobody gave", async () => {
    server = await startServer();
    const request = await server.tributary.connections.initiate({ userId: "ada" });
    const browser = newBrowser();
    const callbackUrl = await consent(server.emulator, request.redirectUrl, browser);

    const thief = await newBrowser().fetch(callbackUrl);
    expect(thief.status).toBe(400);
    expect(await thief.text()).toContain("another browser");
    const forged = new URL(callbackUrl);
    forged.searchParams.set("state", "forged");
    expect((await browser.fetch(forged)).status).toBe(400);
    expect(await server.tributary.connections.get(request.id)).toMatchObject({ status: "initiated" });

    expect((await browser.fetch(callbackUrl)).status).toBe(200);
    const again = await browser.fetch(callbackUrl);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain("already used");
    expect((await browser.fetch(request.redirectUrl)).status).toBe(410);
    expect(await server.tributary.connections.get(request.id)).toMatchObject({ status: "active" });
  });

  it("lets only the same account renew a connection, and keeps the old grant until then", async () => {
    server = await startServer();
    const id = await connect(server);
    const other = server.emulator.admin
      .accounts()
      .find((a) => a.active && a.email !== server.emulator.credentials.email);
    const first = await server.tributary.connections.reconnect(id);
    expect(await server.tributary.connections.get(id)).toMatchObject({ status: "active" });
    const browser = newBrowser();
    const page = await browser.fetch(
      await consent(server.emulator, first.redirectUrl, browser, { account: other?.email ?? "" }),
    );
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("belongs to");
    expect((await me(id)).successful).toBe(true);
    const second = await server.tributary.connections.reconnect(id);
    expect((await browser.fetch(await consent(server.emulator, second.redirectUrl, browser))).status).toBe(200);
    expect((await me(id)).successful).toBe(true);
  });

  it("wipes the tokens on disconnect, and works again after a reconnect", async () => {
    server = await startServer();
    const id = await connect(server);
    expect(await server.tributary.connections.disconnect(id)).toMatchObject({ status: "disconnected" });
    expect(await server.app.store.connections.tokens(id)).toBeNull();
    expect((await me(id)).error).toMatchObject({ code: "connection_not_ready" });
    const request = await server.tributary.connections.reconnect(id);
    const browser = newBrowser();
    await browser.fetch(await consent(server.emulator, request.redirectUrl, browser));
    expect((await me(id)).successful).toBe(true);
  });

  it("says what is wrong when the app's secret is", async () => {
    server = await startServer({}, { CONFLUENCE_CLIENT_SECRET: "wrong" });
    const request = await server.tributary.connections.initiate({ userId: "ada" });
    const browser = newBrowser();
    const page = await browser.fetch(await consent(server.emulator, request.redirectUrl, browser));
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("client id or secret");
  });
});

describe("connecting with an API token", () => {
  const credentials = () => {
    const { siteUrl, email, apiToken } = server.emulator.credentials;
    return { userId: "ada", siteUrl, email, apiToken };
  };

  it("tries the token at the site and works with it", async () => {
    server = await startServer();
    const connection = await server.tributary.connections.createWithApiToken(credentials());
    expect(connection).toMatchObject({
      type: "api_token",
      status: "active",
      site: { id: server.emulator.credentials.cloudId },
    });
    expect((await me(connection.id)).successful).toBe(true);
  });

  it("takes a scoped token, which works through the gateway only", async () => {
    server = await startServer();
    const { id } = server.emulator.admin.createApiToken({
      account: credentials().email,
      scopes: ["read:confluence-user", "read:space:confluence"],
    });
    const connection = await server.tributary.connections.createWithApiToken({ ...credentials(), apiToken: id });
    const spaces = await server.tributary.tools.execute("confluence_list_spaces", { connectionId: connection.id });
    expect(spaces.successful).toBe(true);
    const pages = await server.tributary.tools.execute("confluence_list_pages", { connectionId: connection.id });
    expect(pages.error).toMatchObject({ code: "scope_missing", hint: expect.stringContaining("read:page:confluence") });
  });

  it("refuses a wrong token, a host that is not Atlassian's, and one that is no site", async () => {
    server = await startServer();
    const attempt = (change: object) =>
      server.tributary.connections.createWithApiToken({ ...credentials(), ...change });
    await expect(attempt({ apiToken: "wrong" })).rejects.toMatchObject({ code: "connection_expired" });
    await expect(attempt({ siteUrl: "https://evil.example" })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(attempt({ siteUrl: "https://atlassian.net.evil.example" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(attempt({ siteUrl: "http://127.0.0.1:1" })).rejects.toMatchObject({ code: "invalid_input" });
    expect(await server.tributary.connections.list()).toEqual([]);
  });
});
