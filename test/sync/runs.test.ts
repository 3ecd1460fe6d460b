import { randomBytes } from "node:crypto";
import { Tributary } from "@tributary/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { createSealer } from "../../packages/server/src/base/crypto.ts";
import { newSecret } from "../../packages/server/src/base/ids.ts";
import { openStore } from "../../packages/server/src/store/store.ts";
import { openSynced, type Synced } from "./open-synced.ts";

let synced: Synced | undefined;
afterEach(async () => {
  await synced?.close();
  synced = undefined;
});

/** A client of the API, as the person the local command line speaks for. */
async function clientOf({ app }: Synced): Promise<Tributary> {
  const apiKey = `trib_${newSecret()}`;
  await app.store.apiKeys.insert("key_runs", apiKey, { kind: "member", id: "local" }, "test", Date.now());
  const send = (input: string | URL | Request, init?: RequestInit) => app.fetch(new Request(input, init));
  return new Tributary({ baseUrl: "http://t", apiKey, fetch: send as typeof fetch });
}

describe("a run over the API", () => {
  it("says while it goes on how far it is, and what it cost in the end", async () => {
    synced = await openSynced({ seed: "large", pages: 2_000, waiting: false });
    const client = await clientOf(synced);
    const seen: { done: number; total: number | undefined; perSecond: number; left: number | undefined }[] = [];
    const [begun] = (await client.sync.list({ limit: 1 })).items;
    const ended = await client.sync.wait(begun?.id ?? "", {
      onProgress: ({ progress: { done, total, perSecond, remainingSeconds: left } }) =>
        seen.push({ done, total, perSecond, left }),
    });
    expect(ended).toMatchObject({ status: "succeeded", added: 2_003, failed: 0, trigger: "connect" });
    expect(ended.durationMs).toBeGreaterThan(0);
    expect(ended.points).toBeGreaterThan(4_000);
    expect(ended.requests).toBeLessThan(60);
    const middle = seen.filter(({ done }) => done > 0 && done < 2_003);
    expect(middle.length).toBeGreaterThan(0);
    for (const { total, perSecond, left } of middle) {
      expect(total).toBe(2_003);
      expect(perSecond).toBeGreaterThan(0);
      expect(left).toBeGreaterThanOrEqual(0);
    }
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b));
  });

  it("indexes a space anew on demand, whatever the versions, and no other", async () => {
    synced = await openSynced();
    const client = await clientOf(synced);
    const { id } = synced.connection;
    const before = await synced.documents();
    for (const key of ["ENG", "HQ"]) {
      const [document] = [...before.values()].filter(({ spaceKey }) => spaceKey === key);
      if (document === undefined) throw new Error(`there is nothing in ${key}`);
      const passages = [{ headingPath: [], text: "Made by an old thylacine." }];
      await synced.app.index.put([{ ...document, sourceId: id, passages }]);
    }
    expect(await synced.search("thylacine")).toHaveLength(2);
    const ended = await client.sync.wait((await client.sync.start(id, { spaces: ["eng"] })).id);
    expect(ended).toMatchObject({ status: "succeeded", removed: 0 });
    expect(ended.did).toContain("reindex");
    expect((await synced.search("thylacine")).map(({ spaceKey }) => spaceKey)).toEqual(["HQ"]);
    const wrong = await client.sync.wait((await client.sync.start(id, { spaces: ["NOWHERE"] })).id);
    expect(wrong.warnings.join()).toContain("There is no space NOWHERE");
  });

  it("makes every document anew when pages are read better than before", async () => {
    synced = await openSynced();
    const { id } = synced.connection;
    const { store, index } = synced.app;
    const before = await synced.documents();
    const old = [...before.values()].map((document) => ({
      ...document,
      sourceId: id,
      passages: [{ headingPath: [], text: "Made by an old thylacine." }],
      formatVersion: 0,
    }));
    await index.put(old);
    await store.sources.setState(id, { ...(await store.sources.get(id)).state, formatVersion: 0 });
    const { report } = await synced.sync();
    expect(report).toMatchObject({ changed: before.size, added: 0, removed: 0 });
    expect(await synced.documents()).toEqual(before);
  });

  it("names what failed and why, and tries it again on demand", async () => {
    synced = await openSynced();
    const client = await clientOf(synced);
    const { id } = synced.connection;
    const page = await synced.pageNamed("Plan 2026");
    const failures = [{ itemId: page.id, title: page.title, reason: "its body could not be read: too deep", at: 1 }];
    await synced.app.store.syncMemory.saveBatch(id, { failures });
    expect(await client.sources.get(id)).toMatchObject({ failures: 1 });
    expect(await client.sources.failures(id)).toMatchObject([{ id: page.id, title: "Plan 2026", attempts: 1 }]);
    const alone = await client.sync.wait((await client.sync.start(id)).id);
    const started = await Promise.all([client.sync.start(id), client.sync.start(id, { retryFailed: true })]);
    const ended = await client.sync.wait(started[1].id);
    // One run does both, and counts both.
    expect(ended.requests).toBeGreaterThan(alone.requests);
    expect(ended).toMatchObject({ status: "succeeded", failed: 0 });
    expect(ended.changed).toBeGreaterThan(0);
    expect(ended.did).toContain("items");
    expect(await client.sources.failures(id)).toEqual([]);
  });

  it("has failed when it ended its process again and again, and the next one starts anew", async () => {
    synced = await openSynced();
    const { id } = synced.connection;
    await synced.app.stop();
    const store = await openStore(`${synced.dataDir}/tributary.db`, createSealer([randomBytes(32)]));
    const job = { id: "job_crashing", name: "sync", singletonKey: `sync:${id}`, payload: { sourceId: id } };
    await store.jobs.add({ ...job, runAt: 1, createdAt: 1 });
    for (let begun = 1; begun <= 6; begun++) await store.jobs.take(["sync"], `process ${begun}`, begun, begun + 1);
    await store.close();
    await synced.restart();
    const client = await clientOf(synced);
    await expect.poll(() => client.sync.get("run_crashing").catch(() => undefined)).toBeDefined();
    const ended = await client.sync.wait("run_crashing");
    expect(ended).toMatchObject({ status: "failed", error: { code: "internal" }, progress: { phase: "ended" } });
    expect(ended.error?.message).toContain("ended its process");
    expect(await client.sync.wait((await client.sync.start(id)).id)).toMatchObject({ status: "succeeded" });
  });

  it("goes on with the process that has taken it over, whatever the one before it says", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    synced = await openSynced({
      waiting: false,
      onRequest: (path) => (path.includes("body-format") ? held : undefined),
    });
    const { id } = synced.connection;
    const { store } = synced.app;
    await expect.poll(async () => (await store.syncRuns.latest(id))?.status).toBe("running");
    // As if this machine had slept past the lease.
    const later = Date.now() + 3600_000;
    expect(await store.jobs.take(["sync"], "elsewhere/1/other", later, later)).toMatchObject({ crashes: 1 });
    // A process hears of that with its next sign of life.
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    release();
    await synced.app.stop();
    const reopened = await openStore(`${synced.dataDir}/tributary.db`, createSealer([randomBytes(32)]));
    expect(await reopened.syncRuns.latest(id)).toMatchObject({ status: "running", report: { error: null } });
    await reopened.close();
    await synced.restart({ stopped: true });
  });

  it("is put off while the source is paused, and goes on when it is resumed", async () => {
    synced = await openSynced({ seed: "large", pages: 2_000, waiting: false });
    const client = await clientOf(synced);
    const { id } = synced.connection;
    const count = async () => (await synced?.app.index.stats())?.documents ?? 0;
    await expect.poll(count, { interval: 5 }).toBeGreaterThan(0);
    expect((await client.sources.update(id, { paused: true })).settings.paused).toBe(true);
    const stopped = await synced.ended();
    expect(stopped.status).toBe("cancelled");
    const some = await count();
    expect(some).toBeLessThan(2_003);
    const counts = await synced.requests(async () => {
      await client.sources.update(id, { paused: false });
      await expect.poll(count, { timeout: 60_000 }).toBe(2_003);
      await synced?.ended();
    });
    expect(counts.getPages).toBeLessThan((2_003 - some) / 250 + 8);
  }, 90_000);
});
