import { type EndpointKey, endpoint } from "./endpoints.ts";
import { isClassic } from "./missing-scopes.ts";

/** A scope that lets an app change something. */
export const isWrite = (scope: string): boolean => /^(write|delete|manage):/.test(scope);

/**
 * A small set of scopes that serves all of the operations, as far as scopes that `allowed` takes can. Where an operation
 * has alternatives, the one is taken that serves most operations for each scope it adds: one classic scope often stands
 * for several granular ones. Not always the smallest there is, but the same for the same operations.
 *
 * @param given Scopes that are in the set anyway.
 */
export function coverOperations(
  keys: readonly EndpointKey[],
  { allowed = () => true, given = [] }: { allowed?: (scope: string) => boolean; given?: readonly string[] } = {},
): string[] {
  const chosen = new Set(given);
  let open = needsOf(keys, allowed);
  const serve = (set: readonly string[]) => {
    for (const scope of set) chosen.add(scope);
    open = open.filter(({ alternatives }) => !isServed(alternatives, chosen));
  };
  serve([]);
  for (const { alternatives } of open) if (alternatives.length === 1) serve(alternatives[0] ?? []);
  while (open.length > 0) serve(bestOf(open, chosen));
  return [...chosen].sort();
}

/** What some operations need, and how many they are: most of the API shares a few dozen needs. */
type Need = { alternatives: string[][]; operations: number };

function needsOf(keys: readonly EndpointKey[], allowed: (scope: string) => boolean): Need[] {
  const needs = new Map<string, Need>();
  for (const key of new Set(keys)) {
    const alternatives = endpoint(key).scopes.filter((set) => set.every(allowed));
    const name = JSON.stringify(alternatives);
    const need = needs.get(name) ?? { alternatives, operations: 0 };
    need.operations += 1;
    if (alternatives.length > 0) needs.set(name, need);
  }
  return [...needs.values()];
}

const isServed = (alternatives: readonly string[][], chosen: ReadonlySet<string>): boolean =>
  alternatives.some((set) => set.every((scope) => chosen.has(scope)));

/** The alternative that serves most of the open operations for each scope it adds; of two as good a classic one. */
function bestOf(open: readonly Need[], chosen: ReadonlySet<string>): string[] {
  let best: { set: string[]; worth: number } | undefined;
  for (const set of open.flatMap(({ alternatives }) => alternatives)) {
    const after = new Set([...chosen, ...set]);
    let served = 0;
    for (const { alternatives, operations } of open) if (isServed(alternatives, after)) served += operations;
    const worth = served / (after.size - chosen.size) + (set.every(isClassic) ? 0.001 : 0);
    if (best === undefined || worth > best.worth) best = { set, worth };
  }
  return best?.set ?? [];
}
