import { createInterface } from "node:readline";
import { defineCommand } from "citty";
import { readConfig } from "../base/config.ts";
import { TributaryError } from "../base/errors.ts";
import type { Message } from "../mcp/relay.ts";
import { clientArgs, findServer } from "./client.ts";
import { run } from "./run.ts";
import { openToCommandLine } from "./serve.ts";

type Server = { baseUrl: string; apiKey: string; stop?: () => Promise<void> };

export const mcp = defineCommand({
  meta: { name: "mcp", description: "Speak MCP on standard input and output, for clients that start their servers" },
  args: {
    url: clientArgs.url,
    "api-key": clientArgs["api-key"],
    tools: { type: "string", description: "Only these tools: names with commas between, or all" },
    toolsets: { type: "string", description: "Only these groups: pages, spaces, search, attachments, users" },
    exclude: { type: "string", description: "Not these tools" },
    connection: { type: "string", description: "Connection to work through, where there are several" },
  },
  run: ({ args }) =>
    run(false, async () => {
      const server = await findOrStart(args);
      const url = new URL("/mcp", server.baseUrl);
      const { tools, toolsets, exclude, connection } = args;
      for (const [name, value] of Object.entries({ tools, toolsets, exclude, connectionId: connection }))
        if (value !== undefined) url.searchParams.set(name, value);
      await relayStandardStreams(url.href, server.apiKey);
      await server.stop?.();
    }),
});

/** The server that flags or environment name or that runs on this machine; else one of our own, for as long as we run. */
async function findOrStart(args: { url?: string | undefined; "api-key"?: string | undefined }): Promise<Server> {
  const named = (args.url ?? process.env.TRIBUTARY_URL) !== undefined;
  try {
    const known = findServer(args);
    if (named || (await answers(known.baseUrl))) return known;
  } catch (error) {
    if (named || !(error instanceof TributaryError)) throw error;
  }
  const config = readConfig({
    TRIBUTARY_LOG_LEVEL: "warn",
    ...process.env,
    TRIBUTARY_PORT: "0",
    TRIBUTARY_HOST: "127.0.0.1",
  });
  const { createApp } = await import("../app/create-app.ts");
  const app = await createApp(config);
  const { localUrl } = await app.start();
  const { apiKey, close } = await openToCommandLine(app, config, localUrl);
  return {
    baseUrl: localUrl,
    apiKey: args["api-key"] ?? process.env.TRIBUTARY_API_KEY ?? apiKey,
    async stop() {
      close();
      await app.stop();
    },
  };
}

const answers = (baseUrl: string): Promise<boolean> =>
  fetch(`${baseUrl}/v1/health`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** One message of JSON a line, until standard input ends or we are told to stop. */
async function relayStandardStreams(url: string, apiKey: string): Promise<void> {
  const { createRelay } = await import("../mcp/relay.ts");
  const write = (message: Message) => void process.stdout.write(`${JSON.stringify(message)}\n`);
  const relay = createRelay({ url, apiKey, fetch, write });
  const lines = createInterface({ input: process.stdin });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => lines.close());
  const running = new Set<Promise<void>>();
  for await (const line of lines) {
    const message = parse(line, write);
    if (message === undefined) continue;
    const handled = relay.handle(message).finally(() => running.delete(handled));
    running.add(handled);
    // What opens a session has to be through before anything is said in it.
    if (message.method === "initialize" || message.method === "notifications/initialized") await handled;
  }
  // Standard input may end with the last question: its answer is still given.
  await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, 10_000).unref())]);
  await relay.close();
  process.stdin.destroy();
}

function parse(line: string, write: (message: Message) => void): Message | undefined {
  if (line.trim() === "") return undefined;
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    write({ jsonrpc: "2.0", id: null, error: { code: -32_700, message: "This line is not JSON." } });
    return undefined;
  }
  if (typeof message === "object" && message !== null) return message as Message;
  write({ jsonrpc: "2.0", id: null, error: { code: -32_600, message: "This line is not a message of JSON-RPC." } });
  return undefined;
}
