import type { CommandDef } from "citty";
import { resolveCommand, subCommandsOf } from "./resolve-command.ts";

export type Candidate = { value: string; description: string };

type Values = () => string[] | Promise<string[]>;

const toolNames: Values = async () => {
  const { catalogue } = await import("../tools/catalogue.ts");
  return catalogue.map(({ name }) => name);
};
const groups: Values = async () => [...(await import("../base/permissions.ts")).permissionGroups];

/** What positionals and flags can be, where that is a closed list. Nothing here: the shell offers files. */
const values: Record<string, Values> = {
  "call name": toolNames,
  "tools show name": toolNames,
  "tools list --group": groups,
  "audit --tool": toolNames,
  "audit --outcome": () => ["ok", "error", "refused", "pending", "unknown", "running"],
  "audit --effect": () => ["read", "write", "delete"],
  "audit --export": () => ["ndjson", "csv"],
  "approvals --status": () => ["pending", "approved", "done", "failed", "unknown", "denied", "expired", "all"],
  "completion shell": () => ["bash", "zsh", "fish"],
  "connect --scopes": () => ["minimal-read", "standard", "everything"],
  "convert --from": async () => [...(await import("./convert-body.ts")).formatsIn],
  "convert --to": async () => [...(await import("./convert-body.ts")).formatsOut],
  "emulator --seed": () => ["demo", "empty", "large"],
};

/** What the last of the words may become, after those before it. */
export async function candidates(root: CommandDef, words: readonly string[]): Promise<Candidate[]> {
  const current = words.at(-1) ?? "";
  const { path, command, flags, positionals, rest } = await resolveCommand(root, words.slice(0, -1));
  const starting = (found: Candidate[]) => found.filter(({ value }) => value.startsWith(current));
  const listed = async (key: string) =>
    starting(((await values[key]?.()) ?? []).map((value) => ({ value, description: "" })));

  const before = /^--(.+)$/.exec(rest.at(-1) ?? "")?.[1];
  if (before !== undefined && flags[before] !== undefined && flags[before].type !== "boolean")
    return listed(`${path.join(" ")} --${before}`);
  if (current.startsWith("-")) {
    return starting(
      Object.entries(flags)
        .filter(([name]) => !rest.includes(`--${name}`) || name === "file")
        .map(([name, { description = "" }]) => ({ value: `--${name}`, description })),
    );
  }
  const sub = Object.keys(await subCommandsOf(command));
  // Only those that fit are loaded for their descriptions.
  const fitting = sub.filter((name) => name.startsWith(current));
  if (sub.length > 0) return Promise.all(fitting.map((name) => described(command, name)));
  const filled = rest.filter((word, at) => !word.startsWith("--") && !takesValue(rest[at - 1], flags)).length;
  return listed(`${path.join(" ")} ${positionals[filled] ?? ""}`);
}

const takesValue = (word: string | undefined, flags: Record<string, { type?: string }>): boolean => {
  const name = word?.startsWith("--") ? word.slice(2) : undefined;
  return name !== undefined && flags[name] !== undefined && flags[name].type !== "boolean";
};

async function described(command: CommandDef, name: string): Promise<Candidate> {
  const { command: found } = await resolveCommand(command, [name]);
  const meta = await (typeof found.meta === "function" ? found.meta() : found.meta);
  return { value: name, description: meta?.description ?? "" };
}
