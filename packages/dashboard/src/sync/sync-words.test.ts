import type { Source, SyncRun } from "@tributary/sdk";
import { describe, expect, test } from "vitest";
import { changesInWords, everyInWords, nextSync, progressInWords, syncProblem, syncState } from "./sync-words.ts";

const settings = { comments: false, intervalMinutes: 10, paused: false, shared: true };
const run = (change: Partial<SyncRun> = {}) =>
  ({
    status: "succeeded",
    error: null,
    added: 0,
    changed: 0,
    removed: 0,
    held: 0,
    failed: 0,
    createdAt: "2026-06-15T12:00:00Z",
    startedAt: "2026-06-15T12:00:00Z",
    ...change,
  }) as SyncRun;
const word = (lastRun: SyncRun | null, change: Partial<Pick<Source, "settings" | "failures">> = {}) =>
  syncState({ settings, failures: 0, lastRun, ...change }).word;

describe("syncState", () => {
  test("says what goes on before what was, and what needs a person before what is well", () => {
    expect(word(null)).toBe("Not synced yet");
    expect(word(run())).toBe("Up to date");
    expect(word(run(), { failures: 2 })).toBe("Up to date, with gaps");
    expect(word(run({ held: 40 }), { failures: 2 })).toBe("Needs you");
    expect(word(run({ status: "failed" }))).toBe("Sync failed");
    expect(word(run({ status: "running" }), { settings: { ...settings, paused: true } })).toBe("Syncing");
    expect(word(run({ status: "failed" }), { settings: { ...settings, paused: true } })).toBe("Paused");
  });
});

const error = { code: "upstream_error", message: "Confluence failed.", hint: "Try again in a moment." };

test("a source that is held up, or whose connection has expired, says so and what comes next", () => {
  const connection = { status: "expired" } as const;
  expect(syncState({ settings, failures: 0, lastRun: run() }, connection).word).toBe("Not connected");
  expect(syncProblem({ lastRun: run() }, connection)).toMatchObject({
    tone: "bad",
    title: "The connection has expired",
  });
  const heldUp = run({ status: "waiting", error });
  expect(word(heldUp)).toBe("Trying again");
  expect(syncProblem({ lastRun: heldUp })).toMatchObject({
    tone: "warn",
    detail: "Confluence failed. It is tried again by itself.",
  });
  expect(syncProblem({ lastRun: run({ status: "failed", error }) })).toMatchObject({
    tone: "bad",
    detail: "Confluence failed. Try again in a moment.",
  });
  expect(syncProblem({ lastRun: run({ status: "running", error }) })).toBeUndefined();
  expect(syncProblem({ lastRun: run() })).toBeUndefined();
});

test("changesInWords says why a run failed that changed nothing", () => {
  expect(changesInWords(run({ status: "failed", error }))).toBe("Confluence failed.");
  expect(changesInWords(run({ status: "failed", error, added: 3 }))).toBe("3 added");
});

test("changesInWords says only what happened", () => {
  expect(changesInWords(run())).toBe("Nothing new");
  expect(changesInWords(run({ added: 1234, removed: 2 }))).toBe("1,234 added, 2 removed");
});

test("progressInWords says as much as is known", () => {
  const progress = { phase: "loading", spaces: 3, spacesDone: 1, done: 120, total: 400, perSecond: 38.4 };
  expect(progressInWords({ status: "running", error: null, progress: { ...progress, remainingSeconds: 8 } })).toBe(
    "Loading · space 2 of 3 · 120 of 400 · 38 a second · about 8 s left",
  );
  const start = { phase: "", spaces: 0, spacesDone: 0, done: 0, perSecond: 0 };
  expect(progressInWords({ status: "running", error: null, progress: start })).toBe("Starting");
  expect(progressInWords({ status: "waiting", error: null, progress: start })).toBe("Waiting for its turn");
  expect(progressInWords({ status: "waiting", error, progress: start })).toBe("Waiting to be tried again");
});

test("nextSync counts from the last start, and never lies in the past", () => {
  const at = (minutes: number) => Date.parse("2026-06-15T12:00:00Z") + minutes * 60_000;
  expect(nextSync({ settings, lastRun: run() }, at(3))?.getTime()).toBe(at(10));
  expect(nextSync({ settings, lastRun: run() }, at(30))?.getTime()).toBe(at(30));
  expect(nextSync({ settings: { ...settings, paused: true }, lastRun: run() }, at(0))).toBeUndefined();
  expect(nextSync({ settings, lastRun: run({ status: "running" }) }, at(0))).toBeUndefined();
});

test("everyInWords", () => {
  expect([1, 10, 60, 90, 120].map(everyInWords)).toEqual([
    "every minute",
    "every 10 minutes",
    "every hour",
    "every 90 minutes",
    "every 2 hours",
  ]);
});
