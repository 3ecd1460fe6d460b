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

let server: Awaited<ReturnType<typeof startServer>>;
let dashboard: Dashboard;
let connectionId: string;
let agent: Tributary;

let serial = 0;

const run = async (tool: string, args: Record<string, unknown>): Promise<Record<string, unknown>> => {
  const result = await server.tributary.tools.execute<Record<string, unknown>>(tool, { connectionId, arguments: args });
  if (!result.successful) throw new Error(result.error.message);
  return result.data;
};

/** A page of its own for each test, so that they do not disturb each other. */
const newPage = async (body: string): Promise<{ id: string; title: string }> => {
  const title = `Approve me ${++serial}`;
  const { id } = await run("confluence_create_page", { spaceId: "ENG", title, body });
  return { id: String(id), title };
};

const bodyOf = async (pageId: string) => String((await run("confluence_get_page", { pageId })).body).trim();

/** The agent wants to write: it waits for a person. */
const ask = async (
  tool: string,
  args: Record<string, unknown>,
  reason = "The meeting decided so.",
): Promise<string> => {
  const result = await agent.tools.execute<{ approvalId: string }>(tool, { connectionId, arguments: args, reason });
  if (!result.successful) throw new Error(result.error.message);
  return result.data.approvalId;
};

const askForUpdate = async (body: string, next: string) => {
  const page = await newPage(body);
  return { ...page, approval: await ask("confluence_update_page", { pageId: page.id, body: next }) };
};

const waiting = async () => (await server.tributary.approvals.list({ status: "pending" })).items.length;

describe.skipIf(!hasChromium)(`approvals in the dashboard, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    server = await startServer();
    connectionId = await connect(server);
    const { apiKey } = await server.tributary.agents.create({
      name: "Docs assistant",
      connectionIds: [connectionId],
      policy: { groups: { Pages: { level: "write", allowDelete: true, requireApproval: true } } },
    });
    agent = new Tributary({ baseUrl: server.url, apiKey });
    dashboard = await openDashboard(server);
  });
  afterAll(async () => {
    await dashboard?.close();
    await server?.stop();
  });

  it("tells at once that a write waits, shows what it changes, and runs it when a person says yes", async () => {
    const page = await dashboard.signIn("/approvals");
    await page.getByText("Nothing waits for you").waitFor();
    const { id, title, approval } = await askForUpdate(
      "Alarm after five minutes.\n\nThe end.",
      "Alarm after two minutes.\n\nThe end.",
    );
    // Told by the server: nobody reloads.
    await page.getByRole("link", { name: new RegExp(title) }).click();
    await page.waitForURL(`**/approvals/${approval}`);
    await expect.poll(() => page.title()).toContain(title);
    await page.getByText("The meeting decided so.").waitFor();
    expect(await page.locator("del mark").textContent()).toBe("five");
    expect(await page.locator("ins mark").textContent()).toBe("two");
    await page.getByText("Side by side").click();
    await page.getByText("Before", { exact: true }).waitFor();
    await dashboard.shoot(page, "approval-side-by-side");
    await page.getByText("Source", { exact: true }).click();
    await page.getByText("<p>Alarm after ").first().waitFor();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByText("It was done").waitFor();
    expect(await bodyOf(id)).toContain("Alarm after two minutes.");
    expect(await server.tributary.approvals.get(approval)).toMatchObject({
      status: "done",
      decidedBy: { name: "Admin" },
    });
    await page.context().close();
  });

  it("counts what waits in the tab's title and in the navigation", async () => {
    const { approval } = await askForUpdate("one", "two");
    const page = await dashboard.signIn("/approvals");
    const count = await waiting();
    await expect.poll(() => page.title()).toBe(`(${count}) Approvals · Tributary`);
    await page.getByRole("link", { name: `Approvals ${count} waiting` }).waitFor();
    await server.tributary.approvals.deny(approval);
    await expect.poll(() => page.title()).not.toContain(`(${count})`);
    await page.context().close();
  });

  it("lets a person put the text right before saying yes, and see what that changes", async () => {
    const { id, title, approval } = await askForUpdate("Old words.", "New wrods.");
    const page = await dashboard.signIn(`/approvals/${approval}`);
    await page.getByRole("heading", { name: new RegExp(title) }).waitFor();
    await page.keyboard.press("e");
    await page.getByLabel("Body").fill("New words.");
    await page.getByRole("button", { name: "Show what this would change" }).click();
    await page.getByRole("status").getByText("New words.").waitFor();
    await dashboard.shoot(page, "approval-edit");
    await page.getByRole("button", { name: "Approve with edits" }).click();
    await page.getByText("It was done").waitFor();
    expect(await bodyOf(id)).toBe("New words.");
    expect(await server.tributary.approvals.get(approval)).toMatchObject({ edited: true, status: "done" });
    await page.context().close();
  });

  it("is decided on with a phone: what came of it is in sight, and the next one a tap away", async () => {
    const later = await askForUpdate("Second.", "Second, changed.");
    const first = await askForUpdate(Array(40).fill("A paragraph.").join("\n\n"), "Short.");
    const page = await dashboard.signIn(`/approvals/${first.approval}`, { viewport: { width: 390, height: 844 } });
    await page.getByRole("button", { name: "Edit…" }).click();
    // Nothing was edited.
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByText("It was done").waitFor();
    expect(await server.tributary.approvals.get(first.approval)).toMatchObject({ edited: false, status: "done" });
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
    await dashboard.shoot(page, "approval-done-phone");
    await page.getByRole("button", { name: "Next waiting write" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(first.approval));
    await page.getByRole("button", { name: "Approve", exact: true }).waitFor();
    await server.tributary.approvals.deny(later.approval);
    await page.context().close();
  });

  it("says no by the keyboard, and tells the agent why", async () => {
    const { approval, id } = await askForUpdate("Keep me.", "Change me.");
    const page = await dashboard.signIn(`/approvals/${approval}`);
    await page.getByRole("button", { name: "Deny…" }).waitFor();
    await page.keyboard.press("d");
    await page.getByRole("dialog").getByLabel("Comment").fill("Ask Bruno first.");
    await page.getByRole("dialog").getByRole("button", { name: "Deny" }).click();
    await page.getByText("Comment to the agent").waitFor();
    expect(await agent.approvals.get(approval)).toMatchObject({ status: "denied", comment: "Ask Bruno first." });
    expect(await bodyOf(id)).toBe("Keep me.");
    await page.context().close();
  });

  it("walks the inbox with j and k, and decides on several at once", async () => {
    const asked = [await askForUpdate("a", "b"), await askForUpdate("c", "d")];
    const page = await dashboard.signIn("/approvals");
    await page.getByRole("list", { name: "Waiting approvals" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).getByText("Next, previous").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.getByText("2 selected").waitFor();
    await dashboard.shoot(page, "approvals-selected");
    await page.keyboard.press("a");
    await page.getByRole("dialog", { name: "Approve 2 writes?" }).getByRole("button", { name: "Approve 2" }).click();
    await page.getByText("Nothing waits for you").waitFor();
    expect(await Promise.all(asked.map(({ id }) => bodyOf(id)))).toEqual(["b", "d"]);
    await page.getByText("Decided", { exact: true }).click();
    await page.getByRole("list", { name: "Decided approvals" }).getByText("Done").first().waitFor();
    await page.context().close();
  });

  it("shows a fresh preview when the page was changed meanwhile, and runs nothing before a new decision", async () => {
    const { id, approval } = await askForUpdate("First.", "From the agent.");
    const page = await dashboard.signIn(`/approvals/${approval}`);
    await page.getByRole("button", { name: "Approve", exact: true }).waitFor();
    await run("confluence_update_page", { pageId: id, body: "From a person." });
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByText("The content has changed meanwhile, so nothing was done").waitFor();
    await page.locator("del").getByText("From a person.").waitFor();
    await dashboard.shoot(page, "approval-stale");
    expect(await bodyOf(id)).toBe("From a person.");
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByText("It was done").waitFor();
    expect(await bodyOf(id)).toBe("From the agent.");
    await page.context().close();
  });

  it("warns of comments that lose their place, shows macros as chips, and asks twice before what cannot be undone", async () => {
    const { id } = await newPage("The lag is five minutes.");
    await run("confluence_add_inline_comment", { pageId: id, body: "Really?", selectedText: "five minutes" });
    const approval = await ask("confluence_update_page", {
      pageId: id,
      body: '<p>Another text. <ac:structured-macro ac:name="status"><ac:parameter ac:name="title">DONE</ac:parameter></ac:structured-macro></p><ac:structured-macro ac:name="toc" />',
      format: "storage",
    });
    const page = await dashboard.signIn(`/approvals/${approval}`);
    await page.getByText("An inline comment loses the place it stands at").waitFor();
    await page.locator("ins").getByText("toc").waitFor();
    await dashboard.shoot(page, "approval-macros");
    await server.tributary.approvals.deny(approval);

    const draft = await run("confluence_create_page", {
      spaceId: "ENG",
      title: "A draft",
      body: "Go.",
      status: "draft",
    });
    const deletion = await ask("confluence_delete_page", { pageId: String(draft.id), draft: true });
    await page.goto(`/approvals/${deletion}`);
    await page.getByText("This cannot be undone").waitFor();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByRole("dialog").getByText("It cannot be undone").waitFor();
    expect(await server.tributary.approvals.get(deletion)).toMatchObject({ status: "pending" });
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await page.getByText("It was done").waitFor();
    await page.context().close();
  });

  it("says what is wrong with an address that leads nowhere", async () => {
    const page = await dashboard.signIn("/approvals/apr_nothing");
    await page.getByText("This approval is not here").waitFor();
    await page.context().close();
  });

  it("lets a viewer see everything and decide on nothing, in the page and at the server", async () => {
    const viewer = await inviteViewer(server);
    const { approval } = await askForUpdate("Seen.", "Not decided.");
    const page = await dashboard.signIn("/approvals", {}, viewer);
    await page.getByText("You may look, not decide").waitFor();
    expect(await page.getByRole("checkbox").count()).toBe(0);
    await page
      .getByRole("link", { name: /Approve me/ })
      .first()
      .click();
    await page.getByText("What would change").waitFor();
    await page.keyboard.press("a");
    expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
    const refused = await viewer.fetch(`${server.url}/v1/approvals/${approval}/approve`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(refused.status).toBe(403);
    expect(await server.tributary.approvals.get(approval)).toMatchObject({ status: "pending" });
    await page.context().close();
  });

  it.each(looks)(
    "has no serious accessibility violation and no sideways scrolling: $name",
    async ({ name, ...look }) => {
      const { approval } = await askForUpdate(
        "# Title\n\nOne **bold** word.\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "# Title\n\nOne *other* word.\n\n- [ ] a task",
      );
      const page: Page = await dashboard.signIn("/approvals", look);
      await page.getByRole("list", { name: "Waiting approvals" }).waitFor();
      await dashboard.shoot(page, `approvals-${name}`);
      await expectGoodPage(page);
      await page.goto(`/approvals/${approval}`);
      await page.getByText("What would change").waitFor();
      await dashboard.shoot(page, `approval-${name}`);
      await expectGoodPage(page);
      await page.getByRole("button", { name: "Edit…" }).click();
      await expectGoodPage(page);
      await page.getByRole("button", { name: "Deny…" }).click();
      await expectGoodPage(page);
      await page.context().close();
    },
  );
});
