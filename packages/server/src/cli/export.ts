import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { paint, print } from "./output.ts";
import { startProgress } from "./progress.ts";
import { run } from "./run.ts";
import { through, throughArgs } from "./through.ts";
import { type Exported, exportTree } from "./tree/export-tree.ts";

export const exportCommand = defineCommand({
  meta: { name: "export", description: "Write a space or a tree of pages as Markdown files with their attachments" },
  args: {
    from: { type: "positional", description: "Space (key) or page (id, URL, SPACE:Title)", required: true },
    to: {
      type: "string",
      description: "Folder to write to; run it again to go on, or to fetch what changed",
      required: true,
    },
    all: { type: "boolean", description: "Also look again at pages whose version did not change" },
    force: { type: "boolean", description: "Write over files that were edited since" },
    ...throughArgs,
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const progress = startProgress(args.json ?? false);
      const exported = await exportTree({
        client: connectClient(args),
        through: through(args),
        from: args.from,
        folder: args.to,
        all: args.all ?? false,
        force: args.force ?? false,
        onProgress: progress.show,
      }).finally(progress.end);
      print(args.json ?? false, exported, () => inWords(exported));
      const [problem] = exported.problems;
      if (problem !== undefined) process.exitCode = exitCodeOf(problem.code);
      else if (exported.edited.length > 0) process.exitCode = exitCodeOf("conflict");
    }),
});

function inWords({ folder, pages, written, unchanged, attachments, edited, problems }: Exported): string {
  return [
    `${paint("green", "Exported")} ${pages} pages to ${folder}: ${written} written, ${unchanged} unchanged, ${attachments} attachments`,
    ...edited.map((file) => paint("yellow", `${file} was edited since, and left alone (--force writes over it)`)),
    ...problems.map(({ file, message }) => paint("red", `${file}: ${message}`)),
  ].join("\n");
}
