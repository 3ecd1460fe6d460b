import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminEmail, adminPassword, startServer } from "./set-up.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** Where the run leaves its screenshots, to be looked at. */
const shots = join(import.meta.dirname, "../results/screenshots");

let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;

describe.skipIf(!existsSync(executablePath))(`the dashboard, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    browser = await chromium.launch({
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    server = await startServer({ client: { access: "account" } });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const open = async (path: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> => {
    const context = await browser.newContext({ baseURL: server.url, ...options });
    const page = await context.newPage();
    page.on("pageerror", (error) => expect.fail(`${path}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
        expect.fail(`${path}: ${message.text()}`);
    });
    await page.goto(path);
    return page;
  };

  const signIn = async (options?: Parameters<Browser["newContext"]>[0]): Promise<Page> => {
    const page = await open("/sign-in", options);
    await page.getByLabel("E-mail").fill(adminEmail);
    await page.getByLabel("Password", { exact: true }).fill(adminPassword);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Integrations" }).waitFor();
    return page;
  };

  /** In the popup: gives consent, chooses the first site; the popup closes itself. */
  const giveConsent = async (page: Page, begin: () => Promise<void>, shot: string) => {
    const opening = page.waitForEvent("popup");
    await begin();
    const popup = await opening;
    await popup.getByRole("button", { name: "Accept" }).waitFor();
    await popup.screenshot({ path: join(shots, `${shot}-consent.png`), fullPage: true });
    await popup.getByRole("button", { name: "Accept" }).click();
    await popup.getByRole("button", { name: "Use this site" }).waitFor();
    await popup.screenshot({ path: join(shots, `${shot}-choose-site.png`) });
    const closed = popup.waitForEvent("close");
    await popup.getByRole("button", { name: "Use this site" }).click();
    await closed;
  };

  it("connects through the popup, asks which site, turns green, disconnects and reconnects", async () => {
    const page = await signIn();
    await page.screenshot({ path: join(shots, "not-connected.png"), fullPage: true });
    await page.getByRole("button", { name: "Connect Confluence" }).click();
    await page.screenshot({ path: join(shots, "connect-dialog.png") });
    await giveConsent(page, () => page.getByRole("button", { name: "Continue to Atlassian" }).click(), "connect");

    const card = page.locator('article[data-status="active"]');
    await card.waitFor();
    const address = server.emulator.url.replace("http://", "");
    await card.getByText(address).waitFor();
    await page.screenshot({ path: join(shots, "connected.png"), fullPage: true });
    const [connection] = await server.tributary.connections.list({ status: "active" });
    expect(connection?.site).toMatchObject({ id: server.emulator.credentials.cloudId, url: server.emulator.url });

    await card.getByRole("button", { name: "Disconnect Confluence" }).click();
    await page.screenshot({ path: join(shots, "disconnect-dialog.png") });
    await page
      .getByRole("alertdialog")
      .or(page.getByRole("dialog"))
      .getByRole("button", { name: "Disconnect", exact: true })
      .click();
    await page.getByText("Disconnected (1)").click();
    expect(await server.tributary.connections.get(connection?.id ?? "")).toMatchObject({ status: "disconnected" });

    await page
      .locator('article[data-status="disconnected"]')
      .getByRole("button", { name: /Reconnect/ })
      .click();
    const reopening = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Continue to Atlassian" }).click();
    // The site chosen before is kept, so nothing is asked.
    await (await reopening).getByRole("button", { name: "Accept" }).click();
    await card.waitFor();
    expect(await server.tributary.connections.get(connection?.id ?? "")).toMatchObject({ status: "active" });
    await page.context().close();
  });

  it("says so when the person declines, and lets them try again", async () => {
    const page = await signIn();
    await page.getByRole("button", { name: "Connect another Confluence" }).click();
    const opening = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Continue to Atlassian" }).click();
    const popup = await opening;
    await popup.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Nothing was connected").first().waitFor();
    await page.screenshot({ path: join(shots, "declined.png") });
    await page.getByRole("button", { name: "Try again" }).waitFor();
    await page.context().close();
  });

  it("shows the tools and the record of calls", async () => {
    const [connection] = await server.tributary.connections.list({ status: "active" });
    await server.tributary.tools.execute("confluence_get_page", {
      connectionId: connection?.id ?? "",
      arguments: { pageId: "ENG:Sluice" },
    });
    const page = await signIn();
    await page.getByRole("link", { name: "Playground" }).click();
    await page.getByRole("searchbox", { name: "Search tools" }).fill("label");
    await page.getByRole("link", { name: /Add labels/ }).click();
    await page.getByRole("form", { name: "Call Add labels" }).getByText("contentId").first().waitFor();
    await page.screenshot({ path: join(shots, "tool.png") });
    await page.getByRole("link", { name: "Activity" }).click();
    await page
      .getByRole("table", { name: "Recorded calls, newest first" })
      .getByRole("button", { name: /get_page/ })
      .first()
      .click();
    await page.getByRole("dialog").getByText("ENG:Sluice").first().waitFor();
    await page.screenshot({ path: join(shots, "call.png") });
    await page.context().close();
  });

  const looks = [
    { name: "light", colorScheme: "light", viewport: { width: 1280, height: 800 } },
    { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
    { name: "phone", colorScheme: "light", viewport: { width: 390, height: 844 } },
  ] as const;

  it.each(looks)(
    "has no serious accessibility violation on any page, and no sideways scrolling: $name",
    async ({ name, ...look }) => {
      const page = await signIn(look);
      for (const path of [
        "/integrations",
        "/integrations/set-up",
        "/integrations/api-token",
        "/playground",
        "/activity",
        "/sign-in",
      ]) {
        await page.goto(path);
        await page.getByRole("heading").first().waitFor();
        await settled(page);
        await page.screenshot({
          path: join(shots, `${path.slice(1).replaceAll("/", "-")}-${name}.png`),
          fullPage: true,
        });
        expect(await seriousViolations(page), path).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await page.context().close();
    },
  );

  it("goes anywhere by name, and lists its keys", async () => {
    const page = await signIn();
    await page.keyboard.press("Control+k");
    const where = page.getByRole("combobox", { name: "Where to" });
    await where.fill("retention");
    await page.getByRole("option", { name: "Data Settings" }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.screenshot({ path: join(shots, "go-to.png") });
    await page.keyboard.press("Enter");
    await page.waitForURL("**/settings/data");
    await expect.poll(() => page.title()).toBe("Data · Settings · Tributary");

    await page.getByRole("button", { name: "Go to" }).click();
    await where.fill("sluice journal");
    await page.getByRole("option", { name: "Search “sluice journal”" }).click();
    await page.waitForURL("**/knowledge?q=sluice+journal");
    await page.goBack();
    await page.waitForURL("**/settings/data");

    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).getByText("Go to a page").waitFor();
    await page.keyboard.press("Escape");
    await page.context().close();
  });

  it("goes to pages while the server is away, and says that it is", async () => {
    const page = await signIn();
    // Chromium notes every request that fails; the page is to tell.
    page.removeAllListeners("console");
    await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => undefined);
    await page.route(`${server.url}/**`, (route) => route.abort());
    await page.getByRole("link", { name: "Agents" }).click();
    await page.getByRole("heading", { name: "Agents" }).waitFor();
    await page.getByText("The server cannot be reached.").waitFor();
    await page.unroute(`${server.url}/**`);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("No agent yet").waitFor();
    await page.context().close();
  });

  it("asks nothing of any other host", async () => {
    const page = await signIn();
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    for (const path of ["/integrations", "/playground", "/activity"]) {
      await page.goto(path);
      await settled(page);
    }
    expect([...hosts]).toEqual([new URL(server.url).host]);
    await page.context().close();
  });
});

/** Waits until nothing is loading any more. The page keeps a stream open for what is new, so its network is never idle. */
async function settled(page: Page): Promise<void> {
  await page.getByRole("heading").first().waitFor();
  await page
    .getByRole("status")
    .filter({ hasText: /^Loading/ })
    .first()
    .waitFor({ state: "detached" });
}

/** Violations axe calls serious or critical, as a reader can act on them. */
async function seriousViolations(page: Page): Promise<string[]> {
  // The page's own policy forbids inline scripts, so axe comes in by the debugger.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
