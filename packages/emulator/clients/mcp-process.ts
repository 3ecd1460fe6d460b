import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { clientFile, type Json } from "./installed.ts";

export type McpProcess = {
  request(method: string, params?: object): Promise<Json>;
  /** Runs a tool and gives its text; throws what the tool says when it fails. */
  tool(name: string, args: object): Promise<string>;
  stop(): Promise<void>;
};

/** Starts an MCP server as a process and talks JSON-RPC with it, one message a line, as the stdio transport has it. */
export async function startMcp(path: string, env: Record<string, string>): Promise<McpProcess> {
  const preload = new URL("./map-hosts.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--import", preload, clientFile(path)], {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (chunk) => {
    complaints += String(chunk);
  });
  const waiting = new Map<number, { resolve: (message: Json) => void; reject: (error: Error) => void }>();
  const ended = new Promise<void>((resolve) => {
    child.once("close", (code) => {
      for (const { reject } of waiting.values()) reject(new Error(`The server ended with ${code}: ${complaints}`));
      resolve();
    });
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line);
    waiting.get(message.id)?.resolve(message);
    waiting.delete(message.id);
  });
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  let id = 0;
  const request: McpProcess["request"] = async (method, params = {}) => {
    id += 1;
    const answer = new Promise<Json>((resolve, reject) => waiting.set(id, { resolve, reject }));
    send({ id, method, params });
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const clientInfo = { name: "emulator-tests", version: "1.0.0" };
  await request("initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo });
  send({ method: "notifications/initialized" });
  return {
    request,
    async tool(name, args) {
      const { content, isError } = await request("tools/call", { name, arguments: args });
      const text = content.map((part: Json) => part.text).join("\n");
      if (isError) throw new Error(`${name} ${JSON.stringify(args)}: ${text}`);
      return text;
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}
