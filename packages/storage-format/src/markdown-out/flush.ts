import type { BlockKind, PageBlock } from "../model/block.ts";
import { nameOf, type Tree } from "../tree/tree.ts";
import { type AssembleOptions, assemble, cellBreak } from "./inline.ts";
import { startBlock, topFrame, writeLine, writeText } from "./lines.ts";
import { openLink, suspendLinks } from "./links.ts";
import { elementBlock, openCell, pageBlock, record, type Writer } from "./writer.ts";

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
  const first = w.firstLeaf === -1 ? holder : climb(tree, w.firstLeaf, holder);
  const last = w.firstLeaf === -1 ? holder : climb(tree, w.lastLeaf, holder);
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
