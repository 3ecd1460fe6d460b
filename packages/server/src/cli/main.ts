import { renderUsage, runCommand } from "citty";
import { version } from "../app/version.ts";
import { main } from "./commands.ts";
import { usageExit } from "./exit-codes.ts";
import { flagProblem, resolveCommand } from "./resolve-command.ts";

const args = process.argv.slice(2);
if (args.length === 0 || args[0] === "--help" || args[0] === "-h") {
  process.stdout.write(`${await renderUsage(main)}\n`);
} else if (args[0] === "--version" || args[0] === "-v") {
  process.stdout.write(`${version}\n`);
} else if (args[0] === "__complete") {
  const { candidates } = await import("./candidates.ts");
  const found = await candidates(main, args.slice(1));
  process.stdout.write(found.map(({ value, description }) => `${value}\t${description}\n`).join(""));
} else {
  await showHelpOrRun();
}

async function showHelpOrRun(): Promise<void> {
  const resolved = await resolveCommand(main, args);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${await renderUsage(resolved.command, resolved.parent)}\n`);
    return;
  }
  const problem = flagProblem(resolved);
  if (problem !== undefined) return refuse(problem);
  try {
    await runCommand(main, { rawArgs: args });
  } catch (error) {
    // citty throws for usage only: commands print their own errors.
    refuse((error as Error).message);
  }
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = usageExit;
}
