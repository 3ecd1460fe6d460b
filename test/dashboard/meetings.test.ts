import type { Meeting } from "@tributary/sdk";
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
import { settled } from "./settled.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let dashboard: Dashboard;
let connectionId: string;
let serial = 0;

async function newMeeting(): Promise<Meeting> {
  serial += 1;
  const { meeting } = await server.tributary.meetings.create({
    externalId: `recorded-${serial}`,
    title: `Sluice planning ${serial}`,
    startedAt: "2026-11-02T10:00:00Z",
    endedAt: "2026-11-02T10:45:00Z",
    participants: [{ name: "Ada" }, { name: "Grace" }],
    summary: "We planned the release of the sluice.",
    insights: [
      { kind: "decision", text: `We ship release ${serial} on Friday.` },
      { kind: "decision", text: `The alarm of release ${serial} rings after two minutes.` },
      { kind: "next_step", text: `Grace asks the operators about release ${serial}.` },
      { kind: "task", text: `Write the notes of release ${serial}`, assignee: "Ada", dueDate: "2026-11-06" },
    ],
    transcript: [{ at: 0, speaker: "Ada", text: "Let us begin." }],
  });
  return meeting;
}

const calls = async (tool: string) => (await server.tributary.calls.list({ tool })).items.length;

/** What stands at the site, asked past the dashboard. */
async function data(tool: string, args: Record<string, unknown>): Promise<ReturnType<typeof JSON.parse>> {
  const answer = await server.tributary.tools.execute(tool, { connectionId, arguments: args });
  if (!answer.successful) throw new Error(answer.error.message);
  return answer.data;
}

const insightRow = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });
const dialog = (page: Page) => page.getByRole("dialog");

/** Opens the icon of one insight and chooses what is to be made of it. */
async function send(page: Page, text: string, what: "Create a page" | "Add a comment to a page") {
  await insightRow(page, text).hover();
  await insightRow(page, text).getByRole("button", { name: "Send to Confluence" }).click();
  await page.getByRole("menuitem", { name: what }).click();
}

async function choose(page: Page, label: string, typed: string, option: string | RegExp) {
  const field = dialog(page).getByRole("combobox", { name: label });
  await field.click();
  await field.fill(typed);
  await dialog(page).getByRole("option", { name: option }).first().click();
}

describe.skipIf(!hasChromium)(`meetings in the dashboard, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    server = await startServer();
    connectionId = await connect(server, server.admin.id);
    dashboard = await openDashboard(server);
  });
  afterAll(async () => {
    await dashboard?.close();
    await server?.stop();
  });

  it("makes a page of an insight with a click, marks the insight, and remembers the choice", async () => {
    const { id, title } = await newMeeting();
    const decision = `We ship release ${serial} on Friday.`;
    const before = await calls("confluence_create_page");
    const page = await dashboard.signIn("/meetings");
    await page.getByRole("link", { name: title }).click();
    await send(page, decision, "Create a page");
    // The fields are filled in from the insight, and nothing has gone anywhere yet.
    expect(await dialog(page).getByLabel("Title").inputValue()).toBe(decision.replace(/\.$/, ""));
    expect(await dialog(page).getByRole("textbox", { name: "Description" }).inputValue()).toContain(decision);
    await dialog(page).getByRole("button", { name: "Create", exact: true }).click();
    await dialog(page).getByText("Choose a space.").waitFor();
    expect(await calls("confluence_create_page")).toBe(before);

    await choose(page, "Space", "ENG", /ENG/);
    await choose(page, "Parent page", "Sluice", "Sluice");
    await dialog(page).getByRole("textbox", { name: "Description" }).fill(`**${decision}**\n\nSaid by Ada.`);
    await dialog(page).getByRole("tab", { name: "Preview" }).click();
    await dialog(page).locator("strong").getByText(decision).waitFor();
    await dashboard.shoot(page, "meeting-create-page");
    await dialog(page).getByRole("button", { name: "Create", exact: true }).click();
    const link = dialog(page).getByRole("link", { name: "Open in Confluence" });
    await link.waitFor();
    const [sent] = (await server.tributary.meetings.get(id)).insights.flatMap((one) => one.sent);
    expect(await link.getAttribute("href")).toBe(sent?.url);
    const made = await data("confluence_get_page", { pageId: sent?.id });
    expect(made).toMatchObject({ title: decision.replace(/\.$/, "") });
    expect(made.body).toContain("Said by Ada.");
    await dialog(page).getByRole("button", { name: "Done" }).click();
    await insightRow(page, decision)
      .getByRole("link", { name: /in Confluence/ })
      .waitFor();

    // The next one begins with the same space and parent.
    await send(page, `The alarm of release ${serial}`, "Create a page");
    const space = dialog(page).getByRole("combobox", { name: "Space" });
    await expect.poll(() => space.inputValue()).not.toBe("");
    expect(await dialog(page).getByRole("combobox", { name: "Parent page" }).inputValue()).toBe("Sluice");
    await page.keyboard.press("Escape");
    expect(await calls("confluence_create_page")).toBe(before + 1);

    // So it does in another browser, by their names.
    const elsewhere = await dashboard.signIn(`/meetings/${id}`);
    await send(elsewhere, `The alarm of release ${serial}`, "Create a page");
    await expect
      .poll(() => dialog(elsewhere).getByRole("combobox", { name: "Space" }).inputValue())
      .toBe("Engineering");
    await expect
      .poll(() => dialog(elsewhere).getByRole("combobox", { name: "Parent page" }).inputValue())
      .toBe("Sluice");
    await elsewhere.context().close();
    await page.context().close();
  });

  it("adds an insight to a page as a comment, by keyboard alone", async () => {
    const { id } = await newMeeting();
    const step = `Grace asks the operators about release ${serial}.`;
    const page = await dashboard.signIn(`/meetings/${id}`);
    await insightRow(page, step).getByRole("button", { name: "Send to Confluence" }).focus();
    await page.keyboard.press("Enter");
    const highlighted = (name: string) => page.locator("[role=menuitem][data-highlighted]").getByText(name).waitFor();
    await highlighted("Create a page");
    await page.keyboard.press("ArrowDown");
    await highlighted("Add a comment to a page");
    await page.keyboard.press("Enter");
    const field = dialog(page).getByRole("combobox", { name: "Page", exact: true });
    await field.focus();
    await page.keyboard.type("Sluice");
    await dialog(page)
      .getByRole("option", { name: /Sluice/ })
      .first()
      .waitFor();
    await expect.poll(() => dialog(page).locator("[role=option]").first().textContent()).toContain("Sluice");
    await page.keyboard.press("Enter");
    await dashboard.shoot(page, "meeting-add-comment");
    await dialog(page).getByRole("button", { name: "Add comment" }).focus();
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("link", { name: "Open in Confluence" }).waitFor();
    const [sent] = (await server.tributary.meetings.get(id)).insights.flatMap((one) => one.sent);
    expect(sent).toMatchObject({ kind: "comment", by: server.admin.id });
    const comment = await data("confluence_get_comment", { commentId: sent?.id });
    expect(JSON.stringify(comment)).toContain(step);
    await page.context().close();
  });

  it("removes an insight, and brings it back", async () => {
    const { id } = await newMeeting();
    const page = await dashboard.signIn(`/meetings/${id}`);
    const row = page.getByRole("listitem").filter({ hasText: `We ship release ${serial} on Friday.` });
    await row.hover();
    await row.getByRole("button", { name: "Remove" }).click();
    await row.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await row.waitFor();
    await page.context().close();
  });

  it("sends several insights as one page", async () => {
    const { id } = await newMeeting();
    const page = await dashboard.signIn(`/meetings/${id}`);
    await page.getByRole("checkbox", { name: /We ship release/ }).check();
    await page.getByRole("checkbox", { name: /Write the notes/ }).check();
    await page.getByText("2 selected").waitFor();
    await dashboard.shoot(page, "meeting-several");
    await page.getByRole("button", { name: "Create a page" }).click();
    const body = await dialog(page).getByRole("textbox", { name: "Description" }).inputValue();
    expect(body).toContain(`- We ship release ${serial} on Friday.`);
    expect(body).toContain(`- [ ] Write the notes of release ${serial} (Ada), due 2026-11-06`);
    await choose(page, "Space", "ENG", /ENG/);
    await dialog(page).getByLabel("Title").fill(`Several of release ${serial}`);
    // Twice at once is sent once.
    await dialog(page).getByRole("button", { name: "Create", exact: true }).dblclick();
    await dialog(page).getByRole("link", { name: "Open in Confluence" }).waitFor();
    const insights = (await server.tributary.meetings.get(id)).insights;
    expect(insights.map(({ sent }) => sent.length)).toEqual([1, 0, 0, 1]);
    expect(new Set(insights.flatMap(({ sent }) => sent.map((one) => one.id))).size).toBe(1);
    await page.context().close();
  });

  it("sends a whole meeting as minutes", async () => {
    const { id, title } = await newMeeting();
    const page = await dashboard.signIn(`/meetings/${id}`);
    await page.getByRole("button", { name: "Minutes to Confluence" }).click();
    const body = dialog(page).getByRole("textbox", { name: "Description" });
    await body.waitFor();
    for (const words of ["## Decisions", "## Next steps", "## Tasks", "We planned the release", "Ada, Grace"])
      expect(await body.inputValue()).toContain(words);
    // Nothing was noted, so there is no heading for it.
    expect(await body.inputValue()).not.toContain("## Notes");
    await choose(page, "Space", "ENG", /ENG/);
    await dialog(page).getByRole("button", { name: "Create", exact: true }).click();
    await dialog(page).getByRole("link", { name: "Open in Confluence" }).waitFor();
    const [sent] = (await server.tributary.meetings.get(id)).insights.flatMap((one) => one.sent);
    expect((await data("confluence_get_page", { pageId: sent?.id })).title).toContain(title);
    await page.context().close();
  });

  it("says in words what Confluence refuses, and sends after it is put right", async () => {
    const { id } = await newMeeting();
    const page = await dashboard.signIn(`/meetings/${id}`);
    await send(page, `We ship release ${serial}`, "Create a page");
    await choose(page, "Space", "ENG", /ENG/);
    await dialog(page).getByLabel("Title").fill("Sluice");
    await dialog(page).getByRole("button", { name: "Create", exact: true }).click();
    await dialog(page).getByRole("alert").getByText(/title/i).first().waitFor();
    await dashboard.shoot(page, "meeting-title-taken");
    expect((await server.tributary.meetings.get(id)).insights.flatMap(({ sent }) => sent)).toEqual([]);
    await dialog(page).getByLabel("Title").fill(`Sluice, release ${serial}`);
    await dialog(page).getByRole("button", { name: "Create", exact: true }).click();
    await dialog(page).getByRole("link", { name: "Open in Confluence" }).waitFor();
    await page.context().close();
  });

  it("imports notes in Markdown and a transcript", async () => {
    const page = await dashboard.signIn("/meetings");
    const bring = async (name: string, text: string) => {
      await page.getByRole("button", { name: "Import" }).first().click();
      await dialog(page)
        .locator("input[type=file]")
        .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
      await page.waitForURL("**/meetings/*");
    };
    await bring(
      "weekly.md",
      "# Weekly of the locks\n\nWe looked at the locks.\n\n## Decisions\n\n- The north lock stays shut.\n\n## Tasks\n\n- [ ] Oil the gate\n",
    );
    await page.getByRole("heading", { name: "Weekly of the locks" }).waitFor();
    await insightRow(page, "The north lock stays shut.").waitFor();
    await insightRow(page, "Oil the gate").waitFor();
    await page.goto("/meetings");
    await bring(
      "standup.vtt",
      "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada>The pump runs again.\n\n00:00:05.000 --> 00:00:08.000\n<v Grace>Then we open the gate.\n",
    );
    await page.getByText("Transcript").click();
    await page.getByText("The pump runs again.").waitFor();
    await page.getByText("Grace:").waitFor();
    await page.goto("/meetings");
    await page.getByRole("button", { name: "Import" }).first().click();
    await dialog(page)
      .locator("input[type=file]")
      .setInputFiles({ name: "broken.json", mimeType: "application/json", buffer: Buffer.from("{") });
    await dialog(page).getByRole("alert").waitFor();
    await page.context().close();
  });

  it("shows a viewer what is shared, and no way to send or change it", async () => {
    const shared = await newMeeting();
    const own = await newMeeting();
    await server.tributary.meetings.share(shared.id, true);
    const viewer = await inviteViewer(server);
    const page = await dashboard.signIn("/meetings", {}, viewer);
    await page.getByRole("link", { name: shared.title }).waitFor();
    expect(await page.getByRole("link", { name: own.title }).count()).toBe(0);
    await page.getByRole("link", { name: shared.title }).click();
    await page.getByRole("heading", { name: "Decisions" }).waitFor();
    await settled(page);
    expect(await page.getByRole("main").getByRole("button").count()).toBe(0);
    expect(await page.getByRole("main").getByRole("checkbox").count()).toBe(0);
    await page.context().close();
  });

  it("works with a thumb: at phone width, without hovering", async () => {
    const { id } = await newMeeting();
    const page = await dashboard.signIn(`/meetings/${id}`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const decision = insightRow(page, `We ship release ${serial}`);
    await decision.getByRole("button", { name: "Send to Confluence" }).tap();
    await page.getByRole("menuitem", { name: "Create a page" }).tap();
    const space = dialog(page).getByRole("combobox", { name: "Space" });
    await space.tap();
    await space.fill("ENG");
    await dialog(page).getByRole("option", { name: /ENG/ }).first().tap();
    await dialog(page).getByLabel("Title").fill(`By thumb ${serial}`);
    await dashboard.shoot(page, "meeting-send-phone");
    await expectGoodPage(page);
    await dialog(page).getByRole("button", { name: "Create", exact: true }).tap();
    await dialog(page).getByRole("link", { name: "Open in Confluence" }).waitFor();
    await page.context().close();
  });

  it.each(looks)("has no serious accessibility violation, and no sideways scrolling: $name", async (look) => {
    const { name, ...options } = look;
    const { id, title } = await newMeeting();
    const page = await dashboard.signIn("/meetings", options);
    await page.getByRole("link", { name: title }).waitFor();
    await expectGoodPage(page);
    await dashboard.shoot(page, `meetings-${name}`);
    await page.goto(`/meetings/${id}`);
    await page.getByRole("heading", { name: "Decisions" }).waitFor();
    await settled(page);
    await expectGoodPage(page);
    await dashboard.shoot(page, `meeting-${name}`);
    await send(page, `We ship release ${serial}`, "Create a page");
    await dialog(page).getByRole("combobox", { name: "Space" }).waitFor();
    await expectGoodPage(page);
    await dashboard.shoot(page, `meeting-send-${name}`);
    await page.context().close();
  });
});
