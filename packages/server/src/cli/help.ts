import type { ArgDef, CommandDef } from "citty";
import { paint } from "./output.ts";
import { describeCommand, type Positional, type Resolved, subCommandsOf } from "./resolve-command.ts";

/** What a command is, takes and gives, in the width there is. */
export async function helpOf({ path, command, flags, positionals }: Resolved): Promise<string> {
  const name = ["tributary", ...path].join(" ");
  const subs = Object.keys(await subCommandsOf(command));
  const takes = subs.length > 0 ? [path.length === 0 ? "COMMAND" : subs.join("|")] : positionals.map(usageOf);
  const needed = Object.entries(flags).filter(([, { required }]) => required);
  const usage = [name, ...takes, ...needed.map(([flag, arg]) => flagOf(flag, arg)), "[flags]"].join(" ");
  const { description = "" } = await describeCommand(command);
  const parts = [wrap(description, 0), `${paint("bold", "Usage")}\n  ${usage}`];
  if (subs.length > 0) parts.push(section("Commands", await Promise.all(subs.map((sub) => commandRow(command, sub)))));
  if (positionals.length > 0)
    parts.push(
      section(
        "Arguments",
        positionals.map((arg) => [arg.name.toUpperCase(), aboutOf(arg)]),
      ),
    );
  const rows = Object.entries(flags).map(([flag, arg]): Row => [flagOf(flag, arg), aboutOf(arg)]);
  if (rows.length > 0) parts.push(section("Flags", rows));
  if (subs.length > 0) parts.push(`${name} COMMAND --help says what a command takes.`);
  return parts.join("\n\n");
}

type Row = [name: string, text: string];

function usageOf({ name, required, valueHint = "" }: Positional): string {
  const said = `${name.toUpperCase()}${valueHint}`;
  return required === false ? `[${said}]` : said;
}

/** `--limit NUMBER`, or `--json` where it takes nothing. */
function flagOf(name: string, { type, valueHint }: ArgDef): string {
  return type === "boolean" ? `--${name}` : `--${name} ${(valueHint ?? "text").toUpperCase()}`;
}

function aboutOf({ description = "", ...arg }: ArgDef): string {
  const options = "options" in arg && arg.options !== undefined ? `: ${arg.options.join(", ")}` : "";
  const usual = arg.default === undefined || /default/i.test(description) ? "" : ` (default: ${arg.default})`;
  return `${description}${options}${usual}`;
}

async function commandRow(parent: CommandDef, name: string): Promise<Row> {
  return [name, (await describeCommand(parent, name)).description ?? ""];
}

/** The widest first column that leaves room for words beside it. */
const widestName = 28;

function section(title: string, rows: readonly Row[]): string {
  const width = Math.min(widestName, Math.max(...rows.map(([name]) => name.length)));
  const lines = rows.map(([name, text]) => {
    const beside = name.length <= width ? name.padEnd(width) : `${name}\n${" ".repeat(width + 2)}`;
    return `  ${paint("cyan", beside)}  ${wrap(text, width + 4)}`;
  });
  return [paint("bold", title), ...lines].join("\n");
}

/** Lines no longer than the terminal, those after the first indented; elsewhere than at a terminal, as they are. */
export function wrap(text: string, indent: number): string {
  const width = process.stdout.isTTY ? Math.max(24, (process.stdout.columns || 80) - indent) : Number.POSITIVE_INFINITY;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
}
