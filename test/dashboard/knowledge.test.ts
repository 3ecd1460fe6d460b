import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Source } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { connect, startServer } from "../set-up.ts";
import {
  type Dashboard,
  executablePath,
  expectGoodPage,
  hasChromium,
  inviteViewer,
  looks,
  openDashboard,
  type Person,
} from "./browser.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let dashboard: Dashboard;
let connectionId: string;
let viewer: Person & { fetch: typeof fetch };

const allowed = mkdtempSync(join(tmpdir(), "tributary-folders-"));
const folder = join(allowed, "handbook");

const source = (id = connectionId): Promise<Source> => server.tributary.sources.get(id);

describe.skipIf(!hasChromium)(`knowledge in the dashboard, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    mkdirSync(folder);
    for (let at = 0; at < 30; at++) writeFileSync(join(folder, `${at}.md`), `# Rule ${at}\n\nAsk the wallaby.\n`);
    server = await startServer({}, { TRIBUTARY_SYNC: "on", TRIBUTARY_MARKDOWN_SOURCES: allowed });
    connectionId = await connect(server);
    const run = await vi.waitFor(async () => (await source()).lastRun?.id ?? expect.fail("no run"), 10_000);
    await server.tributary.sync.wait(run);
    viewer = await inviteViewer(server);
    dashboard = await openDashboard(server);
  });
  afterAll(async () => {
    await dashboard?.close();
    await server?.stop();
    rmSync(allowed, { recursive: true, force: true });
  });

  it("finds as one types, marks the words, leads to the heading, and is worked with the keyboard", async () => {
    const page = await dashboard.signIn("/knowledge");
    await page.getByRole("heading", { name: "Knowledge" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("journal la");
    const found = page.getByRole("list", { name: "Found" });
    const first = found.getByRole("link", { name: /Runbook: Journal lag/ });
    await first.waitFor();
    expect((await found.locator("mark").allTextContents()).join(" ").toLowerCase()).toContain("lag");
    expect(await first.getAttribute("href")).toMatch(/^http.*\/wiki\/spaces\/ENG\/pages\/\d+/);
    expect(await found.locator('a[href*="#"]').count()).toBeGreaterThan(0);
    expect(new URL(page.url()).searchParams.get("q")).toBe("journal la");

    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Journal lag");
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
    await dashboard.shoot(page, "knowledge-search");
    await page.context().close();
  });

  it("narrows by space, kind, label and date, keeps that in the address, and suggests another spelling", async () => {
    const page = await dashboard.signIn("/knowledge?q=calibration");
    const status = page.getByRole("status").filter({ hasText: /result|Nothing found/ });
    const count = async () => Number(/^([\d,]+) result/.exec((await status.textContent()) ?? "")?.[1] ?? "0");
    await expect.poll(count).toBeGreaterThan(2);
    const all = await count();
    await page.getByLabel("Space", { exact: true }).selectOption({ label: "Instruments" });
    await expect.poll(count).toBeLessThan(all);
    await page.waitForURL(/space=HW/);
    await page.reload();
    await expect.poll(count).toBeGreaterThan(0);
    expect(await page.getByRole("list", { name: "Found" }).getByText("Engineering").count()).toBe(0);
    await page.getByLabel("Changed since").fill("2031-01-01");
    await page.getByText("Nothing fits with these filters.").waitFor();
    await page.getByRole("button", { name: "Search without filters" }).click();
    await expect.poll(count).toBe(all);
    await page.getByRole("searchbox").fill("slucie journal");
    await page.getByRole("button", { name: "sluice journal" }).click();
    await expect.poll(count).toBeGreaterThan(0);
    await page.context().close();
  });

  it("brings a source up to date, pauses it, leaves a space out and takes it in again", async () => {
    const page = await dashboard.signIn(`/knowledge/sources/${connectionId}`);
    const before = (await source()).documents;
    await page.getByRole("button", { name: /^Trigger sync/ }).click();
    await expect.poll(async () => (await server.tributary.sync.list({ sourceId: connectionId })).items.length).toBe(2);
    const runs = page.getByRole("region", { name: "Runs" }).getByRole("listitem");
    await expect.poll(() => runs.count()).toBe(2);
    await runs.last().getByText("added").click();
    await runs.last().getByText("first sync after connecting").waitFor();
    await dashboard.shoot(page, "knowledge-source");

    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByText("Paused: nothing new comes in").waitFor();
    expect((await source()).settings.paused).toBe(true);
    await page.getByRole("button", { name: "Resume" }).click();
    await expect.poll(async () => (await source()).settings.paused).toBe(false);

    await page.getByRole("button", { name: "Actions for Instruments" }).click();
    await page.getByRole("menuitem", { name: "Leave out" }).click();
    await page.getByText("left out", { exact: true }).waitFor();
    await expect.poll(async () => (await source()).documents, { timeout: 20_000 }).toBeLessThan(before);
    await page.getByRole("button", { name: /^Actions for (Instruments|HW)$/ }).click();
    await page.getByRole("menuitem", { name: "Take in again" }).click();
    await expect.poll(async () => (await source()).documents, { timeout: 20_000 }).toBe(before);

    await page.getByRole("button", { name: "Actions for Engineering" }).click();
    await page.getByRole("menuitem", { name: "Index anew" }).click();
    const did = async () =>
      (await server.tributary.sync.list({ sourceId: connectionId })).items.flatMap((run) => run.did);
    await expect.poll(did, { timeout: 20_000 }).toContain("reindex");
    await page.context().close();
  });

  it("says which pages could not be indexed and why, and tries them again", async () => {
    const [hit] = (await server.tributary.search("journal lag")).items;
    const failure = {
      itemId: hit?.id ?? "",
      title: hit?.title ?? "",
      reason: "The site answered 500.",
      at: Date.now(),
    };
    await server.app.store.syncMemory.saveBatch(connectionId, { failures: [failure] });
    const page = await dashboard.signIn("/knowledge");
    await page.getByRole("link", { name: "See why" }).click();
    const failed = page.getByRole("region", { name: /^Not indexed/ });
    await failed.getByText(failure.title).waitFor();
    await failed.getByText("The site answered 500.").waitFor();
    await dashboard.shoot(page, "knowledge-failures");
    await failed.getByRole("button", { name: "Try these again" }).click();
    await failed.waitFor({ state: "detached", timeout: 20_000 });
    expect((await source()).failures).toBe(0);
    await page.context().close();
  });

  it("adds a folder, asks before removing many at once, and takes the folder out again", async () => {
    const page = await dashboard.signIn("/knowledge");
    await page.getByRole("button", { name: "Add a folder" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Folder").fill("/etc");
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await dialog
      .getByRole("alert")
      .getByText(/not below a folder/)
      .waitFor();
    await dialog.getByLabel("Folder").fill(folder);
    await dialog.getByLabel("Name").fill("Handbook");
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await page.waitForURL(/\/knowledge\/sources\/(?!conn_)/);
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await expect.poll(async () => (await source(id)).documents, { timeout: 20_000 }).toBe(30);

    renameSync(folder, `${folder}-away`);
    mkdirSync(folder);
    await page.getByRole("button", { name: "Trigger sync of Handbook" }).click();
    await page.getByText("30 documents no longer in the folder").waitFor({ timeout: 20_000 });
    await dashboard.shoot(page, "knowledge-held");
    await page.getByRole("button", { name: "Remove them" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove from the index" }).click();
    await expect.poll(async () => (await source(id)).documents, { timeout: 20_000 }).toBe(0);
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await page.waitForURL(/\/knowledge$/);
    expect((await server.tributary.sources.list()).map((one) => one.id)).not.toContain(id);
    await page.context().close();
  });

  it("shows what changed lately, and who did what in a space", async () => {
    const page = await dashboard.signIn("/knowledge");
    await page.getByRole("link", { name: "Recently changed" }).click();
    await page.getByText("90 days").click();
    await page.getByLabel("Space", { exact: true }).selectOption({ label: "Engineering" });
    await page.getByRole("list", { name: "Recently changed" }).getByRole("link").first().waitFor();
    await page.getByRole("link", { name: "Digest" }).click();
    await page.getByRole("list", { name: "Digest" }).getByRole("link").first().waitFor();
    await page.getByRole("list", { name: "In figures" }).getByText("comments").waitFor();
    expect(new URL(page.url()).searchParams.get("space")).toBe("ENG");
    await page.context().close();
  });

  it("lets a viewer look and change nothing, by the page and by the API", async () => {
    const page = await dashboard.signIn("/knowledge", undefined, viewer);
    await page.getByRole("heading", { name: "Knowledge" }).waitFor();
    expect(await page.getByRole("button", { name: "Add a folder" }).count()).toBe(0);
    await page.context().close();
    const asked = (path: string, method: string, body: object) =>
      viewer.fetch(`${server.url}${path}`, {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const refused = [
      await asked("/v1/sources", "POST", { path: folder }),
      await asked(`/v1/sources/${connectionId}`, "PATCH", { paused: true }),
      await asked(`/v1/sources/${connectionId}/sync`, "POST", { mode: "load" }),
    ];
    for (const { status } of refused) expect([403, 404]).toContain(status);
    expect((await source()).settings.paused).toBe(false);
  });

  it.each(looks)(
    "has no serious accessibility violation, and no sideways scrolling: $name",
    async ({ name, ...look }) => {
      const page = await dashboard.signIn("/knowledge", look);
      for (const path of [
        "/knowledge",
        "/knowledge?q=journal%20lag",
        "/knowledge?q=zzzz",
        "/knowledge?view=changes&since=2025-01-01",
        "/knowledge?view=digest&since=2025-01-01",
        `/knowledge/sources/${connectionId}`,
      ]) {
        await page.goto(path);
        await page.getByRole("heading").first().waitFor();
        await page.waitForTimeout(700);
        await dashboard.shoot(page, `${path.slice(1).replace(/\W+/g, "-").slice(0, 24)}-${name}`);
        await expectGoodPage(page);
      }
      await page.context().close();
    },
  );
});
