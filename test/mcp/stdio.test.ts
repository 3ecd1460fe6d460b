import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../../bench/src/program.ts";
import { eras } from "./connect-client.ts";

const bin = join(import.meta.dirname, "../../packages/server/bin/tributary.js");

type Demo = { url: string; apiKey: string };
let demo: Program<Demo>;
const clients: Client[] = [];
beforeAll(async () => {
  demo = await startProgram<Demo>(["demo", "--port", "0"]);
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await demo?.stop();
});

async function start(era: (typeof eras)[number], env: Record<string, string>, args: string[] = []): Promise<Client> {
  const mode = era === "modern" ? ({ pin: "2026-07-28" } as const) : "legacy";
  const client = new Client({ name: "test", version: "1.0.0" }, { versionNegotiation: { mode } });
  clients.push(client);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bin, "mcp", ...args],
    env: { PATH: process.env.PATH ?? "", ...env },
  });
  await client.connect(transport);
  return client;
}

const demoEnv = () => ({ TRIBUTARY_URL: demo.ready.url, TRIBUTARY_API_KEY: demo.ready.apiKey });

describe.each(eras)("tributary mcp for a %s client", (era) => {
  it("carries calls to the running server", async () => {
    const client = await start(era, demoEnv());
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain("confluence_discover");
    const answers = await Promise.all(
      ["confluence_list_spaces", "confluence_search"].map((name) =>
        client.callTool({ name, arguments: name === "confluence_search" ? { query: "calibration" } : {} }),
      ),
    );
    for (const answer of answers) expect(answer).toMatchObject({ structuredContent: { items: expect.any(Array) } });
  });

  it("passes on which tools were asked for", async () => {
    const client = await start(era, demoEnv(), ["--tools", "confluence_get_page"]);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["confluence_get_page"]);
  });

  it("starts a server of its own where none runs", async () => {
    const data = mkdtempSync(join(tmpdir(), "tributary-mcp-"));
    const client = await start(era, { TRIBUTARY_DATA: data });
    const answer = await client.callTool({ name: "confluence_list_spaces", arguments: {} });
    expect(answer).toMatchObject({ isError: true, structuredContent: { error: { code: "connection_not_ready" } } });
  });
});

describe("tributary mcp", () => {
  it("answers lines that are no messages, goes on, and ends soon after its input does", async () => {
    const env = { PATH: process.env.PATH ?? "", TRIBUTARY_DATA: mkdtempSync(join(tmpdir(), "tributary-mcp-")) };
    const child = spawn(process.execPath, [bin, "mcp"], { env });
    const opening = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } };
    const messages = [
      { jsonrpc: "2.0", id: 1, method: "initialize", params: opening },
      { jsonrpc: "2.0", method: "notifications/initialized" },
      { jsonrpc: "2.0", id: 2, method: "tools/list" },
    ];
    const lines = ["hello", "", "null", ...messages.map((message) => JSON.stringify(message))];
    child.stdin.end(`${lines.join("\n")}\n`);
    let stdout = "";
    let answeredAt = 0;
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      answeredAt = performance.now();
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: number | null });
    expect([code, answers.map(({ id }) => id)]).toEqual([0, [null, null, 1, 2]]);
    expect(performance.now() - answeredAt).toBeLessThan(3_000);
  });

  it.each(eras)(
    "goes on for a %s client when the server of this machine is started anew, at another port",
    async (era) => {
      const data = mkdtempSync(join(tmpdir(), "tributary-mcp-"));
      const serve = () => startProgram<Demo>(["serve", "--port", "0"], { TRIBUTARY_DATA: data });
      const before = await serve();
      const client = await start(era, { TRIBUTARY_DATA: data });
      const ask = () => client.callTool({ name: "confluence_discover", arguments: { query: "labels" } });
      expect((await ask()).isError).toBeFalsy();
      await before.stop();
      await expect(ask()).rejects.toThrow(/cannot be reached/);
      const after = await serve();
      try {
        for (const answer of await Promise.all([ask(), ask(), ask()])) expect(answer.isError).toBeFalsy();
      } finally {
        await after.stop();
      }
    },
  );

  it("says why a key is not taken", async () => {
    await expect(start("legacy", { ...demoEnv(), TRIBUTARY_API_KEY: "trib_wrong" })).rejects.toThrow(/not known/);
    await expect(start("modern", { ...demoEnv(), TRIBUTARY_API_KEY: "trib_wrong" })).rejects.toThrow();
  });
});
