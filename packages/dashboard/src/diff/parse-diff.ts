import { changedRanges, type Range } from "./word-diff.ts";

/** A line of a text: as it was, as it was and is gone, or new. `marks` are the words that differ from its counterpart. */
export type DiffLine = { kind: "same" | "gone" | "new"; text: string; marks: readonly Range[] };
export type DiffRow = DiffLine | { kind: "gap" };

const signs = { "-": "gone", "+": "new", " ": "same" } as const;

/**
 * Reads the server's line diff: `-` gone, `+` new, two spaces for context, `…` where lines are left out. Lines that
 * replace one another carry marks on the words that differ.
 */
export function parseDiff(diff: string): DiffRow[] {
  const rows = diff.split("\n").map((line): DiffRow => {
    if (line === "…") return { kind: "gap" };
    const sign = line[0] as keyof typeof signs | undefined;
    return { kind: sign === undefined ? "same" : (signs[sign] ?? "same"), text: line.slice(2), marks: [] };
  });
  while (isEmptyContext(rows.at(-1))) rows.pop();
  return markPairs(rows);
}

/** Rows of two columns: what was at the left, what is at the right; lines that replace one another side by side. */
export function sideBySide(rows: readonly DiffRow[]): { left?: DiffRow; right?: DiffRow }[] {
  const out: { left?: DiffRow; right?: DiffRow }[] = [];
  for (let at = 0; at < rows.length; ) {
    const row = rows[at] as DiffRow;
    if (row.kind === "same" || row.kind === "gap") {
      out.push({ left: row, right: row });
      at++;
      continue;
    }
    const { gone, added } = blockAt(rows, at);
    for (let index = 0; index < Math.max(gone.length, added.length); index++) {
      const [left, right] = [gone[index], added[index]];
      out.push({ ...(left !== undefined && { left }), ...(right !== undefined && { right }) });
    }
    at += gone.length + added.length;
  }
  return out;
}

/** How many lines a diff adds and takes away. */
export function countLines(rows: readonly DiffRow[]): { added: number; gone: number } {
  return {
    added: rows.filter(({ kind }) => kind === "new").length,
    gone: rows.filter(({ kind }) => kind === "gone").length,
  };
}

function isEmptyContext(row: DiffRow | undefined): boolean {
  return row?.kind === "same" && row.text === "";
}

/** The lines gone at `at`, and the new ones that follow them. */
function blockAt(rows: readonly DiffRow[], at: number): { gone: DiffLine[]; added: DiffLine[] } {
  const take = (kind: "gone" | "new", from: number): DiffLine[] => {
    let end = from;
    while (rows[end]?.kind === kind) end++;
    return rows.slice(from, end) as DiffLine[];
  };
  const gone = take("gone", at);
  return { gone, added: take("new", at + gone.length) };
}

function markPairs(rows: DiffRow[]): DiffRow[] {
  const out: DiffRow[] = [];
  for (let at = 0; at < rows.length; ) {
    const { gone, added } = blockAt(rows, at);
    if (gone.length + added.length === 0) {
      out.push(rows[at] as DiffRow);
      at++;
      continue;
    }
    const marks = gone.map(({ text }, index) => {
      const other = added[index];
      return other === undefined ? undefined : changedRanges(text, other.text);
    });
    out.push(...gone.map((line, index) => ({ ...line, marks: marks[index]?.before ?? [] })));
    out.push(...added.map((line, index) => ({ ...line, marks: marks[index]?.after ?? [] })));
    at += gone.length + added.length;
  }
  return out;
}
