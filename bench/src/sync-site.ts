import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tributary } from "@tributary/sdk";
import { startProgram } from "./program.ts";

type EmulatorReady = {
  url: string;
  cloudId: string;
  email: string;
  apiToken: string;
  clientId: string;
  clientSecret: string;
};
type ServerReady = { url: string; apiKey: string };

/** One request the site answered. */
export type Answered = { operationId: string | null; status: number; url: string };

export type LimitedSite = EmulatorReady & {
  headers: Record<string, string>;
  /** What was asked of Confluence since this was called last; consent and tokens are not counted. */
  takeJournal(): Promise<Answered[]>;
  stop(): Promise<void>;
};

/** Of `/proc`; Linux has had no other for decades. */
const ticksPerSecond = 100;

/** An emulated site of many pages that answers after 50 ms and limits traffic as a real one does. */
export async function startLimitedSite(pages: number, latencyMs: number): Promise<LimitedSite> {
  const emulator = await startProgram<EmulatorReady>([
    ...["emulator", "--port", "0", "--seed", "large", "--pages", String(pages), "--limits", "--legacy-v1"],
  ]);
  const { url, email, apiToken } = emulator.ready;
  const admin = async (method: string, path: string, body?: unknown) => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(`${url}/_emulator/${path}`, init);
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  };
  await admin("POST", "faults", { kind: "latency", latencyMs, remaining: null });
  return {
    ...emulator.ready,
    headers: {
      authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`,
      accept: "application/json",
      "content-type": "application/json",
    },
    async takeJournal() {
      const { entries } = (await (await admin("GET", "journal")).json()) as { entries: Answered[] };
      await admin("DELETE", "journal");
      return entries.filter(({ operationId }) => operationId !== null);
    },
    stop: () => emulator.stop(),
  };
}

export type SyncingServer = {
  client: Tributary;
  /** The most memory the process has had at a time. */
  peakMb(): number;
  /** Processor time it has taken since its start: what other work on the machine changes least. */
  cpuSeconds(): number;
  stop(): Promise<void>;
};

export async function startSyncingServer(site: LimitedSite): Promise<SyncingServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const server = await startProgram<ServerReady>(["serve", "--port", "0", "--data", dataDir], {
    ATLASSIAN_AUTH_URL: site.url,
    ATLASSIAN_API_URL: site.url,
    CONFLUENCE_CLIENT_ID: site.clientId,
    CONFLUENCE_CLIENT_SECRET: site.clientSecret,
  });
  return {
    client: new Tributary({ baseUrl: server.ready.url, apiKey: server.ready.apiKey }),
    peakMb() {
      const status = readFileSync(`/proc/${server.child.pid}/status`, "utf8");
      return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
    },
    cpuSeconds() {
      const [, fields = ""] = readFileSync(`/proc/${server.child.pid}/stat`, "utf8").split(") ");
      const ticks = fields.split(" ").slice(11, 13).map(Number);
      return ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond;
    },
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Gives consent as a browser does: API tokens have no hourly points, so the account has to come by OAuth. */
export async function connectByConsent(site: LimitedSite, client: Tributary): Promise<string> {
  const request = await client.connections.initiate({ userId: "bench" });
  const started = await fetch(request.redirectUrl, { redirect: "manual" });
  const cookie = started.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const consentUrl = new URL(started.headers.get("location") ?? "");
  const { accounts } = (await (await fetch(`${site.url}/_emulator/`)).json()) as {
    accounts: { id: string; email: string }[];
  };
  const form = new URLSearchParams(consentUrl.search);
  form.set("account", accounts.find(({ email }) => email === site.email)?.id ?? "");
  form.set("site", site.cloudId);
  form.set("decision", "accept");
  const decided = await fetch(consentUrl.origin + consentUrl.pathname, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  await fetch(decided.headers.get("location") ?? "", { headers: { cookie }, redirect: "manual" });
  return (await request.waitForConnection({ timeoutMs: 10_000 })).id;
}
