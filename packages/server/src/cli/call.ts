import { isPending } from "@tributary/sdk";
import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { exitCodeOf, waitingExit } from "./exit-codes.ts";
import { filesNamed, uploadFiles, writeResult } from "./local-files.ts";
import { print, printError } from "./output.ts";
import { argumentsIn, readJsonInput } from "./read-input.ts";
import { run } from "./run.ts";
import { through, throughArgs } from "./through.ts";

export const call = defineCommand({
  meta: {
    name: "call",
    description: "Run a tool, for example: tributary call confluence_get_page pageId=ENG:Home detail=outline",
  },
  args: {
    name: { type: "positional", description: "Name of the tool", required: true },
    arguments: {
      type: "positional",
      valueHint: "…",
      description: "What it takes, as name=value or, with JSON, name:=value",
      required: false,
    },
    input: {
      type: "string",
      valueHint: "json",
      description: "Arguments: JSON, @file, or - for standard input",
      default: "{}",
    },
    file: { type: "string", description: "Local file to upload for a parameter: --file fileId=./report.csv" },
    output: { type: "string", description: "Write the file in the result to this path" },
    ...throughArgs,
    wait: {
      type: "string",
      valueHint: "number",
      description: "Seconds to wait for a person, when the write needs one (60 at most)",
    },
    "dry-run": { type: "boolean", description: "Only show what a write would change" },
    reason: { type: "string", description: "Why, for whoever approves it and for the record" },
    "max-characters": {
      type: "string",
      valueHint: "number",
      description: "Cut a longer answer (default: 0, never)",
      default: "0",
    },
    ...clientArgs,
  },
  run: ({ args, rawArgs }) =>
    run(args.json, async () => {
      const client = connectClient(args);
      const input = await readJsonInput(args.input);
      const result = await client.tools.execute(args.name, {
        arguments: { ...input, ...argumentsIn(args._.slice(1)), ...(await uploadFiles(client, filesNamed(rawArgs))) },
        ...through(args),
        ...(args["dry-run"] && { dryRun: true }),
        ...(args.reason !== undefined && { reason: args.reason }),
        ...(args.wait !== undefined && { waitSeconds: Number(args.wait) }),
        maxCharacters: Number(args["max-characters"]),
      });
      if (result.successful && args.output !== undefined) {
        const bytes = await writeResult(client, result.data, args.output);
        if (!args.json) return print(false, undefined, () => `${bytes} bytes written to ${args.output}`);
      }
      if (isPending(result)) process.exitCode = waitingExit;
      if (args.json || result.successful) print(args.json ?? false, result, () => inWords(result.data));
      if (!result.successful) {
        if (args.json) process.exitCode = exitCodeOf(result.error.code);
        else printError(false, result.error);
      }
    }),
});

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
