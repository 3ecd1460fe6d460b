import { setAttribute } from "../round-trip/element-edits.ts";
import { applySplices, type Splice } from "../round-trip/splice.ts";
import { parse } from "../tree/parse.ts";
import { attribute, childNamed, isElement, type Tree } from "../tree/tree.ts";

// A link or image of the page whose target stayed while its words changed: everything else of it is kept.

/** The link with another text; undefined where the element cannot carry one. */
export function relabelled(bytes: string, body: string): string | undefined {
  const tree = parse(bytes);
  if (isElement(tree, 1, "a")) {
    // A smart link shows the other page's title whatever its text says: with words of its own it is a plain link.
    if (attribute(tree, 1, "data-card-appearance") !== undefined || !ends(tree)) return undefined;
    return applySplices(bytes, [{ start: tree.openEnd[1] as number, end: tree.closeStart[1] as number, text: body }]);
  }
  if (!isElement(tree, 1, "ac:link") || !ends(tree) || attribute(tree, 1, "ac:card-appearance") !== undefined)
    return undefined;
  const old = ["ac:link-body", "ac:plain-text-link-body"].map((name) => childNamed(tree, 1, name)).find((at) => at > 0);
  const close = tree.closeStart[1] as number;
  const [start, end] = old === undefined ? [close, close] : [tree.start[old] as number, tree.end[old] as number];
  return applySplices(bytes, [{ start, end, text: body === "" ? "" : `<ac:link-body>${body}</ac:link-body>` }]);
}

/** The image with another alternative text and caption; the empty caption is none. */
export function redescribed(bytes: string, alt: string, caption: string): string | undefined {
  const tree = parse(bytes);
  if (!isElement(tree, 1, "ac:image")) return undefined;
  const splices: Splice[] = [];
  if ((attribute(tree, 1, "ac:alt") ?? "").replace(/\s+/g, " ") !== alt)
    splices.push(...setAttribute(tree, 1, "ac:alt", alt === "" ? undefined : alt));
  const old = childNamed(tree, 1, "ac:caption");
  if (old === -1 && caption !== "" && !ends(tree)) return undefined;
  const close = tree.closeStart[1] as number;
  const [start, end] = old === -1 ? [close, close] : [tree.start[old] as number, tree.end[old] as number];
  const open = old === -1 ? "<ac:caption>" : bytes.slice(start, tree.openEnd[old]);
  splices.push({ start, end, text: caption === "" ? "" : `${open}<p>${caption}</p></ac:caption>` });
  return applySplices(bytes, splices);
}

/** Whether the element has an end tag, and so a place for content. */
function ends(tree: Tree): boolean {
  return tree.source.startsWith("</", tree.closeStart[1] as number);
}
