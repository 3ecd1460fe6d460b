import { createEmulator, EmulatorOptionError, type EmulatorOptions, seedNames } from "@tributary/emulator";
import { defineCommand } from "citty";
import { TributaryError } from "../base/errors.ts";
import { columns, paint, print } from "./output.ts";
import { run } from "./run.ts";
import { stopOnSignal } from "./serve.ts";

export const emulator = defineCommand({
  meta: { name: "emulator", description: "Start a local Confluence Cloud by itself" },
  args: {
    port: { type: "string", valueHint: "number", description: "Port; 0 = any free one", default: "7351" },
    seed: { type: "enum", options: [...seedNames], description: "What is in it", default: "demo" },
    pages: { type: "string", valueHint: "number", description: "How many pages the seed large has (default 10000)" },
    "legacy-v1": { type: "boolean", description: "Answer the endpoints that Atlassian removed from REST v1" },
    gone: {
      type: "string",
      description: "REST v1 operations that answer 410 as well: ids, paths, or v1 for all; commas between them",
    },
    limits: { type: "boolean", description: "Limit traffic by points and bursts, as a real site does" },
    "index-lag": {
      type: "string",
      valueHint: "number",
      description: "Milliseconds by which search lags behind writes; 20000 is like real life",
    },
    state: { type: "string", description: "Keep the state in this file, over restarts" },
    json: { type: "boolean", description: "Print one line of JSON when ready" },
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const running = await createEmulator({
        seed: args.seed as EmulatorOptions["seed"] & string,
        port: Number(args.port),
        ...(args.pages !== undefined && { pages: Number(args.pages) }),
        ...(args["legacy-v1"] && { legacyV1: true }),
        ...(args.gone !== undefined && { gone: args.gone.split(",").map((name) => name.trim()) }),
        ...(args.limits && { limits: true }),
        ...(args["index-lag"] !== undefined && { indexLagMs: Number(args["index-lag"]) }),
        ...(args.state !== undefined && { stateFile: args.state }),
      }).catch((error: unknown) => {
        throw error instanceof Error ? cannotStart(error) : error;
      });
      stopOnSignal(() => running.close());
      // Started by another process (the demo), it ends with it.
      process.once("disconnect", () => process.exit(0));
      const { cloudId, email, apiToken, clientId, clientSecret } = running.credentials;
      print(args.json ?? false, { url: running.url, cloudId, email, apiToken, clientId, clientSecret }, () =>
        columns([
          [paint("green", "Confluence (emulated) is ready"), paint("cyan", `${running.url}/wiki`)],
          ["Cloud id", cloudId],
          ["E-mail", email],
          ["API token", apiToken],
          ["OAuth client id", clientId],
          ["OAuth client secret", clientSecret],
          ["Stop with", "Ctrl-C"],
        ]),
      );
    }),
});

function cannotStart(error: Error): TributaryError {
  const wrong = error instanceof EmulatorOptionError;
  return new TributaryError(wrong ? "invalid_input" : "conflict", error.message, {
    hint: wrong ? "See docs/emulator.md." : "Choose another --port, or another file for --state.",
    cause: error,
  });
}
