import type { NewFault } from "@tributary/emulator";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { openSynced, type Synced, type SyncedOptions } from "./open-synced.ts";

type Documents = Awaited<ReturnType<Synced["documents"]>>;

let whole: Documents;
let synced: Synced | undefined;

beforeAll(async () => {
  const undisturbed = await openSynced();
  whole = await undisturbed.documents();
  await undisturbed.close();
});

afterEach(async () => {
  await synced?.close();
  synced = undefined;
});

const always = { remaining: null } as const;
/** Enough pages that their lists have several pages. */
const large = { seed: "large", pages: 1_200 } as const;

/** A site whose first sync meets faults, until it has ended; jobs that are to be tried again are, at once. */
async function openWith(faults: NewFault[], options: SyncedOptions = {}): Promise<Synced> {
  let armed = false;
  synced = await openSynced({
    ...options,
    waiting: false,
    onRequest(path) {
      if (armed || !path.includes("/api/v2/")) return;
      armed = true;
      for (const fault of faults) synced?.emulator.admin.addFault(fault);
    },
  });
  return synced;
}

/** Waits for the run's end, moving the clock on whenever it only waits for another try. */
async function endedAtLast(site: Synced) {
  for (;;) {
    const run = await site.app.store.syncRuns.latest(site.connection.id);
    if (run?.status === "succeeded" || run?.status === "failed") return run;
    if (run?.status === "waiting" && run.report.error !== null) site.advance(30 * 60_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("a first sync ends as if nothing had happened", () => {
  const many = { remaining: 6, skip: 2 };
  const cases: [name: string, faults: NewFault[], options?: SyncedOptions][] = [
    ["the endpoint's burst limit", [{ kind: "rate-limit", reason: "burst", retryAfter: 2, ...many }]],
    ["a burst limit that does not say how long", [{ kind: "rate-limit", reason: "burst", ...many }]],
    ["the gateway's own limit, which says nothing", [{ kind: "rate-limit", reason: "gateway", ...many }]],
    [
      "the app's hourly points",
      [{ kind: "rate-limit", reason: "global-quota", retryAfter: 900, ...many }],
      { oauth: true },
    ],
    [
      "the site's hourly points",
      [{ kind: "rate-limit", reason: "tenant-quota", retryAfter: 900, ...many }],
      { oauth: true },
    ],
    ["errors 500", [{ kind: "status", status: 500, remaining: 9, skip: 3 }]],
    [
      "errors 502 and 503",
      [
        { kind: "status", status: 502, ...many },
        { kind: "status", status: 503, retryAfter: 3, ...many },
      ],
    ],
    ["an outage longer than any patience", [{ kind: "status", status: 503, remaining: 80, skip: 4 }]],
    ["connections that break before the answer", [{ kind: "drop-before", ...many }]],
    ["answers that break off in the middle", [{ kind: "truncate", remaining: 12, skip: 2 }]],
    ["answers that are no JSON", [{ kind: "status", status: 200, body: "<html>Sign in</html>", ...many }]],
    ["a minute of 403 and 404", [{ kind: "flapping", ...always, forMs: 60_000 }]],
    [
      "search that fails for large pages",
      [{ kind: "status", status: 500, match: "content/search.*limit=(200|100)&?", ...always }],
    ],
    ["lists that fail for large pages", [{ kind: "status", status: 504, match: "limit=(250|125)&?", ...always }]],
  ];
  it.each(cases)("after %s", async (_, faults, options) => {
    const site = await openWith(faults, options);
    const run = await endedAtLast(site);
    expect(run.report.error).toBeNull();
    expect(await site.documents()).toEqual(whole);
    expect(site.emulator.admin.journal().some(({ fault }) => fault !== null)).toBe(true);
  });

  it("when its app has few points an hour, taking the hours it needs", async () => {
    const site = await openSynced({ oauth: true, waiting: false, limits: { globalPoints: 500, burst: null } });
    synced = site;
    const started = site.app.store.connections;
    const run = await endedAtLast(site);
    expect(run.report.error).toBeNull();
    expect(await site.documents()).toEqual(whole);
    expect((await started.get(site.connection.id)).status).toBe("active");
  });

  it("when two are started together: one runs", async () => {
    const site = await openSynced({ waiting: false });
    synced = site;
    const runs = await Promise.all(Array.from({ length: 5 }, () => site.app.sync.start(site.connection.id, {})));
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    await site.ended();
    expect(await site.documents()).toEqual(whole);
    expect(site.emulator.admin.journal().filter(({ url }) => url.includes("body-format=storage")).length).toBeLessThan(
      8,
    );
  });
});

describe("nothing is taken out of the index", () => {
  it("when a listing breaks in the middle of a sweep", async () => {
    const site = await openSynced(large);
    synced = site;
    const before = (await site.documents()).size;
    const page = (await site.site("GET", "/wiki/api/v2/pages?limit=250")).results[200];
    await site.site("DELETE", `/wiki/api/v2/pages/${page.id}`);
    site.emulator.admin.addFault({ kind: "status", status: 500, match: "/api/v2/pages.*cursor", ...always });
    await site.app.sync.start(site.connection.id, { sweep: true });
    await expect
      .poll(async () => (await site.app.store.syncRuns.latest(site.connection.id))?.report.error?.code)
      .toBe("upstream_error");
    expect((await site.documents()).size).toBe(before);
    site.emulator.admin.clearFaults();
    const run = await endedAtLast(site);
    expect(run.report).toMatchObject({ removed: 1, error: null });
    expect((await site.documents()).size).toBe(before - 1);
  });

  it("when the grant is revoked in the middle; with a new one it goes on where it was", async () => {
    const undisturbed = await openSynced(large);
    const wanted = await undisturbed.documents();
    await undisturbed.close();
    let lists = 0;
    const site = await openSynced({
      ...large,
      oauth: true,
      waiting: false,
      onRequest(path) {
        if (/\/pages\?.*body-format/.test(path) && ++lists === 5) synced?.emulator.admin.revokeTokens();
      },
    });
    synced = site;
    const run = await endedAtLast(site);
    expect(run).toMatchObject({ status: "failed", report: { error: { code: "connection_expired" } } });
    const some = (await site.documents()).size;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(wanted.size);
    const counts = await site.requests(async () => {
      await site.reconnect();
      await expect.poll(async () => (await site.documents()).size).toBe(wanted.size);
      await site.ended();
    });
    expect(counts.getPages).toBeLessThan(wanted.size / 250 + 4);
    expect(await site.documents()).toEqual(wanted);
  });

  it("when most of it is out of the account's sight at once: it is hidden, and there again when the sight is", async () => {
    const site = await openSynced({ account: "bruno@rillmark.example" });
    synced = site;
    const before = await site.documents();
    const viewer = (await site.app.store.sources.get(site.connection.id)).state.account;
    const closed = ["ENG", "HW", "DOCS", "HELP", "HQ"];
    const found = async () =>
      (await site.search("headwater release", viewer)).filter(
        ({ documentId }) =>
          before.get(documentId)?.kind === "page" && closed.includes(before.get(documentId)?.spaceKey ?? ""),
      ).length;
    expect(await found()).toBeGreaterThan(0);
    const snapshot = site.emulator.admin.snapshot();
    for (const key of closed) {
      const home = (await site.site("GET", `/wiki/api/v2/spaces?keys=${key}`)).results[0].homepageId;
      const [owner] = site.emulator.admin.accounts();
      await site.site("PUT", `/wiki/rest/api/content/${home}/restriction`, [
        { operation: "read", restrictions: { user: [{ type: "known", accountId: owner?.id }], group: [] } },
      ]);
    }
    const { report } = await site.sync({ sweep: true });
    expect(report.removed).toBe(0);
    expect(report.held).toBeGreaterThan(before.size / 3);
    expect(report.warnings.join()).toContain("no longer listed");
    expect(await found()).toBe(0);
    expect((await site.documents()).size).toBe(before.size);
    site.emulator.admin.restore(snapshot);
    await site.sync({ sweep: true });
    expect(await found()).toBeGreaterThan(0);
    expect(await site.documents()).toEqual(before);
  });

  it("before a person has said so, or a day has gone, when many pages were removed for good", async () => {
    const site = await openSynced({ seed: "large", pages: 200 });
    synced = site;
    const before = await site.documents();
    // Pages below a purged one are archived, so only leaves are purged here.
    const above = new Set([...before.values()].flatMap(({ ancestors }) => ancestors.map(({ id }) => id)));
    const ids = [...before.keys()].filter((id) => before.get(id)?.spaceKey === "L1" && !above.has(id)).slice(0, 90);
    for (const id of ids) {
      await site.site("DELETE", `/wiki/api/v2/pages/${id}`);
      await site.site("DELETE", `/wiki/api/v2/pages/${id}?purge=true`);
    }
    expect((await site.sync({ sweep: true })).report).toMatchObject({ removed: 0, held: ids.length });
    expect((await site.sync({ sweep: true })).report).toMatchObject({ removed: 0, held: ids.length });
    const confirmed = await site.sync({ sweep: true, confirmRemovals: true });
    expect(confirmed.report).toMatchObject({ removed: ids.length, held: 0 });
  });
});

describe("what the site itself says is gone, goes", () => {
  it("also when a third of the pages were moved to the trash at once", async () => {
    const site = await openSynced({ seed: "large", pages: 200 });
    synced = site;
    const pages = [...(await site.documents()).values()].filter(({ ancestors }) => ancestors.length > 1).slice(0, 90);
    for (const { id } of pages) await site.site("DELETE", `/wiki/api/v2/pages/${id}`);
    const { report } = await site.sync({ sweep: true });
    expect(report.held).toBe(0);
    expect(report.removed).toBeGreaterThanOrEqual(pages.length);
    const listed = await site.documents();
    for (const { id } of pages) expect(listed.has(id)).toBe(false);
  });
});

describe("pages that move and change while they are listed", () => {
  it("are in the index as they are in the end, after the next sweep at the latest", async () => {
    let requests = 0;
    const busy: { site?: Synced } = {};
    const site = await openSynced({
      waiting: false,
      async onRequest(path) {
        if (busy.site === undefined || !/\/(pages|search)\?/.test(path) || requests++ > 6) return;
        const one = busy.site;
        const n = requests;
        busy.site = undefined as never;
        await one.edit(`Headwater 2025.${n}`, { body: `<p>quetzal ${n}</p>` }).catch(() => undefined);
        const [from, to] = [
          await one.pageNamed("Plan 2026"),
          await one.pageNamed(n % 2 === 0 ? "Services" : "How we work"),
        ];
        await one.site("PUT", `/wiki/rest/api/content/${from.id}/move/append/${to.id}`);
        busy.site = one;
      },
    });
    synced = site;
    busy.site = site;
    await site.ended();
    await site.sync({ sweep: true });
    const after = await site.documents();
    const fresh = await openSynced({ waiting: false });
    await fresh.close();
    expect([...after.keys()].sort()).toEqual([...whole.keys()].sort());
    const plan = [...after.values()].find(({ title }) => title === "Plan 2026");
    const parent = await site.pageNamed("Plan 2026");
    expect(plan?.ancestors.at(-1)?.id).toBe(parent.parentId);
    expect(plan?.spaceId).toBe(parent.spaceId);
    const changed = await site.search("quetzal");
    const listed = (
      await site.site("GET", `/wiki/rest/api/content/search?cql=${encodeURIComponent('text ~ "quetzal"')}`)
    ).results;
    expect(new Set(changed.map(({ documentId }) => documentId))).toEqual(
      new Set(listed.map(({ id }: { id: string }) => id)),
    );
    expect(listed.length).toBeGreaterThan(0);
  });
});

describe("the file of the index", () => {
  it("is made anew and filled again when it was deleted or damaged", async () => {
    const { rmSync, writeFileSync } = await import("node:fs");
    const site = await openSynced();
    synced = site;
    const file = `${site.dataDir}/search.db`;
    for (const damage of [
      () => rmSync(file),
      () => {
        for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
        writeFileSync(file, "this is no database ".repeat(10_000));
      },
    ]) {
      damage();
      await site.search("headwater").catch(() => []);
      await expect.poll(async () => (await site.documents()).size).toBe(whole.size);
      await site.ended();
      expect(await site.documents()).toEqual(whole);
    }
  });

  it("is mended where it has not what is remembered of it, or has what nobody remembers", async () => {
    const site = await openSynced();
    synced = site;
    const { id } = site.connection;
    const [lost = "", strange = "", away = ""] = [...whole.keys()].filter((one) => whole.get(one)?.kind === "page");
    await site.app.index.remove(id, [lost]);
    const node = { type: "page", title: "?", spaceId: "", parentId: "?", path: "", editors: [], labels: ["stale"] };
    await site.app.store.syncMemory.saveBatch(id, { nodes: [[strange, node]], removed: [away] });
    const { report } = await site.sync();
    expect(report).toMatchObject({ removed: 0, held: 0, failed: 0 });
    expect(report.requests).toBeLessThan(12);
    expect(await site.documents()).toEqual(whole);
    expect((await site.sync()).report).toMatchObject({ added: 0, changed: 0, did: ["increment"] });
  });

  it("stays whole when the disk is full, and is filled to the end when there is room again", async () => {
    const site = await openSynced({ waiting: false, mostIndexPages: 200 });
    synced = site;
    const { report } = await endedAtLast(site);
    expect(report.error?.message).toMatch(/disk is full/);
    expect(report.error?.hint).toMatch(/Free some space/);
    const some = await site.documents();
    expect(some.size).toBeGreaterThan(0);
    expect(some.size).toBeLessThan(whole.size);
    expect((await site.search("headwater")).length).toBeGreaterThan(0);
    await site.restart();
    expect((await site.ended()).report.error).toBeNull();
    expect(await site.documents()).toEqual(whole);
  });
});
