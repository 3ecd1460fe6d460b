import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Tributary } from "@tributary/sdk";
import { readConfig } from "../base/config.ts";
import { TributaryError } from "../base/errors.ts";

/** What every command that talks to a server takes. */
export const clientArgs = {
  url: {
    type: "string",
    valueHint: "url",
    description: "Address of the server (TRIBUTARY_URL; default: the one running on this machine)",
  },
  "api-key": {
    type: "string",
    valueHint: "key",
    description: "API key (TRIBUTARY_API_KEY; default: this machine's own)",
  },
  json: { type: "boolean", description: "Print JSON" },
} as const;

export const cliFileName = "cli.json";

type ClientArgs = { url?: string | undefined; "api-key"?: string | undefined };

/** The server named by flags or environment, or the one that runs on this machine. */
export function findServer(args: ClientArgs): { baseUrl: string; apiKey: string } {
  // A variable that is empty says no more than one that is not set.
  const url = args.url ?? (process.env.TRIBUTARY_URL || undefined);
  const apiKey = args["api-key"] ?? (process.env.TRIBUTARY_API_KEY || undefined);
  if (url !== undefined && apiKey !== undefined) return { baseUrl: url, apiKey };
  const file = join(readConfig(process.env).dataDir, cliFileName);
  if (!existsSync(file)) {
    const missing = url === undefined ? "No server is known here." : `There is no API key for ${url}.`;
    throw new TributaryError("unauthenticated", missing, {
      hint: "Start one with `tributary serve` in this folder, or set TRIBUTARY_URL and TRIBUTARY_API_KEY.",
    });
  }
  const known = JSON.parse(readFileSync(file, "utf8")) as { url: string; apiKey: string };
  // This machine's own key may do everything here: it is sent nowhere else.
  if (apiKey === undefined && url !== undefined && !isAt(url, known.url)) {
    throw new TributaryError("unauthenticated", `There is no API key for ${url}.`, {
      hint: "Set TRIBUTARY_API_KEY, or leave the address out to use the server on this machine.",
    });
  }
  return { baseUrl: url ?? known.url, apiKey: apiKey ?? known.apiKey };
}

const isAt = (url: string, known: string) => URL.canParse(url) && new URL(url).origin === new URL(known).origin;

export const connectClient = (args: ClientArgs): Tributary => new Tributary({ ...findServer(args), clientName: "cli" });
