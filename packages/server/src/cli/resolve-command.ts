import { nearestNames } from "@tributary/cql";
import type { ArgDef, CommandDef } from "citty";

export type Resolved = {
  /** The command and its subcommand, as they were typed. */
  path: string[];
  command: CommandDef;
  parent: CommandDef | undefined;
  /** What follows them. */
  rest: string[];
  flags: Record<string, ArgDef>;
  positionals: string[];
};

/** The command that words name, as deep as they go. */
export async function resolveCommand(root: CommandDef, words: readonly string[]): Promise<Resolved> {
  let command = root;
  let parent: CommandDef | undefined;
  const path: string[] = [];
  for (const word of words) {
    const found = (await given(command.subCommands))?.[word];
    if (found === undefined) break;
    parent = command;
    command = (await given(found)) as CommandDef;
    path.push(word);
  }
  const args = Object.entries((await given(command.args)) ?? {}) as [string, ArgDef][];
  return {
    path,
    command,
    parent,
    rest: words.slice(path.length),
    flags: Object.fromEntries(args.filter(([, { type }]) => type !== "positional")),
    positionals: args.filter(([, { type }]) => type === "positional").map(([name]) => name),
  };
}

export const subCommandsOf = async ({ subCommands }: CommandDef): Promise<Record<string, unknown>> =>
  (await given(subCommands)) ?? {};

/** What is wrong with the flags: one there is not, which the parser would take in silence, or one without its value. */
export function flagProblem({ path, rest, flags }: Resolved): string | undefined {
  const known = [...Object.keys(flags), "help"];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? "";
    if (word === "--") return undefined;
    const [, name = "", value] = /^--([^=]+)(=.*)?$/s.exec(word) ?? [];
    if (name === "") continue;
    const flag = flags[name] ?? (name.startsWith("no-") ? flags[name.slice(3)] : undefined);
    if (flag === undefined) {
      if (name === "help") continue;
      const [near] = nearestNames(name, known, 1);
      const meant = near === undefined ? "" : ` Did you mean --${near}?`;
      return `tributary ${path.join(" ")} has no flag --${name}.${meant}`;
    }
    if (flag.type === "boolean" || value !== undefined) continue;
    at++;
    if (at >= rest.length) return `--${name} needs a value.`;
  }
  return undefined;
}

const given = async <T>(value: T | Promise<T> | (() => T | Promise<T>) | undefined): Promise<T | undefined> =>
  typeof value === "function" ? (value as () => T | Promise<T>)() : value;
