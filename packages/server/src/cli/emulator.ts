import { createEmulator } from "@tributary/emulator";
import { defineCommand } from "citty";
import { TributaryError } from "../base/errors.ts";
import { columns, paint, print } from "./output.ts";
import { run } from "./run.ts";
import { stopOnSignal } from "./serve.ts";

const seeds = ["demo", "empty"] as const;

export const emulator = defineCommand({
  meta: { name: "emulator", description: "Start a local Confluence Cloud by itself" },
  args: {
    port: { type: "string", description: "Port; 0 = any free one", default: "7351" },
    seed: { type: "string", description: `What is in it: ${seeds.join(", ")}`, default: "demo" },
    "legacy-v1": { type: "boolean", description: "Answer the endpoints that Atlassian removed from REST v1" },
    json: { type: "boolean", description: "Print one line of JSON when ready" },
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const seed = seeds.find((name) => name === args.seed);
      if (seed === undefined)
        throw new TributaryError("invalid_input", `There is no seed ${args.seed}.`, {
          hint: `Use one of ${seeds.join(", ")}.`,
        });
      const running = await createEmulator({ seed, port: Number(args.port), legacyV1: args["legacy-v1"] ?? false });
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
