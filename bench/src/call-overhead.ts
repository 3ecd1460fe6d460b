import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tributary } from "@tributary/sdk";
import { ms, type Timing, table, timeSeries } from "./measure.ts";
import { startProgram } from "./program.ts";

type EmulatorReady = { url: string; email: string; apiToken: string };
type ServerReady = { url: string; apiKey: string };

const rounds = 5;
const callsPerRound = 400;

/**
 * What a tool call through REST adds over the bare request it makes: both read the same page of the same emulator, in
 * alternating rounds of one run, each from this third process.
 */
export async function callOverhead(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const emulator = await startProgram<EmulatorReady>(["emulator", "--port", "0", "--seed", "demo"]);
  const server = await startProgram<ServerReady>(["serve", "--port", "0", "--data", dataDir], {
    ATLASSIAN_AUTH_URL: emulator.ready.url,
    ATLASSIAN_API_URL: emulator.ready.url,
  });
  try {
    const { url: siteUrl, email, apiToken } = emulator.ready;
    const client = new Tributary({ baseUrl: server.ready.url, apiKey: server.ready.apiKey });
    const { id: connectionId } = await client.connections.createWithApiToken({ siteUrl, email, apiToken });
    const found = await client.tools.execute<{ items: { id: string }[] }>("confluence_list_pages", {
      connectionId,
      arguments: { limit: 1 },
    });
    const pageId = found.data?.items[0]?.id ?? "";
    const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`;

    const bare = async () => {
      const response = await fetch(`${siteUrl}/wiki/api/v2/pages/${pageId}?body-format=storage`, {
        headers: { authorization, accept: "application/json" },
      });
      if (!response.ok) throw new Error(`the emulator answered ${response.status}`);
      await response.json();
    };
    const call = (format: string) => async () => {
      const response = await fetch(`${server.ready.url}/v1/tools/confluence_get_page/execute`, {
        method: "POST",
        headers: { authorization: `Bearer ${server.ready.apiKey}`, "content-type": "application/json" },
        body: JSON.stringify({ connectionId, arguments: { pageId, format } }),
      });
      const { successful } = (await response.json()) as { successful: boolean };
      if (!successful) throw new Error(`the call answered ${response.status}`);
    };

    const kinds = {
      "bare request": bare,
      "get_page, storage": call("storage"),
      "get_page, Markdown": call("markdown"),
    };
    const timings: Record<string, Timing[]> = Object.fromEntries(Object.keys(kinds).map((name) => [name, []]));
    for (const once of Object.values(kinds)) await timeSeries(callsPerRound, once);
    for (let round = 0; round < rounds; round++) {
      for (const [name, once] of Object.entries(kinds)) timings[name]?.push(await timeSeries(callsPerRound, once));
    }
    const median = (name: string, key: keyof Timing) =>
      [...(timings[name] ?? [])].map((t) => t[key]).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
    const base = { p50: median("bare request", "p50"), p95: median("bare request", "p95") };
    table(
      "What a get_page call through REST adds over the bare request",
      ["", "p50", "p95", "added p50", "added p95", "ratio p50"],
      Object.keys(kinds).map((name) => {
        const [p50, p95] = [median(name, "p50"), median(name, "p95")];
        return [name, ms(p50), ms(p95), ms(p50 - base.p50), ms(p95 - base.p95), (p50 / base.p50).toFixed(2)];
      }),
    );

    const started = performance.now();
    const results = await Promise.allSettled(Array.from({ length: 200 }, call("markdown")));
    const failed = results.filter(({ status }) => status === "rejected").length;
    console.log(
      `\n200 calls at once: ${failed} failed, all done after ${ms(performance.now() - started)}. RSS of the server: ${server.rssMb().toFixed(0)} MB.`,
    );
  } finally {
    await server.stop();
    await emulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
