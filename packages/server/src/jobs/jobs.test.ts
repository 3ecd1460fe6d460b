import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../base/clock.ts";
import { createSealer } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";
import { openStore, type Store } from "../store/store.ts";
import { defineJob } from "./job.ts";
import { createJobs, type Jobs } from "./jobs.ts";
import { nextTime } from "./next-time.ts";
import { retryDelay } from "./retry-delay.ts";

const log = pino({ level: "silent" });
let path: string;
let store: Store;
let moved = 0;
const clock = { ...systemClock, now: () => Date.now() + moved };
const opened: Jobs[] = [];

/** Passes within moments, or on a busy machine some seconds. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000 });

const openQueue = async (options: { leaseMs?: number; store?: Store } = {}) => {
  const jobs = createJobs({ store, clock, log, pollMs: 20, random: () => 0, ...options });
  opened.push(jobs);
  return jobs;
};

beforeEach(async () => {
  moved = 0;
  path = join(mkdtempSync(join(tmpdir(), "tributary-jobs-")), "t.db");
  store = await openStore(path, createSealer([randomBytes(32)]));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((jobs) => jobs.close()));
  await store.close();
});

describe("the queue of jobs", () => {
  it("runs what is started, and keeps how far it came", async () => {
    const seen: unknown[] = [];
    const greet = defineJob<{ name: string }>({
      name: "greet",
      async run({ payload, progress }) {
        await progress({ half: true });
        seen.push(payload.name);
      },
    });
    const jobs = await openQueue();
    jobs.register(greet);
    await jobs.open();
    const { id } = await jobs.start(greet, { name: "Ada" });
    await soon(async () => expect((await jobs.get(id))?.state).toBe("done"));
    expect(seen).toEqual(["Ada"]);
    expect((await jobs.get(id))?.progress).toEqual({ half: true });
  });

  it("joins a second start of the same key to the first, also from another process, and not to one that is done", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = defineJob({ name: "slow", run: () => held });
    const [first, second] = [await openQueue(), await openQueue()];
    for (const jobs of [first, second]) {
      jobs.register(slow);
      await jobs.open();
    }
    const started = await Promise.all([
      first.start(slow, {}, { singletonKey: "one" }),
      second.start(slow, {}, { singletonKey: "one" }),
      first.start(slow, {}, { singletonKey: "one" }),
    ]);
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect(started.filter(({ joined }) => !joined)).toHaveLength(1);
    release();
    await soon(async () => expect((await first.get(started[0].id))?.state).toBe("done"));
    expect((await first.start(slow, {}, { singletonKey: "one" })).joined).toBe(false);
  });

  it("runs each job in one of several processes only", async () => {
    const runs: string[] = [];
    const count = defineJob<string>({
      name: "count",
      run: async ({ payload }) => {
        runs.push(payload);
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
    });
    const queues = await Promise.all([openQueue(), openQueue(), openQueue()]);
    for (const jobs of queues) {
      jobs.register(count);
      await jobs.open();
    }
    const wanted = Array.from({ length: 30 }, (_, i) => `job ${i}`);
    for (const [i, payload] of wanted.entries()) await queues[i % 3]?.start(count, payload);
    await soon(() => expect(runs).toHaveLength(30));
    expect([...runs].sort()).toEqual([...wanted].sort());
  });

  it("tries again what may pass, later each time, and gives up what will not", async () => {
    let attempts = 0;
    const flaky = defineJob({
      name: "flaky",
      async run({ attempt }) {
        attempts = attempt;
        if (attempt < 3) throw new TributaryError("upstream_error", "not now");
      },
      retry: (error, attempt, random) => (retryDelay(error, attempt, random) === undefined ? undefined : 10),
    });
    const hopeless = defineJob({
      name: "hopeless",
      run: async () => {
        throw new TributaryError("forbidden", "never");
      },
    });
    const jobs = await openQueue();
    jobs.register(flaky);
    jobs.register(hopeless);
    await jobs.open();
    const [a, b] = [await jobs.start(flaky, {}), await jobs.start(hopeless, {})];
    await soon(async () => expect((await jobs.get(a.id))?.state).toBe("done"));
    expect(attempts).toBe(3);
    await soon(async () => expect((await jobs.get(b.id))?.state).toBe("failed"));
    expect((await jobs.get(b.id))?.error).toMatchObject({ code: "forbidden", message: "never" });
  });

  it("cancels a waiting job at once and a running one by its signal, from any process", async () => {
    const endless = defineJob({
      name: "endless",
      run: ({ signal }) =>
        new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    });
    const [working, other] = [await openQueue({ leaseMs: 60 }), await openQueue()];
    working.register(endless);
    const later = await working.start(endless, {}, { runAt: clock.now() + 60_000 });
    await working.cancel(later.id);
    expect((await working.get(later.id))?.state).toBe("cancelled");
    await working.open();
    const { id } = await working.start(endless, {});
    await soon(async () => expect((await working.get(id))?.state).toBe("running"));
    await other.cancel(id);
    await soon(async () => expect((await working.get(id))?.state).toBe("cancelled"));
  });

  it("takes over a job whose process has gone: at once when it ran on this machine, else after its lease", async () => {
    const done: string[] = [];
    const work = defineJob<string>({ name: "work", run: async ({ payload }) => void done.push(payload) });
    const jobs = await openQueue({ leaseMs: 60_000 });
    jobs.register(work);
    for (const [payload, owner] of [
      ["here", `${hostname()}/999999999/x`],
      ["elsewhere", "another-machine/1/x"],
    ] as const) {
      await jobs.start(work, payload);
      await store.jobs.take(["work"], owner, clock.now(), clock.now() + 60_000);
    }
    await jobs.open();
    await soon(() => expect(done).toEqual(["here"]));
    moved += 61_000;
    await soon(() => expect(done).toEqual(["here", "elsewhere"]));
  });

  it("does not begin a job that it is running a second time when the machine has slept past the lease", async () => {
    let begun = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = defineJob({
      name: "slow",
      async run() {
        begun++;
        await held;
      },
    });
    const jobs = await openQueue();
    jobs.register(slow);
    await jobs.open();
    const { id } = await jobs.start(slow, {});
    await soon(() => expect(begun).toBe(1));
    moved += 3600_000;
    const quick = defineJob({ name: "quick", run: async () => undefined });
    jobs.register(quick);
    const { id: other } = await jobs.start(quick, {});
    await soon(async () => expect((await jobs.get(other))?.state).toBe("done"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    release();
    await soon(async () => expect(await jobs.get(id)).toMatchObject({ state: "done", crashes: 0 }));
    expect(begun).toBe(1);
  });

  it("gives up a job that ends its process again and again without getting on", async () => {
    const work = defineJob({ name: "work", run: async () => {} });
    const jobs = await openQueue();
    jobs.register(work);
    const { id } = await jobs.start(work, {});
    for (let i = 0; i < 5; i++) await store.jobs.take(["work"], "gone/1/x", clock.now(), clock.now());
    await store.jobs.progress(id, {});
    for (let i = 0; i < 5; i++) await store.jobs.take(["work"], "gone/1/x", clock.now(), clock.now());
    await jobs.open();
    await soon(async () => expect((await jobs.get(id))?.state).toBe("failed"));
    expect((await jobs.get(id))?.error?.message).toContain("6 times");
  });

  it("interrupts what is running when it closes, for the next process to go on", async () => {
    const attempts: number[] = [];
    const endless = defineJob({
      name: "endless",
      run: ({ signal, attempt }) => {
        attempts.push(attempt);
        return new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    });
    const first = await openQueue();
    first.register(endless);
    await first.open();
    const { id } = await first.start(endless, {});
    await soon(() => expect(attempts).toHaveLength(1));
    await first.close();
    expect((await first.get(id))?.state).toBe("waiting");
    const second = await openQueue();
    second.register(endless);
    await second.open();
    await soon(() => expect(attempts).toEqual([1, 1]));
  });

  it("starts a schedule's job again and again, and stops when the schedule is removed", async () => {
    let runs = 0;
    const tick = defineJob({ name: "tick", run: async () => void runs++ });
    const jobs = await openQueue();
    jobs.register(tick);
    await jobs.schedule("tick", tick, {}, 60_000);
    await jobs.open();
    expect(runs).toBe(0);
    for (let i = 1; i <= 3; i++) {
      moved += 66_000;
      await soon(() => expect(runs).toBe(i));
    }
    await jobs.unschedule("tick");
    moved += 660_000;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(runs).toBe(3);
  });
});

describe("nextTime", () => {
  const noon = Date.UTC(2026, 0, 1, 12);
  it("keeps within a tenth of the interval and off the full hour", () => {
    for (let i = 0; i < 200; i++) {
      const random = i / 200;
      const at = nextTime(noon - 10 * 60_000 + i * 1000, 10 * 60_000, random);
      expect(at % 3_600_000).toBeGreaterThanOrEqual(60_000);
      expect(at - (noon - 10 * 60_000 + i * 1000)).toBeGreaterThanOrEqual(9 * 60_000);
      expect(at - (noon - 10 * 60_000 + i * 1000)).toBeLessThanOrEqual(13 * 60_000);
    }
  });
});

describe("retryDelay", () => {
  const limited = new TributaryError("rate_limited", "slow down", { details: { retryAfterMs: 600_000 } });
  it("waits at least as long as it was asked to", () => {
    expect(retryDelay(limited, 1, 0)).toBe(600_000);
  });
  it("doubles, and ends after five attempts", () => {
    const error = new TributaryError("timeout", "late");
    expect([1, 2, 3, 4, 5].map((attempt) => retryDelay(error, attempt, 0))).toEqual([
      5_000,
      10_000,
      20_000,
      40_000,
      undefined,
    ]);
  });
});
