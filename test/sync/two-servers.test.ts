import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Tributary } from "@tributary/sdk";
import { afterEach, expect, it } from "vitest";
import { type Program, startProgram } from "../../bench/src/program.ts";
import { bin } from "../cli/run-cli.ts";
import { newDataDir } from "../set-up.ts";

type Ready = { url: string; apiKey: string };
let server: Program<Ready> | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const serve = (dataDir: string) =>
  startProgram<Ready>(["serve", "--port", "0", "--data", dataDir], { TRIBUTARY_SYNC: "off" });

/** Starts `tributary …` on a data folder. */
function launch(args: string[], dataDir: string) {
  const env = { PATH: process.env.PATH, TRIBUTARY_DATA: dataDir, TRIBUTARY_SYNC: "off" };
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ["pipe", "pipe", "pipe"] });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

it("a second server on the same data folder is refused, and the first one works on", async () => {
  const dataDir = newDataDir();
  server = await serve(dataDir);
  const second = launch(["serve", "--port", "0", "--json"], dataDir);
  const { value } = await second.lines.next();
  expect(JSON.parse(value).error).toMatchObject({
    code: "conflict",
    message: `A Tributary server already runs on the data folder ${dataDir}.`,
  });
  if (second.child.exitCode === null) await once(second.child, "exit");
  expect(second.child.exitCode).toBe(9);
  const client = new Tributary({ baseUrl: server.ready.url, apiKey: server.ready.apiKey });
  expect(await client.connections.list()).toEqual([]);
});

it("the folder is free again as soon as its server was killed", async () => {
  const dataDir = newDataDir();
  const killed = await serve(dataDir);
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  server = await serve(dataDir);
  expect(server.ready.url).toMatch(/^http/);
});

it("two MCP clients that come at once share the server that one of them starts", async () => {
  const dataDir = newDataDir();
  const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } };
  const clients = [launch(["mcp"], dataDir), launch(["mcp"], dataDir)];
  try {
    const answers = clients.map(async ({ child, lines }) => {
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`);
      return JSON.parse((await lines.next()).value);
    });
    for (const answer of await Promise.all(answers))
      expect(answer).toMatchObject({ id: 1, result: { serverInfo: { name: expect.any(String) } } });
  } finally {
    for (const { child } of clients) child.stdin.end();
    await Promise.all(clients.map(({ child }) => child.exitCode ?? once(child, "exit")));
  }
});
