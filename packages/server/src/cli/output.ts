import { styleText } from "node:util";
import { exitCodeOf } from "./exit-codes.ts";

type ShownError = {
  code: string;
  message: string;
  hint?: string | undefined;
  atlassian?: { status: number; message: string } | undefined;
};

/** Prints an answer: as one line of JSON, or in words. */
export function print(json: boolean, value: unknown, words: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(value) : words()}\n`);
}

/** Prints an error and sets the exit code. Errors go to standard error; with --json also as an answer. */
export function printError(json: boolean, error: ShownError): void {
  process.exitCode = exitCodeOf(error.code);
  if (json) {
    process.stdout.write(`${JSON.stringify({ error })}\n`);
    return;
  }
  const lines = [
    `${paint("red", "error", process.stderr)} ${error.message} ${paint("dim", `(${error.code})`, process.stderr)}`,
  ];
  if (error.hint) lines.push(`      ${hintHere(error.hint)}`);
  process.stderr.write(`${lines.join("\n")}\n`);
}

/** Where the hints of the server and the SDK name a request or an option, and the command line has a command or a flag. */
const saidHere: readonly [RegExp, string][] = [
  [/GET \/v1\/connections/, "tributary connections"],
  [/GET \/v1\/agents/, "tributary agents list"],
  [/GET \/v1\/calls/, "tributary audit"],
  [/GET \/v1\/approvals/, "tributary approvals --status all"],
  [/GET \/v1\/sources/, "tributary sync --status"],
  [/GET \/v1\/tools/, "tributary tools list"],
  [/POST \/v1\/connections/, "tributary connect"],
  [/The API is described at \/v1\/openapi\.json\./, "--help says what each flag takes."],
  [/that baseUrl is right/, "that --url or TRIBUTARY_URL is right"],
];

const hintHere = (hint: string) => saidHere.reduce((said, [pattern, here]) => said.replace(pattern, here), hint);

/** Rows as columns of equal width. */
export function columns(rows: string[][]): string {
  const widths = rows.reduce<number[]>((w, row) => row.map((cell, i) => Math.max(w[i] ?? 0, cell.length)), []);
  return rows
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join("  "))
    .join("\n");
}

export function paint(
  style: "red" | "green" | "yellow" | "bold" | "dim" | "cyan",
  text: string,
  { isTTY }: { isTTY: boolean } = process.stdout,
): string {
  return isTTY ? styleText(style, text) : text;
}
