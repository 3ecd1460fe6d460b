import type { StorageContext } from "./context.ts";

/** A row's cells as GFM splits them: at every `|` without a backslash, or only at those outside of code spans. */
function split(row: string, spans: boolean): string[] {
  const cells: string[] = [];
  let cell = "";
  for (let at = 0; at < row.length; ) {
    const ticks = spans && row[at] === "`" ? (/^`+/.exec(row.slice(at))?.[0] ?? "") : "";
    const close = ticks === "" ? -1 : closing(row, at + ticks.length, ticks.length);
    if (row.startsWith("\\|", at)) {
      cell += "|";
      at += 2;
    } else if (row[at] === "\\") {
      cell += row.slice(at, at + 2);
      at += 2;
    } else if (close !== -1) {
      cell += row.slice(at, close).replaceAll("\\|", "|");
      at = close;
    } else if (row[at] === "|") {
      cells.push(cell);
      cell = "";
      at++;
    } else {
      cell += ticks || (row[at] as string);
      at += ticks.length || 1;
    }
  }
  cells.push(cell);
  if (cells[0]?.trim() === "") cells.shift();
  if (cells.length > 0 && cells[cells.length - 1]?.trim() === "") cells.pop();
  return cells.map((text) => text.trim());
}

/** Where the code span's end of that many backticks ends, or -1. */
function closing(row: string, from: number, ticks: number): number {
  for (const run of row.slice(from).matchAll(/`+/g)) if (run[0].length === ticks) return from + run.index + ticks;
  return -1;
}

/**
 * A row with more cells than its table has columns, for which GFM has no place: `cells` are those of a reading in
 * which a `|` in code parts no cells, where that fits the table; `extra` is the text that is dropped otherwise.
 */
export function overfullRow(line: string, columns: number): { cells?: string[]; extra: string } | undefined {
  const row = line.replace(/^[\s>]+/, "").trimEnd();
  let pipes = 0;
  for (let at = row.indexOf("|"); at !== -1; at = row.indexOf("|", at + 1)) pipes++;
  // Nearly every row: as many cells as columns, with a pipe at both ends.
  if (pipes < columns || (pipes === columns + 1 && row.startsWith("|") && row.endsWith("|"))) return undefined;
  const strict = split(row, false);
  if (strict.length <= columns) return undefined;
  const cells = row.includes("`") ? split(row, true) : strict;
  const extra = strict.slice(columns).join(" | ");
  return cells.length <= columns ? { cells, extra } : { extra };
}

/** Says which text of table rows was lost. */
export function reportDropped(
  dropped: readonly { text: string; line: number }[],
  report: StorageContext["report"],
): void {
  for (const { text, line } of dropped)
    report(
      "warning",
      "table-cells",
      `This row has more cells than its table has columns; "${text.slice(0, 60)}" is left out (write a | in a cell as \\|)`,
      line,
    );
}
