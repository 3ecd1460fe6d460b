import { xmlAttribute, xmlText } from "../markdown-in/xml.ts";
import { attribute, ELEMENT, nameOf, nodeFrom, type Tree, textOf } from "../tree/tree.ts";

export interface CommentMarker {
  ref: string;
  text: string;
}

/** The inline comments anchored in a part of a page, in order. */
export function commentsIn(tree: Tree, from: number, to: number): CommentMarker[] {
  const found: CommentMarker[] = [];
  for (let node = nodeFrom(tree, from); node < tree.count && (tree.start[node] as number) < to; node++) {
    if (tree.kind[node] !== ELEMENT) continue;
    if (nameOf(tree, node) !== "ac:inline-comment-marker") continue;
    const ref = attribute(tree, node, "ac:ref");
    if (ref !== undefined) found.push({ ref, text: textOf(tree, node) });
  }
  return found;
}

/**
 * Puts comment markers back around their text where a rewritten part still has it, exactly once, in one piece of
 * text. Answers the comments that found no place.
 */
export function anchorComments(
  storage: string,
  comments: readonly CommentMarker[],
): { storage: string; lost: CommentMarker[] } {
  let out = storage;
  const lost: CommentMarker[] = [];
  for (const comment of comments) {
    const open = `<ac:inline-comment-marker ac:ref="${xmlAttribute(comment.ref)}">`;
    const text = xmlText(comment.text);
    const at = text.trim() === "" ? -1 : textPlace(out, text);
    if (at === -1) lost.push(comment);
    else out = `${out.slice(0, at)}${open}${text}</ac:inline-comment-marker>${out.slice(at + text.length)}`;
  }
  return { storage: out, lost };
}

/** Where the text stands between tags, when it stands there once. */
function textPlace(storage: string, text: string): number {
  const first = storage.indexOf(text);
  if (first === -1 || storage.indexOf(text, first + 1) !== -1) return -1;
  const tag = storage.lastIndexOf("<", first);
  return tag !== -1 && storage.indexOf(">", tag) >= first ? -1 : first;
}
