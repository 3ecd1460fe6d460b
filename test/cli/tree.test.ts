import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { ToolInput, ToolName, ToolOutput } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, startServer } from "../set-up.ts";
import { bin, runCli } from "./run-cli.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let connectionId: string;
let known: { url: string; apiKey: string };

beforeAll(async () => {
  server = await startServer();
  connectionId = await connect(server);
  const { apiKey } = await server.tributary.agents.create({
    name: "Terminal",
    connectionIds: [connectionId],
    profile: "full-access",
  });
  known = { url: server.url, apiKey };
});
afterAll(() => server?.stop());

const newFolder = () => mkdtempSync(join(tmpdir(), "tributary-tree-"));
const cli = (...args: string[]) => runCli(known, [...args, "--json"]);

async function data<Name extends ToolName>(name: Name, input: ToolInput<Name>): Promise<ToolOutput<Name>> {
  const request = { connectionId, arguments: input as Record<string, unknown>, maxCharacters: 0 };
  const result = await server.tributary.tools.execute<unknown>(name as string, request);
  if (!result.successful) throw new Error(result.error.message);
  return result.data as ToolOutput<Name>;
}

async function titlesOf(spaceId: string): Promise<string[]> {
  const titles: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await data("confluence_list_pages", cursor === undefined ? { spaceId, limit: 250 } : { cursor });
    titles.push(...page.items.map(({ title }) => title));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return titles.sort();
}

let spaces = 0;
async function newSpace(): Promise<string> {
  spaces++;
  const { key } = await data("confluence_create_space", { key: `COPY${spaces}`, name: `Copy ${spaces}` });
  return key;
}

/** The files of a tree by their paths, without what export and import remember, and without ids and versions. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !relative(folder, path).startsWith(".tributary"))
      .sort()
      .map((path) => [relative(folder, path), readFileSync(path, "latin1").replace(/^(id|version): .*\n/gm, "")]),
  );
}

/** Starts a command and kills it once `enough` says so. */
async function killWhen(args: string[], enough: () => boolean): Promise<void> {
  const env = { PATH: process.env.PATH, TRIBUTARY_URL: known.url, TRIBUTARY_API_KEY: known.apiKey };
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("close", resolve));
  while (child.exitCode === null && !enough()) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGKILL");
  await ended;
}

const remembered = (folder: string, name: RegExp): Record<string, unknown> => {
  const state = join(folder, ".tributary");
  const file = existsSync(state) ? readdirSync(state).find((one) => name.test(one)) : undefined;
  return file === undefined ? {} : JSON.parse(readFileSync(join(state, file), "utf8"));
};
const countOf = (folder: string, name: RegExp, part: "pages" | "files") =>
  Object.keys(remembered(folder, name)[part] ?? {}).length;

const adr9 = "Architecture decisions/ADR-009 - Move Millpond to PostgreSQL";

describe("export", () => {
  it("writes every page of a space once, with attachments, and links that lead to files that are there", async () => {
    const folder = newFolder();
    const { code, json } = await cli("export", "ENG", "--to", folder);
    const titles = await titlesOf("ENG");
    expect([code, json.pages, json.written, json.problems]).toEqual([0, titles.length, titles.length, []]);
    const files = Object.keys(contentOf(folder));
    expect(files.filter((file) => file.endsWith(".md"))).toHaveLength(titles.length);
    expect(readFileSync(join(folder, `Engineering/${adr9}.files/bench-2025-02.csv`), "utf8")).toContain(",");
    let links = 0;
    for (const file of files.filter((one) => one.endsWith(".md"))) {
      for (const [, target = ""] of readFileSync(join(folder, file), "utf8").matchAll(/\]\(([^):#\s]+\.\w+)[)#]/g)) {
        expect(existsSync(join(folder, dirname(file), decodeURIComponent(target))), `${file}: ${target}`).toBe(true);
        links++;
      }
    }
    expect(links).toBeGreaterThan(20);

    // A page that was changed is written again, and only that.
    await data("confluence_edit_page", {
      pageId: "ENG:Runbook: Journal lag",
      operations: [{ op: "append", content: "Changed at the site." }],
    });
    const again = await cli("export", "ENG", "--to", folder);
    expect([again.json.written, again.json.unchanged]).toEqual([1, titles.length - 1]);

    // What was edited here is left alone, until it is forced.
    const edited = `Engineering/${adr9}.md`;
    appendFileSync(join(folder, edited), "\nMine.\n");
    const kept = await cli("export", "ENG", "--to", folder, "--all");
    expect([kept.code, kept.json.edited]).toEqual([9, [edited]]);
    expect(readFileSync(join(folder, edited), "utf8")).toContain("Mine.");
    const forced = await cli("export", "ENG", "--to", folder, "--all", "--force");
    expect([forced.code, forced.json.edited]).toEqual([0, []]);
    expect(readFileSync(join(folder, edited), "utf8")).not.toContain("Mine.");
    expect((await cli("export", "HQ", "--to", folder)).code).toBe(9);
  }, 120_000);

  it("follows pages that trade titles, and writes over no file that is somebody else's", async () => {
    const folder = newFolder();
    const key = await newSpace();
    const make = (title: string, body: string) => data("confluence_create_page", { spaceId: key, title, body });
    const { id: one } = await make("One", "I was One.");
    const { id: two } = await make("Two", "I was Two.");
    await make("Three", "Three.");
    expect((await cli("export", key, "--to", folder)).code).toBe(0);
    for (const [pageId, title] of [
      [two, "Free"],
      [one, "Two"],
      [two, "One"],
    ] as const)
      await data("confluence_update_page", { pageId, title });
    const { code, json } = await cli("export", key, "--to", folder);
    expect([code, json.edited, json.problems]).toEqual([0, [], []]);
    const top = Object.keys(contentOf(folder)).find((file) => /\/Two\.md$/.test(file)) ?? "";
    const read = (name: string) => readFileSync(join(folder, dirname(top), `${name}.md`), "utf8");
    expect(read("One")).toContain("I was Two.");
    expect(read("Two")).toContain("I was One.");
    expect((await cli("export", key, "--to", folder)).json).toMatchObject({ written: 0, edited: [] });

    // Edited here, while another page takes its name there.
    appendFileSync(join(folder, dirname(top), "One.md"), "\nMine.\n");
    await data("confluence_update_page", { pageId: two, title: "Gone" });
    await data("confluence_update_page", { pageId: one, title: "One" });
    // And a file that was never exported stands where a new page would go.
    writeFileSync(join(folder, dirname(top), "Notes.md"), "My own notes.\n");
    await make("Notes", "Theirs");
    const kept = await cli("export", key, "--to", folder);
    expect([kept.code, kept.json.problems.length]).toEqual([9, 2]);
    expect([read("One"), read("Notes")]).toEqual([expect.stringContaining("Mine."), "My own notes.\n"]);
    expect((await cli("export", key, "--to", folder, "--force")).code).toBe(0);
    expect([read("One"), read("Gone"), read("Notes")]).toEqual([
      expect.stringContaining("I was One."),
      expect.stringContaining("I was Two."),
      expect.stringContaining("Theirs"),
    ]);
  }, 120_000);

  it("goes on where it was killed", async () => {
    const whole = newFolder();
    await cli("export", "FIELD", "--to", whole);
    const folder = newFolder();
    await killWhen(["export", "FIELD", "--to", folder], () => countOf(folder, /^export/, "pages") >= 8);
    const done = countOf(folder, /^export/, "pages");
    expect(done).toBeLessThan(Object.keys(contentOf(whole)).length);
    const { code, json } = await cli("export", "FIELD", "--to", folder);
    expect([code, json.unchanged]).toEqual([0, done]);
    expect(contentOf(folder)).toEqual(contentOf(whole));
  }, 120_000);
});

describe("import", () => {
  it("makes of an exported tree the same tree in another space, byte for byte but for links that now stay inside", async () => {
    const folder = newFolder();
    await cli("export", "ENG:Architecture decisions", "--to", folder);
    const pages = Object.keys(contentOf(folder)).filter((file) => file.endsWith(".md")).length;
    const key = await newSpace();
    const before = await titlesOf(key);

    const planned = await cli("import", folder, "--to", key, "--dry-run");
    expect(planned.json).toMatchObject({ dryRun: true, created: pages, updated: 0, problems: [] });
    expect(await titlesOf(key)).toEqual(before);

    const { code, json } = await cli("import", folder, "--to", key, "--reason", "A copy");
    expect([code, json.created, json.problems]).toEqual([0, pages, []]);
    expect(json.attachments).toBeGreaterThan(0);
    expect(await titlesOf(key)).toHaveLength(before.length + pages);

    const back = newFolder();
    await cli("export", `${key}:Architecture decisions`, "--to", back);
    expect(contentOf(back)).toEqual(contentOf(folder));

    let same = 0;
    for (const title of (await titlesOf(key)).filter((one) => !before.includes(one))) {
      const [from, to] = await Promise.all(
        ["ENG", key].map((space) => data("confluence_get_page", { pageId: `${space}:${title}`, format: "storage" })),
      );
      if (!/ri:space-key="ENG"/.test(from?.body ?? "")) {
        expect(to?.body, title).toBe(from?.body);
        same++;
      }
    }
    expect(same).toBeGreaterThan(10);

    const again = await cli("import", folder, "--to", key);
    expect(again.json).toMatchObject({ created: 0, updated: 0, unchanged: pages, attachments: 0 });
  }, 120_000);

  it("goes on where it was killed, and makes no page twice", async () => {
    const folder = newFolder();
    await cli("export", "FIELD", "--to", folder);
    const files = Object.keys(contentOf(folder)).filter((file) => file.endsWith(".md")).length;
    const key = await newSpace();
    const before = await titlesOf(key);
    // Killed several times: also between what was sent and what was noted.
    for (const most of [3, 7, 8, 15]) {
      await killWhen(["import", folder, "--to", key], () => countOf(folder, /^import/, "files") >= most);
    }
    const { code, json } = await cli("import", folder, "--to", key);
    expect([code, json.problems]).toEqual([0, []]);
    expect(json.unchanged).toBeGreaterThan(5);
    expect(await titlesOf(key)).toHaveLength(before.length + files);
    const back = newFolder();
    await cli("export", key, "--to", back);
    expect(Object.keys(contentOf(back)).filter((file) => file.endsWith(".md"))).toHaveLength(before.length + files);
  }, 120_000);

  it("updates what was edited here, and refuses to write over what was edited there or is somebody else's", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "Guide.md"), "# Guide\n\nSee [the first part](Guide/First.md).\n");
    mkdirSync(join(folder, "Guide"));
    const first = join(folder, "Guide/First.md");
    writeFileSync(first, '---\ntitle: "Part one: setting out"\nlabels: [guide]\n---\n\nGo north.\n');
    const key = await newSpace();
    expect((await cli("import", folder, "--to", key)).json).toMatchObject({ created: 2, problems: [] });
    const guide = await data("confluence_get_page", { pageId: `${key}:Guide`, format: "storage" });
    expect(guide.body).toContain('ri:content-title="Part one: setting out"');
    const part = await data("confluence_get_page", { pageId: `${key}:Part one: setting out` });
    expect(part).toMatchObject({ parentId: guide.id, body: expect.stringContaining("Go north.") });

    appendFileSync(first, "\nThen east.\n");
    expect((await cli("import", folder, "--to", key)).json).toMatchObject({ updated: 1, unchanged: 1, problems: [] });

    await data("confluence_update_page", { pageId: part.id, body: "Somebody else's." });
    appendFileSync(first, "\nThen home.\n");
    const refused = await cli("import", folder, "--to", key);
    expect([refused.code, refused.json.problems[0].code]).toEqual([9, "version_conflict"]);
    expect((await data("confluence_get_page", { pageId: part.id })).body).toContain("Somebody else's.");

    writeFileSync(join(folder, "Mine.md"), "Body\n");
    await data("confluence_create_page", { spaceId: key, title: "Mine", body: "Theirs" });
    const taken = await cli("import", folder, "--to", key, "--dry-run");
    expect(taken.code).toBe(9);
    expect(taken.json.steps.find((step: { file: string }) => step.file === "Mine.md")).toMatchObject({
      action: "refused",
      why: expect.stringContaining("a page of this title"),
    });
  }, 120_000);

  it("says what is wrong with a folder that is none", async () => {
    const file = join(newFolder(), "notes.txt");
    writeFileSync(file, "");
    for (const line of [
      ["export", "HQ", "--to", file],
      ["import", file, "--to", "HQ"],
    ]) {
      const { code, stderr, json } = await cli(...line);
      expect([line[0], code, stderr, json.error.message]).toEqual([
        line[0],
        5,
        "",
        expect.stringContaining("not a directory"),
      ]);
    }
  });

  it("stops at a write that waits for a person, and says so", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "Asked.md"), "Body\n");
    const { apiKey } = await server.tributary.agents.create({
      name: "Asks",
      connectionIds: [connectionId],
      policy: { groups: { Pages: { level: "write", requireApproval: true }, Spaces: { level: "read" } } },
    });
    const { code, json } = await runCli({ url: server.url, apiKey }, ["import", folder, "--to", "ENG", "--json"]);
    expect([code, json.waiting.url]).toEqual([7, expect.stringContaining("/approvals/")]);
  });
});
