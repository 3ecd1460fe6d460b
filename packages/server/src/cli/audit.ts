import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Call, CallFilter } from "@tributary/sdk";
import { defineCommand } from "citty";
import { TributaryError } from "../base/errors.ts";
import { clientArgs, connectClient, findServer } from "./client.ts";
import { columns, print } from "./output.ts";
import { run } from "./run.ts";

export const audit = defineCommand({
  meta: { name: "audit", description: "Read, export or verify the record of calls" },
  args: {
    id: { type: "positional", description: "One call, in full", required: false },
    verify: { type: "boolean", description: "Check that no recorded call was changed or taken out" },
    export: { type: "enum", options: ["ndjson", "csv"], description: "All of it, to --output or standard output" },
    output: { type: "string", description: "File to write the export to" },
    tool: { type: "string", description: "Only calls of this tool" },
    outcome: {
      type: "enum",
      options: ["ok", "error", "refused", "pending", "unknown", "running"],
      description: "Only those that came to this",
    },
    effect: { type: "enum", options: ["read", "write", "delete"], description: "Only those of this effect" },
    text: { type: "string", description: "Only calls with these words in input, targets or changes" },
    since: { type: "string", valueHint: "date", description: "From this date or time on (ISO)" },
    until: { type: "string", valueHint: "date", description: "Up to this date or time (ISO)" },
    limit: { type: "string", valueHint: "number", description: "How many to show (default 30)", default: "30" },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const client = connectClient(args);
      const json = args.json ?? false;
      if (args.verify) {
        const check = await client.calls.verify();
        print(json, check, () =>
          check.ok
            ? `The record is whole: ${check.calls} calls, head ${check.head}.`
            : `The record is not whole at ${check.at}: ${check.problem}.`,
        );
        if (!check.ok) process.exitCode = 1;
        return;
      }
      if (args.id !== undefined) {
        const call = await client.calls.get(args.id);
        print(json, call, () => JSON.stringify(call, null, 2));
        return;
      }
      const { tool, outcome, effect, text, since, until } = args;
      const filter = Object.fromEntries(
        Object.entries({ tool, outcome, effect, text, since, until }).filter(([, value]) => value !== undefined),
      ) as CallFilter;
      if (args.export !== undefined) return exportRecord(args, args.export, filter as Record<string, string>);
      const calls: Call[] = [];
      for await (const call of client.calls.list({ ...filter, limit: Math.min(250, Number(args.limit)) })) {
        calls.push(call);
        if (calls.length >= Number(args.limit)) break;
      }
      print(json, { items: calls }, () =>
        calls.length === 0
          ? "No such call is on record."
          : columns(calls.map(({ id, at, outcome: came, caller, tool: name }) => [id, at, came, caller.name, name])),
      );
    }),
});

async function exportRecord(
  args: Parameters<typeof findServer>[0] & { output?: string | undefined },
  format: string,
  filter: Record<string, string>,
): Promise<void> {
  const { baseUrl, apiKey } = findServer(args);
  const query = new URLSearchParams({ ...filter, format });
  const response = await fetch(`${baseUrl.replace(/\/(v1\/?)?$/, "")}/v1/calls/export?${query}`, {
    headers: { authorization: `Bearer ${apiKey}`, "x-tributary-client": "cli" },
  });
  if (!response.ok || response.body === null) {
    const { error } = (await response.json()) as { error: { message: string; hint?: string } };
    throw new TributaryError("invalid_input", error.message, error.hint === undefined ? {} : { hint: error.hint });
  }
  const target = args.output === undefined ? process.stdout : createWriteStream(args.output);
  await pipeline(Readable.fromWeb(response.body as import("node:stream/web").ReadableStream), target, {
    end: args.output !== undefined,
  });
}
