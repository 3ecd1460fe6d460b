import type { BlockKind, PageBlock } from "../model/block.ts";
import type { Resolvers } from "../model/resource.ts";
import type { Tree } from "../tree/tree.ts";
import { addAtom, type Inline, newInline } from "./inline.ts";
import { type Lines, newLines } from "./lines.ts";

export interface MarkdownOptions extends Resolvers {
  /** Show macros without text as `{{name #handle}}`, which `markdownToStorage` turns back. Default true. */
  handles?: boolean;
  /** Write `{#anchor}` behind headings, as Confluence names them. Default false. */
  headingAnchors?: boolean;
  /** Stop after about this many characters, at the end of a block, with a line that says so. */
  maxLength?: number;
}

export interface MacroHandle {
  handle: string;
  name: string;
  /** What stands behind its name in the Markdown. */
  shown: string;
  start: number;
  end: number;
}

/** An inline element and the Markdown it became, so that Markdown that still says the same gets the element back. */
export interface Atom {
  kind: "link" | "image" | "text";
  key: string;
  start: number;
  end: number;
}

export interface ListState {
  node: number;
  ordered: boolean;
  number: number;
  marker: string;
  started: boolean;
  /** Frames that were pushed for items, so that a capped depth stays balanced. */
  pseudo: boolean;
}

export interface TableCell {
  node: number;
  header: boolean;
  colspan: number;
  rowspan: number;
  content: string;
}

export interface TableRow {
  node: number;
  head: boolean;
  cells: TableCell[];
}

export interface TableState {
  node: number;
  rows: TableRow[];
  /** Finished pieces of the open cell, to be joined with `<br>`. */
  parts: string[];
  inCell: boolean;
  inHead: boolean;
}

export interface LinkState {
  href: string;
  outer: Inline;
  outerMask: number;
  node: number;
  fallback: string;
}

/** Everything the handlers share while a page is written. */
export interface Writer {
  tree: Tree;
  options: MarkdownOptions;
  lines: Lines;
  inline: Inline;
  marks: number[];
  mask: number;
  code: number;
  links: LinkState[];
  lists: ListState[];
  tables: TableState[];
  heading: number;
  /** How many expands are open. */
  expands: number;
  /** Whether an alert's title is being written. */
  titling: boolean;
  /** The elements that hold blocks, innermost last: an inline chunk is a row of children of the last one. */
  flow: number[];
  firstLeaf: number;
  lastLeaf: number;
  /** Blocks open for recording, or undefined when nobody wants the map. */
  blocks: PageBlock[] | undefined;
  atoms: Atom[];
  handles: Map<string, MacroHandle>;
  /** How each open element that changed the frames is to be left, innermost last. */
  exits: Exit[];
  stopped: boolean;
  truncatedAt: number;
}

export type Exit = "plain" | "block" | "frame" | "quote" | "expand" | "cell";

export function newWriter(tree: Tree, options: MarkdownOptions, record: boolean): Writer {
  const root = pageBlock("raw", "", "", 0, 0, tree.source.length, 0, tree.source.length);
  return {
    tree,
    options,
    lines: newLines(),
    inline: newInline(),
    marks: [0, 0, 0, 0, 0, 0],
    mask: 0,
    code: 0,
    links: [],
    lists: [],
    tables: [],
    heading: 0,
    expands: 0,
    titling: false,
    flow: [0],
    firstLeaf: -1,
    lastLeaf: -1,
    blocks: record ? [root] : undefined,
    atoms: [],
    handles: new Map(),
    exits: [],
    stopped: false,
    truncatedAt: -1,
  };
}

export function pageBlock(
  kind: BlockKind,
  key: string,
  content: string,
  node: number,
  start: number,
  end: number,
  innerStart: number,
  innerEnd: number,
): PageBlock {
  return {
    kind,
    key,
    content,
    children: [],
    node,
    start,
    end,
    innerStart,
    innerEnd,
    torn: false,
    line: -1,
    lineEnd: -1,
  };
}

/** A record of an element's block. */
export function elementBlock(
  w: Writer,
  kind: BlockKind,
  key: string,
  content: string,
  node: number,
  inner = node,
): PageBlock {
  const { tree } = w;
  const block = pageBlock(
    kind,
    key,
    content,
    node,
    tree.start[node] as number,
    tree.end[node] as number,
    tree.openEnd[inner] as number,
    tree.closeStart[inner] as number,
  );
  block.line = w.lines.out.length;
  return block;
}

export function record(w: Writer, block: PageBlock): void {
  if (w.blocks === undefined) return;
  block.lineEnd = w.lines.out.length;
  (w.blocks[w.blocks.length - 1] as PageBlock).children.push(block);
}

export function openBlock(w: Writer, block: PageBlock): void {
  if (w.blocks === undefined) return;
  (w.blocks[w.blocks.length - 1] as PageBlock).children.push(block);
  w.blocks.push(block);
}

export function closeBlock(w: Writer): void {
  if (w.blocks === undefined) return;
  const block = w.blocks.pop() as PageBlock;
  block.lineEnd = w.lines.out.length;
}

export function openCell(w: Writer): TableState | undefined {
  const table = w.tables[w.tables.length - 1];
  return table?.inCell ? table : undefined;
}

export function addMark(w: Writer, bit: number, by: 1 | -1): void {
  const index = 31 - Math.clz32(bit);
  const depth = (w.marks[index] as number) + by;
  w.marks[index] = depth;
  w.mask = depth > 0 ? w.mask | bit : w.mask & ~bit;
}

/** The mask for a piece added now: what an open link carries as a whole is not repeated inside it. */
export function currentMask(w: Writer): number {
  const link = w.links[w.links.length - 1];
  return link === undefined ? w.mask : w.mask & ~link.outerMask;
}

/** Notes that a node contributes to the inline chunk being collected. */
export function touch(w: Writer, node: number): void {
  if (w.firstLeaf === -1) w.firstLeaf = node;
  w.lastLeaf = node;
}

export function addAtomAt(w: Writer, node: number, markdown: string): void {
  touch(w, node);
  addAtom(w.inline, markdown, currentMask(w));
}
