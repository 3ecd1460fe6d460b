import { resolve } from "node:path";
import type { Source, SourceChange, StartSync, SyncRun, Tributary } from "@tributary/sdk";
import { defineCommand } from "citty";
import { TributaryError } from "../base/errors.ts";
import { clientArgs, connectClient } from "./client.ts";
import { columns, paint, print } from "./output.ts";
import { bar } from "./progress.ts";
import { run } from "./run.ts";

export const sync = defineCommand({
  meta: { name: "sync", description: "Bring the index up to date, or show what is synced" },
  args: {
    source: { type: "string", description: "Id or name of the source (default: the only one; all with --status)" },
    wait: { type: "boolean", description: "Wait until it is done, with a progress bar" },
    sweep: { type: "boolean", description: "Compare everything: finds what was deleted, moved, restricted, labelled" },
    full: { type: "boolean", description: "Fetch everything again" },
    space: { type: "string", description: "Index these spaces anew: keys with commas between" },
    "retry-failed": { type: "boolean", description: "Try items again that could not be indexed" },
    "confirm-removals": { type: "boolean", description: "Remove what was only hidden because it was so much" },
    status: { type: "boolean", description: "Only show the sources and their last runs" },
    pause: { type: "boolean", description: "Sync no more until --resume; what is in the index stays" },
    resume: { type: "boolean", description: "Sync again" },
    include: { type: "string", description: "Sync only these spaces: keys with commas between, or `all`" },
    exclude: { type: "string", description: "Leave these spaces out: keys with commas between, or `none`" },
    comments: { type: "boolean", description: "Sync comments, too; --no-comments ends it" },
    every: { type: "string", valueHint: "number", description: "Minutes between looks for changes" },
    "add-folder": { type: "string", description: "Make a folder of Markdown files a source" },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const client = connectClient(args);
      if (args.status) {
        const sources = await client.sources.list();
        print(args.json ?? false, { sources }, () => inWords(sources));
        return;
      }
      const folder = args["add-folder"];
      const source =
        folder === undefined
          ? choose(await client.sources.list(), args.source)
          : await client.sources.addMarkdown({ path: resolve(folder) });
      const change = changeOf(args);
      if (Object.keys(change).length > 0) {
        const changed = await client.sources.update(source.id, change);
        if (changed.settings.paused) {
          print(args.json ?? false, changed, () => `${source.name} is paused.`);
          return;
        }
      }
      const wanted: StartSync = {
        ...(args.sweep && { mode: "sweep" }),
        ...(args.full && { mode: "load" }),
        ...(args.space !== undefined && { spaces: args.space.split(",") }),
        ...(args["retry-failed"] && { retryFailed: true }),
        ...(args["confirm-removals"] && { confirmRemovals: true }),
      };
      const started = await client.sync.start(source.id, wanted);
      const ended = args.wait ? await watch(client, started.id, args.json ?? false) : started;
      print(args.json ?? false, ended, () => (args.wait ? summary(ended) : `Syncing ${source.name} (${ended.id}).`));
      if (ended.status === "failed" || ended.status === "cancelled") process.exitCode = 1;
    }),
});

type SettingArgs = {
  pause?: boolean;
  resume?: boolean;
  include?: string;
  exclude?: string;
  comments?: boolean;
  every?: string;
};

function changeOf({ pause, resume, include, exclude, comments, every }: SettingArgs): SourceChange {
  if (pause && resume)
    throw new TributaryError("invalid_input", "--pause and --resume cannot go together.", { hint: "Choose one." });
  return {
    ...((pause || resume) && { paused: pause === true }),
    ...(include !== undefined && { includeSpaces: include === "all" ? null : include.split(",") }),
    ...(exclude !== undefined && { excludeSpaces: exclude === "none" ? null : exclude.split(",") }),
    ...(comments !== undefined && { comments }),
    ...(every !== undefined && { intervalMinutes: Number(every) }),
  };
}

function choose(sources: readonly Source[], wanted: string | undefined): Source {
  const fitting = wanted === undefined ? sources : sources.filter(({ id, name }) => id === wanted || name === wanted);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  if (only === undefined)
    throw new TributaryError(
      "not_found",
      wanted === undefined ? "Nothing is synced." : `There is no source ${wanted}.`,
      {
        hint: "Connect an account first: tributary connect.",
      },
    );
  throw new TributaryError("ambiguous_reference", `There are ${fitting.length} sources.`, {
    hint: `Say which with --source: ${fitting.map(({ id, name }) => `${id} (${name})`).join(", ")}.`,
  });
}

async function watch(client: Tributary, runId: string, quiet: boolean): Promise<SyncRun> {
  const live = !quiet && process.stderr.isTTY;
  const ended = await client.sync.wait(runId, {
    onProgress: (one) => {
      if (live) process.stderr.write(`\r${line(one)}\u001b[K`);
    },
  });
  if (live) process.stderr.write("\r\u001b[K");
  return ended;
}

function line({ progress, status }: SyncRun): string {
  const { phase, done, total, perSecond, remainingSeconds } = progress;
  const left = remainingSeconds === undefined ? "" : `  ${duration(remainingSeconds)} left`;
  return `${status === "waiting" ? "waiting" : phase}  ${bar(done, total)}${done}${total === undefined ? "" : ` of ${total}`}  ${Math.round(perSecond)}/s${left}`;
}

const duration = (seconds: number) =>
  seconds < 90
    ? `${seconds} s`
    : seconds < 5_400
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3600)} h`;

function summary(ended: SyncRun): string {
  const { added, changed, removed, failed, held, requests, points, durationMs } = ended;
  const word = ended.status === "succeeded" ? paint("green", "Done") : paint("red", ended.status);
  const counts = `${added} added, ${changed} changed, ${removed} removed${failed > 0 ? `, ${failed} failed` : ""}${held > 0 ? `, ${held} held back` : ""}`;
  const cost = `${requests} requests, ${points} points, ${((durationMs ?? 0) / 1000).toFixed(1)} s`;
  const notes = [
    ...ended.warnings,
    ...(ended.error === null ? [] : [`${ended.error.message} ${ended.error.hint ?? ""}`]),
  ];
  return [`${word}: ${counts} (${cost})`, ...notes.map((note) => paint("yellow", note.trim()))].join("\n");
}

function inWords(sources: readonly Source[]): string {
  if (sources.length === 0) return "Nothing is synced: connect an account with `tributary connect`.";
  return columns([
    ["source", "name", "documents", "state", "last run"].map((head) => paint("dim", head)),
    ...sources.map((source) => [
      source.id,
      source.name,
      String(source.documents),
      source.settings.paused ? "paused" : source.loadedAt === null ? "loading" : "ready",
      source.lastRun === null ? "none" : `${source.lastRun.status} ${source.lastRun.finishedAt ?? ""}`,
    ]),
  ]);
}
