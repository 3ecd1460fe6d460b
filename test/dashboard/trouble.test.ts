import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { consent, newBrowser, startServer } from "../set-up.ts";
import { type Dashboard, executablePath, expectGoodPage, hasChromium, looks, openDashboard } from "./browser.ts";
import { settled } from "./settled.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let dashboard: Dashboard;
let connectionId: string;
let folderId: string;

const folder = mkdtempSync(join(tmpdir(), "tributary-folder-"));

describe.skipIf(!hasChromium)(`connections and syncs in trouble, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    writeFileSync(join(folder, "rules.md"), "# Rules\n\nAsk the wallaby.\n");
    server = await startServer({}, { TRIBUTARY_SYNC: "on", TRIBUTARY_MARKDOWN_SOURCES: folder });
    folderId = (await server.tributary.sources.addMarkdown({ path: folder })).id;
    const { id, redirectUrl } = await server.tributary.connections.initiate({ userId: server.admin.id });
    const browser = newBrowser();
    await browser.fetch(await consent(server.emulator, redirectUrl, browser));
    connectionId = id;
    const run = await vi.waitFor(async () => {
      const { items } = await server.tributary.sync.list({ sourceId: id });
      return items[0]?.id ?? expect.fail("no run");
    }, 10_000);
    await server.tributary.sync.wait(run);
    await server.tributary.agents.create({ name: "Gärtner", profile: "read-only", connectionIds: [id] });
    await server.tributary.meetings.create({
      title: "Release review",
      startedAt: "2026-11-02T10:00:00Z",
      insights: [{ kind: "decision", text: "Ship on Monday." }],
    });
    dashboard = await openDashboard(server);
  });
  afterAll(async () => {
    await dashboard?.close();
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  it("says why a sync is held up while Confluence fails, and that it is tried again", async () => {
    const { id: fault } = server.emulator.admin.addFault({ kind: "status", status: 403, match: "/wiki/" });
    const page = await dashboard.signIn("/knowledge");
    const source = page.getByRole("article", { name: "rillmark" });
    await source.getByRole("button", { name: /Trigger sync/ }).click();
    await source.getByText("Trying again").waitFor();
    await source.getByText(/Confluence refused .* It is tried again by itself/).waitFor();
    await dashboard.shoot(page, "knowledge-held-up");
    await page.goto(`/knowledge/sources/${connectionId}`);
    await page.getByText("The sync is held up").waitFor();
    await page.goto("/integrations");
    await page.getByText(/It is tried again by itself/).waitFor();
    await expectGoodPage(page);
    server.emulator.admin.removeFault(fault);
    await page.getByText("Up to date").waitFor({ timeout: 60_000 });
    expect(await page.getByText(/tried again/).count()).toBe(0);
    await page.context().close();
  }, 90_000);

  it("says on every page that a connection has expired and what to do, and takes it up again when reconnected", async () => {
    server.emulator.admin.revokeTokens();
    await server.tributary.tools.execute("confluence_list_spaces", { connectionId, arguments: {} });
    for (const { name, ...look } of looks) {
      const page = await dashboard.signIn("/integrations", look);
      const goes = async (path: string, said: RegExp) => {
        await page.goto(path);
        await page.getByText(said).first().waitFor();
        await settled(page);
        await expectGoodPage(page);
        await dashboard.shoot(page, `expired-${path.split("/")[1]?.replace(/\?.*/, "-search")}-${name}`);
      };
      await goes("/integrations", /Until you reconnect, tools fail/);
      await goes("/agents", /No connection works/);
      await goes("/knowledge", /left out of every search until/);
      await goes("/knowledge?q=firmware", /Left out: rillmark/);
      await goes("/playground/api-call", /The connection “.*” has expired/);
      await goes("/meetings", /Release review/);
      await page.getByRole("link", { name: "Release review" }).click();
      await page.getByRole("button", { name: /Minutes to Confluence/ }).click();
      await page
        .getByRole("dialog")
        .getByText(/The connection “.*” has expired/)
        .waitFor();
      await page.getByRole("dialog").getByRole("link", { name: "Reconnect it" }).click();
      await page.waitForURL("**/integrations");
      await page.context().close();
    }

    const page = await dashboard.signIn("/knowledge?q=firmware");
    await page.getByText(/Left out: rillmark/).waitFor();
    // Whoever looks in the folder only misses nothing.
    await page.getByLabel("Source", { exact: true }).selectOption(folderId);
    await page.getByText(/Left out/).waitFor({ state: "detached" });
    await page.getByLabel("Source", { exact: true }).selectOption("");
    await page.getByText(/Left out: rillmark/).waitFor();
    await page.getByRole("link", { name: "Go to Integrations" }).click();
    await page.getByRole("button", { name: "Reconnect" }).click();
    const opening = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Continue to Atlassian" }).click();
    await (await opening).getByRole("button", { name: "Accept" }).click();
    await page.locator('article[data-status="active"]').waitFor();
    await page.goBack();
    await page.getByRole("list", { name: "Found" }).waitFor();
    expect(await page.getByText(/Left out/).count()).toBe(0);
    await page.getByRole("searchbox").fill("");
    await page.getByRole("article", { name: "rillmark" }).getByText("Up to date").waitFor();
    await page.context().close();
  }, 120_000);
});
