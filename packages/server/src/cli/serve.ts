import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { defineCommand } from "citty";
import type { App } from "../app/create-app.ts";
import { type Config, dataFile, readConfig } from "../base/config.ts";
import { newId, newSecret } from "../base/ids.ts";
import { localOperator } from "../calls/local-operator.ts";
import { cliFileName } from "./client.ts";
import { paint, print } from "./output.ts";
import { run } from "./run.ts";

export const serve = defineCommand({
  meta: { name: "serve", description: "Start the server with the dashboard" },
  args: {
    port: { type: "string", valueHint: "number", description: "Port (TRIBUTARY_PORT; default 7350; 0 = any free one)" },
    host: { type: "string", description: "Address to listen on (TRIBUTARY_HOST; default 127.0.0.1)" },
    data: { type: "string", description: "Data folder (TRIBUTARY_DATA; default .tributary)" },
    json: { type: "boolean", description: "Print one line of JSON when ready" },
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const config = readConfig({
        ...process.env,
        ...(args.port !== undefined && { TRIBUTARY_PORT: args.port }),
        ...(args.host !== undefined && { TRIBUTARY_HOST: args.host }),
        ...(args.data !== undefined && { TRIBUTARY_DATA: args.data }),
      });
      const { createApp } = await import("../app/create-app.ts");
      const app = await createApp(config);
      const { url, localUrl } = await app.start();
      const { apiKey, close } = await openToCommandLine(app, config, localUrl);
      stopOnSignal(() => {
        close();
        return app.stop();
      });
      const setupUrl = await app.setupUrl();
      print(args.json ?? false, { url, apiUrl: `${url}/v1`, apiKey, ...(setupUrl !== undefined && { setupUrl }) }, () =>
        [
          `${paint("green", "Tributary is ready")} at ${paint("cyan", url)}`,
          ...(setupUrl === undefined ? [] : [`First time here: make the admin at ${paint("cyan", setupUrl)}`]),
          "Stop with Ctrl-C.",
        ].join("\n"),
      );
    }),
});

/** Gives the command line on this machine a key of its own, for as long as this server runs. */
export async function openToCommandLine(
  app: App,
  config: Config,
  url: string,
): Promise<{ apiKey: string; close(): void }> {
  const apiKey = `trib_${newSecret()}`;
  const now = Date.now();
  const owner = { kind: "member", id: localOperator.id } as const;
  await app.store.apiKeys.revokeAll(owner, now);
  await app.store.apiKeys.insert(newId("key", now), apiKey, owner, localOperator.name, now);
  const file = dataFile(config, cliFileName);
  const text = JSON.stringify({ url, apiKey });
  writeFileSync(file, text, { mode: 0o600 });
  return {
    apiKey,
    close() {
      // Another server may have taken its place.
      if (existsSync(file) && readFileSync(file, "utf8") === text) rmSync(file);
    },
  };
}

/** Ends the process in order on the first signal, at once on the second. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
