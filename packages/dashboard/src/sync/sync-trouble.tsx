import type { Source } from "@tributary/sdk";
import { syncProblem } from "./sync-words.ts";
import { useConnectionOf } from "./use-sync.ts";

/** In a source's card, what keeps it from being current and what comes next. */
export function SyncTrouble({ source }: { source: Source }) {
  const problem = syncProblem(source, useConnectionOf(source));
  if (problem === undefined) return null;
  return (
    <p className={`mt-1 text-pretty wrap-anywhere ${problem.tone === "bad" ? "text-bad" : "text-warn"}`}>
      {problem.detail}
    </p>
  );
}
