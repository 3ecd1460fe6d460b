import { createApp, readConfig } from "@tributary/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer } from "../set-up.ts";
import { type Dashboard, executablePath, expectGoodPage, hasChromium, looks, openDashboard } from "./browser.ts";
import { settled } from "./settled.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let dashboard: Dashboard;
let app: Awaited<ReturnType<typeof createApp>>;

/** The server again, where it was. */
async function restart() {
  const { port } = new URL(server.url);
  app = await createApp(
    readConfig({
      TRIBUTARY_LOG_LEVEL: "silent",
      TRIBUTARY_DATA: server.dataDir,
      TRIBUTARY_PORT: port,
      TRIBUTARY_SYNC: "off",
    }),
  );
  await app.start();
}

describe.skipIf(!hasChromium)(`the dashboard while its server is away, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    server = await startServer();
    ({ app } = server);
    dashboard = await openDashboard(server, { mayLoseServer: true });
  });
  afterAll(async () => {
    await dashboard?.close();
    await app?.stop();
    await server?.emulator.close();
  });

  it("says so on the open page, comes back by itself, and shows what changed meanwhile", async () => {
    const pages = await Promise.all(
      looks.map(async ({ name, ...look }) => ({ name, page: await dashboard.signIn("/agents", look) })),
    );
    for (const { page } of pages) {
      await page.getByText("No agent yet").waitFor();
      await page.waitForTimeout(2500);
    }
    await app.stop();
    for (const { name, page } of pages) {
      const notice = page.getByRole("status").filter({ hasText: "No connection to the server" });
      await notice.waitFor();
      await expectGoodPage(page);
      await dashboard.shoot(page, `away-${name}`);
    }
    const page = pages[0]?.page ?? expect.fail("no page");
    // What needs the server says what is the matter, and is mended with it.
    await page.getByRole("link", { name: "Meetings" }).click();
    await page.getByText("The server cannot be reached.").waitFor();
    await dashboard.shoot(page, "away-meetings");

    await page.getByRole("button", { name: "Try now" }).click();
    // It is said for a few seconds only, and each page finds out by itself.
    const back = pages.map(({ page }) => page.getByText("Connected again").waitFor({ timeout: 60_000 }));
    await restart();
    await Promise.all(back);
    await page.getByText("No meetings yet").waitFor();
    expect(await page.getByText("The server cannot be reached.").count()).toBe(0);
    for (const { page } of pages) {
      await page.getByText("Connected again").waitFor({ state: "detached" });
      await settled(page);
    }
    for (const { page } of pages) await page.context().close();
  }, 120_000);
});
