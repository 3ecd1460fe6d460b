import { nextPosition, position } from "../list-page.ts";
import type { V2List } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import { isTreeKind, treeKinds, type V2Descendant } from "./tree.ts";

/** As deep as one request looks; what is below is left out by Confluence without a word. */
export const deepest = 10;

export type Tree = {
  /** In the order of the tree, each before what is below it; `depth` counts from the top. */
  items: V2Descendant[];
  /** False when `mostNodes` cut it. */
  complete: boolean;
};

/**
 * What is below a page, down to `maxDepth`, and no more than `mostNodes` of it: one request for every 250, and one for
 * each branch that goes on below ten levels.
 */
export async function readTree(
  context: ToolContext,
  topId: string,
  { maxDepth = Number.POSITIVE_INFINITY, mostNodes }: { maxDepth?: number; mostNodes: number },
): Promise<Tree> {
  const found: V2Descendant[] = [];
  const tops = [{ id: topId, type: "page", depth: 0 }];
  for (const top of tops) {
    const depth = Math.min(deepest, maxDepth - top.depth);
    if (depth < 1 || !isTreeKind(top.type)) continue;
    for await (const row of descendants(context, top, depth)) {
      if (found.length === mostNodes) return { items: inOrder(topId, found), complete: false };
      const item = { ...row, depth: row.depth + top.depth };
      found.push(item);
      if (row.depth === deepest) tops.push({ id: item.id, type: item.type, depth: item.depth });
    }
  }
  return { items: inOrder(topId, found), complete: true };
}

async function* descendants(
  { confluence }: ToolContext,
  { id, type }: { id: string; type: string },
  depth: number,
): AsyncGenerator<V2Descendant> {
  if (!isTreeKind(type)) return;
  let next: string | undefined;
  do {
    const answer: V2List<V2Descendant> = await confluence.call(treeKinds[type].descendants, {
      path: { id },
      query: { depth, limit: 250, ...(next !== undefined && position(next)) },
      what: `what is below ${treeKinds[type].noun} ${id}`,
    });
    yield* answer.results;
    next = nextPosition(answer._links?.next);
  } while (next !== undefined);
}

/** In which order Confluence lists descendants is not documented, so they are put in that of the tree here. */
function inOrder(topId: string, rows: readonly V2Descendant[]): V2Descendant[] {
  const below = new Map<string, V2Descendant[]>();
  for (const row of rows) {
    const children = below.get(String(row.parentId));
    if (children === undefined) below.set(String(row.parentId), [row]);
    else children.push(row);
  }
  const ordered: V2Descendant[] = [];
  const visit = (id: string) => {
    const children = below.get(id) ?? [];
    below.delete(id);
    for (const child of children.toSorted(byPosition)) {
      ordered.push(child);
      visit(child.id);
    }
  };
  visit(topId);
  return ordered;
}

const byPosition = (a: V2Descendant, b: V2Descendant): number =>
  (a.childPosition ?? Number.MAX_SAFE_INTEGER) - (b.childPosition ?? Number.MAX_SAFE_INTEGER);
