import type { CommandDef } from "citty";
import { version } from "../app/version.ts";

/** Every command, loaded when it is used. */
export const commands: Record<string, () => Promise<CommandDef>> = {
  serve: () => import("./serve.ts").then((m) => m.serve as CommandDef),
  demo: () => import("./demo.ts").then((m) => m.demo as CommandDef),
  emulator: () => import("./emulator.ts").then((m) => m.emulator as CommandDef),
  connect: () => import("./connect.ts").then((m) => m.connect as CommandDef),
  connections: () => import("./connections.ts").then((m) => m.connections as CommandDef),
  agents: () => import("./agents.ts").then((m) => m.agents as CommandDef),
  tools: () => import("./tools.ts").then((m) => m.tools as CommandDef),
  call: () => import("./call.ts").then((m) => m.call as CommandDef),
  search: () => import("./search.ts").then((m) => m.search as CommandDef),
  sync: () => import("./sync.ts").then((m) => m.sync as CommandDef),
  approvals: () => import("./approvals.ts").then((m) => m.approvals as CommandDef),
  audit: () => import("./audit.ts").then((m) => m.audit as CommandDef),
  undo: () => import("./undo.ts").then((m) => m.undo as CommandDef),
  export: () => import("./export.ts").then((m) => m.exportCommand as CommandDef),
  import: () => import("./import.ts").then((m) => m.importCommand as CommandDef),
  backup: () => import("./backup.ts").then((m) => m.backup as CommandDef),
  restore: () => import("./restore.ts").then((m) => m.restore as CommandDef),
  "rotate-key": () => import("./rotate-key.ts").then((m) => m.rotateKey as CommandDef),
  doctor: () => import("./doctor.ts").then((m) => m.doctor as CommandDef),
  mcp: () => import("./mcp.ts").then((m) => m.mcp as CommandDef),
  convert: () => import("./convert.ts").then((m) => m.convert as CommandDef),
  completion: () => import("./completion.ts").then((m) => m.completion as CommandDef),
};

export const main: CommandDef = {
  meta: { name: "tributary", version, description: "Confluence Cloud for AI agents and people" },
  subCommands: commands,
};
