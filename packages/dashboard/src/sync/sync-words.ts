import type { Connection, Source, SyncRun } from "@tributary/sdk";
import { unusableInWords } from "../connections/connection-state.ts";
import type { Tone } from "../ui/badge.tsx";

export type SyncState = { word: string; tone: Tone; live?: true };

export const isUnderWay = (run: Pick<SyncRun, "status"> | null | undefined) =>
  run?.status === "running" || run?.status === "waiting";

/** How a source stands, in one word and one colour. `connection`: the one it is synced through, where it is one. */
export function syncState(
  { settings, lastRun, failures }: Pick<Source, "settings" | "lastRun" | "failures">,
  connection?: Pick<Connection, "status">,
): SyncState {
  if (unusableInWords(connection) !== undefined) return { word: "Not connected", tone: "bad" };
  if (lastRun?.status === "running") return { word: "Syncing", tone: "accent", live: true };
  if (lastRun?.status === "waiting" && lastRun.error !== null)
    return { word: "Trying again", tone: "warn", live: true };
  if (lastRun?.status === "waiting") return { word: "Waiting to sync", tone: "accent", live: true };
  if (settings.paused) return { word: "Paused", tone: "neutral" };
  if (lastRun === null) return { word: "Not synced yet", tone: "neutral" };
  if (lastRun.status === "failed") return { word: "Sync failed", tone: "bad" };
  if (lastRun.held > 0) return { word: "Needs you", tone: "warn" };
  if (failures > 0) return { word: "Up to date, with gaps", tone: "warn" };
  return { word: "Up to date", tone: "good" };
}

export type SyncProblem = { tone: "warn" | "bad"; title: string; detail: string };

/** What keeps a source from being current, and what comes next; undefined when nothing does. */
export function syncProblem(
  { lastRun }: Pick<Source, "lastRun">,
  connection?: Pick<Connection, "status">,
): SyncProblem | undefined {
  const unusable = unusableInWords(connection);
  if (unusable !== undefined)
    return {
      tone: "bad",
      title: `The connection ${unusable}`,
      detail: "Its documents are kept, and left out of every search until the account is connected again.",
    };
  if (lastRun?.error == null || lastRun.status === "running") return undefined;
  const { message, hint } = lastRun.error;
  if (lastRun.status === "waiting")
    return { tone: "warn", title: "The sync is held up", detail: `${message} It is tried again by itself.` };
  return { tone: "bad", title: "The last sync failed", detail: hint === undefined ? message : `${message} ${hint}` };
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
export function changesInWords({ status, error, added, changed, removed, held, failed }: SyncRun): string {
  const parts = [
    [added, "added"],
    [changed, "changed"],
    [removed, "removed"],
    [held, "held back"],
    [failed, "failed"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count.toLocaleString("en")} ${word}`);
  if (said.length > 0) return said.join(", ");
  return status === "failed" ? (error?.message ?? "Nothing was done") : "Nothing new";
}

/** How far a run is, for people: "Loading · 120 of 400 · 38 a second · about 8 s left". */
export function progressInWords({ status, progress, error }: Pick<SyncRun, "status" | "progress" | "error">): string {
  if (status === "waiting") return error === null ? "Waiting for its turn" : "Waiting to be tried again";
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
