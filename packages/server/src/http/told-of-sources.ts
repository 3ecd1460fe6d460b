import type { z } from "zod";
import type { Caller } from "../calls/caller.ts";
import { isNamed, mayReach } from "../policy/space-limit.ts";
import type { runShape, sourceShape } from "./search-schemas.ts";

type Source = z.input<typeof sourceShape>;
type Run = z.input<typeof runShape>;

/**
 * A source as a caller may hear of it. To an agent limited to spaces there are no others: neither their names nor how much
 * they hold, and what failed is not named, for it may lie in one of them.
 */
export function toldOfSource(source: Source, caller: Caller): Source {
  const limit = limitOf(caller);
  if (limit === undefined) return source;
  const reached = (key: string, id = "") =>
    mayReach(limit, { id, key, type: key.startsWith("~") ? "personal" : "global" });
  const spaces = source.spaces.filter(({ id, key }) => reached(key, id));
  const { includeSpaces, excludeSpaces, ...settings } = source.settings;
  return {
    ...source,
    settings: {
      ...settings,
      ...(includeSpaces !== undefined && { includeSpaces: includeSpaces.filter((key) => reached(key)) }),
      ...(excludeSpaces !== undefined && { excludeSpaces: excludeSpaces.filter((key) => reached(key)) }),
    },
    spaces,
    documents: source.kind === "markdown" ? source.documents : spaces.reduce((sum, one) => sum + one.documents, 0),
    lastRun: source.lastRun && toldOfRun(source.lastRun, caller),
  };
}

export function toldOfRun(run: Run, caller: Caller): Run {
  return limitOf(caller) === undefined ? run : { ...run, failures: [], warnings: [] };
}

export const mayHearOfFailures = (caller: Caller): boolean => limitOf(caller) === undefined;

function limitOf(caller: Caller) {
  return caller.kind === "agent" && isNamed(caller.policy.spaces) ? caller.policy.spaces : undefined;
}
