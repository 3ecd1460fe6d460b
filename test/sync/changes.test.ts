import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSynced, type Synced } from "./open-synced.ts";

let synced: Synced;
beforeEach(async () => {
  synced = await openSynced();
});
afterEach(() => synced.close());

const find = async (words: string) => (await synced.search(words)).map(({ title }) => title);
const document = async (id: string) => (await synced.documents()).get(id);

describe("an increment", () => {
  it("finds new and changed pages and blog posts with a handful of requests", async () => {
    const space = (await synced.site("GET", "/wiki/api/v2/spaces?keys=ENG")).results[0];
    await synced.edit("ADR-013: Alarm calls leave through two carriers", { body: "<p>The zanzibar decision.</p>" });
    for (const [path, title] of [
      ["pages", "A page about quokkas"],
      ["blogposts", "A post about quokkas"],
    ]) {
      const body = { representation: "storage", value: `<h2>Habits</h2><p>${title} hop.</p>` };
      await synced.site("POST", `/wiki/api/v2/${path}`, { spaceId: space.id, status: "current", title, body });
    }
    const counts = await synced.requests(async () => {
      const { report } = await synced.sync();
      expect(report).toMatchObject({ added: 2, changed: 1, removed: 0, did: ["increment"] });
    });
    expect(counts.getPages).toBe(2);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(10);
    expect(await find("zanzibar")).toEqual(["ADR-013: Alarm calls leave through two carriers"]);
    expect((await find("quokkas")).sort()).toEqual(["A page about quokkas", "A post about quokkas"]);
  });

  it("runs by the clock, and a pause stops it", async () => {
    const before = (await synced.app.store.syncRuns.list({ sourceIds: [synced.connection.id], limit: 10 })).length;
    const { settings } = await synced.app.store.sources.get(synced.connection.id);
    synced.advance(14 * 60_000);
    const runs = async () => synced.app.store.syncRuns.list({ sourceIds: [synced.connection.id], limit: 10 });
    await expect.poll(async () => (await runs()).length).toBe(before + 1);
    await synced.ended();
    expect((await runs())[0]).toMatchObject({ trigger: "schedule", status: "succeeded" });
    await synced.app.sync.change(synced.connection.id, { ...settings, paused: true });
    synced.advance(60 * 60_000);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect((await runs()).length).toBe(before + 1);
  });

  it("indexes what includes a changed page anew", async () => {
    const plan = await synced.pageNamed("Plan 2026");
    const body = plan.body.storage.value.replace("Nothing new is started", "Everything axolotl is started");
    await synced.edit("Plan 2026", { body });
    await synced.sync();
    expect((await find("axolotl")).length).toBe(2);
  });

  it("loads a space that has come, and lets go of one that was archived", async () => {
    const made = await synced.site("POST", "/wiki/rest/api/space", { key: "NEW", name: "New things" });
    const body = { representation: "storage", value: "<p>Wombats dig.</p>" };
    await synced.site("POST", "/wiki/api/v2/pages", {
      spaceId: String(made.id),
      status: "current",
      title: "Wombats",
      body,
    });
    await synced.sync();
    expect(await find("wombats")).toContain("Wombats");
    await synced.site("PUT", "/wiki/rest/api/space/NEW", { name: "New things", status: "archived" });
    await synced.sync();
    expect(await find("wombats")).toEqual([]);
  });
});

describe("a sweep", () => {
  it("finds what was deleted, archived, restored, moved, labelled and restricted, none of which changes a version", async () => {
    const [deleted, moved, labelled, restricted] = await Promise.all(
      ["Headwater 2025.9", "Cost of running Headwater", "Plan 2026", "Ideas behind Headwater"].map((title) =>
        synced.pageNamed(title),
      ),
    );
    const target = await synced.pageNamed("Services");
    const before = synced.emulator.admin.snapshot();
    await synced.site("DELETE", `/wiki/api/v2/pages/${deleted.id}`);
    await synced.site("PUT", `/wiki/rest/api/content/${moved.id}/move/append/${target.id}`);
    await synced.site("POST", `/wiki/rest/api/content/${labelled.id}/label`, [{ prefix: "global", name: "pangolin" }]);
    const somebody = synced.emulator.admin.accounts()[3];
    const users = [
      { type: "known", accountId: somebody?.id },
      { type: "known", accountId: synced.connection.account?.accountId },
    ];
    await synced.site("PUT", `/wiki/rest/api/content/${restricted.id}/restriction`, [
      { operation: "read", restrictions: { user: users, group: [] } },
    ]);
    const { report } = await synced.sync({ sweep: true });
    expect(report).toMatchObject({ removed: 1, held: 0 });
    expect(await document(deleted.id)).toBeUndefined();
    expect((await document(moved.id))?.ancestors.at(-1)?.title).toBe("Services");
    expect((await document(labelled.id))?.labels).toContain("pangolin");
    const chain = (await document(restricted.id))?.readRestrictions ?? [];
    const [restriction] = chain === "unknown" ? [] : structuredClone(chain);
    expect(restriction?.userIds.sort()).toEqual(users.map(({ accountId }) => accountId).sort());
    synced.emulator.admin.restore(before);
    await synced.sync({ sweep: true });
    expect((await document(deleted.id))?.title).toBe("Headwater 2025.9");
    expect((await document(restricted.id))?.readRestrictions).toEqual([]);
    expect((await document(labelled.id))?.labels).not.toContain("pangolin");
  });

  it("passes a restriction and a new name of a page on to everything below it", async () => {
    const releases = await synced.pageNamed("Headwater releases");
    const below = await synced.pageNamed("Headwater 2025.9");
    await synced.edit("Headwater releases", { title: "Headwater versions" });
    const users = [{ type: "known", accountId: synced.connection.account?.accountId }];
    await synced.site("PUT", `/wiki/rest/api/content/${releases.id}/restriction`, [
      { operation: "read", restrictions: { user: users, group: [] } },
    ]);
    await synced.sync({ sweep: true });
    expect((await document(below.id))?.ancestors.at(-1)).toEqual({ id: releases.id, title: "Headwater versions" });
    expect((await document(below.id))?.readRestrictions).toHaveLength(1);
    const seen = await synced.search("calls went on after a click", { accountId: "other", groupIds: [] });
    expect(seen.map(({ documentId }) => documentId)).not.toContain(below.id);
  });

  it("takes new files in and old ones out", async () => {
    const before = [...(await synced.documents())].find(([, { attachments }]) => attachments.length > 1);
    const [pageId = "", page] = before ?? [];
    const [file] = (await synced.site("GET", `/wiki/api/v2/pages/${pageId}/attachments`)).results;
    await synced.site("DELETE", `/wiki/api/v2/attachments/${file.id}`);
    await synced.sync({ sweep: true });
    expect((await document(pageId))?.attachments).toHaveLength((page?.attachments.length ?? 0) - 1);
  });

  it("keeps the files it knows while their list is refused", async () => {
    const files = async () => [...(await synced.documents()).values()].flatMap(({ attachments }) => attachments).length;
    const before = await files();
    synced.emulator.admin.addFault({ kind: "status", status: 410, match: "/api/v2/attachments", remaining: null });
    const { report } = await synced.sync({ sweep: true });
    expect(report.warnings.join()).toContain("attachments");
    expect(before).toBeGreaterThan(0);
    expect(await files()).toBe(before);
  });

  it("comes by the clock", async () => {
    const deleted = await synced.pageNamed("Headwater 2025.9");
    await synced.site("DELETE", `/wiki/api/v2/pages/${deleted.id}`);
    await synced.sync();
    expect(await document(deleted.id)).toBeDefined();
    synced.advance(31 * 60_000);
    await expect.poll(() => document(deleted.id)).toBeUndefined();
  });
});

describe("what our own tools write", () => {
  const admin = { kind: "member", id: "mbr_test", name: "Test", role: "admin" } as const;
  const call = async (tool: string, args: unknown) => {
    const answer = await synced.app.door.execute(admin, { tool, arguments: args, surface: "test" });
    expect(answer.error).toBeNull();
    return answer.data as { id: string };
  };
  const search = async (query: string) => {
    await synced.app.sync.writesTaken([synced.connection.id], 5_000);
    return find(query);
  };

  it("is in the index at once: made, changed, labelled, deleted", async () => {
    const { id } = await call("confluence_create_page", { spaceId: "ENG", title: "Narwhals", body: "Tusks *spiral*." });
    expect(await search("tusks spiral")).toEqual(["Narwhals"]);
    await call("confluence_update_page", { pageId: id, body: "Blubber keeps warm.", format: "markdown" });
    expect(await search("blubber")).toEqual(["Narwhals"]);
    await call("confluence_add_labels", { contentId: id, labels: ["whales"] });
    await search("blubber");
    expect((await document(id))?.labels).toEqual(["whales"]);
    await call("confluence_delete_page", { pageId: id });
    expect(await search("blubber")).toEqual([]);
  });

  it("takes along what lies below: into another space, and behind a restriction", async () => {
    const { settings } = await synced.app.store.sources.get(synced.connection.id);
    await synced.app.sync.change(synced.connection.id, { ...settings, comments: true });
    await synced.sync();
    const parent = await call("confluence_create_page", { spaceId: "ENG", title: "Narwhals", body: "Tusks." });
    const made = { spaceId: "ENG", parentId: parent.id, title: "Calves", body: "Blubber keeps warm." };
    const child = await call("confluence_create_page", made);
    const value = { representation: "storage", value: "<p>Krill also.</p>" };
    const comment = await synced.site("POST", "/wiki/api/v2/footer-comments", { pageId: child.id, body: value });
    await search("blubber");
    await synced.sync();
    const places = async () => {
      const all = await synced.documents();
      return [parent, child, comment].map(({ id }) => all.get(id)?.spaceKey);
    };
    expect(await places()).toEqual(["ENG", "ENG", "ENG"]);
    const home = await synced.pageNamed("Rillmark Home");
    await call("confluence_move_page", { pageId: parent.id, position: "append", targetId: home?.id });
    await search("blubber");
    expect(await places()).toEqual(["HQ", "HQ", "HQ"]);
    const me = synced.emulator.admin.accounts().find(({ email }) => email === synced.emulator.credentials.email);
    await call("confluence_set_restrictions", { contentId: parent.id, readUsers: [me?.id] });
    const stranger = { accountId: "stranger", groupIds: [] };
    await search("blubber");
    for (const words of ["tusks", "blubber", "krill"]) {
      expect(await synced.search(words, stranger), words).toEqual([]);
      expect((await synced.search(words)).length, words).toBeGreaterThan(0);
    }
  });

  it("costs two rounds of requests, not a sync", async () => {
    const page = await synced.pageNamed("Plan 2026");
    const counts = await synced.requests(() => synced.app.sync.noteWritten(synced.connection.id, [page.id]));
    expect(counts).toEqual({ getPages: 1, getPageLabels: 1, getRestrictionsForOperation: 1 });
  });

  it("is left for the next run when the site does not answer", async () => {
    await synced.edit("Plan 2026", { body: "<p>Platypus.</p>" });
    const page = await synced.pageNamed("Plan 2026");
    synced.emulator.admin.addFault({ kind: "status", status: 500, remaining: 40 });
    await synced.app.sync.noteWritten(synced.connection.id, [page.id]);
    expect(await find("platypus")).toEqual([]);
    synced.emulator.admin.clearFaults();
    await synced.sync();
    expect(await find("platypus")).toEqual(["Plan 2026"]);
  });
});

describe("disconnecting", () => {
  it("takes everything out of results at once, and forgets the source", async () => {
    expect((await find("headwater")).length).toBeGreaterThan(0);
    await synced.app.connections.disconnect(synced.connection.id);
    await expect.poll(() => find("headwater")).toEqual([]);
    await expect.poll(() => synced.app.store.sources.find(synced.connection.id)).toBeUndefined();
    expect((await synced.app.index.stats()).documents).toBe(0);
  });

  it("leaves nothing behind in the middle of a first sync", async () => {
    const busy = await openSynced({ seed: "large", pages: 1_500, waiting: false });
    const documents = async () => (await busy.app.index.stats()).documents;
    await expect.poll(documents, { interval: 5 }).toBeGreaterThan(0);
    await busy.app.connections.disconnect(busy.connection.id);
    await expect.poll(() => busy.app.store.sources.find(busy.connection.id)).toBeUndefined();
    expect(await documents()).toBe(0);
    expect(await busy.app.store.syncRuns.latest(busy.connection.id)).toBeUndefined();
    await busy.close();
  });
});
