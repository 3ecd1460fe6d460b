import { type EndpointKey, endpoint } from "./endpoints.ts";

/** Classic scopes are coarse and serve REST v1 only: `write:confluence-content`, and three that are written otherwise. */
export const isClassic = (scope: string): boolean =>
  /:confluence-/.test(scope) || scope === "search:confluence" || scope.startsWith("readonly:");

/**
 * What is missing for one operation: nothing when one of its alternatives was granted whole, else the smallest set that
 * would complete one. Of two as small, the one of the kind of scopes that the grant has already.
 */
export function missingForOperation(alternatives: readonly string[][], granted: ReadonlySet<string>): string[] {
  const missing = alternatives.map((set) => set.filter((scope) => !granted.has(scope)));
  const smallest = Math.min(...missing.map(({ length }) => length));
  const candidates = missing.filter(({ length }) => length === smallest);
  const hasClassic = [...granted].some(isClassic);
  return candidates.find((set) => set.every((scope) => isClassic(scope) === hasClassic)) ?? candidates[0] ?? [];
}

/** What is missing for several operations together, by name. What one of them needs anyway counts as there for the next. */
export function missingForOperations(keys: readonly EndpointKey[], granted: ReadonlySet<string>): string[] {
  const wanted = new Set<string>();
  const alternatives = keys.map((key) => endpoint(key).scopes).sort((a, b) => a.length - b.length);
  for (const sets of alternatives) {
    for (const scope of missingForOperation(sets, new Set([...granted, ...wanted]))) wanted.add(scope);
  }
  return [...wanted].sort();
}
