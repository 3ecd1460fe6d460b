import type { SyncRun } from "@tributary/sdk";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { isUnderWay, progressInWords } from "./sync-words.ts";

/** A run under way: how far it is, in a bar and in words. Nothing when it has ended. */
export function RunProgress({ run, name }: { run: SyncRun | null; name: string }) {
  if (run === null || !isUnderWay(run)) return null;
  const { done, total } = run.progress;
  return (
    <div className="space-y-1.5">
      <ProgressBar label={`Sync of ${name}`} value={done} total={total} />
      <p className="text-[0.8125rem] text-muted tabular-nums">{progressInWords(run)}</p>
    </div>
  );
}
