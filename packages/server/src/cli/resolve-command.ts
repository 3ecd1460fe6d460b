import { nearestNames } from "@tributary/cql";
import type { ArgDef, CommandDef, CommandMeta } from "citty";

/** `valueHint` is … where it stands for all words that follow. */
export type Positional = {
  name: string;
  required?: boolean | undefined;
  description?: string;
  valueHint?: string | undefined;
};

export type Resolved = {
  /** The command and its subcommand, as they were typed. */
  path: string[];
  command: CommandDef;
  /** What follows them. */
  rest: string[];
  flags: Record<string, ArgDef>;
  positionals: Positional[];
};

/** The command that words name, as deep as they go. */
export async function resolveCommand(root: CommandDef, words: readonly string[]): Promise<Resolved> {
  let command = root;
  const path: string[] = [];
  for (const word of words) {
    const subs = await subCommandsOf(command);
    if (!Object.hasOwn(subs, word)) break;
    command = (await given(subs[word])) as CommandDef;
    path.push(word);
  }
  const args = Object.entries((await given(command.args)) ?? {}) as [string, ArgDef][];
  return {
    path,
    command,
    rest: words.slice(path.length),
    flags: Object.fromEntries(args.filter(([, { type }]) => type !== "positional")),
    positionals: args.filter(([, { type }]) => type === "positional").map(([name, arg]) => ({ name, ...arg })),
  };
}

export const subCommandsOf = async ({ subCommands }: CommandDef): Promise<Record<string, unknown>> =>
  (await given(subCommands)) ?? {};

/** What a command, or one of its subcommands, says of itself. */
export async function describeCommand(command: CommandDef, sub?: string): Promise<CommandMeta> {
  const found = sub === undefined ? command : ((await given((await subCommandsOf(command))[sub])) as CommandDef);
  return (await given(found.meta)) ?? {};
}

/** A command there is not, which even its help cannot be shown of. */
export async function unknownCommand({ path, command, rest }: Resolved): Promise<LineProblem | undefined> {
  const subs = Object.keys(await subCommandsOf(command));
  const word = rest[0];
  return subs.length === 0 || word === undefined || word.startsWith("-")
    ? undefined
    : usage(notOneOf(path, subs, word));
}

/** What is wrong with a line before its command has seen it; `usage` ends with 2, a wrong `value` with 5. */
export type LineProblem = { kind: "usage" | "value"; message: string };

/** A command there is not, a flag there is not, which the parser would take in silence, or one without a good value. */
export async function lineProblem(resolved: Resolved): Promise<LineProblem | undefined> {
  const { path, command, rest, positionals } = resolved;
  const subs = Object.keys(await subCommandsOf(command));
  if (subs.length > 0) return usage(notOneOf(path, subs, rest[0]));
  const flagWrong = flagProblem(resolved);
  if (flagWrong !== undefined) return flagWrong;
  const words = wordsIn(resolved);
  const [extra] = positionals.at(-1)?.valueHint === "…" ? [] : words.slice(positionals.length);
  if (extra !== undefined)
    return usage(
      `${["tributary", ...path].join(" ")} does not know what to do with ${extra}: it is one word too many.`,
    );
  const missing = positionals.filter(({ required }) => required !== false)[words.length];
  if (missing === undefined || "default" in missing) return undefined;
  return usage(`${["tributary", ...path].join(" ")} needs its ${missing.name}: ${missing.description ?? ""}.`);
}

function notOneOf(path: readonly string[], subs: readonly string[], word: string | undefined): string {
  const name = ["tributary", ...path].join(" ");
  if (word === undefined || word.startsWith("-")) return `${name} needs a command: ${subs.join(", ")}.`;
  const [near] = nearestNames(word, subs, 1);
  return `There is no command ${name} ${word}.${near === undefined ? "" : ` Did you mean ${name} ${near}?`}`;
}

function flagProblem({ path, rest, flags }: Resolved): LineProblem | undefined {
  const known = [...Object.keys(flags), "help"];
  const seen = new Set<string>();
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? "";
    if (word === "--") break;
    const [, name = "", inline] = /^--([^=]+)(=.*)?$/s.exec(word) ?? [];
    if (name === "") {
      if (/^-[a-z]/i.test(word))
        return usage(`tributary ${path.join(" ")} has no flag ${word}: flags have two dashes.`);
      continue;
    }
    const flag = flags[name] ?? (name.startsWith("no-") ? flags[name.slice(3)] : undefined);
    if (flag === undefined) {
      if (name === "help") continue;
      const [near] = nearestNames(name, known, 1);
      const meant = near === undefined ? "" : ` Did you mean --${near}?`;
      return usage(`tributary ${path.join(" ")} has no flag --${name}.${meant}`);
    }
    seen.add(name);
    if (flag.type === "boolean") continue;
    if (inline === undefined && ++at >= rest.length) return usage(`--${name} needs a value.`);
    const wrong = valueProblem(name, flag, inline?.slice(1) ?? rest[at] ?? "");
    if (wrong !== undefined) return { kind: "value", message: wrong };
  }
  const [missing] = Object.entries(flags).find(([name, { required }]) => required && !seen.has(name)) ?? [];
  return missing === undefined ? undefined : usage(`tributary ${path.join(" ")} needs --${missing}.`);
}

function valueProblem(name: string, flag: ArgDef, value: string): string | undefined {
  const options = "options" in flag ? flag.options : undefined;
  if (options !== undefined && !options.includes(value)) return `--${name} ${value} is none of ${options.join(", ")}.`;
  if (flag.valueHint === "number" && (value.trim() === "" || !Number.isFinite(Number(value))))
    return `--${name} ${value} is not a number.`;
  if (flag.valueHint === "date" && Number.isNaN(Date.parse(value)))
    return `--${name} ${value} is not a date: write 2026-11-01 or 2026-11-01T09:00Z.`;
  return undefined;
}

/** What stands beside the flags and their values. */
export function wordsIn({ rest, flags }: Pick<Resolved, "rest" | "flags">): string[] {
  const words: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? "";
    if (word === "--") return [...words, ...rest.slice(at + 1)];
    if (!word.startsWith("--")) words.push(word);
    else if (takesValue(word, flags)) at++;
  }
  return words;
}

const takesValue = (word: string, flags: Record<string, ArgDef>): boolean => {
  const flag = flags[word.slice(2)];
  return flag !== undefined && flag.type !== "boolean";
};

const usage = (message: string): LineProblem => ({ kind: "usage", message });

const given = async <T>(value: T | Promise<T> | (() => T | Promise<T>) | undefined): Promise<T | undefined> =>
  typeof value === "function" ? (value as () => T | Promise<T>)() : value;
