import type { PageBlock } from "../model/block.ts";
import type { Tree } from "../tree/tree.ts";
import { anchorComments, type CommentMarker, commentsIn } from "./comments.ts";

/** A comment whose text is gone from its block, and the line of Markdown that says so. */
export interface LostComment {
  comment: CommentMarker;
  from: PageBlock;
  line: number;
}

/** The comments of removed blocks that did not go along to another place. */
export function commentsGone(tree: Tree, removed: readonly PageBlock[], reused: readonly PageBlock[]): LostComment[] {
  const kept = [...reused].sort((a, b) => a.start - b.start);
  const reach: number[] = [];
  for (const { end } of kept) reach.push(Math.max(end, reach[reach.length - 1] ?? 0));
  const covered = (from: number, to: number): boolean => {
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((kept[middle] as PageBlock).start <= from) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (reach[low - 1] as number) >= to;
  };
  return removed
    .filter((block) => !covered(block.start, block.end))
    .flatMap((from) => commentsIn(tree, from.start, from.end).map((comment) => ({ comment, from, line: 0 })));
}

/** A block written right beside one that lost comments may be the rest of it: their text is looked for in it. */
export function anchorBeside(lost: LostComment[], at: number, text: string): { storage: string; lost: LostComment[] } {
  const beside = new Set(lost.filter(({ from }) => from.end === at || from.start === at));
  if (beside.size === 0) return { storage: text, lost };
  const { storage, lost: left } = anchorComments(
    text,
    [...beside].map(({ comment }) => comment),
  );
  return { storage, lost: lost.filter((one) => !beside.has(one) || left.includes(one.comment)) };
}
