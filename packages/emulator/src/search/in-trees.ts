import type { Site } from "../state/site.ts";
import { absent } from "./document-facts.ts";

/** A test for ids: whether it is one of the roots or stands somewhere below one. Remembers what it has seen of the tree. */
export function inTrees(site: Site, roots: ReadonlySet<number>): (id: number) => boolean {
  const known = new Map<number, boolean>([[absent, false]]);
  for (const root of roots) known.set(root, true);
  return (id) => {
    const path: number[] = [];
    let at = id;
    let answer = known.get(at);
    while (answer === undefined) {
      path.push(at);
      // Rows that point at each other would go round for ever.
      known.set(at, false);
      at = site.content.get(at)?.parentId ?? absent;
      answer = known.get(at);
    }
    for (const one of path) known.set(one, answer);
    return answer;
  };
}
