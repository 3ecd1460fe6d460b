import { attribute, type Tree } from "../tree/tree.ts";
import type { AdfMark, AdfNode } from "./adf-node.ts";
import { hexColour } from "./colours.ts";

export function localIdOf(tree: Tree, node: number): string {
  return attribute(tree, node, "ac:local-id") ?? attribute(tree, node, "local-id") ?? "";
}

export function ids(tree: Tree, node: number): Record<string, unknown> {
  const localId = localIdOf(tree, node);
  return localId === "" ? {} : { localId };
}

export function withAttributes(type: string, attrs: Record<string, unknown>): AdfNode {
  return Object.keys(attrs).length === 0 ? { type } : { type, attrs };
}

export function blockMarks(tree: Tree, node: number): { marks?: AdfMark[] } {
  const style = attribute(tree, node, "style") ?? "";
  const align = /text-align:\s*(center|right)/.exec(style)?.[1];
  if (align !== undefined)
    return { marks: [{ type: "alignment", attrs: { align: align === "right" ? "end" : "center" } }] };
  const indent = Math.round(Number(/margin-left:\s*([\d.]+)px/.exec(style)?.[1] ?? 0) / 30);
  return indent > 0 ? { marks: [{ type: "indentation", attrs: { level: Math.min(6, indent) } }] } : {};
}

export function spanMarks(style: string): AdfMark[] {
  const marks: AdfMark[] = [];
  const colour = hexColour(/(?:^|;)\s*color:\s*([^;]+)/.exec(style)?.[1] ?? "");
  const background = hexColour(/background-color:\s*([^;]+)/.exec(style)?.[1] ?? "");
  if (colour !== undefined) marks.push({ type: "textColor", attrs: { color: colour } });
  if (background !== undefined) marks.push({ type: "backgroundColor", attrs: { color: background } });
  if (/text-decoration:\s*line-through/.test(style)) marks.push({ type: "strike" });
  return marks;
}

export function tableAttributes(tree: Tree, node: number): Record<string, unknown> {
  const layout = attribute(tree, node, "data-layout") ?? "default";
  const width = Number.parseFloat(attribute(tree, node, "data-table-width") ?? "");
  const known = ["wide", "full-width", "center", "align-end", "align-start", "default"].includes(layout);
  return { layout: known ? layout : "default", ...(Number.isFinite(width) ? { width } : {}), ...ids(tree, node) };
}

export function cellAttributes(tree: Tree, node: number): Record<string, unknown> {
  const attrs: Record<string, unknown> = {};
  for (const name of ["colspan", "rowspan"]) {
    const value = Number.parseInt(attribute(tree, node, name) ?? "1", 10);
    if (value > 1) attrs[name] = Math.min(value, 1000);
  }
  const background = attribute(tree, node, "data-highlight-colour");
  if (background !== undefined) attrs.background = background;
  return { ...attrs, ...ids(tree, node) };
}

const widths: Readonly<Record<string, readonly number[]>> = {
  two_equal: [50, 50],
  two_left_sidebar: [33.33, 66.66],
  two_right_sidebar: [66.66, 33.33],
  three_equal: [33.33, 33.33, 33.33],
  three_with_sidebars: [25, 50, 25],
};

export function columnWidth(type: string, place: number): number {
  return widths[type]?.[place] ?? (type.startsWith("three") ? 33.33 : 50);
}
