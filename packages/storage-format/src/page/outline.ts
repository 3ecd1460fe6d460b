import type { PageBlock } from "../model/block.ts";
import { attribute, nameOf, type Tree } from "../tree/tree.ts";

export interface BlockView {
  /** Names the block in this version of the page only. */
  handle: string;
  kind: PageBlock["kind"];
  key: string;
  localId?: string;
  /** The headings it stands under, outermost first. */
  path: string[];
  /** How deep it stands in lists, panels, tables: 0 is the page itself. */
  depth: number;
  /** Its own Markdown: a leaf's text, a container's title. */
  content: string;
}

export interface Section {
  handle: string;
  level: number;
  title: string;
  path: string[];
  localId?: string;
  /** How many characters its Markdown has, its subsections included. */
  size: number;
}

/** A heading with the blocks of its section: up to the next of its level or higher, never past its container. */
export interface SectionBlocks {
  heading: PageBlock;
  path: string[];
  body: PageBlock[];
}

/** Containers a section does not reach out of. */
const walls = new Set([
  "ac:layout-cell",
  "ac:rich-text-body",
  "ac:adf-content",
  "td",
  "th",
  "ac:task-body",
  "li",
  "blockquote",
]);

function wallOf(tree: Tree, node: number): number {
  let at = tree.parent[node] as number;
  while (at > 0 && !walls.has(nameOf(tree, at))) at = tree.parent[at] as number;
  return at;
}

export function localIdOf(tree: Tree, block: PageBlock): string | undefined {
  if (block.node <= 0) return undefined;
  return (
    attribute(tree, block.node, "local-id") ??
    attribute(tree, block.node, "ac:local-id") ??
    attribute(tree, block.node, "ac:macro-id")
  );
}

/** The words of a heading, without its Markdown. */
export function headingText(block: PageBlock): string {
  return block.content
    .replace(/(?<!\\)!?\[((?:[^[\]\\]|\\.)*)\]\([^)]*\)/g, "$1")
    .replace(/<\/?(?:u|sub|sup|b|i|del)>/g, "")
    .replace(/\*\*|~~|(?<!\\)[*`]/g, "")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .trim();
}

/** Every section of the page in reading order, those inside panels and layouts too. */
export function sectionsOf(tree: Tree, rows: readonly PageBlock[]): SectionBlocks[] {
  const found: SectionBlocks[] = [];
  const queue: { row: readonly PageBlock[]; path: string[] }[] = [{ row: rows, path: [] }];
  while (queue.length > 0) {
    const { row, path: outer } = queue.shift() as { row: readonly PageBlock[]; path: string[] };
    let above: { level: number; title: string }[] = [];
    row.forEach((block, at) => {
      if (block.kind !== "heading") {
        if (block.children.length > 0 && block.kind !== "table")
          queue.push({ row: block.children, path: [...outer, ...above.map(({ title }) => title)] });
        return;
      }
      const level = Number(block.key);
      const title = headingText(block);
      above = above.filter((heading) => heading.level < level);
      const path = [...outer, ...above.map((heading) => heading.title), title];
      above.push({ level, title });
      found.push({ heading: block, path, body: bodyOf(tree, row, at, level) });
    });
  }
  return found.sort((a, b) => a.heading.start - b.heading.start);
}

function bodyOf(tree: Tree, row: readonly PageBlock[], at: number, level: number): PageBlock[] {
  const heading = row[at] as PageBlock;
  const wall = heading.node > 0 ? wallOf(tree, heading.node) : 0;
  const end = wall > 0 ? (tree.end[wall] as number) : tree.source.length;
  const body: PageBlock[] = [];
  for (let next = at + 1; next < row.length; next++) {
    const block = row[next] as PageBlock;
    if (block.start >= end || (block.kind === "heading" && Number(block.key) <= level)) break;
    body.push(block);
  }
  return body;
}
