import { decodeEntities } from "./entities.ts";

export const ROOT = 0;
export const ELEMENT = 1;
export const TEXT = 2;
export const CDATA = 3;
/** Comments, processing instructions and document types: never text. */
export const COMMENT = 4;

/** Something the reader had to put up with. Offsets count UTF-16 units from 0, lines and columns from 1. */
export interface Diagnostic {
  severity: "error" | "warning" | "info";
  code: string;
  message: string;
  offset: number;
  line: number;
  column: number;
}

/**
 * A page as numbers. Nodes are counted in document order, 0 is the root; a node's descendants are the numbers up to
 * `after[node]`, so the first child is `node + 1` and the next sibling `after[node]`. Every node knows its place in
 * `source`: the whole is `[start, end)`, an element's content `[openEnd, closeStart)`. Attributes and text are read
 * from the source when asked for. Flat arrays keep a page at about 30 bytes a node and make every walk a loop.
 */
export interface Tree {
  source: string;
  count: number;
  kind: Uint8Array;
  nameId: Uint16Array;
  nameList: string[];
  parent: Int32Array;
  after: Int32Array;
  start: Int32Array;
  openEnd: Int32Array;
  closeStart: Int32Array;
  end: Int32Array;
  problems: Problem[];
}

/** A finding with its offset only; lines are counted when somebody wants to read it. */
export interface Problem {
  code: string;
  message: string;
  offset: number;
}

export function nameOf(tree: Tree, node: number): string {
  return tree.nameList[tree.nameId[node] as number] as string;
}

export function isElement(tree: Tree, node: number, name?: string): boolean {
  return tree.kind[node] === ELEMENT && (name === undefined || nameOf(tree, node) === name);
}

/** The node's children, in order. */
export function childrenOf(tree: Tree, node: number): number[] {
  const children: number[] = [];
  const after = tree.after[node] as number;
  for (let child = node + 1; child < after; child = tree.after[child] as number) children.push(child);
  return children;
}

/** The first node that starts at the offset or behind it, or `count`. */
export function nodeFrom(tree: Tree, offset: number): number {
  let low = 1;
  let high = tree.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tree.start[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first child element of that name, or -1. */
export function childNamed(tree: Tree, node: number, name: string): number {
  const after = tree.after[node] as number;
  for (let child = node + 1; child < after; child = tree.after[child] as number) {
    if (tree.kind[child] === ELEMENT && nameOf(tree, child) === name) return child;
  }
  return -1;
}

/** The first descendant element of that name, or -1. */
export function descendantNamed(tree: Tree, node: number, name: string): number {
  const after = tree.after[node] as number;
  for (let inner = node + 1; inner < after; inner++) {
    if (tree.kind[inner] === ELEMENT && nameOf(tree, inner) === name) return inner;
  }
  return -1;
}

/** Where an attribute's value stands in the source, or undefined. */
export function attributeSpan(tree: Tree, node: number, name: string): { start: number; end: number } | undefined {
  const from = tree.start[node] as number;
  // The slice bounds the search to this tag: looking on in the whole source would cost a page per missing attribute.
  const tag = tree.source.slice(from, tree.openEnd[node] as number);
  let at = tag.indexOf(name);
  while (at !== -1) {
    const before = tag.charCodeAt(at - 1);
    if (before <= 32) {
      let next = at + name.length;
      while (tag.charCodeAt(next) <= 32) next++;
      if (tag[next] === "=") {
        next++;
        while (tag.charCodeAt(next) <= 32) next++;
        const quote = tag[next];
        if (quote === '"' || quote === "'") {
          const close = tag.indexOf(quote, next + 1);
          if (close !== -1) return { start: from + next + 1, end: from + close };
        }
        const bare = /^[^\s>]*?(?=\s|\/?>|$)/.exec(tag.slice(next));
        if (bare !== null) return { start: from + next, end: from + next + bare[0].length };
      }
    }
    at = tag.indexOf(name, at + 1);
  }
  return undefined;
}

/** An attribute's value, or undefined when the element does not have it. */
export function attribute(tree: Tree, node: number, name: string): string | undefined {
  const span = attributeSpan(tree, node, name);
  return span && decodeEntities(tree.source.slice(span.start, span.end));
}

/** All attributes of an element, in order. */
export function attributesOf(tree: Tree, node: number): Map<string, string> {
  const found = new Map<string, string>();
  const tag = tree.source.slice(
    (tree.start[node] as number) + 1 + nameOf(tree, node).length,
    tree.openEnd[node] as number,
  );
  for (const match of tag.matchAll(/([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/g)) {
    const name = match[1] as string;
    if (!found.has(name)) found.set(name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? ""));
  }
  return found;
}

/** The text of one text or CDATA node. */
export function nodeText(tree: Tree, node: number): string {
  if (tree.kind[node] === TEXT) {
    return decodeEntities(tree.source.slice(tree.start[node] as number, tree.end[node] as number));
  }
  if (tree.kind[node] === CDATA)
    return tree.source.slice(tree.openEnd[node] as number, tree.closeStart[node] as number);
  return "";
}

/** All text below a node, joined as it stands: right for code bodies and parameters, where CDATA may come in pieces. */
export function textOf(tree: Tree, node: number): string {
  if (node < 0) return "";
  const after = tree.after[node] as number;
  if (after === node + 1) return nodeText(tree, node);
  if (after === node + 2) return nodeText(tree, node + 1);
  const parts: string[] = [];
  for (let inner = node; inner < after; inner++) {
    const kind = tree.kind[inner];
    if (kind === TEXT || kind === CDATA) parts.push(nodeText(tree, inner));
  }
  return parts.join("");
}

/** The source of a node, byte for byte. */
export function sourceOf(tree: Tree, node: number): string {
  return tree.source.slice(tree.start[node] as number, tree.end[node] as number);
}
