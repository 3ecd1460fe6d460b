import type { Tree } from "./tree.ts";

/** Visits nodes in document order. `enter` says whether to go into the node; only then is it left again. */
export interface Visitor {
  enter(node: number): boolean;
  leave(node: number): void;
}

/** Walks the descendants of `from` with a loop: depth costs memory on the heap, never stack. */
export function walk(tree: Tree, from: number, visitor: Visitor): void {
  const after = tree.after;
  const stop = after[from] as number;
  const open: number[] = [];
  let nearest = stop;
  let node = from + 1;
  for (;;) {
    while (open.length > 0 && node >= nearest) {
      visitor.leave(open.pop() as number);
      nearest = open.length > 0 ? (after[open[open.length - 1] as number] as number) : stop;
    }
    if (node >= stop) return;
    if (visitor.enter(node)) {
      open.push(node);
      nearest = after[node] as number;
      node++;
    } else {
      node = after[node] as number;
    }
  }
}
