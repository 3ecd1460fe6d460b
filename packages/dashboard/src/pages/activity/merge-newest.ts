import type { Call } from "@tributary/sdk";

/**
 * The newest calls in front of those loaded before, each once and as it was last seen. `gap` is true when calls between
 * the two may be missing, so that the list has to be loaded again.
 */
export function mergeNewest(
  newest: readonly Call[],
  loaded: readonly Call[],
  mostNewest: number,
): { calls: Call[]; gap: boolean } {
  const now = new Map(newest.map((call) => [call.id, call]));
  const known = new Set(loaded.map(({ id }) => id));
  const fresh = newest.filter(({ id }) => !known.has(id));
  return {
    calls: [...fresh, ...loaded.map((call) => now.get(call.id) ?? call)],
    gap: loaded.length > 0 && newest.length >= mostNewest && fresh.length === newest.length,
  };
}
