import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator, type EmulatorOptions } from "@tributary/emulator";
import { Tributary } from "@tributary/sdk";
import { createApp, readConfig, systemClock } from "@tributary/server";

export const newDataDir = () => mkdtempSync(join(tmpdir(), "tributary-test-"));

/** A server and an emulator in this process, listening on loopback, with the first admin's API key. */
export async function startServer(options: EmulatorOptions = {}, env: Record<string, string> = {}) {
  const emulator = await createEmulator({ seed: "demo", port: 0, ...options });
  const dataDir = newDataDir();
  const config = readConfig({
    TRIBUTARY_LOG_LEVEL: "silent",
    TRIBUTARY_DATA: dataDir,
    TRIBUTARY_PORT: "0",
    TRIBUTARY_SYNC: "off",
    ATLASSIAN_AUTH_URL: emulator.url,
    ATLASSIAN_API_URL: emulator.url,
    CONFLUENCE_CLIENT_ID: emulator.credentials.clientId,
    CONFLUENCE_CLIENT_SECRET: emulator.credentials.clientSecret,
    ...env,
  });
  let movedMs = 0;
  const clock = { ...systemClock, now: () => Date.now() + movedMs };
  const app = await createApp(config, { clock });
  const { url } = await app.start();
  const admin = await setUpAdmin(url, (await app.setupUrl()) ?? "");
  const tributary = new Tributary({ baseUrl: url, fetch: admin.fetch });
  return {
    app,
    emulator,
    url,
    dataDir,
    /** A client with the admin's session. */
    tributary,
    admin,
    /** Moves the server's clock and the emulator's forward together. */
    advance(ms: number) {
      movedMs += ms;
      emulator.admin.clock.advance(ms);
    },
    async stop() {
      await app.stop();
      await emulator.close();
    },
  };
}

export const adminEmail = "admin@example.com";
export const adminPassword = "a long enough password";

/** Makes the first admin by the printed link, and gives a fetch that carries their session. */
async function setUpAdmin(url: string, setupUrl: string) {
  const browser = newBrowser();
  const response = await browser.fetch(`${url}/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      token: new URL(setupUrl).searchParams.get("token"),
      name: "Admin",
      email: adminEmail,
      password: adminPassword,
    }),
  });
  if (response.status !== 201) throw new Error(`set-up answered ${response.status}: ${await response.text()}`);
  const { member } = (await response.json()) as { member: { id: string } };
  return { id: member.id, fetch: browser.fetch };
}

/** A cookie jar around fetch, as far as one host of a browser needs it. Redirects are left to the test. */
export function newBrowser() {
  const jar = new Map<string, string>();
  const browse = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(input, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return { fetch: browse as typeof fetch, cookies: jar };
}

export type Consent = { decision?: "accept" | "decline"; sites?: string[]; account?: string };

/** Walks a browser from a connection's link over the consent page to the server's callback, which it does not open yet. */
export async function consent(
  emulator: Emulator,
  redirectUrl: string,
  browser: ReturnType<typeof newBrowser>,
  choice: Consent = {},
): Promise<string> {
  const opened = await browser.fetch(redirectUrl);
  const consentUrl = new URL(opened.headers.get("location") ?? "");
  const { email, cloudId } = emulator.credentials;
  const form = new URLSearchParams(consentUrl.search);
  form.set("account", emulator.admin.accounts().find((a) => a.email === (choice.account ?? email))?.id ?? "");
  for (const site of choice.sites ?? [cloudId]) form.append("site", site);
  form.set("decision", choice.decision ?? "accept");
  const decided = await fetch(consentUrl.origin + consentUrl.pathname, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return decided.headers.get("location") ?? "";
}

/** Connects an account through the whole flow and gives the connection's id. */
export async function connect(server: Awaited<ReturnType<typeof startServer>>, userId = "ada"): Promise<string> {
  const request = await server.tributary.connections.initiate({ userId });
  const browser = newBrowser();
  const callback = await browser.fetch(await consent(server.emulator, request.redirectUrl, browser));
  if (callback.status !== 200) throw new Error(`the callback answered ${callback.status}: ${await callback.text()}`);
  return request.id;
}
