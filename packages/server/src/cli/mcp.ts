import { createInterface } from "node:readline";
import { defineCommand } from "citty";
import { readConfig } from "../base/config.ts";
import { TributaryError } from "../base/errors.ts";
import type { Message, RelayOptions } from "../mcp/relay.ts";
import { clientArgs, findServer } from "./client.ts";
import { run } from "./run.ts";
import { openToCommandLine } from "./serve.ts";

type Place = { baseUrl: string; apiKey: string };
type Server = { where(): Place; stop?: () => Promise<void> };

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
      const { tools, toolsets, exclude, connection } = args;
      const wanted = Object.entries({ tools, toolsets, exclude, connectionId: connection });
      await relayStandardStreams(() => {
        const { baseUrl, apiKey } = server.where();
        const url = new URL("/mcp", baseUrl);
        for (const [name, value] of wanted) if (value !== undefined) url.searchParams.set(name, value);
        return { url: url.href, apiKey };
      });
      await server.stop?.();
    }),
});

type Named = { url?: string | undefined; "api-key"?: string | undefined };

const patienceMs = 15_000;

/** The server that flags or environment name or that runs on this machine; else one of our own, for as long as we run. */
async function findOrStart(args: Named): Promise<Server> {
  for (const deadline = Date.now() + patienceMs; ; ) {
    const known = await findRunning(args);
    if (known !== undefined) return known;
    try {
      return await startOwn(args);
    } catch (error) {
      // Another client has just started one, or it is too busy to answer: it soon will.
      const held = error instanceof TributaryError && error.code === "conflict";
      if (!held || Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function findRunning(args: Named): Promise<Server | undefined> {
  const named = Boolean(args.url ?? process.env.TRIBUTARY_URL);
  try {
    let known: Place = findServer(args);
    const where = () => {
      try {
        // Each start of the server on this machine has its own key, and maybe another port.
        known = findServer(args);
      } catch {
        // It is away; what asks for it says so.
      }
      return known;
    };
    return named || (await answers(known.baseUrl)) ? { where } : undefined;
  } catch (error) {
    if (named || !(error instanceof TributaryError)) throw error;
    return undefined;
  }
}

async function startOwn(args: Named): Promise<Server> {
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
  const place = { baseUrl: localUrl, apiKey: args["api-key"] ?? (process.env.TRIBUTARY_API_KEY || apiKey) };
  return {
    where: () => place,
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
async function relayStandardStreams(where: RelayOptions["where"]): Promise<void> {
  const { createRelay } = await import("../mcp/relay.ts");
  const write = (message: Message) => void process.stdout.write(`${JSON.stringify(message)}\n`);
  const relay = createRelay({ where, fetch, write });
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
