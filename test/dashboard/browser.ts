import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { adminEmail, adminPassword, newBrowser, type startServer } from "../set-up.ts";

type Server = Awaited<ReturnType<typeof startServer>>;
type ContextOptions = Parameters<Browser["newContext"]>[0];

export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const hasChromium = existsSync(executablePath);

/** Where a run leaves its screenshots, to be looked at. */
const shots = join(import.meta.dirname, "../../results/screenshots");

export const looks = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { name: "phone", colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

export type Person = { email: string; password: string };

/** A Chromium that looks at one server's dashboard, and fails the test at any error of a page. `mayLoseServer`: it goes. */
export async function openDashboard(server: Server, { mayLoseServer = false } = {}) {
  mkdirSync(shots, { recursive: true });
  const browser = await chromium.launch({
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
  const open = async (path: string, options: ContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ baseURL: server.url, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => expect.fail(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      // A refusal of the server's is shown by the page; the browser notes it as well.
      const expected = mayLoseServer ? /status of 4\d\d|net::ERR_/ : /status of 4\d\d/;
      if (message.type() === "error" && !expected.test(message.text())) expect.fail(`${page.url()}: ${message.text()}`);
    });
    await page.goto(path);
    return page;
  };
  return {
    open,
    /** A page of a signed-in member, the admin unless it is another. */
    async signIn(path: string, options?: ContextOptions, person: Person = admin): Promise<Page> {
      const page = await open("/sign-in", options);
      await page.getByLabel("E-mail").fill(person.email);
      await page.getByLabel("Password", { exact: true }).fill(person.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.locator("main h1").getByText("Integrations").waitFor();
      await page.goto(path);
      return page;
    },
    shoot: (page: Page, name: string) => page.screenshot({ path: join(shots, `${name}.png`) }),
    close: () => browser.close(),
  };
}

export type Dashboard = Awaited<ReturnType<typeof openDashboard>>;

const admin: Person = { email: adminEmail, password: adminPassword };

/** Invites a member who may only look, and who accepts. `fetch` carries their session. */
export async function inviteViewer(server: Server): Promise<Person & { fetch: typeof fetch }> {
  const person = { email: "viewer@example.com", password: "another long password" };
  const { url } = await server.tributary.invitations.create({ email: person.email, role: "viewer" });
  const browser = newBrowser();
  const joined = await browser.fetch(`${server.url}/v1/join`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: new URL(url).searchParams.get("token"), name: "Vera", password: person.password }),
  });
  if (!joined.ok) throw new Error(`joining answered ${joined.status}: ${await joined.text()}`);
  return { ...person, fetch: browser.fetch };
}

/** Fails where axe finds something serious or critical, or the page scrolls sideways. */
export async function expectGoodPage(page: Page): Promise<void> {
  expect(await seriousViolations(page), page.url()).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** Violations axe calls serious or critical, as a reader can act on them. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // Colours of what is still fading in are not those that will be read.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
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
