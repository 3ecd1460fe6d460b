import type { Source } from "@tributary/sdk";
import { unusableInWords } from "../connections/connection-state.ts";
import { Time } from "../ui/time.tsx";
import { everyInWords, isUnderWay, nextSync } from "./sync-words.ts";
import { useConnectionOf } from "./use-sync.ts";

/** When a source was synced last and will be next. */
export function SyncTimes({ source }: { source: Source }) {
  const { lastRun, settings } = source;
  const connection = useConnectionOf(source);
  const next = nextSync(source, Date.now());
  const last = lastRun?.finishedAt ?? lastRun?.startedAt;
  return (
    <>
      <span className="block">
        {last === undefined || last === null ? (
          "Never synced"
        ) : (
          <>
            {isUnderWay(lastRun) ? "Started" : "Last sync"} <Time value={last} />
          </>
        )}
      </span>
      <span className="block text-muted">
        {unusableInWords(connection) !== undefined ? (
          "Next when it is reconnected"
        ) : settings.paused ? (
          "Paused: nothing new comes in"
        ) : next === undefined ? (
          `Then ${everyInWords(settings.intervalMinutes)}`
        ) : next.getTime() - Date.now() < 45_000 ? (
          "Next any moment"
        ) : (
          <>
            Next <Time value={next.getTime()} />
          </>
        )}
      </span>
    </>
  );
}
