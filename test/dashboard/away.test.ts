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

/** In the page: whether it has fetched beforehand what other pages need, one of which is opened while the server is away. */
function hasCodeOfAllPages(): boolean {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="modulepreload"]')].map(({ href }) => href);
  return (
    links.some((href) => href.includes("/meetings-page")) &&
    links.every((href) => performance.getEntriesByName(href).length > 0)
  );
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
    const page = await dashboard.signIn("/agents");
    await page.getByText("No agent yet").waitFor();
    await expect.poll(() => page.evaluate(hasCodeOfAllPages)).toBe(true);
    // Nobody touches this one.
    const other = await page.context().newPage();
    await other.goto("/agents");
    await other.getByText("No agent yet").waitFor();

    await app.stop();
    const notices = [page, other].map((one) =>
      one.getByRole("status").filter({ hasText: "No connection to the server" }),
    );
    await Promise.all(notices.map((notice) => notice.waitFor()));
    for (const { name, viewport, colorScheme } of looks) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await expectGoodPage(page);
      await dashboard.shoot(page, `away-${name}`);
    }
    await page.setViewportSize(looks[0].viewport);
    // What needs the server says what is the matter, and is mended with it.
    await page.getByRole("link", { name: "Meetings" }).click();
    await page.getByText("The server cannot be reached.").waitFor();
    await dashboard.shoot(page, "away-meetings");

    await page.getByRole("button", { name: "Try now" }).click();
    // It is said for a few seconds only.
    const back = [page, other].map((one) => one.getByText("Connected again").waitFor({ timeout: 60_000 }));
    await restart();
    await Promise.all(back);
    await page.getByText("No meetings yet").waitFor();
    expect(await page.getByText("The server cannot be reached.").count()).toBe(0);
    await page.getByText("Connected again").waitFor({ state: "detached" });
    await settled(page);
    await page.context().close();
  });
});
