import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { consent, newBrowser, startServer } from "../set-up.ts";
import {
  type Dashboard,
  executablePath,
  expectGoodPage,
  hasChromium,
  inviteViewer,
  looks,
  openDashboard,
} from "./browser.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let dashboard: Dashboard;
let connectionId: string;

const runs = async () => (await server.tributary.sync.list({ sourceId: connectionId })).items;

describe.skipIf(!hasChromium)(`integrations in the dashboard, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    server = await startServer({}, { TRIBUTARY_SYNC: "on" });
    // A person who granted little: much is missing.
    const { id, redirectUrl } = await server.tributary.connections.initiate({
      userId: server.admin.id,
      scopeSet: "minimal-read",
    });
    const browser = newBrowser();
    await browser.fetch(await consent(server.emulator, redirectUrl, browser));
    connectionId = id;
    const run = await vi.waitFor(async () => (await runs())[0]?.id ?? expect.fail("no run"), 10_000);
    await server.tributary.sync.wait(run);
    dashboard = await openDashboard(server);
  });
  afterAll(async () => {
    await dashboard?.close();
    await server?.stop();
  });

  it("says which scopes are missing and what they would enable, and asks for more on reconnecting", async () => {
    const page = await dashboard.signIn("/integrations");
    const card = page.locator('article[data-status="active"]');
    await card.getByText("Read", { exact: true }).waitFor();
    await card.getByText(/scopes are missing/).click();
    const missing = card.getByRole("list", { name: "Missing scopes" });
    const writing = missing.getByRole("listitem").filter({ hasText: "write:page:confluence" });
    await writing.getByText(/would enable .*page/).waitFor();
    await dashboard.shoot(page, "integrations-missing-scopes");

    await card.getByRole("button", { name: /Reconnect with more/ }).click();
    await page.getByText("Atlassian may say that the app is not verified").waitFor();
    await page.getByText("Ask for other rights than the app's own").click();
    await page.getByRole("radio", { name: /^Standard/ }).check();
    const opening = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Continue to Atlassian" }).click();
    await (await opening).getByRole("button", { name: "Accept" }).click();
    await expect.poll(async () => (await server.tributary.connections.doctor(connectionId)).scopeSet).toBe("standard");
    await page.context().close();
  });

  it("shows how current the index is, and brings it up to date from the card", async () => {
    const page = await dashboard.signIn("/integrations");
    const index = page.getByRole("region", { name: /^Search index/ });
    await index.getByText("Up to date").waitFor();
    await index.getByText(/^Last sync/).waitFor();
    await index.getByText(/^Next/).waitFor();
    const before = (await runs()).length;
    await index.getByRole("button", { name: /^Trigger sync/ }).click();
    await expect.poll(async () => (await runs()).length).toBe(before + 1);
    await index.getByText("Up to date").waitFor();
    await index.getByRole("link", { name: /documents/ }).click();
    await page.waitForURL(`**/knowledge/sources/${connectionId}`);
    await page.context().close();
  });

  it("says what disconnecting deletes, and how to end it at Atlassian too", async () => {
    const page = await dashboard.signIn("/integrations");
    await page.getByRole("button", { name: /^Disconnect/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/synced documents leave the search index/).waitFor();
    const link = dialog.getByRole("link", { name: /Connected apps of your Atlassian account/ });
    expect(await link.getAttribute("href")).toMatch(/^https:\/\/id\.atlassian\.com\//);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.context().close();
  });

  it("guides through an OAuth app with a set of scopes, and tries it with a consent", async () => {
    const page = await dashboard.signIn("/integrations/set-up");
    expect(await page.getByRole("radio", { name: /^Standard/ }).isChecked()).toBe(true);
    await page.getByText(/^\d+ of \d+ scopes$/).waitFor();
    await page.getByRole("radio", { name: /^Minimal/ }).check();
    expect(await page.getByRole("checkbox", { name: /write:page/ }).count()).toBe(0);
    await page.getByLabel("Name").fill("Read only app");
    await page.getByLabel("Client id").fill(server.emulator.credentials.clientId);
    await page.getByLabel("Client secret", { exact: true }).fill(server.emulator.credentials.clientSecret);
    await page.getByRole("button", { name: "Save the app" }).click();
    await page.getByRole("button", { name: "Connect your account" }).click();
    const [minimal] = await server.tributary.scopeSets.list();
    const made = (await server.tributary.authConfigs.list()).find(({ name }) => name === "Read only app");
    expect(made?.scopes.toSorted()).toEqual(minimal?.scopes.toSorted());

    const opening = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Continue to Atlassian" }).click();
    await (await opening).getByRole("button", { name: "Accept" }).click();
    await page.waitForURL(/\/integrations$/);
    await expect
      .poll(async () => (await server.tributary.connections.list({ status: "active" })).map((one) => one.authConfigId))
      .toContain(made?.id);
    await page.context().close();
  });

  it("lets a viewer look and connect nothing, by the page and by the API", async () => {
    const viewer = await inviteViewer(server);
    const page = await dashboard.signIn("/integrations", undefined, viewer);
    await page.getByText("Confluence Cloud").waitFor();
    expect(await page.getByRole("button", { name: /Connect|Disconnect|Reconnect/ }).count()).toBe(0);
    await page.goto("/integrations/set-up");
    await page.getByText("Only an admin sets up OAuth apps").waitFor();
    await page.context().close();
    for (const path of ["/v1/connections", "/v1/auth-configs"]) {
      const refused = await viewer.fetch(`${server.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(path === "/v1/connections" ? {} : { name: "x", type: "api_token" }),
      });
      expect(refused.status, path).toBe(403);
    }
  });

  it.each(looks)(
    "has no serious accessibility violation, and no sideways scrolling: $name",
    async ({ name, ...look }) => {
      const page = await dashboard.signIn("/integrations", look);
      await page
        .getByRole("region", { name: /^Search index/ })
        .first()
        .waitFor();
      await page.waitForTimeout(400);
      await dashboard.shoot(page, `integrations-index-${name}`);
      await expectGoodPage(page);
      await page.goto("/integrations/set-up");
      await page.getByRole("radio", { name: /^Standard/ }).waitFor();
      await expectGoodPage(page);
      await page.context().close();
    },
  );
});
