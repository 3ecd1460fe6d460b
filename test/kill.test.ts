import { rmSync } from "node:fs";
import { Tributary } from "@tributary/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../bench/src/program.ts";
import { newBrowser, newDataDir } from "./set-up.ts";

type EmulatorReady = { url: string; cloudId: string; email: string; clientId: string; clientSecret: string };
type ServerReady = { url: string; apiKey: string };

let emulator: Program<EmulatorReady>;
let server: Program<ServerReady> | undefined;
afterEach(async () => {
  await server?.stop();
  await emulator?.stop();
});

describe("a server killed by SIGKILL", () => {
  it("loses nothing it acknowledged, keeps its connection, and says of the rest that it is not known", async () => {
    emulator = await startProgram<EmulatorReady>(["emulator", "--port", "0", "--seed", "demo"]);
    const dataDir = newDataDir();
    const start = () =>
      startProgram<ServerReady>(["serve", "--port", "0", "--data", dataDir], {
        ATLASSIAN_AUTH_URL: emulator.ready.url,
        ATLASSIAN_API_URL: emulator.ready.url,
        CONFLUENCE_CLIENT_ID: emulator.ready.clientId,
        CONFLUENCE_CLIENT_SECRET: emulator.ready.clientSecret,
        TRIBUTARY_LOG_LEVEL: "silent",
      });
    const clientOf = ({ ready }: Program<ServerReady>) =>
      new Tributary({ baseUrl: ready.url, apiKey: ready.apiKey, retries: 0 });

    server = await start();
    const connectionId = await connectByConsent(clientOf(server));
    // Slow answers keep several writes under way at the moment of the kill.
    await fetch(`${emulator.ready.url}/_emulator/faults`, {
      method: "POST",
      body: JSON.stringify({ kind: "latency", latencyMs: 40, match: "/wiki/api/v2/pages", remaining: null }),
    });
    const acknowledged: { title: string; id: string; callId: string }[] = [];
    const client = clientOf(server);
    const writers = Array.from({ length: 20 }, async (_, writer) => {
      for (let n = 0; n < 50; n++) {
        const title = `Written by ${writer}, number ${n}`;
        const result = await client.tools.execute<{ id: string }>("confluence_create_page", {
          connectionId,
          arguments: { spaceId: "ENG", title, body: "kept" },
        });
        if (result.successful) acknowledged.push({ title, id: result.data.id, callId: result.meta.callId ?? "" });
      }
    });
    while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 10));
    server.child.kill("SIGKILL");
    await Promise.allSettled(writers);
    await fetch(`${emulator.ready.url}/_emulator/faults`, { method: "DELETE" });

    server = await start();
    const again = clientOf(server);
    expect((await again.tools.execute("confluence_get_current_user", { connectionId })).successful).toBe(true);
    const records = new Map<string, { outcome: string; title: string }>();
    for await (const call of again.calls.list({ limit: 250 })) {
      if (call.tool !== "confluence_create_page") continue;
      const detail = await again.calls.get(call.id);
      records.set(call.id, { outcome: call.outcome, title: (detail.input as { title: string }).title });
    }
    for (const { callId, id, title } of acknowledged) {
      expect(records.get(callId), title).toMatchObject({ outcome: "ok", title });
      const page = await again.tools.execute("confluence_get_page", {
        connectionId,
        arguments: { pageId: id, detail: "summary" },
      });
      expect(page, title).toMatchObject({ successful: true, data: { title } });
    }
    // Every page at the site stands on record, also those whose answer never went out.
    const atSite = await titlesAtSite(again, connectionId);
    const onRecord = new Set([...records.values()].map(({ title }) => title));
    expect(atSite.filter((title) => !onRecord.has(title))).toEqual([]);
    const outcomes = new Set([...records.values()].map(({ outcome }) => outcome));
    expect(outcomes).not.toContain("running");
    expect(outcomes).toContain("unknown");
    await server.stop();
    server = undefined;
    rmSync(dataDir, { recursive: true, force: true });
  });
});

async function connectByConsent(client: Tributary): Promise<string> {
  const request = await client.connections.initiate({ userId: "ada" });
  const browser = newBrowser();
  const consentUrl = new URL((await browser.fetch(request.redirectUrl)).headers.get("location") ?? "");
  const { accounts } = (await (await fetch(`${emulator.ready.url}/_emulator/`)).json()) as {
    accounts: { id: string; email: string }[];
  };
  const form = new URLSearchParams(consentUrl.search);
  form.set("account", accounts.find(({ email }) => email === emulator.ready.email)?.id ?? "");
  form.set("site", emulator.ready.cloudId);
  form.set("decision", "accept");
  const decided = await fetch(consentUrl.origin + consentUrl.pathname, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  await browser.fetch(decided.headers.get("location") ?? "");
  return (await request.waitForConnection({ timeoutMs: 5000 })).id;
}

async function titlesAtSite(client: Tributary, connectionId: string): Promise<string[]> {
  const titles: string[] = [];
  let cursor: string | undefined;
  do {
    const args = cursor === undefined ? { spaceId: "ENG", limit: 250 } : { cursor };
    const { data } = await client.tools.execute<{ items: { title: string }[]; cursor?: string }>(
      "confluence_list_pages",
      { connectionId, arguments: args },
    );
    titles.push(...(data?.items ?? []).map(({ title }) => title).filter((title) => title.startsWith("Written by ")));
    cursor = data?.cursor;
  } while (cursor !== undefined);
  return titles;
}
