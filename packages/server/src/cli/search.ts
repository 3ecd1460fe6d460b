import type { SearchHit } from "@tributary/sdk";
import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { paint, print } from "./output.ts";
import { readInput } from "./read-input.ts";
import { run } from "./run.ts";

export const search = defineCommand({
  meta: { name: "search", description: 'Search what is synced, for example: tributary search "release checklist"' },
  args: {
    query: {
      type: "positional",
      valueHint: "…",
      description: 'Words, an "exact phrase", or - for standard input',
      required: true,
    },
    limit: { type: "string", valueHint: "number", description: "Most passages", default: "5" },
    space: { type: "string", description: "Only these spaces: keys with commas between" },
    label: { type: "string", description: "Only pages with all of these labels" },
    source: { type: "string", description: "Only this source" },
    connection: { type: "string", description: "Only this connection's site" },
    since: { type: "string", valueHint: "date", description: "Only what changed since this date" },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const query = args._.join(" ");
      const found = await connectClient(args).search(query === "-" ? (await readInput("-")).trim() : query, {
        limit: Number(args.limit),
        ...(args.space !== undefined && { spaces: args.space.split(",") }),
        ...(args.label !== undefined && { labels: args.label.split(",") }),
        ...(args.source !== undefined && { sources: [args.source] }),
        ...(args.connection !== undefined && { connectionId: args.connection }),
        ...(args.since !== undefined && { modifiedAfter: args.since }),
      });
      print(args.json ?? false, found, () => {
        const hint = found.didYouMean === undefined ? "" : `\nDid you mean: ${found.didYouMean}`;
        if (found.items.length === 0) return `Nothing was found.${hint}`;
        return `${found.items.map(inWords).join("\n\n")}${hint}`;
      });
    }),
});

function inWords(hit: SearchHit): string {
  const place = [hit.spaceName ?? hit.sourceId, hit.title, ...hit.headingPath].join(" › ");
  const when = hit.modifiedAt.slice(0, 10);
  return `${paint("bold", place)}  ${paint("dim", when)}\n${marked(hit)}\n${paint("cyan", hit.url)}`;
}

function marked({ snippet, highlights }: SearchHit): string {
  let text = "";
  let at = 0;
  for (const [start, end] of highlights) {
    text += snippet.slice(at, start) + paint("yellow", snippet.slice(start, end));
    at = end;
  }
  return (text + snippet.slice(at)).replace(/\s+/g, " ");
}
