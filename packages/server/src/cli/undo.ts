import { isPending } from "@tributary/sdk";
import { defineCommand } from "citty";
import { clientArgs, connectClient } from "./client.ts";
import { exitCodeOf, waitingExit } from "./exit-codes.ts";
import { print, printError } from "./output.ts";
import { run } from "./run.ts";

export const undo = defineCommand({
  meta: { name: "undo", description: "Take a recorded write back" },
  args: {
    id: { type: "positional", description: "The call (call_…)", required: true },
    "dry-run": { type: "boolean", description: "Only show what would change" },
    force: { type: "boolean", description: "Also when it was edited since" },
    reason: { type: "string", description: "Why, for the record" },
    ...clientArgs,
  },
  run: ({ args }) =>
    run(args.json, async () => {
      const undone = await connectClient(args).calls.undo(args.id, {
        ...(args["dry-run"] && { dryRun: true }),
        ...(args.force && { force: true }),
        ...(args.reason !== undefined && { reason: args.reason }),
      });
      const failed = undone.steps.find(({ successful }) => !successful);
      if (args.json || failed === undefined)
        print(args.json ?? false, undone, () =>
          args["dry-run"]
            ? JSON.stringify(
                undone.steps.map(({ data }) => data),
                null,
                2,
              )
            : undone.steps.some(isPending)
              ? `${args.id} is undone once a person has approved it.`
              : `${args.id} was undone.`,
        );
      if (undone.steps.some(isPending)) process.exitCode = waitingExit;
      if (failed?.error == null) return;
      if (args.json) process.exitCode = exitCodeOf(failed.error.code);
      else printError(false, failed.error);
    }),
});
