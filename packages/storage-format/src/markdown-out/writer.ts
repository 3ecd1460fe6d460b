import type { BlockKind, PageBlock } from "../model/block.ts";
import { fingerprint } from "../model/hash.ts";
import type { Resolvers } from "../model/resource.ts";
import { nameOf, type Tree } from "../tree/tree.ts";
import { destination as linkDestination } from "./escape.ts";
import { type AssembleOptions, addAtom, addText, assemble, cellBreak, type Inline, newInline } from "./inline.ts";
import { type Lines, newLines, startBlock, topFrame, writeLine, writeText } from "./lines.ts";

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

interface LinkState {
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

const paragraphOptions: AssembleOptions = { lineBreak: "\\\n", guardLines: true };
const headingOptions: AssembleOptions = { lineBreak: " ", guardLines: false };
const cellOptions: AssembleOptions = { lineBreak: cellBreak, guardLines: false, cell: true };

export function assembleOptions(w: Writer): AssembleOptions {
  if (openCell(w) !== undefined) return cellOptions;
  return w.heading > 0 ? headingOptions : paragraphOptions;
}

/** Ends the inline chunk collected so far and writes it as a paragraph, heading or piece of a cell. */
export function flush(w: Writer, wholeOf = -1): void {
  if (w.links.length === 0 && w.inline.kinds.length === 0) {
    w.firstLeaf = -1;
    w.lastLeaf = -1;
    return;
  }
  const suspended = suspendLinks(w);
  if (w.inline.kinds.length > 0) writeChunk(w, wholeOf);
  w.firstLeaf = -1;
  w.lastLeaf = -1;
  for (const link of suspended) openLink(w, link.node, link.href, "");
}

function writeChunk(w: Writer, wholeOf: number): void {
  const cell = openCell(w);
  let content = assemble(w.inline, assembleOptions(w));
  if (content === "") return;
  if (cell !== undefined) {
    const list = w.lists[w.lists.length - 1];
    cell.parts.push(list?.pseudo ? `${list.marker} ${content}` : content);
    if (list?.pseudo) list.marker = "\u00a0";
    return;
  }
  if (w.heading > 0) {
    if (content.endsWith("#")) content = content.replace(/(^|\s)(#+)$/, "$1\\$2");
    const block = chunkBlock(w, "heading", String(w.heading), content, wholeOf);
    startBlock(w.lines, "heading");
    const anchor = w.options.headingAnchors
      ? ` {#${content
          .replace(/[*`~\\]/g, "")
          .trim()
          .replace(/\s+/g, "-")}}`
      : "";
    writeLine(w.lines, `${"#".repeat(w.heading)} ${content}${anchor}`);
    if (block) record(w, block);
    return;
  }
  const frame = topFrame(w.lines);
  // A bold line right below an alert's sign would be its title.
  if (frame.last === "alert" && frame.blocks === 0 && !w.titling && content.startsWith("**")) writeLine(w.lines, "");
  startBlock(w.lines, "paragraph");
  const block = chunkBlock(w, "paragraph", "", content, wholeOf);
  writeText(w.lines, content);
  if (block) record(w, block);
}

/** The record of an inline chunk: its element when the chunk is all of it, else the run of nodes it came from. */
function chunkBlock(w: Writer, kind: BlockKind, key: string, content: string, wholeOf: number): PageBlock | undefined {
  if (w.blocks === undefined) return undefined;
  if (wholeOf !== -1) return elementBlock(w, kind, key, content, wholeOf);
  const { tree } = w;
  const holder = w.flow[w.flow.length - 1] as number;
  const first = climb(tree, w.firstLeaf, holder);
  const last = climb(tree, w.lastLeaf, holder);
  const start = tree.start[first] as number;
  const end = tree.end[last] as number;
  const block = pageBlock(kind, key, content, -1, start, end, start, end);
  block.line = w.lines.out.length;
  const siblings = (w.blocks[w.blocks.length - 1] as PageBlock).children;
  const before = siblings[siblings.length - 1];
  if (before !== undefined && before.node === -1 && before.end > start) {
    before.torn = true;
    block.torn = true;
  }
  return block;
}

function climb(tree: Tree, from: number, holder: number): number {
  let node = from;
  while (node > 0 && tree.parent[node] !== holder && (tree.parent[node] as number) > holder)
    node = tree.parent[node] as number;
  return node;
}

const holdsBlocks = new Set([
  "ac:rich-text-body",
  "ac:layout-cell",
  "ac:adf-content",
  "div",
  "section",
  "body",
  "blockquote",
  "ac:task-body",
]);

/** Whether the node stands among blocks, not in a line of text. */
export function isFlow(w: Writer, node: number): boolean {
  const parent = w.tree.parent[node] as number;
  return parent === 0 || holdsBlocks.has(nameOf(w.tree, parent));
}

export function openLink(w: Writer, node: number, href: string, fallback: string): void {
  w.links.push({ href, outer: w.inline, outerMask: w.mask, node, fallback });
  const spaced = w.inline.spaced;
  w.inline = newInline();
  w.inline.spaced = spaced;
}

/** Ends the innermost link: `[text](href)`, `<href>` where they are the same, the text alone without a target. */
export function closeLink(w: Writer): void {
  const link = w.links.pop() as LinkState;
  const inner = w.inline;
  const trailing = inner.spaced && inner.texts.length > 0;
  const cell = openCell(w) !== undefined;
  if (link.fallback !== "" && inner.texts.every((text) => text.trim() === "")) {
    Object.assign(inner, newInline());
    addText(inner, link.fallback, 0);
  }
  const plain =
    inner.texts.length === 1 && inner.masks[0] === 0 && inner.kinds[0] === 0 ? (inner.texts[0] as string) : undefined;
  const text = assemble(inner, { lineBreak: cell ? cellBreak : " ", guardLines: false, cell, link: true });
  w.inline = link.outer;
  if (text === "") return;
  touch(w, link.node);
  const markdown = printLink(text, plain, link.href, cell);
  addAtom(w.inline, markdown, link.outerMask & w.mask);
  if (w.blocks !== undefined) noteAtom(w, "link", `${linkDestination(link.href)}\n${plainText(text)}`, link.node);
  if (trailing) addText(w.inline, " ", w.mask);
}

function plainText(markdown: string): string {
  return markdown.replace(/\\(?=[!-/:-@[-`{-~])/g, "");
}

export function noteAtom(w: Writer, kind: Atom["kind"], key: string, node: number): void {
  if (w.blocks === undefined) return;
  w.atoms.push({ kind, key, start: w.tree.start[node] as number, end: w.tree.end[node] as number });
}

function printLink(text: string, plain: string | undefined, href: string, cell: boolean): string {
  if (href === "") return text;
  const autolink = plain === href && /^[a-z][a-z0-9+.-]{1,31}:[^\s<>|\\]+$/i.test(href) && !cell;
  return autolink ? `<${href}>` : `[${text}](${linkDestination(href, cell)})`;
}

/** A block inside a link ends it for now; the link goes on behind the block. */
function suspendLinks(w: Writer): LinkState[] {
  if (w.links.length === 0) return [];
  const suspended = [...w.links];
  while (w.links.length > 0) {
    (w.links[w.links.length - 1] as LinkState).fallback = "";
    closeLink(w);
  }
  return suspended;
}

/** A macro or extension without text as `{{name: shown #handle}}`; without handles, what it shows. */
export function reference(w: Writer, node: number, name: string, shown: string): void {
  const options = assembleOptions(w);
  const inner = newInline();
  addText(inner, shown, 0);
  const text = assemble(inner, { ...options, guardLines: false, link: w.links.length > 0 });
  touch(w, node);
  if (w.options.handles === false) {
    addAtom(w.inline, text, currentMask(w));
    return;
  }
  const handle = handleOf(w, node, name);
  const label = name.replace(/[^\p{L}\p{N}.-]+/gu, "-");
  const safe = text.replaceAll("}}", "}\\}").replace(/#(?=[0-9a-z]{5,11}$)/, "\\#");
  addAtom(w.inline, `{{${label}${safe === "" ? "" : `: ${safe}`} #${handle}}}`, currentMask(w));
}

/** The handle is made from the macro's own bytes, so it means the same macro in every version that still has it. */
function handleOf(w: Writer, node: number, name: string): string {
  const start = w.tree.start[node] as number;
  const end = w.tree.end[node] as number;
  const source = w.tree.source.slice(start, end);
  let length = 5;
  for (;;) {
    const handle = fingerprint(source, length);
    const holder = w.handles.get(handle);
    if (holder === undefined) {
      w.handles.set(handle, { handle, name, start, end });
      return handle;
    }
    if (length === 11 || w.tree.source.slice(holder.start, holder.end) === source) return handle;
    length = Math.min(11, length + 3);
  }
}
