import type { Resolvers } from "../model/resource.ts";
import type { Tree } from "../tree/tree.ts";
import type { AdfMark, AdfNode } from "./adf-node.ts";
import { rowsOf } from "./adf-rows.ts";
import { fit, isInline } from "./fit.ts";

/** Nesting beyond this gives way to its content: editors and JSON writers recurse. */
const MAX_DEPTH = 60;

export interface AdfOptions extends Resolvers {
  /** The media id and collection of an attachment; without it the file name stands for the id. */
  resolveMedia?: (filename: string) => { id: string; collection: string } | undefined;
}

export interface Holder {
  node: AdfNode;
  children: AdfNode[];
  /** The storage element it stands for; the holder ends when the element does. */
  element: number;
}

export interface AdfWriter {
  tree: Tree;
  options: AdfOptions;
  holders: Holder[];
  /** The marks around the text, by type, innermost last. */
  marks: Map<string, AdfMark[]>;
  /** The types each open inline element added. */
  added: Map<number, string[]>;
  spaced: boolean;
}

export function top(w: AdfWriter): Holder {
  return w.holders[w.holders.length - 1] as Holder;
}

export function addText(w: AdfWriter, raw: string): void {
  let text = raw.replace(/[ \t\r\n]+/g, " ");
  const code = w.marks.has("code");
  if (w.spaced && !code) text = text.trimStart();
  if (text === "") return;
  w.spaced = text.endsWith(" ");
  const marks: AdfMark[] = [];
  for (const [type, open] of w.marks) {
    if (!code || type === "code" || type === "link" || type === "annotation")
      marks.push(open[open.length - 1] as AdfMark);
  }
  const children = top(w).children;
  const last = children[children.length - 1];
  if (last?.type === "text" && JSON.stringify(last.marks ?? []) === JSON.stringify(marks))
    last.text = (last.text as string) + text;
  else children.push(marks.length === 0 ? { type: "text", text } : { type: "text", text, marks });
}

export function addInline(w: AdfWriter, node: AdfNode): void {
  top(w).children.push(node);
  w.spaced = node.type === "hardBreak";
}

export function addBlock(w: AdfWriter, node: AdfNode): void {
  while (lineTypes.has(top(w).node.type)) splitLine(w);
  trimLine(top(w).children);
  top(w).children.push(node);
  w.spaced = true;
}

export const lineTypes = new Set(["paragraph", "heading", "caption", "taskItem", "decisionItem"]);

/** A block inside a line of text ends the line for good: what follows starts a new paragraph. */
export function splitLine(w: AdfWriter): void {
  closeHolder(w);
}

export function openHolder(w: AdfWriter, element: number, node: AdfNode): true {
  if (!lineTypes.has(node.type) || node.type === "paragraph" || node.type === "heading") {
    while (lineTypes.has(top(w).node.type) && !(node.type === "paragraph")) splitLine(w);
  }
  if (w.holders.length > MAX_DEPTH) return true;
  if (node.type === "paragraph" && lineTypes.has(top(w).node.type)) return true;
  w.holders.push({ node, children: [], element });
  w.spaced = true;
  return true;
}

export function trimLine(children: AdfNode[]): void {
  for (;;) {
    const last = children[children.length - 1];
    if (last?.type === "text" && !last.marks?.some((mark) => mark.type === "code")) {
      last.text = (last.text as string).trimEnd();
      if (last.text !== "") return;
    } else if (last?.type !== "hardBreak") return;
    children.pop();
  }
}

export function closeHolder(w: AdfWriter): void {
  const { node, children } = w.holders.pop() as Holder;
  trimLine(children);
  w.spaced = true;
  const parent = top(w);
  if (lineTypes.has(node.type)) {
    if (children.length > 0 || node.type === "taskItem" || node.type === "decisionItem" || node.type === "heading") {
      parent.children.push({ ...node, content: children.filter(isInline) });
    }
    return;
  }
  switch (node.type) {
    case "bulletList":
    case "orderedList":
    case "table":
    case "taskList":
    case "decisionList":
    case "layoutSection": {
      const rows = rowsOf(node.type, children);
      if (rows.length > 0) parent.children.push({ ...node, content: rows });
      return;
    }
    case "tableRow":
      parent.children.push({
        ...node,
        content: children.filter((child) => child.type === "tableCell" || child.type === "tableHeader"),
      });
      return;
    default:
      parent.children.push({ ...node, content: fit(node.type, children) });
  }
}

export function addMarks(w: AdfWriter, node: number, marks: readonly AdfMark[]): true {
  for (const mark of marks) {
    const open = w.marks.get(mark.type);
    if (open === undefined) w.marks.set(mark.type, [mark]);
    else open.push(mark);
  }
  w.added.set(
    node,
    marks.map((mark) => mark.type),
  );
  return true;
}
