import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { defineCommand } from "citty";
import { TributaryError } from "../base/errors.ts";
import { clientArgs, connectClient } from "./client.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { filesNamed, uploadFiles, writeResult } from "./local-files.ts";
import { print, printError } from "./output.ts";
import { run } from "./run.ts";

export const call = defineCommand({
  meta: {
    name: "call",
    description: 'Run a tool, for example: tributary call confluence_get_page --input \'{"pageId":"ENG:Home"}\'',
  },
  args: {
    name: { type: "positional", description: "Name of the tool", required: true },
    input: { type: "string", description: "Arguments: JSON, @file, or - for standard input", default: "{}" },
    file: { type: "string", description: "Local file to upload for a parameter: --file fileId=./report.csv" },
    output: { type: "string", description: "Write the file in the result to this path" },
    connection: { type: "string", description: "Connection to use (default: the only one)" },
    user: { type: "string", description: "User whose connection to use" },
    site: { type: "string", description: "Site to use, when the connection has several" },
    wait: { type: "string", description: "Seconds to wait for a person, when the write needs one (60 at most)" },
    "dry-run": { type: "boolean", description: "Only show what a write would change" },
    reason: { type: "string", description: "Why, for whoever approves it and for the record" },
    "max-characters": { type: "string", description: "Cut a longer answer (default: 0, never)", default: "0" },
    ...clientArgs,
  },
  run: ({ args, rawArgs }) =>
    run(args.json, async () => {
      const client = connectClient(args);
      const input = await readInput(args.input);
      const result = await client.tools.execute(args.name, {
        arguments: { ...input, ...(await uploadFiles(client, filesNamed(rawArgs))) },
        ...(args.connection !== undefined && { connectionId: args.connection }),
        ...(args.user !== undefined && { userId: args.user }),
        ...(args.site !== undefined && { siteId: args.site }),
        ...(args["dry-run"] && { dryRun: true }),
        ...(args.reason !== undefined && { reason: args.reason }),
        ...(args.wait !== undefined && { waitSeconds: Number(args.wait) }),
        maxCharacters: Number(args["max-characters"]),
      });
      if (result.successful && args.output !== undefined) {
        const bytes = await writeResult(client, result.data, args.output);
        if (!args.json) return print(false, undefined, () => `${bytes} bytes written to ${args.output}`);
      }
      if (args.json || result.successful) print(args.json ?? false, result, () => inWords(result.data));
      if (!result.successful) {
        if (args.json) process.exitCode = exitCodeOf(result.error.code);
        else printError(false, result.error);
      }
    }),
});

async function readInput(input: string): Promise<Record<string, unknown>> {
  const source =
    input === "-" ? await text(process.stdin) : input.startsWith("@") ? readFileSync(input.slice(1), "utf8") : input;
  try {
    return JSON.parse(source) as Record<string, unknown>;
  } catch (cause) {
    throw new TributaryError("invalid_input", `The input is not JSON: ${(cause as Error).message}.`, {
      hint: `Pass an object, for example --input '{"pageId": "123"}'.`,
    });
  }
}

/** A thing with a body reads best as a few lines above its body; all else as indented JSON. */
function inWords(data: unknown): string {
  if (typeof data !== "object" || data === null || !("body" in data) || typeof data.body !== "string")
    return JSON.stringify(data, null, 2);
  const { body, ...rest } = data;
  const head = Object.entries(rest).map(
    ([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return `${head.join("\n")}\n\n${body}`;
}
