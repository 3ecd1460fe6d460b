import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clientsInstalled, howToInstall, type Json } from "../../clients/installed.ts";
import { startMcp } from "../../clients/mcp-process.ts";
import { createEmulator } from "../index.ts";

test("an MCP server that others wrote reads, searches, creates, updates and comments", async (ctx) => {
  if (!clientsInstalled) ctx.skip(howToInstall);
  const emulator = await createEmulator({ seed: "demo", port: 0 });
  const folder = await mkdtemp(join(tmpdir(), "emulator-mcp-"));
  const { email, apiToken, siteUrl } = emulator.credentials;
  const mcp = await startMcp("@aaronsb/confluence-cloud-mcp/build/index.js", {
    EMULATOR_URL: emulator.url,
    HOME: folder,
    WORKSPACE_DIR: join(folder, "workspace"),
    CONFLUENCE_HOST: siteUrl,
    CONFLUENCE_EMAIL: email,
    CONFLUENCE_API_TOKEN: apiToken,
  });
  try {
    const authorization = `Basic ${btoa(`${email}:${apiToken}`)}`;
    const get = async (path: string): Promise<Json> =>
      (await fetch(`${siteUrl}/wiki/api/v2${path}`, { headers: { authorization } })).json();
    const [space] = (await get("/spaces?keys=ENG")).results;
    const page = (operation: string, more: object = {}) => mcp.tool("manage_confluence_page", { operation, ...more });
    const edit = (operation: string, more: object = {}) => mcp.tool("edit_confluence_content", { operation, ...more });
    const pad = (text: string) => /\b(sp-[\w-]+)/.exec(text)?.[1] ?? "";

    expect((await mcp.request("tools/list")).tools.map(({ name }: Json) => name)).toContain("manage_confluence_page");
    expect(await mcp.tool("manage_confluence_space", { operation: "list", limit: 50 })).toContain(space.name);
    const home = await get(`/pages/${space.homepageId}`);
    expect(await page("get", { pageId: home.id, expand: ["body"] })).toContain(home.title);
    expect(await mcp.tool("search_confluence", { operation: "fulltext", query: "runbook", spaceKey: "ENG" })).toMatch(
      /Runbook/,
    );
    const cql = "space = ENG and type = page order by title";
    expect(await mcp.tool("search_confluence", { operation: "cql", cql, limit: 5 })).toMatch(/\d/);
    expect(await mcp.tool("navigate_confluence", { operation: "children", pageId: home.id })).toMatch(/\d/);

    const scratchpadId = pad(await page("create", { spaceId: space.id, title: "By a server", parentId: home.id }));
    await edit("append_lines", { scratchpadId, content: "# Levels\n\nThe gauge **sank**.\n\n- one\n- two" });
    await edit("submit", { scratchpadId, message: "First" });
    const [made] = (await get(`/spaces/${space.id}/pages?title=By%20a%20server&body-format=storage`)).results;
    expect(made.body.storage.value).toMatch(/<h1[^>]*>Levels<\/h1>.*<strong>sank<\/strong>.*<li/s);

    const pulled = await page("pull_for_editing", { pageId: made.id });
    const again = pad(pulled);
    await edit("append_lines", { scratchpadId: again, content: "\nAnd rose again." });
    await edit("submit", { scratchpadId: again, message: "Second" });
    const updated = await get(`/pages/${made.id}?body-format=storage`);
    expect(updated).toMatchObject({ version: { number: 2, message: "Second" } });
    expect(updated.body.storage.value).toContain("And rose again.");

    await page("add_comment", { pageId: made.id, body: "Measured *twice*." });
    expect(await page("get_comments", { pageId: made.id })).toContain("Measured");
    await page("add_labels", { pageId: made.id, labels: ["level", "gauge"] });
    expect(await page("get_labels", { pageId: made.id })).toMatch(/gauge[\s\S]*level|level[\s\S]*gauge/);
    expect(await page("copy", { pageId: made.id, parentId: home.id, title: "By a server, copied" })).toContain(
      "copied",
    );
    expect(await page("get_versions", { pageId: made.id })).toContain("version: 2");
    const upload = { pageId: made.id, filename: "level.csv", content: btoa("level\n1\n"), mediaType: "text/csv" };
    await mcp.tool("manage_confluence_media", { operation: "upload", ...upload });
    expect(await mcp.tool("manage_confluence_media", { operation: "list", pageId: made.id })).toContain("level.csv");
    await page("delete", { pageId: made.id });
    expect(await get(`/pages/${made.id}?status=trashed`)).toMatchObject({ status: "trashed" });
    const failed = emulator.admin.journal().filter(({ status, part }) => status >= 400 && part === "site");
    // The GraphQL gateway is no part of the emulator; the server asks for it once and goes on without.
    expect(failed.filter(({ url }) => url !== "/graphql")).toEqual([]);
  } finally {
    await mcp.stop();
    await emulator.close();
    await rm(folder, { recursive: true });
  }
});
