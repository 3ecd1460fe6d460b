import { alertMacros } from "../markdown-in/macro-storage.ts";
import type { PageBlock } from "../model/block.ts";
import { isMacro } from "../model/macro.ts";
import { renameElement, setAttribute, setContent, setParameter } from "../round-trip/element-edits.ts";
import type { Splice } from "../round-trip/splice.ts";
import { childNamed, isElement, type Tree } from "../tree/tree.ts";
import type { BlockAttributes } from "./operations.ts";
import { PageEditError } from "./page-edit-error.ts";

/** Whether a block is of a kind the attributes are for. */
export function fits(block: PageBlock, attributes: BlockAttributes): boolean {
  if (attributes.checked !== undefined) return block.kind === "item" && block.key !== "";
  if (attributes.level !== undefined) return block.kind === "heading";
  if (attributes.language !== undefined) return block.kind === "code";
  if (attributes.kind !== undefined) return block.kind === "alert";
  if (attributes.start !== undefined) return block.kind === "list" && block.key === "ordered";
  return ["alert", "expand", "code", "raw"].includes(block.kind);
}

/** The changes that set a block's attributes and touch nothing else of it. */
export function attributeSplices(
  tree: Tree,
  block: PageBlock,
  attributes: BlockAttributes,
  operation: number,
): Splice[] {
  const { node } = block;
  const splices: Splice[] = [];
  const refuse = (name: string): never => {
    throw new PageEditError("invalid_operation", `A block of the kind ${block.kind} has no ${name}`, operation);
  };
  if (node <= 0) refuse("attributes");
  const { level, checked, language, title, kind, start, parameters } = attributes;
  if (level !== undefined) {
    if (block.kind !== "heading" || !Number.isInteger(level) || level < 1 || level > 6) refuse(`level ${level}`);
    splices.push(...renameElement(tree, node, `h${level}`));
  }
  if (checked !== undefined) {
    const status = isElement(tree, node, "ac:task") ? childNamed(tree, node, "ac:task-status") : -1;
    if (status === -1) refuse("check box");
    splices.push(...setContent(tree, status, checked ? "complete" : "incomplete"));
  }
  if (language !== undefined) {
    if (block.kind !== "code" || !isMacro(tree, node)) refuse("language");
    splices.push(...setParameter(tree, node, "language", language));
  }
  if (title !== undefined) {
    if (!["alert", "expand", "code"].includes(block.kind) || !isMacro(tree, node)) refuse("title");
    splices.push(...setParameter(tree, node, "title", title));
  }
  if (kind !== undefined) {
    const name = alertMacros[kind.toUpperCase()];
    if (block.kind !== "alert" || !isMacro(tree, node) || name === undefined) refuse(`kind ${kind}`);
    splices.push(...setAttribute(tree, node, "ac:name", name));
  }
  if (start !== undefined) {
    if (!isElement(tree, node, "ol") || !Number.isInteger(start) || start < 0) refuse(`start ${start}`);
    splices.push(...setAttribute(tree, node, "start", start === 1 ? undefined : String(start)));
  }
  for (const [name, value] of Object.entries(parameters ?? {})) {
    if (!isMacro(tree, node)) refuse("parameters");
    splices.push(...setParameter(tree, node, name, value));
  }
  return splices;
}
