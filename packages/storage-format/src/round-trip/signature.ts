import type { Block } from "../model/block.ts";
import { fingerprint } from "../model/hash.ts";

const signatures = new WeakMap<Block, string>();

/**
 * Two blocks have the same signature when they are the same Markdown. A cell's kind (head or not) is left out: on the
 * page it is the row's matter.
 */
export function signature(block: Block): string {
  let found = signatures.get(block);
  if (found === undefined) {
    const key = block.kind === "cell" ? "" : block.key;
    const own = `${block.kind}\u0000${key}\u0000${block.content}`;
    found = fingerprint(
      block.children.length === 0 ? own : `${own}\u0000${block.children.map(signature).join("")}`,
      11,
    );
    signatures.set(block, found);
  }
  return found;
}

const MAX_WORDS = 300;

function words(block: Block): string[] {
  const found: string[] = [];
  const queue: Block[] = [block];
  while (queue.length > 0 && found.length < MAX_WORDS) {
    const next = queue.pop() as Block;
    for (const word of next.content.slice(0, 4000).match(/[\p{L}\p{N}]+/gu) ?? []) found.push(word);
    for (let at = next.children.length - 1; at >= 0; at--) queue.push(next.children[at] as Block);
  }
  return found.slice(0, MAX_WORDS);
}

const wordBags = new WeakMap<Block, Map<string, number>>();

function wordBag(block: Block): Map<string, number> {
  let bag = wordBags.get(block);
  if (bag === undefined) {
    bag = new Map();
    for (const word of words(block)) bag.set(word, (bag.get(word) ?? 0) + 1);
    wordBags.set(block, bag);
  }
  return bag;
}

/** How much two blocks share, from 0 to 1, by their words. */
export function similarity(a: Block, b: Block): number {
  const left = wordBag(a);
  const right = wordBag(b);
  let shared = 0;
  let all = 0;
  for (const [word, count] of left) {
    shared += Math.min(count, right.get(word) ?? 0);
    all += count;
  }
  for (const count of right.values()) all += count;
  return all === 0 ? 1 : (2 * shared) / all;
}
