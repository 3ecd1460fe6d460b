import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Tributary } from "@tributary/sdk";
import { encode } from "gpt-tokenizer";
import { ms, spread, type Timing, table, timeSeries } from "./measure.ts";
import { startProgram } from "./program.ts";

type EmulatorReady = { url: string; email: string; apiToken: string };
type ServerReady = { url: string; apiKey: string };

type Pages = { pageId: string; homeId: string };

/** One way of asking for the same things. */
type Way = { name: string; tasks: Record<string, () => Promise<string>>; listTools?: () => Promise<unknown> };

const rounds = 5;
const callsPerRound = 200;
const clientsAtOnce = 100;
const callsEach = 10;

const bin = fileURLToPath(new URL("../../packages/server/bin/tributary.js", import.meta.url));
const peerFolder = new URL("../../packages/emulator/clients/", import.meta.url);
const peerFile = fileURLToPath(new URL("node_modules/@aaronsb/confluence-cloud-mcp/build/index.js", peerFolder));

/**
 * What MCP adds over the bare request, beside an MCP server that others wrote, on the same emulator in alternating
 * rounds; the requests made and the tokens a model gets; and a hundred clients at once.
 */
export async function mcp(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const emulator = await startProgram<EmulatorReady>(["emulator", "--port", "0", "--seed", "demo"]);
  const server = await startProgram<ServerReady>(["serve", "--port", "0", "--data", dataDir], {
    ATLASSIAN_AUTH_URL: emulator.ready.url,
    ATLASSIAN_API_URL: emulator.ready.url,
    TRIBUTARY_SYNC: "off",
  });
  const ends: (() => Promise<unknown>)[] = [];
  try {
    const { url: siteUrl, email, apiToken } = emulator.ready;
    const admin = new Tributary({ baseUrl: server.ready.url, apiKey: server.ready.apiKey });
    const { id: connectionId } = await admin.connections.createWithApiToken({ siteUrl, email, apiToken });
    const { apiKey } = await admin.agents.create({
      name: "Bench",
      profile: "full-access",
      connectionIds: [connectionId],
    });
    const found = await admin.tools.execute("confluence_search_cql", {
      connectionId,
      arguments: { cql: 'title = "Runbook: Journal lag"', limit: 1 },
    });
    const pageId = (found.data as { items: { id: string }[] }).items[0]?.id ?? "";
    const { data: space } = await admin.tools.execute("confluence_get_space", {
      connectionId,
      arguments: { spaceId: "ENG" },
    });
    const pages: Pages = { pageId, homeId: (space as { homepageId?: string }).homepageId ?? "" };
    const keep = <T extends Client>(client: T): T => {
      ends.push(() => client.close());
      return client;
    };
    const overHttp = keep(await connectHttp(server.ready.url, apiKey));
    const overStdio = keep(
      await connectStdio([bin, "mcp"], { TRIBUTARY_URL: server.ready.url, TRIBUTARY_API_KEY: apiKey }),
    );
    const ways = [
      bareRequests(siteUrl, `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`, pageId),
      rest(server.ready.url, apiKey, pageId),
      plainMcp(server.ready.url, apiKey, pageId),
      ours("MCP, official client over HTTP", overHttp, pages),
      ours("MCP, official client over stdio", overStdio, pages),
    ];
    if (existsSync(peerFile)) ways.push(peer(keep(await connectPeer(emulator.ready, dataDir)), pages));
    else console.log("\nThe peer is not installed: npm ci --prefix packages/emulator/clients");

    await latencies(ways);
    await costs(ways, emulator.ready.url);
    await manyClients(server.ready.url, apiKey, pageId);
    console.log(`RSS of the server: ${server.rssMb().toFixed(0)} MB.`);
  } finally {
    for (const end of ends) await end().catch(() => undefined);
    await server.stop();
    await emulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Reading a page, by each way in turn, so that what else the machine does falls on all. */
async function latencies(ways: readonly Way[]): Promise<void> {
  const timings = new Map<string, Timing[]>(ways.map(({ name }) => [name, []]));
  const once = (way: Way) => way.tasks["read a page"] as () => Promise<string>;
  for (const way of ways) await timeSeries(callsPerRound, once(way));
  for (let round = 0; round < rounds; round++)
    for (const way of ways) timings.get(way.name)?.push(await timeSeries(callsPerRound, once(way)));
  const median = (name: string, key: keyof Timing) =>
    [...(timings.get(name) ?? [])].map((timing) => timing[key]).sort((a, b) => a - b)[Math.floor(rounds / 2)] ??
    Number.NaN;
  const bare = ways[0]?.name ?? "";
  table(
    "Reading a page: what each way takes, and adds over the bare request",
    ["", "p50", "p95", "added p50", "added p95"],
    ways.map(({ name }) => {
      const [p50, p95] = [median(name, "p50"), median(name, "p95")];
      return [name, ms(p50), ms(p95), ms(p50 - median(bare, "p50")), ms(p95 - median(bare, "p95"))];
    }),
  );
}

/** What a task costs the site and the model. */
async function costs(ways: readonly Way[], emulatorUrl: string): Promise<void> {
  const journal = `${emulatorUrl}/_emulator/journal`;
  const rows: string[][] = [];
  for (const { name, tasks, listTools } of ways) {
    if (listTools === undefined) continue;
    const tools = (await listTools()) as unknown[];
    const cells = [name, `${tools.length}`, `${encode(JSON.stringify(tools)).length}`];
    for (const task of Object.values(tasks)) {
      // The first time, what stays known for later calls is looked up as well.
      await task();
      await fetch(journal, { method: "DELETE" });
      const answer = await task();
      const { entries } = (await (await fetch(journal)).json()) as { entries: { part: string }[] };
      const requests = entries.filter(({ part }) => part === "site" || part === "gateway");
      cells.push(`${requests.length} / ${encode(answer).length}`);
    }
    rows.push(cells);
  }
  const tasks = Object.keys(ways.at(-1)?.tasks ?? {});
  table(
    "What it costs: the tool list, and each task in requests to the site / tokens of the answer",
    ["", "tools", "tokens of the list", ...tasks],
    rows,
  );
}

async function manyClients(url: string, apiKey: string, pageId: string): Promise<void> {
  const samples: number[] = [];
  let failed = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clientsAtOnce }, async (_, i) => {
      const client = await connectHttp(url, apiKey, i % 2 === 0 ? "modern" : "legacy");
      for (let call = 0; call < callsEach; call++) {
        const before = performance.now();
        const answer = await client
          .callTool({ name: "confluence_get_page", arguments: { pageId } })
          .catch(() => undefined);
        if (answer === undefined || answer.isError) failed++;
        samples.push(performance.now() - before);
      }
      await client.close();
    }),
  );
  const { p50, p95, max } = spread(samples);
  const calls = clientsAtOnce * callsEach;
  console.log(
    `\n${clientsAtOnce} clients at once, half of each revision, ${callsEach} calls each: ${failed} of ${calls} failed; p50 ${ms(p50)}, p95 ${ms(p95)}, longest ${ms(max)}; ${(calls / ((performance.now() - started) / 1_000)).toFixed(0)} calls a second.`,
  );
}

async function connectHttp(url: string, apiKey: string, era: "modern" | "legacy" = "modern"): Promise<Client> {
  const mode = era === "modern" ? ({ pin: "2026-07-28" } as const) : "legacy";
  const client = new Client({ name: "bench", version: "1.0.0" }, { versionNegotiation: { mode } });
  const requestInit = { headers: { authorization: `Bearer ${apiKey}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }));
  return client;
}

async function connectStdio(args: string[], env: Record<string, string>): Promise<Client> {
  const client = new Client({ name: "bench", version: "1.0.0" }, { versionNegotiation: { mode: "legacy" } });
  const all = { PATH: process.env.PATH ?? "", ...env };
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env: all, stderr: "ignore" }));
  return client;
}

const connectPeer = ({ url, email, apiToken }: EmulatorReady, folder: string): Promise<Client> =>
  connectStdio(["--import", new URL("map-hosts.mjs", peerFolder).href, peerFile], {
    EMULATOR_URL: url,
    HOME: folder,
    WORKSPACE_DIR: join(folder, "workspace"),
    CONFLUENCE_HOST: url,
    CONFLUENCE_EMAIL: email,
    CONFLUENCE_API_TOKEN: apiToken,
  });

const query = "journal lag";

function bareRequests(siteUrl: string, authorization: string, pageId: string): Way {
  const get = async (path: string) => {
    const response = await fetch(`${siteUrl}/wiki${path}`, { headers: { authorization, accept: "application/json" } });
    if (!response.ok) throw new Error(`the emulator answered ${response.status}`);
    return response.text();
  };
  return {
    name: "bare request",
    tasks: { "read a page": () => get(`/api/v2/pages/${pageId}?body-format=storage`) },
  };
}

function rest(url: string, apiKey: string, pageId: string): Way {
  return {
    name: "REST",
    tasks: {
      "read a page": async () => {
        const response = await fetch(`${url}/v1/tools/confluence_get_page/execute`, {
          method: "POST",
          headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
          body: JSON.stringify({ arguments: { pageId } }),
        });
        if (!response.ok) throw new Error(`the call answered ${response.status}`);
        return response.text();
      },
    },
  };
}

/** The protocol alone: one POST as the newest revision has it, without what a client library adds. */
function plainMcp(url: string, apiKey: string, pageId: string): Way {
  const version = "2026-07-28";
  const meta = {
    "io.modelcontextprotocol/protocolVersion": version,
    "io.modelcontextprotocol/clientInfo": { name: "bench", version: "1.0.0" },
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  return {
    name: "MCP, plain HTTP",
    tasks: {
      "read a page": async () => {
        const response = await fetch(`${url}/mcp`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${apiKey}`,
            "content-type": "application/json",
            accept: "application/json, text/event-stream",
            "mcp-protocol-version": version,
            "mcp-method": "tools/call",
            "mcp-name": "confluence_get_page",
          },
          body: JSON.stringify({
            jsonrpc: "2.0",
            id: 1,
            method: "tools/call",
            params: { name: "confluence_get_page", arguments: { pageId }, _meta: meta },
          }),
        });
        const text = await response.text();
        if (!response.ok || text.includes('"isError":true')) throw new Error(`the call answered ${text}`);
        return text;
      },
    },
  };
}

/** What a model reads of an answer: its text. Throws when the tool failed. */
async function textOf(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const text = (content as { text?: string }[]).map((part) => part.text ?? "").join("\n");
  if (isError) throw new Error(`${name}: ${text}`);
  return text;
}

function ours(name: string, client: Client, { pageId, homeId }: Pages): Way {
  return {
    name,
    listTools: async () => (await client.listTools()).tools,
    tasks: {
      "read a page": () => textOf(client, "confluence_get_page", { pageId }),
      search: () => textOf(client, "confluence_search_cql", { cql: `space = ENG and text ~ "${query}"`, limit: 10 }),
      "list spaces": () => textOf(client, "confluence_list_spaces", { limit: 25 }),
      "list children": () => textOf(client, "confluence_list_child_pages", { pageId: homeId }),
    },
  };
}

function peer(client: Client, { pageId, homeId }: Pages): Way {
  return {
    name: "@aaronsb/confluence-cloud-mcp over stdio",
    listTools: async () => (await client.listTools()).tools,
    tasks: {
      "read a page": () => textOf(client, "manage_confluence_page", { operation: "get", pageId, expand: ["body"] }),
      search: () =>
        textOf(client, "search_confluence", { operation: "cql", cql: `space = ENG and text ~ "${query}"`, limit: 10 }),
      "list spaces": () => textOf(client, "manage_confluence_space", { operation: "list", limit: 25 }),
      "list children": () => textOf(client, "navigate_confluence", { operation: "children", pageId: homeId }),
    },
  };
}
