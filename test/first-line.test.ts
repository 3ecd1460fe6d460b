import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Tributary } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../bench/src/program.ts";

type Demo = {
  url: string;
  apiUrl: string;
  mcpUrl: string;
  emulatorUrl: string;
  apiKey: string;
  adminEmail: string;
  adminPassword: string;
  connectionId: string;
  userId: string;
};
type Answer = {
  data: Record<string, unknown> | null;
  successful: boolean;
  error: { code: string } | null;
  meta: { truncated?: unknown; next?: string };
};

const bin = join(import.meta.dirname, "../packages/server/bin/tributary.js");
let demo: Program<Demo>;

beforeAll(async () => {
  demo = await startProgram<Demo>(["demo", "--port", "0"]);
});
afterAll(() => demo?.stop());

type Surface = (tool: string, args: Record<string, unknown>) => Promise<Answer>;

/** The same call by three ways. */
const surfaces: Record<string, Surface> = {
  async curl(tool, args) {
    const { apiUrl, apiKey } = demo.ready;
    const { stdout } = await promisify(execFile)("curl", [
      "-s",
      `${apiUrl}/tools/${tool}/execute`,
      "-H",
      `Authorization: Bearer ${apiKey}`,
      "-H",
      "Content-Type: application/json",
      "-d",
      JSON.stringify({ arguments: args }),
    ]);
    return JSON.parse(stdout) as Answer;
  },
  async cli(tool, args) {
    const env = { ...process.env, TRIBUTARY_URL: demo.ready.url, TRIBUTARY_API_KEY: demo.ready.apiKey };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [bin, "call", tool, "--input", JSON.stringify(args), "--json"],
      { env },
    );
    return JSON.parse(stdout) as Answer;
  },
  async sdk(tool, args) {
    const tributary = new Tributary({ baseUrl: demo.ready.url, apiKey: demo.ready.apiKey });
    return (await tributary.tools.execute(tool, { arguments: args })) as Answer;
  },
};

const itemIds = ({ data }: Answer) => ((data?.items ?? []) as { id: string }[]).map(({ id }) => id);

/** Ids, times and addresses differ from one page to the next; all else must not. */
const withoutIdentity = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, v: unknown) =>
      /^(id|url|createdAt|modifiedAt|parentId|pageId|parentCommentId)$/.test(key) ? undefined : v,
    ).replaceAll(/by (curl|cli|sdk)/g, "by X"),
  );

/** What did not fit in an answer, read on to its end. */
async function restIds(answer: Answer): Promise<string[]> {
  if (answer.meta.next === undefined) return [];
  const more = await (surfaces.sdk as Surface)("confluence_read_more", { next: answer.meta.next });
  return [...itemIds(more), ...(await restIds(more))];
}

describe("the first line through the product", () => {
  const results: Record<string, unknown[]> = {};

  it.each(Object.keys(surfaces))(
    "lists, searches, reads, creates, updates, comments, labels and deletes by %s",
    async (name) => {
      const surface = surfaces[name] as Surface;
      const seen: unknown[] = [];
      const call = async (tool: string, args: Record<string, unknown>) => {
        const answer = await surface(tool, args);
        expect(answer, `${name} ${tool}`).toMatchObject({ successful: true, error: null });
        seen.push(withoutIdentity(answer.data));
        return answer.data as Record<string, never>;
      };
      await call("confluence_get_current_user", {});
      await call("confluence_list_sites", {});
      await call("confluence_list_spaces", { limit: 50 });
      const { key } = await call("confluence_get_space", { spaceId: "ENG" });
      expect(key).toBe("ENG");
      const found = await call("confluence_search_cql", {
        cql: 'space = "ENG" AND type = page AND text ~ "calibration" ORDER BY created',
        limit: 5,
      });
      expect(found.total).toBeGreaterThan(0);

      const title = `Written by ${name}`;
      const body =
        "# Heading\n\nA paragraph with **bold**, *emphasis*, `code` and a [link](https://example.com).\n\n- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```js\nlet x = 1;\n```\n\n> [!NOTE]\n> A panel.";
      const { id } = await call("confluence_create_page", { spaceId: "ENG", title, body });
      const page = await call("confluence_get_page", { pageId: id });
      expect(page).toMatchObject({ title, version: 1 });
      for (const part of [
        "# Heading",
        "**bold**",
        "`code`",
        "[link](https://example.com)",
        "- one",
        "| 1 | 2 |",
        "```js\nlet x = 1;\n```",
        "> [!NOTE]",
      ]) {
        expect(page.body).toContain(part);
      }
      expect(await call("confluence_get_page", { pageId: `ENG:${title}` })).toMatchObject({ id });
      await call("confluence_update_page", {
        pageId: id,
        body: `${page.body}\n\nOne more line.`,
        versionMessage: "one more",
      });
      expect(await call("confluence_get_page", { pageId: id })).toMatchObject({
        version: 2,
        body: expect.stringContaining("One more line."),
      });
      await call("confluence_update_page", { pageId: id, title: `${title}, renamed` });
      expect(await call("confluence_get_page", { pageId: id })).toMatchObject({
        version: 3,
        title: `${title}, renamed`,
        body: expect.stringContaining("One more line."),
      });

      await call("confluence_create_page", { parentId: id, title: `${title}: child`, body: "child" });
      expect((await call("confluence_list_child_pages", { pageId: id })).items).toHaveLength(1);
      const comment = await call("confluence_add_comment", { pageId: id, body: "A **comment**." });
      await call("confluence_add_comment", { parentCommentId: comment.id, body: "A reply." });
      expect((await call("confluence_list_comments", { pageId: id })).items).toMatchObject([
        { body: "A **comment**." },
      ]);
      await call("confluence_add_labels", { contentId: id, labels: ["draft", "first"] });
      expect((await call("confluence_remove_labels", { contentId: id, labels: ["draft"] })).items).toMatchObject([
        { name: "first" },
      ]);
      await call("confluence_list_labels", { contentId: id });
      const raw = await call("confluence_api_call", {
        path: "/wiki/api/v2/pages/{id}",
        pathParams: { id },
        headers: { accept: "application/json" },
      });
      expect(raw).toMatchObject({ status: 200, encoding: "json", body: { id, title: `${title}, renamed` } });
      seen.pop();
      expect(await call("confluence_delete_page", { pageId: id })).toMatchObject({ status: "trashed" });
      results[name] = seen;
    },
  );

  it("gives the same answers by each way", () => {
    expect(results.cli).toEqual(results.curl);
    expect(results.sdk).toEqual(results.curl);
  });

  it("serves the seven names of the compatibility table with their own parameters", async () => {
    const call = surfaces.sdk as Surface;
    const spaces = await call("get_confluence_spaces", { limit: 5, space_type: "global" });
    expect(spaces.data).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ type: "global" })]) });
    const created = await call("create_confluence_page", {
      space_id: "ENG",
      title: "By another name",
      body: "plain & simple",
      status: "current",
    });
    expect(created).toMatchObject({ successful: true });
    const id = created.data?.id as string;
    expect(await call("get_confluence_page_tool", { page_id: id })).toMatchObject({
      data: { body: expect.stringMatching(/<p[^>]*>plain &amp; simple<\/p>/), format: "storage" },
    });
    const updated = await call("update_confluence_page", {
      page_id: id,
      version_number: 2,
      title: "By another name",
      body: "<p>as <strong>HTML</strong></p>",
    });
    expect(updated.data).toMatchObject({ version: 2 });
    expect(await call("add_confluence_comment", { page_id: id, comment: "noted" })).toMatchObject({ successful: true });
    const listed = await call("get_confluence_space_pages", { space_id: "ENG", limit: 250, status: "current" });
    expect([...itemIds(listed), ...(await restIds(listed))]).toContain(id);
    const found = await call("search_confluence_pages", { cql: 'title = "By another name"', limit: 5 });
    expect(itemIds(found)).toContain(id);
  });

  it("walks long lists by cursor without losing or repeating a row", async () => {
    const call = surfaces.sdk as Surface;
    const first = await call("confluence_list_pages", { spaceId: "ENG", limit: 250 });
    expect(first.meta.truncated).toMatchObject({ path: "items" });
    const whole = [...itemIds(first), ...(await restIds(first))];
    const walked: string[] = [];
    let cursor: unknown;
    do {
      const answer = await call(
        "confluence_list_pages",
        cursor === undefined ? { spaceId: "ENG", limit: 7 } : { cursor },
      );
      walked.push(...itemIds(answer));
      cursor = answer.data?.cursor;
    } while (cursor !== undefined);
    expect(walked).toEqual(whole);
    expect(walked.length).toBeGreaterThan(20);
  });

  it("keeps a record of every call, of the three surfaces", async () => {
    const tributary = new Tributary({ baseUrl: demo.ready.url, apiKey: demo.ready.apiKey });
    const surfacesSeen = new Set<string>();
    const tools = new Set<string>();
    for await (const call of tributary.calls.list()) {
      surfacesSeen.add(call.surface);
      tools.add(call.tool);
    }
    // The samples of the demo stand there, too.
    expect([...surfacesSeen].sort()).toEqual(["cli", "demo", "rest", "sdk"]);
    expect(tools.size).toBeGreaterThan(15);
  });
});
