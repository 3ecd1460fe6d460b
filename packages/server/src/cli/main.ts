import { defineCommand, renderUsage, runCommand } from "citty";
import { version } from "../app/version.ts";
import { usageExit } from "./exit-codes.ts";

const main = defineCommand({
  meta: { name: "tributary", version, description: "Confluence Cloud for AI agents and people" },
  subCommands: {
    serve: () => import("./serve.ts").then((m) => m.serve),
    demo: () => import("./demo.ts").then((m) => m.demo),
    emulator: () => import("./emulator.ts").then((m) => m.emulator),
    connect: () => import("./connect.ts").then((m) => m.connect),
    tools: () => import("./tools.ts").then((m) => m.tools),
    call: () => import("./call.ts").then((m) => m.call),
    search: () => import("./search.ts").then((m) => m.search),
    sync: () => import("./sync.ts").then((m) => m.sync),
    approvals: () => import("./approvals.ts").then((m) => m.approvals),
    audit: () => import("./audit.ts").then((m) => m.audit),
    undo: () => import("./undo.ts").then((m) => m.undo),
    doctor: () => import("./doctor.ts").then((m) => m.doctor),
    mcp: () => import("./mcp.ts").then((m) => m.mcp),
    convert: () => import("./convert.ts").then((m) => m.convert),
  },
});

const args = process.argv.slice(2);
if (args.length === 0 || args[0] === "--help" || args[0] === "-h") {
  process.stdout.write(`${await renderUsage(main)}\n`);
} else if (args[0] === "--version" || args[0] === "-v") {
  process.stdout.write(`${version}\n`);
} else {
  try {
    await showHelpOrRun();
  } catch (error) {
    // citty throws for usage only: commands print their own errors.
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = usageExit;
  }
}

async function showHelpOrRun(): Promise<void> {
  if (!args.includes("--help") && !args.includes("-h")) {
    await runCommand(main, { rawArgs: args });
    return;
  }
  const subCommands = main.subCommands as Record<string, () => Promise<Parameters<typeof renderUsage>[0]>>;
  const command = await subCommands[args[0] ?? ""]?.();
  process.stdout.write(`${await renderUsage(command ?? main, command === undefined ? undefined : main)}\n`);
}
