import { parseMarkdown } from "../markdown-in/blocks.ts";
import { blocksStorage } from "../markdown-in/storage-writer.ts";
import type { PageBlock } from "../model/block.ts";
import { placeBehind } from "../round-trip/behind.ts";
import { type Found, nearest } from "./address.ts";
import { contentStorage, type Editing, rangeOf } from "./editing.ts";
import type { Content, Operation } from "./operations.ts";
import { PageEditError } from "./page-edit-error.ts";

type Parsed = ReturnType<typeof parseMarkdown>["blocks"];

function splice(editing: Editing, at: number, text: string): void {
  editing.changes.splices.push({ start: at, end: at, text });
}

/** Where what comes behind a target goes: of a section behind an excerpt it ends with, of a block right behind it. */
function endOf({ page }: Editing, found: Found): number {
  const last = found.section?.body.at(-1);
  return last === undefined ? rangeOf(found)[1] : Math.max(rangeOf(found)[1], placeBehind(page.tree, last));
}

/** Puts content before or after what a target names. */
export function insertBeside(editing: Editing, found: Found, content: Content, after: boolean): void {
  const [named] = found.blocks as [PageBlock];
  const parts = found.section === undefined ? partsBeside(editing, named, content) : undefined;
  if (parts !== undefined) {
    const { beside, blocks } = parts;
    splice(editing, after ? beside.end : beside.start, blocksStorage(blocks, editing.changes.context.anywhere));
    return;
  }
  const storage = contentStorage(editing, content);
  if (named.kind === "cell") {
    // Next to a cell there is only another cell.
    splice(editing, after ? named.innerEnd : named.innerStart, storage);
    return;
  }
  splice(editing, after ? endOf(editing, found) : rangeOf(found)[0], storage);
}

/**
 * A Markdown list put next to an item, or next to an item's first words, means items of the same list; a table put
 * next to a row means rows.
 */
function partsBeside(
  editing: Editing,
  block: PageBlock,
  { content, format = "markdown" }: Content,
): { beside: PageBlock; blocks: Parsed } | undefined {
  if (format !== "markdown") return undefined;
  const { parents } = editing.book;
  const parent = parents.get(block);
  const beside = parent?.kind === "item" && parent.children[0] === block ? parent : block;
  if (beside.kind !== "item" && beside.kind !== "row") return undefined;
  const whole = parents.get(beside);
  const { blocks } = parseMarkdown(content);
  const [only] = blocks;
  const fits =
    blocks.length === 1 &&
    only !== undefined &&
    only.kind === whole?.kind &&
    (only.key === "task") === (whole.key === "task");
  if (fits) return { beside, blocks: only.children };
  if (beside !== block) return undefined;
  throw new PageEditError(
    "invalid_operation",
    beside.kind === "row"
      ? "Next to a row of a table only rows can be inserted, as a Markdown table or with insertRow"
      : `Next to an item only items can be inserted, as a Markdown ${whole?.key === "task" ? "task list" : "list"}`,
    editing.operation,
  );
}

/** Puts content inside what a target names, at its end or its beginning; without a target inside the page. */
export function insertInside(editing: Editing, found: Found | undefined, content: Content, atEnd: boolean): void {
  const { page, changes } = editing;
  const rows = page.blocks;
  if (found === undefined) {
    const edge = atEnd ? rows[rows.length - 1] : rows[0];
    const outside = atEnd ? page.tree.source.length : 0;
    // A page that is one layout takes new content inside its first or last cell: next to the layout it would be lost.
    const inLayout = page.tree.source.includes("<ac:layout>") && edge !== undefined;
    splice(editing, inLayout ? (atEnd ? edge.end : edge.start) : outside, contentStorage(editing, content));
    return;
  }
  const [block] = found.blocks as [PageBlock];
  if (found.section !== undefined) {
    splice(editing, atEnd ? endOf(editing, found) : block.end, contentStorage(editing, content));
    return;
  }
  const whole = block.kind === "list" || block.kind === "table";
  if (!whole && !["alert", "expand", "quote", "cell", "item"].includes(block.kind)) {
    throw new PageEditError(
      "invalid_operation",
      `Nothing can be added inside a block of the kind ${block.kind}: insert before or after it`,
      editing.operation,
    );
  }
  if (block.node <= 0 || block.children.length === 0) {
    splice(editing, atEnd ? block.innerEnd : block.innerStart, contentStorage(editing, content));
    return;
  }
  const edge = (atEnd ? block.children[block.children.length - 1] : block.children[0]) as PageBlock;
  const place = atEnd ? edge.end : edge.start;
  if (!whole || (content.format ?? "markdown") !== "markdown") {
    splice(editing, place, contentStorage(editing, content));
    return;
  }
  const { blocks } = parseMarkdown(content.content);
  const parts = blocks.flatMap((part) => (part.kind === block.kind ? part.children : []));
  if (parts.length === 0)
    throw new PageEditError(
      "invalid_operation",
      `A ${block.kind} takes a Markdown ${block.kind} with the parts to add`,
      editing.operation,
    );
  splice(editing, place, blocksStorage(parts, changes.context.anywhere));
}

/**
 * Puts a row next to the one a target stands in; at a table's end when the target is the table, or the heading over
 * it. `before` with a table or heading means before its first row that is no header.
 */
export function insertRow(editing: Editing, found: Found, operation: Operation & { op: "insertRow" }): void {
  const [block] = found.blocks as [PageBlock];
  const before = operation.position === "before";
  const inside =
    found.section === undefined
      ? nearest(editing.book, block, ({ kind }) => kind === "row" || kind === "table")
      : onlyTable(found.section.body, editing.operation);
  if (inside === undefined) {
    throw new PageEditError(
      "invalid_operation",
      "A row is inserted into a table or next to one of its rows",
      editing.operation,
    );
  }
  const rows = inside.kind === "table" ? inside.children : [inside];
  refuseMergedRows(editing, inside, before);
  const first = inside.kind === "table" && inside.key === "headed" ? rows[1] : rows[0];
  const last = rows[rows.length - 1] as PageBlock;
  const place = before && first !== undefined ? first.start : last.end;
  splice(editing, place, rowStorage(editing, operation.cells, last.children.length));
}

/** Between rows that share a cell a row of full width would push the others aside. */
function refuseMergedRows({ book, page, operation }: Editing, inside: PageBlock, before: boolean): void {
  const table = inside.kind === "table" ? inside : book.parents.get(inside);
  const atEnd = !before && (inside === table || inside === table?.children[table.children.length - 1]);
  if (table === undefined || atEnd) return;
  if (!/\browspan="(?!1")/.test(page.tree.source.slice(table.start, table.end))) return;
  throw new PageEditError(
    "invalid_operation",
    "This table has cells merged over rows: a row can only be added at its end",
    operation,
  );
}

function rowStorage(editing: Editing, given: readonly string[], width: number): string {
  if (given.length > width)
    throw new PageEditError(
      "invalid_operation",
      `The table has ${width} columns, the row ${given.length} cells`,
      editing.operation,
    );
  let cells = "";
  for (let at = 0; at < width; at++) {
    const { blocks } = parseMarkdown(given[at] ?? "");
    cells += `<td>${blocksStorage(blocks, editing.changes.context.anywhere) || "<p />"}</td>`;
  }
  return `<tr>${cells}</tr>`;
}

/** The table of a section: the one above its first subheading, else the only one it has anywhere. */
function onlyTable(body: readonly PageBlock[], operation: number): PageBlock {
  const firstHeading = body.findIndex(({ kind }) => kind === "heading");
  const own = body.slice(0, firstHeading === -1 ? body.length : firstHeading).filter(({ kind }) => kind === "table");
  if (own[0] !== undefined && own.length === 1) return own[0];
  const tables: PageBlock[] = [];
  const collect = (row: readonly PageBlock[]): void => {
    for (const block of row) {
      if (block.kind === "table") tables.push(block);
      else collect(block.children);
    }
  };
  collect(body);
  const [only] = tables;
  if (only === undefined) throw new PageEditError("not_found", "There is no table under this heading", operation);
  if (tables.length > 1) {
    throw new PageEditError(
      "ambiguous",
      `There are ${tables.length} tables under this heading: name a text in the table that is meant`,
      operation,
    );
  }
  return only;
}
