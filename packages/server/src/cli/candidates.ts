import type { CommandDef } from "citty";
import { describeCommand, resolveCommand, subCommandsOf, wordsIn } from "./resolve-command.ts";

export type Candidate = { value: string; description: string };

type Values = () => string[] | Promise<string[]>;

const toolNames: Values = async () => {
  const { catalogue } = await import("../tools/catalogue.ts");
  return catalogue.map(({ name }) => name);
};
const groups: Values = async () => [...(await import("../base/permissions.ts")).permissionGroups];

/** What positionals and flags can be where the command does not list it. Nothing here: the shell offers files. */
const values: Record<string, Values> = {
  "call name": toolNames,
  "tools show name": toolNames,
  "tools list --group": groups,
  "audit --tool": toolNames,
  "completion shell": () => ["bash", "zsh", "fish"],
};

/** What the last of the words may become, after those before it. */
export async function candidates(root: CommandDef, words: readonly string[]): Promise<Candidate[]> {
  const current = words.at(-1) ?? "";
  const { path, command, flags, positionals, rest } = await resolveCommand(root, words.slice(0, -1));
  const starting = (found: Candidate[]) => found.filter(({ value }) => value.startsWith(current));
  const listed = async (key: string) =>
    starting(((await values[key]?.()) ?? []).map((value) => ({ value, description: "" })));

  const before = /^--(.+)$/.exec(rest.at(-1) ?? "")?.[1];
  const flag = before === undefined ? undefined : flags[before];
  if (flag !== undefined && flag.type !== "boolean") {
    if (!("options" in flag) || flag.options === undefined) return listed(`${path.join(" ")} --${before}`);
    return starting(flag.options.map((value) => ({ value, description: "" })));
  }
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
  return listed(`${path.join(" ")} ${positionals[wordsIn({ rest, flags }).length]?.name ?? ""}`);
}

async function described(command: CommandDef, name: string): Promise<Candidate> {
  return { value: name, description: (await describeCommand(command, name)).description ?? "" };
}
