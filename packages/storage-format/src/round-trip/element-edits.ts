import { xmlAttribute, xmlText } from "../markdown-in/xml.ts";
import type { PageBlock } from "../model/block.ts";
import { parameterNode } from "../model/macro.ts";
import { attributeSpan, nameOf, type Tree } from "../tree/tree.ts";
import type { Splice } from "./splice.ts";

/** Gives an element another name; everything else of its tags stays. */
export function renameElement(tree: Tree, node: number, name: string): Splice[] {
  const length = nameOf(tree, node).length;
  const start = (tree.start[node] as number) + 1;
  const splices = [{ start, end: start + length, text: name }];
  const closeStart = tree.closeStart[node] as number;
  if (tree.source.startsWith("</", closeStart))
    splices.push({ start: closeStart + 2, end: closeStart + 2 + length, text: name });
  return splices;
}

/** Sets an attribute, in place when the element has it; undefined removes it. */
export function setAttribute(tree: Tree, node: number, name: string, value: string | undefined): Splice[] {
  const span = attributeSpan(tree, node, name);
  if (span !== undefined) {
    if (value !== undefined) return [{ ...span, text: xmlAttribute(value) }];
    const from = tree.source.lastIndexOf(name, span.start) - 1;
    return [{ start: from, end: span.end + 1, text: "" }];
  }
  if (value === undefined) return [];
  const at = (tree.start[node] as number) + 1 + nameOf(tree, node).length;
  return [{ start: at, end: at, text: ` ${name}="${xmlAttribute(value)}"` }];
}

/** Sets a macro's parameter, in place when the macro has it; the empty text removes it. */
export function setParameter(tree: Tree, macro: number, name: string, value: string): Splice[] {
  const node = parameterNode(tree, macro, name);
  if (node !== -1) {
    const start = tree.start[node] as number;
    if (value === "") return [{ start, end: tree.end[node] as number, text: "" }];
    const inner = tree.openEnd[node] as number;
    const close = tree.closeStart[node] as number;
    if (tree.source.startsWith("</", close)) return [{ start: inner, end: close, text: xmlText(value) }];
    return [{ start, end: tree.end[node] as number, text: parameterElement(name, value) }];
  }
  if (value === "") return [];
  const at = tree.openEnd[macro] as number;
  if (tree.source.startsWith("</", tree.closeStart[macro] as number))
    return [{ start: at, end: at, text: parameterElement(name, value) }];
  return openEmpty(tree, macro, parameterElement(name, value));
}

function parameterElement(name: string, value: string): string {
  return `<ac:parameter ac:name="${xmlAttribute(name)}">${xmlText(value)}</ac:parameter>`;
}

/** Replaces an element's content, opening it where it closes itself. */
export function setContent(tree: Tree, node: number, content: string): Splice[] {
  const close = tree.closeStart[node] as number;
  if (tree.source.startsWith("</", close)) return [{ start: tree.openEnd[node] as number, end: close, text: content }];
  return openEmpty(tree, node, content);
}

function openEmpty(tree: Tree, node: number, content: string): Splice[] {
  const end = tree.end[node] as number;
  const tag = tree.source.slice(tree.start[node] as number, end);
  const slash = /\s*\/>$/.exec(tag);
  if (slash === null) return [{ start: end, end, text: `${content}</${nameOf(tree, node)}>` }];
  return [{ start: end - slash[0].length, end, text: `>${content}</${nameOf(tree, node)}>` }];
}

/** Whether a block's element closes itself, so that it has no content to splice into. */
export function closesItself(tree: Tree, block: PageBlock): boolean {
  return block.node > 0 && !tree.source.startsWith("</", tree.closeStart[block.node] as number);
}
