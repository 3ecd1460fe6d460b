import type { Source, SyncRun } from "@tributary/sdk";
import type { Tone } from "../ui/badge.tsx";

export type SyncState = { word: string; tone: Tone; live?: true };

export const isUnderWay = (run: Pick<SyncRun, "status"> | null | undefined) =>
  run?.status === "running" || run?.status === "waiting";

/** How a source stands, in one word and one colour. */
export function syncState({
  settings,
  lastRun,
  failures,
}: Pick<Source, "settings" | "lastRun" | "failures">): SyncState {
  if (lastRun?.status === "running") return { word: "Syncing", tone: "accent", live: true };
  if (lastRun?.status === "waiting") return { word: "Waiting to sync", tone: "accent", live: true };
  if (settings.paused) return { word: "Paused", tone: "neutral" };
  if (lastRun === null) return { word: "Not synced yet", tone: "neutral" };
  if (lastRun.status === "failed") return { word: "Sync failed", tone: "bad" };
  if (lastRun.held > 0) return { word: "Needs you", tone: "warn" };
  if (failures > 0) return { word: "Up to date, with gaps", tone: "warn" };
  return { word: "Up to date", tone: "good" };
}

export const runState: Record<SyncRun["status"], SyncState> = {
  waiting: { word: "Waiting", tone: "accent", live: true },
  running: { word: "Running", tone: "accent", live: true },
  succeeded: { word: "Succeeded", tone: "good" },
  failed: { word: "Failed", tone: "bad" },
  cancelled: { word: "Cancelled", tone: "neutral" },
};

const triggers: Record<SyncRun["trigger"], string> = {
  connect: "first sync after connecting",
  schedule: "on schedule",
  manual: "asked for",
  start: "at the server's start",
};

export const triggerInWords = (run: Pick<SyncRun, "trigger">) => triggers[run.trigger];

/** What a run changed: "12 added, 3 changed"; nothing is said, too. */
export function changesInWords({ added, changed, removed, held, failed }: SyncRun): string {
  const parts = [
    [added, "added"],
    [changed, "changed"],
    [removed, "removed"],
    [held, "held back"],
    [failed, "failed"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count.toLocaleString("en")} ${word}`);
  return said.length === 0 ? "Nothing new" : said.join(", ");
}

/** How far a run is, for people: "Loading · 120 of 400 · 38 a second · about 8 s left". */
export function progressInWords({ status, progress }: Pick<SyncRun, "status" | "progress">): string {
  if (status === "waiting") return "Waiting for its turn";
  const { phase, spaces, spacesDone, done, total, perSecond, remainingSeconds } = progress;
  const parts = [
    phase === "" ? "Starting" : `${phase[0]?.toUpperCase()}${phase.slice(1)}`,
    spaces > 1 && `space ${Math.min(spacesDone + 1, spaces)} of ${spaces}`,
    total === undefined
      ? done > 0 && done.toLocaleString("en")
      : `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`,
    perSecond > 0 && `${Math.round(perSecond)} a second`,
    remainingSeconds !== undefined && remainingSeconds > 0 && `about ${inWords(remainingSeconds)} left`,
  ];
  return parts.filter((part) => part !== false).join(" · ");
}

const inWords = (seconds: number) => (seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`);

/** When a source is looked at next; undefined while paused, or while nobody can know. */
export function nextSync({ settings, lastRun }: Pick<Source, "settings" | "lastRun">, now: number): Date | undefined {
  if (settings.paused || lastRun === null || isUnderWay(lastRun)) return undefined;
  const period = settings.intervalMinutes * 60_000;
  const next = Date.parse(lastRun.startedAt ?? lastRun.createdAt) + period;
  return new Date(Math.max(next, now));
}

/** "every 10 minutes", "every hour". */
export function everyInWords(minutes: number): string {
  if (minutes % 60 !== 0) return minutes === 1 ? "every minute" : `every ${minutes} minutes`;
  return minutes === 60 ? "every hour" : `every ${minutes / 60} hours`;
}
