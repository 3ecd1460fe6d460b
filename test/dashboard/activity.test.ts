import { readFileSync } from "node:fs";
import type { Call } from "@tributary/sdk";
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

let server: Awaited<ReturnType<typeof startServer>>;
let dashboard: Dashboard;
let connectionId: string;

const run = async (tool: string, args: Record<string, unknown>) =>
  await server.tributary.tools.execute<Record<string, unknown>>(tool, { connectionId, arguments: args });

/** A page whose text was changed once, and the call that did it. */
const changedPage = async (title: string) => {
  const made = await run("confluence_create_page", { spaceId: "ENG", title, body: "Before the change." });
  const id = String((made.data as { id?: unknown } | null)?.id);
  const { meta } = await run("confluence_update_page", { pageId: id, body: "After the change." });
  return { id, callId: meta.callId ?? "" };
};

const bodyOf = async (pageId: string) => String((await run("confluence_get_page", { pageId })).data?.body).trim();

describe.skipIf(!hasChromium)(`activity in the dashboard, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    server = await startServer();
    connectionId = await connect(server);
    dashboard = await openDashboard(server);
    await run("confluence_get_page", { pageId: "ENG:Sluice" });
    await run("confluence_get_page", { pageId: "ENG:There is no such page" });
  });
  afterAll(async () => {
    await dashboard?.close();
    await server?.stop();
  });

  it("lists calls as they come in, and narrows them by outcome, effect, tool, time and words", async () => {
    const page = await dashboard.signIn("/activity");
    const table = page.getByRole("table", { name: "Recorded calls, newest first" });
    await table.getByText("ENG:Sluice").waitFor();
    // Told by the server: nobody reloads.
    await run("confluence_list_spaces", {});
    await table.getByRole("button", { name: /list_spaces/ }).waitFor();
    await page.getByLabel("Outcome").selectOption("error");
    await table.getByText("Failed").waitFor();
    await table.getByText("ENG:Sluice").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("searchbox", { name: "Search the record" }).fill("Sluice");
    await table.getByRole("button", { name: /list_spaces/ }).waitFor({ state: "detached" });
    await page.getByLabel("Effect").selectOption("delete");
    await page.getByText("No such call").waitFor();
    expect(new URL(page.url()).search).toBe("?q=Sluice&effect=delete");
    await page.getByRole("button", { name: "Show all calls" }).click();
    await page.getByLabel("Time").selectOption({ label: "Last hour" });
    await table.getByRole("button", { name: /list_spaces/ }).waitFor();
    await page.getByLabel("Time").selectOption({ label: "Between…" });
    await page.getByLabel("To", { exact: true }).fill("2020-01-01");
    await page.getByText("No such call").waitFor();
    await page.context().close();
  });

  it("shows what a call changed, and takes it back after a look at what that changes", async () => {
    const { id, callId } = await changedPage("Undo me");
    const page = await dashboard.signIn(`/activity?call=${callId}`);
    const drawer = page.getByRole("dialog");
    await drawer.getByText("Before and after").waitFor();
    expect(await drawer.locator("del mark").first().textContent()).toContain("Before");
    await drawer.getByRole("button", { name: /Compare versions 1 and 2/ }).click();
    await drawer.getByText("Version 1 to 2").waitFor();
    await drawer.getByRole("button", { name: "Undo…" }).click();
    await drawer.getByText("What undoing it changes").waitFor();
    await drawer.getByRole("region", { name: "What undoing it changes" }).locator("ins").first().waitFor();
    await dashboard.shoot(page, "undo");
    expect(await bodyOf(id)).toBe("After the change.");
    await drawer.getByRole("button", { name: "Undo", exact: true }).click();
    await drawer.getByText("Takes back").waitFor();
    expect(await bodyOf(id)).toBe("Before the change.");
    await page.context().close();
  });

  it("warns before undoing what was edited since", async () => {
    const { id, callId } = await changedPage("Edited since");
    await run("confluence_update_page", { pageId: id, body: "Somebody else's words." });
    const page = await dashboard.signIn(`/activity?call=${callId}`);
    await page.getByRole("button", { name: "Undo…" }).click();
    await page.getByText("It was changed again since").waitFor();
    expect(await page.getByRole("button", { name: "Undo", exact: true }).count()).toBe(0);
    await page.getByRole("button", { name: "Show what undoing anyway would change" }).click();
    await page.getByText("Somebody else's words.").first().waitFor();
    await page.getByRole("button", { name: "Undo anyway" }).click();
    await page.getByText("Takes back").waitFor();
    expect(await bodyOf(id)).toBe("Before the change.");
    await page.context().close();
  });

  it("exports what the filters leave, and verifies the record", async () => {
    const page = await dashboard.signIn("/activity?tool=confluence_get_page");
    await page.getByRole("button", { name: "Export" }).click();
    const coming = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: /CSV/ }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^tributary-calls-.*\.csv$/);
    const [head, ...rows] = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\r\n");
    expect(head).toMatch(/^id,at,tool,/);
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row).toContain('"confluence_get_page"');
    await page.getByRole("button", { name: "Verify the record" }).click();
    await page.getByRole("dialog").getByText("It is whole").waitFor();
    await page.context().close();
  });

  it("draws calls, failures and durations, and shows what is left of the limits", async () => {
    const page = await dashboard.signIn("/activity?view=charts");
    await page.getByRole("figure", { name: "Calls and failures" }).locator("canvas").waitFor();
    await page.getByText(/\d+ calls, \d+ failed/).waitFor();
    await page.getByText("Requests this hour").waitFor();
    await dashboard.shoot(page, "activity-charts");
    await page.context().close();
  });

  it("draws each line in its own color, also where motion is reduced", async () => {
    const page = await dashboard.signIn("/activity?view=charts", { reducedMotion: "reduce" });
    const chart = page.getByRole("figure", { name: "Points spent" }).locator("canvas");
    await chart.waitFor();
    const painted = await chart.evaluate((canvas: HTMLCanvasElement) => {
      const { data = [] } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      const colors = new Set<string>();
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] === 255) colors.add([data[at], data[at + 1], data[at + 2]].join());
      return colors.size;
    });
    // The bars and the labels at least.
    expect(painted).toBeGreaterThan(1);
    await page.context().close();
  });

  it("scrolls 10,000 rows with only those in view in the page", async () => {
    const total = 10_000;
    const calls = Array.from({ length: total }, (_, at) => fakeCall(at));
    const page = await dashboard.signIn("/settings");
    await page.route("**/v1/calls?*", async (route) => {
      const start = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
      // More than the page asks for: the time it takes to fetch them all is not the question here.
      const end = start + 1_000;
      await route.fulfill({ json: { items: calls.slice(start, end), ...(end < total && { cursor: String(end) }) } });
    });
    await page.goto("/activity");
    await page.getByRole("button", { name: /tool_00000/ }).waitFor();
    const scroll = (by: number, frames: number) =>
      page.evaluate(
        async ([by, frames]) => {
          let most = 0;
          for (let frame = 0; frame < frames && document.querySelector('[data-index="9999"]') === null; frame++) {
            window.scrollBy(0, by);
            await new Promise((resolve) => requestAnimationFrame(resolve));
            most = Math.max(most, document.querySelectorAll("tbody tr").length);
          }
          return most;
        },
        [by, frames] as const,
      );
    // As fast as a person reads over a list; measured in time of the processor, of which other work takes nothing away.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    const workedMs = async () => {
      const { metrics } = await devtools.send("Performance.getMetrics");
      return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
    };
    const before = await workedMs();
    const frames = 60;
    const mostRead = await scroll(160, frames);
    const perFrame = ((await workedMs()) - before) / frames;
    expect(perFrame).toBeGreaterThan(0);
    // Two frames of a 60 Hz screen, on a machine without a graphics card.
    expect(perFrame).toBeLessThan(34);
    // Then to the end, page by page.
    expect(Math.max(mostRead, await scroll(8_000, 2_000))).toBeLessThan(80);
    await page.getByRole("button", { name: /tool_09999/ }).waitFor();
    await page.context().close();
  });

  it("names the tool and what it touched at every width", async () => {
    await changedPage("At every width");
    const page = await dashboard.signIn("/activity", { viewport: { width: 390, height: 844 } });
    for (const width of [390, 640, 768, 1024, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      const row = page.getByRole("row", { name: /At every width/ }).first();
      await row.waitFor();
      const tool = (await row.getByRole("button").boundingBox()) ?? expect.fail(`no tool at ${width}`);
      const touched = (await row.getByText(/At every width/).boundingBox()) ?? expect.fail(`no target at ${width}`);
      expect(Math.min(tool.width, touched.width), `${width}`).toBeGreaterThan(60);
    }
    await page.context().close();
  });

  it("lets a viewer look at everything and undo nothing, in the page and at the server", async () => {
    const { id, callId } = await changedPage("Viewer");
    const viewer = await inviteViewer(server);
    const page = await dashboard.signIn(`/activity?call=${callId}`, {}, viewer);
    await page.getByText("It can be undone, by a member or an admin.").waitFor();
    expect(await page.getByRole("button", { name: "Undo…" }).count()).toBe(0);
    const refused = await viewer.fetch(`${server.url}/v1/calls/${callId}/undo`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    // The connection is the admin's own: to others it is not there.
    expect([403, 404]).toContain(refused.status);
    expect(await bodyOf(id)).toBe("After the change.");
    await page.context().close();
  });

  it.each(looks)(
    "has no serious accessibility violation and no sideways scrolling: $name",
    async ({ name, ...look }) => {
      const { callId } = await changedPage(`Looked at: ${name}`);
      const page = await dashboard.signIn("/activity", look);
      await page.getByRole("table").getByRole("button").first().waitFor();
      await dashboard.shoot(page, `activity-${name}`);
      await expectGoodPage(page);
      await page.goto("/activity?view=charts");
      await page.locator("canvas").first().waitFor();
      await dashboard.shoot(page, `activity-charts-${name}`);
      await expectGoodPage(page);
      await page.goto(`/activity?call=${callId}`);
      await page.getByText("Before and after").waitFor();
      await page.getByRole("button", { name: "Undo…" }).click();
      await page.getByRole("button", { name: "Undo", exact: true }).waitFor();
      await dashboard.shoot(page, `call-${name}`);
      await expectGoodPage(page);
      await page.context().close();
    },
  );
});

/** The record's row number `at`, counted from the newest. */
function fakeCall(at: number): Partial<Call> {
  return {
    id: `call_${String(at).padStart(5, "0")}`,
    at: new Date(Date.parse("2026-06-15T12:00:00Z") - at * 60_000).toISOString(),
    tool: `confluence_tool_${String(at).padStart(5, "0")}`,
    effect: "read",
    caller: { kind: "agent", id: "agt_1", name: "Agent" },
    surface: "mcp",
    connectionId: null,
    siteId: null,
    outcome: at % 7 === 0 ? "error" : "ok",
    durationMs: (at * 37) % 900,
    targets: [{ kind: "page", ref: `ENG:Page ${at}` }],
  };
}
