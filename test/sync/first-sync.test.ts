import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSynced, type Synced } from "./open-synced.ts";

describe("the first sync", () => {
  let synced: Synced;
  let documents: Awaited<ReturnType<Synced["documents"]>>;
  beforeAll(async () => {
    synced = await openSynced();
    documents = await synced.documents();
  });
  afterAll(() => synced.close());

  const titled = (title: string) => [...documents.values()].find((document) => document.title === title);
  const textOf = (title: string) =>
    titled(title)
      ?.passages.map(({ text }) => text)
      .join("\n") ?? "";

  it("starts by itself when an account is connected, and says what it did", async () => {
    const run = await synced.ended();
    expect(run).toMatchObject({ trigger: "connect", status: "succeeded" });
    expect(run.report).toMatchObject({ did: ["load", "increment"], changed: 0, removed: 0, failed: 0, warnings: [] });
    expect(run.report.added).toBe(documents.size);
    expect(run.report.progress).toMatchObject({ spaces: 9, spacesDone: 9, done: run.report.progress.total });
    expect(run.report.requests).toBeLessThan(25);
    expect(run.report.points).toBeGreaterThan(2 * documents.size);
  });

  it("has every current page and blog post of the site's own spaces, and nothing else", async () => {
    const spaces = (await synced.site("GET", "/wiki/api/v2/spaces?limit=250&status=current")).results.filter(
      ({ type }: { type: string }) => type !== "personal",
    );
    const wanted: string[] = [];
    for (const { id } of spaces) {
      for (const kind of ["pages", "blogposts"]) {
        const list = await synced.site("GET", `/wiki/api/v2/spaces/${id}/${kind}?limit=250&status=current`);
        wanted.push(...list.results.map((page: { id: string }) => page.id));
      }
    }
    expect([...documents.keys()].sort()).toEqual(wanted.sort());
    const keys = new Set([...documents.values()].map(({ spaceKey }) => spaceKey));
    expect([...keys].some((key) => key?.startsWith("~"))).toBe(false);
    expect(keys).not.toContain("G1");
  });

  it("knows people by their names, labels, ancestors, dates and attachments", () => {
    const page = titled("Headwater 2025.9");
    expect(page).toMatchObject({ kind: "page", spaceKey: "ENG", spaceName: "Engineering" });
    expect(page?.author?.name).toMatch(/^[A-Z]\w+ [A-Z]\w+/);
    expect(page?.labels).toContain("release-notes");
    expect(page?.ancestors.map(({ title }) => title)).toEqual(["Engineering", "Headwater releases"]);
    expect(new Date(page?.createdAt ?? 0).toISOString()).toMatch(/^2025-09-02T/);
    const files = [...documents.values()].flatMap(({ attachments }) => attachments);
    expect(files.length).toBeGreaterThan(20);
    expect(files[0]).toMatchObject({
      url: expect.stringContaining("/wiki/rest/api/content/"),
      size: expect.any(Number),
    });
    const mentioning = [...documents.values()].flatMap(({ passages }) => passages.map(({ text }) => text)).join("\n");
    expect(mentioning).not.toMatch(/@\d{6}:|@[0-9a-f]{24}/);
    expect(mentioning).toMatch(/@[A-Z]\w+ [A-Z]\w+/);
  });

  it("keeps passages with their headings and a link that leads to them", async () => {
    const [hit] = await synced.search("calls went on after a click in the mail");
    expect(hit).toMatchObject({ title: "Headwater 2025.9", headingPath: ["Repaired"] });
    expect(hit?.url).toMatch(/\/wiki\/spaces\/ENG\/pages\/\d+\/Headwater\+2025\+9#Repaired$/);
  });

  it("fills in what a page includes from its own space, and never text of another space", () => {
    const home = [...documents.values()].find(({ passages }) =>
      passages.some(({ text }) => text.includes("What matters this quarter")),
    );
    expect(home?.spaceKey).toBe("HQ");
    expect(home?.passages.map(({ text }) => text).join("\n")).toContain("Nothing new is started before these three");
    const flags = titled("What do the flags mean?");
    const [some = ""] = flags?.passages.at(-1)?.text.split("\n").slice(-1) ?? [];
    expect(some.length).toBeGreaterThan(10);
    expect(textOf("Quality control")).toContain("What do the flags mean?");
    expect(textOf("Quality control")).not.toContain(some);
  });

  it("keeps every restriction on the way down, so that only those who may read a page find it", async () => {
    const runbook = titled("Runbook: Customer sees another customer's data");
    expect(runbook?.readRestrictions).toHaveLength(1);
    const chain = runbook?.readRestrictions;
    const [restriction] = chain === "unknown" ? [] : (chain ?? []);
    expect(restriction?.groupIds).toHaveLength(2);
    const find = async (viewer: unknown) =>
      (await synced.search("customer sees another customer's data", viewer)).some(
        ({ documentId }) => documentId === runbook?.id,
      );
    expect(await find({ accountId: "somebody", groupIds: [] })).toBe(false);
    expect(await find({ accountId: "somebody", groupIds: [restriction?.groupIds[0]] })).toBe(true);
    const below = [...documents.values()].find(({ passages }) =>
      passages.some(({ text }) => text.includes("The restriction of the page above holds here too.")),
    );
    expect(below?.readRestrictions).toHaveLength(1);
    expect([...documents.values()].every(({ readRestrictions }) => readRestrictions !== "unknown")).toBe(true);
  });

  it("finds no changes right afterwards, with a handful of requests", async () => {
    const counts = await synced.requests(async () => {
      const { report } = await synced.sync();
      expect(report).toMatchObject({ added: 0, changed: 0, removed: 0 });
    });
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(5);
  });
});

describe("a source's settings", () => {
  it("limit it to spaces, leave spaces out, and bring comments in", async () => {
    const synced = await openSynced();
    const { id } = synced.connection;
    const change = async (more: Record<string, unknown>) => {
      const { settings } = await synced.app.store.sources.get(id);
      await synced.app.sync.change(id, { ...settings, ...more });
      await synced.ended();
      return synced.documents();
    };
    const keysOf = (all: Awaited<ReturnType<Synced["documents"]>>) =>
      [...new Set([...all.values()].map(({ spaceKey }) => spaceKey))].sort();
    expect(keysOf(await change({ includeSpaces: ["eng", "HQ"] }))).toEqual(["ENG", "HQ"]);
    expect(keysOf(await change({ excludeSpaces: ["HQ"] }))).toEqual(["ENG"]);
    const withComments = await change({ comments: true });
    const comments = [...withComments.values()].filter(({ kind }) => kind === "comment");
    expect(comments.length).toBeGreaterThan(3);
    for (const comment of comments) expect(comment.ancestors.length).toBeGreaterThan(0);
    const without = await change({ comments: false });
    expect([...without.values()].filter(({ kind }) => kind === "comment")).toEqual([]);
    await synced.close();
  });
});
