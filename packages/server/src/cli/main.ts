import { runCommand } from "citty";
import { version } from "../app/version.ts";
import { main } from "./commands.ts";
import { usageExit } from "./exit-codes.ts";
import { printError } from "./output.ts";
import { lineProblem, resolveCommand, unknownCommand } from "./resolve-command.ts";

// Whoever reads may have seen enough, as `head` has: then there is nobody left to tell.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const args = process.argv.slice(2);
if (args[0] === "--version" || args[0] === "-v") {
  process.stdout.write(`${version}\n`);
} else if (args[0] === "__complete") {
  const { candidates } = await import("./candidates.ts");
  const found = await candidates(main, args.slice(1));
  process.stdout.write(found.map(({ value, description }) => `${value}\t${description}\n`).join(""));
} else {
  await showHelpOrRun();
}

async function showHelpOrRun(): Promise<void> {
  const asked = args[0] === "help" ? args.slice(1) : args;
  const resolved = await resolveCommand(main, asked);
  const wantsHelp = args.length === 0 || args[0] === "help" || asks(asked);
  const problem = await (wantsHelp ? unknownCommand(resolved) : lineProblem(resolved));
  if (wantsHelp && problem === undefined) {
    const { helpOf } = await import("./help.ts");
    process.stdout.write(`${await helpOf(resolved)}\n`);
    return;
  }
  if (problem === undefined) return runCommand(main, { rawArgs: args }).then(() => undefined, refuse);
  const { path } = resolved;
  const hint = `See ${["tributary", ...path].join(" ")} --help.`;
  printError(args.includes("--json"), { code: "invalid_input", message: problem.message, hint });
  if (problem.kind === "usage") process.exitCode = usageExit;
}

/** `--help` behind `--` is a word like any other. */
function asks(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  return (end < 0 ? words : words.slice(0, end)).some((word) => word === "--help" || word === "-h");
}

/** citty throws for usage only: commands print their own errors. */
function refuse(thrown: unknown): void {
  printError(args.includes("--json"), { code: "invalid_input", message: (thrown as Error).message });
  process.exitCode = usageExit;
}
