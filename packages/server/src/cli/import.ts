import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { columns, paint, print } from "./output.ts";
import { startProgress } from "./progress.ts";
import { run } from "./run.ts";
import { through, throughArgs } from "./through.ts";
import { type Imported, importTree } from "./tree/import-tree.ts";

export const importCommand = defineCommand({
  meta: { name: "import", description: "Make a folder of Markdown files, with attachments, a tree of pages" },
  args: {
    folder: { type: "positional", description: "Folder of Markdown files, such as export writes", required: true },
    to: { type: "string", description: "Page to put it under (id, URL, SPACE:Title), or space (key)", required: true },
    "dry-run": { type: "boolean", description: "Only show what would be created and changed" },
    reason: { type: "string", description: "Why, for whoever approves it and for the record" },
    ...throughArgs,
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const progress = startProgress(args.json ?? false);
      const imported = await importTree({
        client: connectClient(args),
        through: through(args),
        folder: args.folder,
        to: args.to,
        dryRun: args["dry-run"] ?? false,
        ...(args.reason !== undefined && { reason: args.reason }),
        onProgress: progress.show,
      }).finally(progress.end);
      print(args.json ?? false, imported, () => inWords(imported));
      const [problem] = imported.problems;
      if (problem !== undefined) process.exitCode = exitCodeOf(problem.code);
    }),
});

function inWords({ dryRun, created, updated, unchanged, attachments, steps, problems }: Imported): string {
  const [create, update] = dryRun ? ["to create", "to update"] : ["created", "updated"];
  const planned = steps.filter(({ action }) => action !== "unchanged" && action !== "refused");
  return [
    ...(dryRun && planned.length > 0 ? [columns(planned.map(({ action, file, title }) => [action, file, title]))] : []),
    `${created} pages ${create}, ${updated} ${update}, ${unchanged} unchanged, ${attachments} attachments`,
    ...problems.map(({ file, message }) => paint("red", `${file}: ${message}`)),
  ].join("\n");
}
