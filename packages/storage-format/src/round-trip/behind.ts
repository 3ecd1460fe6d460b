import type { PageBlock } from "../model/block.ts";
import { isMacro, macroName } from "../model/macro.ts";
import { nameOf, nodeFrom, type Tree } from "../tree/tree.ts";

/** Macros whose content other pages show or list: what comes behind it was not meant for them. */
const shownElsewhere = new Set(["excerpt", "details"]);

/**
 * Where what comes behind a block goes: right behind it, or behind the excerpt or page properties that end with it and
 * that the Markdown does not show.
 */
export function placeBehind(tree: Tree, block: PageBlock): number {
  if (block.start < 0) return block.end;
  let place = block.end;
  let body = tree.parent[block.node > 0 ? block.node : nodeFrom(tree, block.start)] as number;
  while (body > 0 && nameOf(tree, body) === "ac:rich-text-body") {
    const macro = tree.parent[body] as number;
    const ends = tree.source.slice(place, tree.closeStart[body] as number).trim() === "";
    if (!ends || !isMacro(tree, macro) || !shownElsewhere.has(macroName(tree, macro))) break;
    place = tree.end[macro] as number;
    body = tree.parent[macro] as number;
  }
  return place;
}
