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
  const reached = reachedBy(caller);
  const { includeSpaces, excludeSpaces, ...settings } = source.settings;
  const keys = (list: string[]) => list.filter((key) => reached({ key }));
  const spaces = source.spaces.filter(reached);
  const whole = hearsAll(caller, source.spaces);
  return {
    ...source,
    settings: {
      ...settings,
      ...(includeSpaces !== undefined && { includeSpaces: keys(includeSpaces) }),
      ...(excludeSpaces !== undefined && { excludeSpaces: keys(excludeSpaces) }),
    },
    spaces,
    documents:
      whole || source.kind === "markdown"
        ? source.documents
        : spaces.reduce((sum, { documents }) => sum + documents, 0),
    failures: whole ? source.failures : 0,
    lastRun: source.lastRun && toldOfRun(source.lastRun, caller, source.spaces),
  };
}

/** A run of a source of these spaces. Its counts are of all of them at once, so that only some may not be told at all. */
export function toldOfRun(run: Run, caller: Caller, spaces: readonly SpaceName[]): Run {
  if (hearsAll(caller, spaces)) return run;
  const { phase } = run.progress;
  const ended = run.status === "waiting" || phase === "ended";
  return {
    ...run,
    ...{ added: 0, changed: 0, removed: 0, held: 0, failed: 0, requests: 0, points: 0 },
    skipped: {},
    failures: [],
    warnings: ["This agent is limited to some spaces: what a run did is counted over all of them, and not told here."],
    progress: { phase: ended ? phase : "running", spaces: 0, spacesDone: 0, done: 0, perSecond: 0 },
    error: run.error && {
      code: run.error.code,
      message: "The sync did not succeed.",
      hint: "Ask whoever may see every space that is synced.",
    },
  };
}

type SpaceName = { id?: string; key: string };

/** Whether a caller may reach all that is synced, and so hear everything about it. */
export const hearsAll = (caller: Caller, spaces: readonly SpaceName[]): boolean =>
  caller.kind === "member" || (!isNamed(caller.policy.spaces) && spaces.every(reachedBy(caller)));

function reachedBy(caller: Caller): (space: SpaceName) => boolean {
  if (caller.kind === "member") return () => true;
  const limit = caller.policy.spaces;
  return ({ id = "", key }) => mayReach(limit, { id, key, type: key.startsWith("~") ? "personal" : "global" });
}
