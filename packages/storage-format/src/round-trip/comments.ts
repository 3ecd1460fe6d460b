import { xmlAttribute } from "../markdown-in/xml.ts";
import { findText } from "../page/text-matches.ts";
import { parse } from "../tree/parse.ts";
import { attribute, ELEMENT, nameOf, nodeFrom, TEXT, type Tree, textOf } from "../tree/tree.ts";
import { applySplices, type Splice } from "./splice.ts";

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
 * Puts comment markers back around their text where a rewritten part still has it, exactly once: one marker, or one
 * for each piece where marks part the text. Answers the comments that found no place.
 */
export function anchorComments(
  storage: string,
  comments: readonly CommentMarker[],
): { storage: string; lost: CommentMarker[] } {
  let out = storage;
  const lost: CommentMarker[] = [];
  for (const comment of comments) {
    const tree = parse(out);
    const [match, ...others] = comment.text.trim() === "" ? [] : findText(tree, comment.text);
    const markers =
      match === undefined || others.length > 0 ? [] : markersAround(tree, match.start, match.end, comment.ref);
    if (markers.length === 0) lost.push(comment);
    else out = applySplices(out, markers);
  }
  return { storage: out, lost };
}

function markersAround(tree: Tree, from: number, to: number, ref: string): Splice[] {
  const splices: Splice[] = [];
  for (let node = Math.max(1, nodeFrom(tree, from + 1) - 1); node < tree.count; node++) {
    const start = Math.max(from, tree.start[node] as number);
    const end = Math.min(to, tree.end[node] as number);
    if ((tree.start[node] as number) >= to) break;
    if (tree.kind[node] !== TEXT || start >= end) continue;
    if (nameOf(tree, tree.parent[node] as number).startsWith("ac:plain-text-")) continue;
    splices.push({ start, end: start, text: `<ac:inline-comment-marker ac:ref="${xmlAttribute(ref)}">` });
    splices.push({ start: end, end, text: "</ac:inline-comment-marker>" });
  }
  return splices;
}
