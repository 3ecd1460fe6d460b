import type { PageBlock } from "../model/block.ts";
import { attribute } from "../tree/tree.ts";
import { cellBreak } from "./inline.ts";
import { startBlock, writeLine } from "./lines.ts";
import {
  closeBlock,
  elementBlock,
  openBlock,
  openCell,
  pageBlock,
  record,
  type TableCell,
  type TableRow,
  type TableState,
  type Writer,
} from "./writer.ts";

export const MAX_SPAN = 1000;
const MAX_EXTRA_CELLS = 20_000;

export function openTable(w: Writer, node: number): void {
  w.tables.push({ node, rows: [], parts: [], inCell: false, inHead: false });
}

export function openRow(table: TableState, node: number): void {
  table.rows.push({ node, head: table.inHead, cells: [] });
}

export function openTableCell(w: Writer, table: TableState, node: number, header: boolean): void {
  if (table.rows.length === 0) openRow(table, -1);
  const row = table.rows[table.rows.length - 1] as TableRow;
  row.cells.push({ node, header, colspan: span(w, node, "colspan"), rowspan: span(w, node, "rowspan"), content: "" });
  table.parts = [];
  table.inCell = true;
}

export function closeTableCell(table: TableState): void {
  const row = table.rows[table.rows.length - 1] as TableRow;
  const cell = row.cells[row.cells.length - 1] as TableCell;
  cell.content = table.parts.join(cellBreak);
  table.parts = [];
  table.inCell = false;
}

function span(w: Writer, node: number, name: string): number {
  const value = Number.parseInt(attribute(w.tree, node, name) ?? "1", 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), MAX_SPAN) : 1;
}

interface Slot {
  content: string;
  cell: TableCell | undefined;
}

/** Merged cells laid out on the grid: the text in the first field, the others empty. */
export function layOut(rows: readonly TableRow[]): Slot[][] {
  let cells = 0;
  let reach = 0;
  for (const row of rows) {
    cells += row.cells.length;
    reach = Math.max(
      reach,
      row.cells.reduce((sum, cell) => sum + cell.colspan, 0),
    );
  }
  // A table of a few cells that claims a million fields is read as if nothing were merged.
  const merged = reach * rows.length <= MAX_EXTRA_CELLS + 8 * cells;
  const grid: Slot[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    const line = grid[y] as Slot[];
    let x = 0;
    for (const cell of row.cells) {
      while (line[x] !== undefined) x++;
      const width = merged ? cell.colspan : 1;
      const height = merged ? Math.min(cell.rowspan, rows.length - y) : 1;
      for (let dy = 0; dy < height; dy++) {
        for (let dx = 0; dx < width; dx++) {
          const first = dx === 0 && dy === 0;
          (grid[y + dy] as Slot[])[x + dx] = { content: first ? cell.content : "", cell: first ? cell : undefined };
        }
      }
      x += width;
    }
  });
  return grid;
}

/** Writes a finished table: as a GFM table, or as lines of the outer cell when it stands in one. */
export function closeTable(w: Writer): void {
  const table = w.tables.pop() as TableState;
  const rows = table.rows.filter((row) => row.cells.length > 0);
  if (rows.length === 0) return;
  const outer = openCell(w);
  if (outer !== undefined) {
    for (const row of rows) {
      const line = row.cells
        .map((cell) => cell.content)
        .filter((content) => content !== "")
        .join(" \\| ");
      if (line !== "") outer.parts.push(line);
    }
    return;
  }
  const grid = layOut(rows);
  let width = 0;
  for (const line of grid) width = Math.max(width, line.length);
  const first = rows[0] as TableRow;
  const headed = first.head || first.cells.every((cell) => cell.header);
  startBlock(w.lines, "table");
  // An empty head reads like none; it is kept all the same, only not as a row to compare.
  const emptyHead = headed && rows.length > 1 && (grid[0] as Slot[]).every((slot) => slot.content === "");
  const block = elementBlock(w, "table", headed && !emptyHead ? "headed" : "plain", "", table.node);
  openBlock(w, block);
  if (!headed) writeLine(w.lines, `|${"  |".repeat(width)}`);
  grid.forEach((line, y) => {
    const texts: string[] = [];
    for (let x = 0; x < width; x++) texts.push(line[x]?.content ?? "");
    if (w.blocks !== undefined && !(emptyHead && y === 0)) recordRow(w, rows[y] as TableRow, line, width);
    writeLine(w.lines, `| ${texts.join(" | ")} |`);
    if (y === 0 && headed) writeLine(w.lines, `|${" --- |".repeat(width)}`);
    if (y === 0 && !headed) {
      const body = w.lines.out.pop() as string;
      writeLine(w.lines, `|${" --- |".repeat(width)}`);
      w.lines.out.push(body);
    }
  });
  closeBlock(w);
}

function recordRow(w: Writer, row: TableRow, line: readonly (Slot | undefined)[], width: number): void {
  const place = row.node === -1 ? (row.cells[0] as TableCell).node : row.node;
  const block: PageBlock = elementBlock(w, "row", "", "", place);
  if (row.node === -1) block.torn = true;
  for (let x = 0; x < width; x++) {
    const slot = line[x];
    if (slot?.cell === undefined) block.children.push(pageBlock("cell", "", "", -1, -1, -1, -1, -1));
    // As a parser gives it back: the table's own escapes are gone.
    else block.children.push(elementBlock(w, "cell", "", slot.content.replaceAll("\\|", "|").trim(), slot.cell.node));
  }
  record(w, block);
}
