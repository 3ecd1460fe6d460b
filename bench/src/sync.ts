import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SyncRun, Tributary } from "@tributary/sdk";
import { table } from "./measure.ts";
import {
  type Answered,
  connectByConsent,
  type LimitedSite,
  startLimitedSite,
  startSyncingServer,
} from "./sync-site.ts";

const pages = Number(process.env.BENCH_PAGES ?? 20_000);
const latencyMs = 50;
const changes = 20;
/** Requests a second that the emulated site answers, and as many at once at the beginning. */
const burst = { strict: 20, other: 100 };
const strict = new Set(["searchContentByCQL", "searchByCQL"]);

/**
 * A first sync of 20,000 pages and an increment after 20 changes, from a site that answers after 50 ms and has the
 * published limits on, beside what others load with. Every program is a process of its own.
 */
export async function sync(): Promise<void> {
  const site = await startLimitedSite(pages, latencyMs);
  const server = await startSyncingServer(site);
  try {
    await site.takeJournal();
    const cpuBefore = server.cpuSeconds();
    const id = await connectByConsent(site, server.client);
    const first = await lastRun(server.client, id);
    const asked = await site.takeJournal();
    const peak = server.peakMb();
    const cpu = server.cpuSeconds() - cpuBefore;
    const limits = secondsAllowed(asked);
    const bare = await replay(site, asked);
    await site.takeJournal();
    table(
      `First sync of ${first.added} pages; the site answers after ${latencyMs} ms`,
      ["", "pages", "requests", "a 250 pages", "429", "seconds", "most memory"],
      [
        row("Tributary: text, labels, restrictions, files, indexed", first.added, asked, seconds(first), peak),
        ["the same requests, answers thrown away", "", String(asked.length), "", "", bare.toFixed(1), ""],
        ["what the burst limits allow", "", "", "", "", limits.toFixed(1), ""],
        ...(await peers(site)),
      ],
    );
    console.log(`\n${perEndpoint(asked)}\n${first.requests} requests and ${first.points} points by its own report.`);
    console.log(
      `Sync ÷ bare requests: ${(seconds(first) / bare).toFixed(2)}; ${cpu.toFixed(1)} s of processor time, ${((cpu / first.added) * 1000).toFixed(2)} ms a page.`,
    );
    await increment(site, server.client, id);
  } finally {
    await server.stop();
    await site.stop();
  }
}

async function lastRun(client: Tributary, sourceId: string): Promise<SyncRun> {
  for (;;) {
    const [run] = (await client.sync.list({ sourceId, limit: 1 })).items;
    if (run !== undefined) {
      const ended = await client.sync.wait(run.id);
      if (ended.status !== "succeeded") throw new Error(`the sync ${ended.status}: ${ended.error?.message}`);
      return ended;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const seconds = ({ durationMs }: SyncRun) => (durationMs ?? Number.NaN) / 1000;

function row(name: string, count: number, asked: readonly Answered[], took: number, peakMb: number): string[] {
  const lists = asked.filter(({ operationId }) => /^(getPages|getPagesInSpace|getContent)$/.test(operationId ?? ""));
  const refused = asked.filter(({ status }) => status === 429).length;
  const per250 = `${((asked.length * 250) / count).toFixed(2)} (${((lists.length * 250) / count).toFixed(2)} for bodies)`;
  return [
    name,
    String(count),
    String(asked.length),
    per250,
    String(refused),
    took.toFixed(1),
    `${peakMb.toFixed(0)} MB`,
  ];
}

function perEndpoint(asked: readonly Answered[]): string {
  const counts = new Map<string, number>();
  for (const { operationId } of asked)
    counts.set(operationId ?? "other", (counts.get(operationId ?? "other") ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
}

/** The time the slowest endpoint takes at its limit, were everything else free and at once. */
function secondsAllowed(asked: readonly Answered[]): number {
  const counts = new Map<string, number>();
  for (const { operationId } of asked) counts.set(operationId ?? "", (counts.get(operationId ?? "") ?? 0) + 1);
  const times = [...counts].map(([name, count]) => {
    const rate = strict.has(name) ? burst.strict : burst.other;
    return Math.max(0, count - rate) / rate;
  });
  return Math.max(...times) + latencyMs / 1000;
}

/** Sends the same requests again in the same order, list beside list as the sync does, and reads nothing of the answers. */
async function replay(site: LimitedSite, asked: readonly Answered[]): Promise<number> {
  const chains = new Map<string, Answered[]>();
  for (const one of asked.filter(({ operationId, status }) => operationId !== null && status < 300)) {
    const chain = one.url.replace(/[?&]cursor=[^&]*/, "");
    chains.set(chain, [...(chains.get(chain) ?? []), one]);
  }
  const started = performance.now();
  await Promise.all(
    [...chains.values()].map(async (chain) => {
      for (const { url, operationId } of chain) {
        if (operationId === "createBulkUserLookup") continue;
        const path = url.replace(/^\/ex\/confluence\/[^/]+/, "");
        const response = await fetch(site.url + path, { headers: site.headers });
        await response.arrayBuffer();
      }
    }),
  );
  return (performance.now() - started) / 1000;
}

async function peers(site: LimitedSite): Promise<string[][]> {
  const script = fileURLToPath(new URL("sync-peer.js", import.meta.url));
  const installed = existsSync(new URL("../../packages/emulator/clients/node_modules/", import.meta.url));
  if (!installed) {
    console.error("The peers are not installed: npm ci --prefix packages/emulator/clients");
    return [];
  }
  const names: Record<string, string> = {
    langchain: "LangChain's ConfluencePagesLoader: text in memory (removed endpoints on)",
    "confluence.js": "a loop over confluence.js: bodies in memory",
    "confluence.js-labels": "the same with labels, some pages of it",
  };
  const rows: string[][] = [];
  for (const [client, name] of Object.entries(names)) {
    const child = spawn(process.execPath, [script, client, site.url, site.email, site.apiToken], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk;
    });
    await once(child, "close");
    const took = JSON.parse(printed || "{}") as { pages?: number; seconds?: number; peakMb?: number };
    rows.push(row(name, took.pages ?? 0, await site.takeJournal(), took.seconds ?? Number.NaN, took.peakMb ?? 0));
  }
  return rows;
}

async function increment(site: LimitedSite, client: Tributary, sourceId: string): Promise<void> {
  const list = await fetch(`${site.url}/wiki/api/v2/pages?limit=250&body-format=storage`, { headers: site.headers });
  const { results } = (await list.json()) as { results: { id: string; title: string; version: { number: number } }[] };
  for (const { id, title, version } of results.slice(50, 50 + changes)) {
    const body = { representation: "storage", value: `<p>Changed for the bench, ${id}.</p>` };
    const change = { id, status: "current", title, body, version: { number: version.number + 1 } };
    const init = { method: "PUT", headers: site.headers, body: JSON.stringify(change) };
    const answer = await fetch(`${site.url}/wiki/api/v2/pages/${id}`, init);
    if (!answer.ok) throw new Error(`a change answered ${answer.status}: ${await answer.text()}`);
  }
  await site.takeJournal();
  const ended = await client.sync.wait((await client.sync.start(sourceId)).id);
  const asked = await site.takeJournal();
  console.log(
    `\nIncrement after ${changes} changes: ${ended.changed} changed, ${asked.length} requests (${perEndpoint(asked)}), ${seconds(ended).toFixed(2)} s.`,
  );
}
