import { namedEntities } from "./entities.ts";
import { type Problem, TEXT, type Tree } from "./tree.ts";

const MAX_PROBLEMS = 100;

/** The names in running text that no reader knows. They stay in the text as they are written. */
export function unknownEntities(tree: Tree): Problem[] {
  const found: Problem[] = [];
  const { source } = tree;
  let next = source.indexOf("&");
  for (let node = 1; node < tree.count && next !== -1 && found.length < MAX_PROBLEMS; node++) {
    if (tree.kind[node] !== TEXT) continue;
    const end = tree.end[node] as number;
    if (next >= end) continue;
    const start = tree.start[node] as number;
    if (next < start) next = source.indexOf("&", start);
    for (; next !== -1 && next < end; next = source.indexOf("&", next + 1)) {
      const name = /^&([A-Za-z][A-Za-z0-9]{0,31});/.exec(source.slice(next, next + 36))?.[1];
      if (name === undefined || namedEntities.has(name)) continue;
      found.push({ code: "unknown-entity", message: `Undeclared general entity "${name}"`, offset: next });
    }
  }
  return found;
}
