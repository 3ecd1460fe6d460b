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
  const lines = [`${paint("red", "error")} ${error.message} ${paint("dim", `(${error.code})`)}`];
  if (error.hint) lines.push(`      ${error.hint}`);
  process.stderr.write(`${lines.join("\n")}\n`);
}

/** Rows as columns of equal width. */
export function columns(rows: string[][]): string {
  const widths = rows.reduce<number[]>((w, row) => row.map((cell, i) => Math.max(w[i] ?? 0, cell.length)), []);
  return rows
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join("  "))
    .join("\n");
}

export function paint(style: "red" | "green" | "yellow" | "bold" | "dim" | "cyan", text: string): string {
  return process.stdout.isTTY ? styleText(style, text) : text;
}
