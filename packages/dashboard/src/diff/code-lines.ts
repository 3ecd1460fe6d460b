import { lineBlock } from "./line-block.ts";
import type { DiffLine, DiffRow } from "./parse-diff.ts";

/** The lines that stand inside a code block, before or after the change, as far as a diff shows where one begins. */
export function codeLines(rows: readonly DiffRow[]): ReadonlySet<DiffLine> {
  const code = new Set<DiffLine>();
  let [before, after] = [false, false];
  for (const row of rows) {
    if (row.kind === "gap") {
      [before, after] = [false, false];
      continue;
    }
    const inCode = row.kind === "gone" ? before : after;
    if (inCode) code.add(row);
    if (lineBlock(row.text, false).kind !== "fence") continue;
    if (row.kind !== "new") before = !before;
    if (row.kind !== "gone") after = !after;
  }
  return code;
}
