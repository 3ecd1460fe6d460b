import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Tributary } from "@tributary/sdk";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, startServer } from "../set-up.ts";
import {
  type Dashboard,
  executablePath,
  expectGoodPage,
  hasChromium,
  inviteViewer,
  looks,
  openDashboard,
} from "./browser.ts";

const run = promisify(execFile);

let server: Awaited<ReturnType<typeof startServer>>;
let dashboard: Dashboard;
let connectionId: string;

const addressOf = (tool: string, args: object) =>
  `/playground?tool=${tool}&args=${encodeURIComponent(JSON.stringify(args))}`;
const answer = (page: Page) => page.getByRole("region", { name: "Answer" });

describe.skipIf(!hasChromium)(`the playground, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    server = await startServer();
    connectionId = await connect(server);
    dashboard = await openDashboard(server);
  });
  afterAll(async () => {
    await dashboard?.close();
    await server?.stop();
  });

  it("finds a tool, asks for a space by name, shows a list as a table, and keeps it all in the address", async () => {
    const page = await dashboard.signIn("/playground");
    await page.getByRole("searchbox", { name: "Search tools" }).fill("list pages");
    await page.getByRole("link", { name: "List pages", exact: true }).click();
    await page.getByRole("combobox", { name: /spaceId/ }).fill("instru");
    await page.getByRole("option", { name: /Instruments/ }).click();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const rows = answer(page).getByRole("row");
    await expect.poll(() => rows.count()).toBeGreaterThan(5);
    await page.waitForURL(/args=.*spaceId/);
    await dashboard.shoot(page, "playground-list");
    await answer(page).getByRole("button", { name: "Get the next ones" }).click();
    await answer(page).getByText("Done").waitFor();

    await page.reload();
    const space = page.getByLabel(/^spaceId/);
    expect(await space.inputValue()).toMatch(/^\d+$/);
    await page.context().close();
  });

  it("reads a page as it looks, and as the JSON it is", async () => {
    const page = await dashboard.signIn(addressOf("confluence_get_page", { pageId: "ENG:Sluice" }));
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await answer(page).getByRole("heading", { name: "What it promises" }).waitFor();
    await answer(page).getByText("JSON", { exact: true }).click();
    await answer(page).getByText('"successful": true').waitFor();
    await answer(page)
      .getByRole("link", { name: /In the record/ })
      .click();
    await page.waitForURL(/\/activity/);
    await page.context().close();
  });

  it("says in words what went wrong, and what is missing before anything is sent", async () => {
    const page = await dashboard.signIn(addressOf("confluence_get_page", { pageId: "ENG:No such page" }));
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await answer(page).getByRole("alert").getByText("not_found").waitFor();
    await page.getByLabel(/^pageId/).fill("");
    const calls = (await server.tributary.calls.list({ limit: 50 })).items.length;
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("Look at pageId.").waitFor();
    expect((await server.tributary.calls.list({ limit: 50 })).items.length).toBe(calls);
    await page.context().close();
  });

  it("shows what a write would change before it is run for real", async () => {
    const title = "Made in the playground";
    const args = { spaceId: "ENG", title, body: "# Hello\n\nfrom the form" };
    const page = await dashboard.signIn(addressOf("confluence_create_page", args));
    await page.getByRole("button", { name: "Dry run" }).click();
    await answer(page).getByText("Would work").waitFor();
    await answer(page).getByText("Nothing was changed.", { exact: false }).waitFor();
    await dashboard.shoot(page, "playground-dry-run");
    const found = async () =>
      (await server.tributary.tools.execute("confluence_list_pages", { connectionId, arguments: { title } })).data;
    expect(await found()).toMatchObject({ items: [] });
    await page.getByRole("button", { name: "Run for real" }).click();
    await answer(page).getByText("where it can be undone").waitFor();
    expect(await found()).toMatchObject({ items: [{ title }] });
    await page.context().close();
  });

  it("gives calls to copy that do the same", async () => {
    const { apiKey } = await server.tributary.agents.create({
      name: "Copier",
      connectionIds: [connectionId],
      policy: { groups: { Pages: { level: "read" }, Spaces: { level: "read" } } },
    });
    const page = await dashboard.signIn(addressOf("confluence_get_space", { spaceId: "ENG" }));
    const code = async (label: string) => {
      await page.getByRole("tab", { name: label }).click();
      return (await page.getByRole("tabpanel").getByRole("code").textContent()) ?? "";
    };
    const env = { ...process.env, TRIBUTARY_API_KEY: apiKey };
    for (const label of ["curl", "MCP"]) {
      const { stdout } = await run("/bin/sh", ["-c", await code(label)], { env });
      expect(stdout, label).toContain("Engineering");
    }
    const written = (await code("SDK")).replace("const result = await ", "return ");
    const tributary = new Tributary({ baseUrl: server.url, apiKey });
    const result = await new Function("tributary", written)(tributary);
    expect(result).toMatchObject({ successful: true, data: { key: "ENG" } });
    expect(await code("CLI")).toBe(`tributary call confluence_get_space --input '{"spaceId":"ENG"}'`);
    await page.context().close();
  });

  it("sends one request to the site's own API, and keeps requests for later", async () => {
    const page = await dashboard.signIn("/playground/api-call");
    await page.getByLabel("Path").fill("/wiki/api/v2/spaces/{id}");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("id has no value.").waitFor();
    await page.getByLabel("{id}").fill("no-number");
    await page.getByRole("button", { name: "Send" }).click();
    await answer(page)
      .getByText("Failed")
      .or(answer(page).getByText(/HTTP 4/))
      .first()
      .waitFor();

    await page.getByLabel("Path").fill("/wiki/api/v2/spaces");
    await page.getByRole("button", { name: "Add a parameter" }).click();
    await page.getByLabel("Name of parameter 1").fill("keys");
    await page.getByLabel("Value of parameter 1").fill("ENG");
    await page.getByRole("button", { name: "Send" }).click();
    await answer(page).getByText("HTTP 200").waitFor();
    await answer(page).getByText('"Engineering"').first().waitFor();
    await page.getByLabel("Name to save this request under").fill("The space ENG");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await dashboard.shoot(page, "playground-api-call");

    await page.reload();
    await page.getByRole("button", { name: /The space ENG.*GET/ }).click();
    expect(await page.getByLabel("Value of parameter 1").inputValue()).toBe("ENG");
    await page.getByLabel("Method").selectOption("POST");
    await page.getByLabel("Body").fill('[{"a": ');
    await page.getByRole("button", { name: "Dry run" }).click();
    await page.getByText(/This is not JSON/).waitFor();
    await page.getByRole("button", { name: "Remove The space ENG" }).click();
    await page.getByText("None yet.").waitFor();
    await page.context().close();
  });

  it("lets a viewer look, and run nothing that changes something", async () => {
    const viewer = await inviteViewer(server);
    const page = await dashboard.signIn("/playground?tool=confluence_delete_page", undefined, viewer);
    await page.getByText("There is no tool confluence_delete_page").waitFor();
    expect(await page.getByRole("navigation", { name: "Tools" }).getByText("delete", { exact: true }).count()).toBe(0);
    await page.goto("/playground/api-call");
    await page.getByLabel("Method").selectOption("DELETE");
    await page.getByText("A viewer changes nothing").waitFor();
    expect(await page.getByRole("button", { name: "Send for real" }).isDisabled()).toBe(true);
    await page.context().close();
    const refused = await viewer.fetch(`${server.url}/v1/tools/confluence_create_page/execute`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ connectionId, arguments: { spaceId: "ENG", title: "No" } }),
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
  });

  it.each(looks)(
    "has no serious accessibility violation, and no sideways scrolling: $name",
    async ({ name, ...look }) => {
      const page = await dashboard.signIn("/playground", look);
      await page.getByRole("heading", { name: "Playground" }).waitFor();
      await expectGoodPage(page);
      await page.goto("/playground/api-call");
      await page.getByRole("form", { name: "Request" }).waitFor();
      await expectGoodPage(page);
      for (const [tool, args] of [
        ["confluence_get_page", { pageId: "ENG:Sluice" }],
        ["confluence_list_pages", { limit: 5 }],
      ] as const) {
        await page.goto(addressOf(tool, args));
        await page.getByRole("button", { name: "Run", exact: true }).click();
        await answer(page).getByText("Done").waitFor();
        await page.waitForTimeout(400);
        await dashboard.shoot(page, `playground-${tool}-${name}`);
        await expectGoodPage(page);
      }
      await page.context().close();
    },
  );
});
