import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tributary } from "@tributary/sdk";
import { createApp, readConfig } from "@tributary/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newSecret } from "../../packages/server/src/base/ids.ts";
import { newDataDir } from "../set-up.ts";

let folder: string;
let app: Awaited<ReturnType<typeof createApp>>;

const write = (path: string, text: string) => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const open = async (env: Record<string, string> = {}) => {
  const config = readConfig({
    TRIBUTARY_LOG_LEVEL: "silent",
    TRIBUTARY_DATA: newDataDir(),
    TRIBUTARY_MARKDOWN_SOURCES: folder,
    ...env,
  });
  app = await createApp(config);
  await app.background.start();
};

/** A client of an admin, of the command line on this machine, or of an agent. */
const client = async (kind: "member" | "agent", id: string) => {
  const apiKey = `trib_${newSecret()}`;
  await app.store.apiKeys.insert(`key_${id}`, apiKey, { kind, id }, "test", Date.now());
  const send = (input: string | URL | Request, init?: RequestInit) => app.fetch(new Request(input, init));
  return new Tributary({ baseUrl: "http://t", apiKey, fetch: send as typeof fetch });
};

const local = () => client("member", "local");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tributary-markdown-"));
  write(
    "handbook/on-call.md",
    "---\ntitle: On call\ntags: [ops, night]\nauthor: Ada\ndate: 2025-03-01\n---\n# On call\n\n## Handing over\n\nThe pager goes to the next person at ten.\n",
  );
  write("README.md", "# Read me\n\nStart with the *kookaburra*.\n");
  write(".hidden/secret.md", "The password is kookaburra.");
  write("data.csv", "kookaburra");
});
afterEach(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a folder of Markdown files", () => {
  it("is synced by itself when the environment names it: front matter, headings, folders", async () => {
    await open();
    const tributary = await local();
    await expect.poll(async () => (await tributary.sources.list())[0]?.documents).toBe(2);
    const [source] = await tributary.sources.list();
    expect(source).toMatchObject({ kind: "markdown", path: folder });
    const { items } = await tributary.search("who gets the pager");
    expect(items[0]).toMatchObject({
      kind: "file",
      title: "On call",
      headingPath: ["On call", "Handing over"],
      labels: ["ops", "night"],
      author: { name: "Ada" },
      createdAt: "2025-03-01T00:00:00.000Z",
      url: expect.stringMatching(/^file:.*\/handbook\/on-call\.md#Handing-over$/),
    });
    expect((await tributary.search("kookaburra")).items.map(({ title }) => title)).toEqual(["Read me"]);
  });

  it("is followed live: new, changed, renamed and removed files", async () => {
    await open();
    const tributary = await local();
    const titles = async (words: string) => (await tributary.search(words)).items.map(({ title }) => title);
    await expect.poll(() => titles("pager")).toEqual(["On call"]);
    write("handbook/leave.md", "# Leave\n\nAsk the lyrebird.\n");
    await expect.poll(() => titles("lyrebird")).toEqual(["Leave"]);
    write("handbook/leave.md", "# Leave\n\nAsk the cassowary before you go.\n");
    await expect.poll(() => titles("cassowary")).toEqual(["Leave"]);
    expect(await titles("lyrebird")).toEqual([]);
    renameSync(join(folder, "handbook/leave.md"), join(folder, "handbook/holidays.md"));
    const url = async () => (await tributary.search("cassowary")).items.map((hit) => hit.url.split("/").at(-1));
    await expect.poll(url).toEqual(["holidays.md#Leave"]);
    rmSync(join(folder, "handbook/holidays.md"));
    await expect.poll(() => titles("cassowary")).toEqual([]);
  });

  it("keeps everything while the folder is gone or suddenly empty, and says so", async () => {
    await open();
    const tributary = await local();
    await expect.poll(async () => (await tributary.sources.list())[0]?.documents).toBe(2);
    for (let i = 0; i < 20; i++) write(`many/${i}.md`, `# File ${i}\n\nwallaby\n`);
    await expect.poll(async () => (await tributary.sources.list())[0]?.documents).toBe(22);
    const [source] = await tributary.sources.list();
    const id = source?.id ?? "";
    renameSync(folder, `${folder}-away`);
    const failed = await tributary.sync.wait((await tributary.sync.start(id)).id);
    expect(failed).toMatchObject({ status: "failed", error: { code: "not_found" } });
    mkdirSync(folder);
    const held = await tributary.sync.wait((await tributary.sync.start(id)).id);
    expect(held).toMatchObject({ status: "succeeded", removed: 0, held: 22 });
    expect(held.warnings.join()).toContain("22 of 22");
    expect((await tributary.search("wallaby", { limit: 50 })).items).toHaveLength(20);
    const confirmed = await tributary.sync.wait((await tributary.sync.start(id, { confirmRemovals: true })).id);
    expect(confirmed).toMatchObject({ removed: 22, held: 0 });
    rmSync(`${folder}-away`, { recursive: true });
  });

  it("is never read past its edge: neither by links nor over the API", async () => {
    const outside = mkdtempSync(join(tmpdir(), "tributary-outside-"));
    writeFileSync(join(outside, "private.md"), "# Private\n\nbandicoot\n");
    symlinkSync(outside, join(folder, "link"));
    symlinkSync(join(outside, "private.md"), join(folder, "private.md"));
    await open();
    await app.store.db.insertInto("member").values(admin).execute();
    const tributary = await client("member", admin.id);
    await expect.poll(async () => (await tributary.sources.list())[0]?.documents).toBe(2);
    for (const path of [
      outside,
      `${folder}/../${outside.split("/").at(-1)}`,
      join(folder, "link"),
      "/etc",
      "relative",
    ]) {
      const refused = await tributary.sources.addMarkdown({ path }).catch((error) => error);
      expect(refused).toMatchObject({ code: "forbidden" });
    }
    expect(await tributary.sources.addMarkdown({ path: join(folder, "handbook") })).toMatchObject({ kind: "markdown" });
    expect((await tributary.search("bandicoot")).items).toEqual([]);
    // Whoever may read the data folder of this machine may read its files anyway.
    const added = await (await local()).sources.addMarkdown({ path: outside, name: "Outside" });
    await expect.poll(async () => (await tributary.search("bandicoot")).items.length).toBe(1);
    await tributary.sources.delete(added.id);
    expect((await tributary.search("bandicoot")).items).toEqual([]);
    rmSync(outside, { recursive: true });
  });

  it("is found by agents while it is shared, and not by those limited to spaces", async () => {
    await open();
    const tributary = await local();
    await expect.poll(async () => (await tributary.sources.list())[0]?.documents).toBe(2);
    const [source] = await tributary.sources.list();
    const agent = async (spaces?: string[]) => {
      const { apiKey } = await tributary.agents.create({ name: "a", profile: "read-only", ...(spaces && { spaces }) });
      const send = (input: string | URL | Request, init?: RequestInit) => app.fetch(new Request(input, init));
      return new Tributary({ baseUrl: "http://t", apiKey, fetch: send as typeof fetch });
    };
    const [free, limited] = [await agent(), await agent(["ENG"])];
    expect((await free.search("pager")).items).toHaveLength(1);
    expect((await limited.search("pager")).items).toEqual([]);
    await tributary.sources.update(source?.id ?? "", { shared: false });
    expect((await free.search("pager")).items).toEqual([]);
    expect(await free.sources.list()).toEqual([]);
    await expect(free.sources.addMarkdown({ path: folder })).rejects.toMatchObject({ code: "forbidden" });
  });
});

const admin = {
  id: "mbr_admin",
  name: "Admin",
  email: "admin@example.com",
  emailVerified: 1,
  image: null,
  role: "admin" as const,
  createdAt: new Date().toISOString(),
  updatedAt: new Date().toISOString(),
};
