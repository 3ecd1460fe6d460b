import { Tributary } from "@tributary/sdk";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, newBrowser, startServer } from "../set-up.ts";
import {
  type Dashboard,
  executablePath,
  expectGoodPage,
  hasChromium,
  inviteViewer,
  looks,
  openDashboard,
  type Person,
} from "./browser.ts";
import { settled } from "./settled.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let dashboard: Dashboard;
let viewer: Awaited<ReturnType<typeof inviteViewer>>;

const parts = ["account", "members", "minutes", "data", "about"] as const;
let serial = 0;

/** A member who joined by an invitation, past the dashboard. */
async function newMember(role: "admin" | "member" | "viewer"): Promise<Person & { id: string; name: string }> {
  const person = { email: `person-${++serial}@example.com`, password: `a password of person ${serial}` };
  const name = `Person ${serial}`;
  const { url } = await server.tributary.invitations.create({ email: person.email, role });
  const client = new Tributary({ baseUrl: server.url, fetch: newBrowser().fetch });
  const token = new URL(url).searchParams.get("token") ?? "";
  const { id } = await client.invitations.accept({ token, name, password: person.password });
  return { ...person, id, name };
}

const row = (page: Page, list: string, text: string) =>
  page.getByRole("list", { name: list }).getByRole("listitem").filter({ hasText: text });
const dialog = (page: Page) => page.getByRole("dialog");

describe.skipIf(!hasChromium)(`settings in the dashboard, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    server = await startServer();
    viewer = await inviteViewer(server);
    dashboard = await openDashboard(server);
  });
  afterAll(async () => {
    await dashboard?.close();
    await server?.stop();
  });

  it("invites somebody, who joins by the link; changes their role; and removes them", async () => {
    const page = await dashboard.signIn("/settings/members");
    await page.getByRole("button", { name: "Invite", exact: true }).first().click();
    await dialog(page).getByLabel("E-mail").fill("grace@example.com");
    await dialog(page)
      .getByRole("radio", { name: /^Member/ })
      .check();
    await dialog(page).getByRole("button", { name: "Make the link" }).click();
    await dialog(page).getByText("It is shown this once").waitFor();
    const link = (await dialog(page).locator("code").textContent()) ?? "";
    expect(new URL(link).pathname).toBe("/join");
    await dashboard.shoot(page, "settings-invited");
    await dialog(page).getByRole("button", { name: "Done" }).click();
    await row(page, "Open invitations", "grace@example.com").waitFor();

    const guest = await dashboard.open(link);
    await guest.getByText("You were invited as member").waitFor();
    await guest.getByLabel("Your name").fill("Grace");
    await guest.getByLabel("Password", { exact: true }).fill("grace's long password");
    await guest.getByRole("button", { name: "Join" }).click();
    await guest.waitForURL("**/integrations");

    // The page hears of it by itself.
    await row(page, "Members", "Grace").getByText("Member", { exact: true }).waitFor();
    await expect.poll(() => row(page, "Open invitations", "grace@example.com").count()).toBe(0);
    await page.getByRole("button", { name: "Manage Grace" }).click();
    await page.getByRole("menuitem", { name: "Change role" }).click();
    await dialog(page)
      .getByRole("radio", { name: /^Viewer/ })
      .check();
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await row(page, "Members", "Grace").getByText("Viewer", { exact: true }).waitFor();
    expect((await server.tributary.members.list()).find(({ name }) => name === "Grace")?.role).toBe("viewer");

    // In the browser Grace has open the change counts from the next page on.
    await guest.goto("/settings/members");
    await row(guest, "Members", "Grace").getByText("(you)").waitFor();
    expect(await guest.getByRole("button", { name: /Invite|Manage/ }).count()).toBe(0);

    await page.getByRole("button", { name: "Manage Grace" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await dialog(page).getByText("signed out everywhere at once").waitFor();
    await dashboard.shoot(page, "settings-remove-member");
    await dialog(page).getByRole("button", { name: "Remove" }).click();
    await expect.poll(() => row(page, "Members", "Grace").count()).toBe(0);
    await guest.goto("/settings/members");
    await guest.waitForURL("**/sign-in**");
    await guest.context().close();
    await page.context().close();
  });

  it("takes an invitation back, after which its link says so", async () => {
    const { url } = await server.tributary.invitations.create({ email: "late@example.com" });
    const page = await dashboard.signIn("/settings/members");
    await page.getByRole("button", { name: "Take back the link for late@example.com" }).click();
    await expect.poll(() => row(page, "Open invitations", "late@example.com").count()).toBe(0);
    const guest = await dashboard.open(new URL(url).pathname + new URL(url).search);
    await guest.getByRole("alert").getByText("not good").waitFor();
    await guest.context().close();
    await page.context().close();
  });

  it("keeps the only admin, and says why", async () => {
    const page = await dashboard.signIn("/settings/members");
    await page.getByRole("button", { name: "Manage Admin" }).click();
    await page.getByRole("menuitem", { name: "Change role" }).click();
    await dialog(page)
      .getByRole("radio", { name: /^Viewer/ })
      .check();
    await dialog(page).getByText("You give up being an admin.").waitFor();
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await dialog(page).getByRole("alert").getByText("is the only admin").waitFor();
    await page.keyboard.press("Escape");
    await row(page, "Members", "admin@example.com").getByText("Admin", { exact: true }).last().waitFor();
    await page.context().close();
  });

  it("shows a viewer everything but a way to change it, and the server refuses it too", async () => {
    const page = await dashboard.signIn("/settings/members", {}, viewer);
    await row(page, "Members", "Vera").waitFor();
    for (const part of ["members", "minutes", "data", "about"]) {
      await page.goto(`/settings/${part}`);
      await page.getByRole("main").getByRole("heading", { level: 2 }).first().waitFor();
      await settled(page);
      const main = page.getByRole("main");
      // Copying is no change.
      expect(await main.getByRole("button").filter({ hasNotText: /^$/ }).count(), part).toBe(0);
      expect(await main.getByRole("textbox").or(main.getByRole("radio")).count(), part).toBe(0);
    }
    expect(await page.getByText(server.dataDir).count()).toBe(0);
    for (const [path, gone] of [
      ["/integrations", /Connect/],
      ["/meetings", /Import|Recorder/],
      ["/agents", /New agent/],
    ] as const) {
      await page.goto(path);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      await settled(page);
      const ways = page.getByRole("main").getByRole("button", { name: gone });
      expect(await ways.or(page.getByRole("main").getByRole("link", { name: gone })).count(), path).toBe(0);
    }
    await page.context().close();
  });

  it("refuses a viewer whatever changes anything but what is their own, and every path for admins", async () => {
    const { tributary } = server;
    const client = new Tributary({ baseUrl: server.url, fetch: viewer.fetch, retries: 0 });
    // Their own, from the time before they were a viewer.
    const connectionId = await connect(server, (await client.me()).id);
    const { meeting } = await tributary.meetings.create({
      title: "Shared",
      startedAt: "2026-11-02T10:00:00Z",
      insights: [{ kind: "decision", text: "It stays." }],
    });
    await tributary.meetings.share(meeting.id, true);
    const insightId = meeting.insights[0]?.id ?? "";
    const write = { connectionId, arguments: { spaceId: "ENG", title: "Of the viewer", body: "No." } };
    const done = await tributary.tools.execute("confluence_create_page", {
      connectionId,
      arguments: { spaceId: "ENG", title: "Of the admin", body: "Yes." },
    });
    const state = async () =>
      JSON.stringify([
        await tributary.connections.list(),
        await tributary.members.list(),
        await tributary.meetings.get(meeting.id),
        await tributary.settings.get(),
        await tributary.tools
          .execute("confluence_get_page", {
            connectionId,
            arguments: { pageId: (done.data as { id: string }).id },
          })
          .then(({ data, successful }) => ({ data, successful })),
      ]);
    const before = await state();

    const to = { kind: "page", connectionId, spaceId: "ENG", title: "Of the viewer", body: "No." } as const;
    const attempts: Record<string, () => Promise<unknown>> = {
      connect: () => client.connections.initiate(),
      rename: () => client.connections.rename(connectionId, "Mine"),
      chooseSite: () => client.connections.chooseSite(connectionId, server.emulator.credentials.cloudId ?? ""),
      reconnect: () => client.connections.reconnect(connectionId),
      disconnect: () => client.connections.disconnect(connectionId),
      createMeeting: () => client.meetings.create({ title: "Mine", startedAt: "2026-11-02T10:00:00Z" }),
      importMeeting: () => client.meetings.import({ fileName: "a.md", text: "# Mine" }),
      webhook: () => client.meetings.createWebhook(),
      share: () => client.meetings.share(meeting.id, false),
      deleteMeeting: () => client.meetings.delete(meeting.id),
      addInsight: () => client.meetings.addInsight(meeting.id, { kind: "note", text: "Mine" }),
      changeInsight: () => client.meetings.changeInsight(insightId, { text: "Mine" }),
      deleteInsight: () => client.meetings.deleteInsight(insightId),
      send: () => client.meetings.send({ insightIds: [insightId], to, sendId: "of-the-viewer" }),
      template: () => client.meetings.setTemplate("Mine"),
      invite: () => client.invitations.create({ email: "x@example.com", role: "admin" }),
      role: () => client.members.setRole(server.admin.id, "viewer"),
      retention: () => client.settings.update({ recordDays: 1 }),
      agent: () => client.agents.create({ name: "Mine" }),
    };
    const codes: Record<string, unknown> = {};
    for (const [name, attempt] of Object.entries(attempts))
      codes[name] = await attempt().then(
        () => "done",
        ({ code }: { code: string }) => code,
      );
    expect(codes).toEqual(Object.fromEntries(Object.keys(attempts).map((name) => [name, "forbidden"])));
    // Takes nothing back: each step is refused.
    expect((await client.calls.undo(done.meta.callId ?? "")).successful).toBe(false);
    const tool = await client.tools.execute("confluence_create_page", write);
    expect(tool.successful).toBe(false);
    const raw = await client.apiCall({
      connectionId,
      method: "DELETE",
      path: "/wiki/api/v2/pages/1",
    } as Parameters<typeof client.apiCall>[0]);
    expect(raw.successful).toBe(false);
    expect(await state()).toBe(before);
  });

  it("changes the password, and signs out everywhere else", async () => {
    const person = await newMember("member");
    const here = await dashboard.signIn("/settings/account", {}, person);
    const elsewhere = await dashboard.signIn("/integrations", {}, person);
    await here.reload();
    // Here, there, and where the invitation was accepted.
    await expect.poll(() => row(here, "Sessions", "Chrome").count()).toBeGreaterThan(1);
    await here.getByText("This browser").waitFor();
    const fill = async (current: string, next: string, again = next) => {
      await here.getByLabel("Current password", { exact: true }).fill(current);
      await here.getByLabel("New password", { exact: true }).fill(next);
      await here.getByLabel("New password again", { exact: true }).fill(again);
      await here.getByRole("button", { name: "Change password" }).click();
    };
    await fill(person.password, "a wholly new password", "a wholly mew password");
    await here.getByText("The two are not the same.").waitFor();
    await fill("not the password", "a wholly new password");
    await here.getByRole("alert").waitFor();
    await fill(person.password, "a wholly new password");
    await here.getByText("Your password is changed").first().waitFor();
    await expect.poll(() => here.getByRole("list", { name: "Sessions" }).getByRole("listitem").count()).toBe(1);
    await elsewhere.goto("/settings/account");
    await elsewhere.waitForURL("**/sign-in**");
    await elsewhere.context().close();
    await here.context().close();
  });

  it("signs out one other browser, or all of them", async () => {
    const person = await newMember("viewer");
    const here = await dashboard.signIn("/settings/account", {}, person);
    await here.getByRole("button", { name: "Sign out everywhere else" }).click();
    await dialog(here).getByRole("button", { name: "Sign out" }).click();
    await expect.poll(() => here.getByRole("list", { name: "Sessions" }).getByRole("listitem").count()).toBe(1);
    const elsewhere = await dashboard.signIn("/integrations", {}, person);
    await here.reload();
    await here.getByRole("button", { name: "Sign out Chrome on Linux" }).click();
    await expect.poll(() => here.getByRole("list", { name: "Sessions" }).getByRole("listitem").count()).toBe(1);
    await elsewhere.goto("/integrations");
    await elsewhere.waitForURL("**/sign-in**");
    await elsewhere.context().close();
    await here.context().close();
  });

  it("makes an API key that is shown once, works at once, and ends when it is revoked", async () => {
    const person = await newMember("member");
    const page = await dashboard.signIn("/settings/account", {}, person);
    await page.getByText("You have no API key.").waitFor();
    await page.getByLabel("Name of a new key").fill("Release script");
    await page.getByRole("button", { name: "Make a key" }).click();
    await page.getByText("shown this once").waitFor();
    const apiKey = (await page.getByRole("status").locator("code").textContent()) ?? "";
    const client = new Tributary({ baseUrl: server.url, apiKey });
    expect(await client.me()).toMatchObject({ id: person.id, role: "member" });
    await page.reload();
    await row(page, "API keys", "Release script").waitFor();
    expect(await page.getByText(apiKey).count()).toBe(0);
    await page.getByRole("button", { name: "Revoke Release script" }).click();
    await dialog(page).getByText("refused at once").waitFor();
    await dialog(page).getByRole("button", { name: "Revoke" }).click();
    await page.getByText("You have no API key.").waitFor();
    await expect(client.me()).rejects.toMatchObject({ code: "unauthenticated" });
    await page.context().close();
  });

  it("gives a link with which a member chooses a new password", async () => {
    const person = await newMember("member");
    const page = await dashboard.signIn("/settings/members");
    await page.getByRole("button", { name: `Manage ${person.name}` }).click();
    await page.getByRole("menuitem", { name: "Link for a new password" }).click();
    await dialog(page).getByRole("button", { name: "Make the link" }).click();
    const link = (await dialog(page).locator("code").textContent()) ?? "";
    const guest = await dashboard.open(link);
    await guest.getByLabel("Password", { exact: true }).fill("a password chosen anew");
    await guest.getByRole("button", { name: "Save and sign in" }).click();
    await guest.waitForURL("**/integrations");
    await guest.context().close();
    const again = await dashboard.signIn("/settings/account", {}, { ...person, password: "a password chosen anew" });
    await again.getByRole("main").getByText(person.email).waitFor();
    await again.context().close();
    await page.context().close();
  });

  it("keeps the template of minutes, which what is sent begins with, and brings the usual one back", async () => {
    const { meeting } = await server.tributary.meetings.create({
      title: "Planning",
      startedAt: "2026-11-02T10:00:00Z",
      insights: [{ kind: "decision", text: "We ship on Friday." }],
    });
    const page = await dashboard.signIn("/settings/minutes");
    const template = page.getByRole("textbox", { name: "Template" });
    const usual = await template.inputValue();
    await template.fill("# {{title}}\n\nWe decided:\n\n{{decisions}}");
    await page.getByRole("tab", { name: "Preview" }).click();
    await page.getByRole("tabpanel").getByText("We decided:").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(async () => (await server.tributary.meetings.draft(meeting.id)).body)
      .toBe("# Planning\n\nWe decided:\n\n- We ship on Friday.");
    await page.getByRole("button", { name: "Use the usual template" }).click();
    await dialog(page).getByRole("button", { name: "Use the usual" }).click();
    await expect.poll(() => page.getByRole("textbox", { name: "Template" }).inputValue()).toBe(usual);
    await page.context().close();
  });

  it("asks before calls are forgotten, and puts the change on record", async () => {
    const page = await dashboard.signIn("/settings/data");
    await page.getByText("Calls stay on record for ever (no limit was set).").waitFor();
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    await page.getByLabel("Days on record").fill("90");
    await page.getByRole("button", { name: "Save" }).click();
    await dialog(page).getByText("calls older than 90 days are taken off the record").waitFor();
    await dashboard.shoot(page, "settings-retention");
    await dialog(page).getByRole("button", { name: "Cancel" }).click();
    expect(await server.tributary.settings.get()).toEqual({ recordDays: null, setBy: "default" });
    await page.getByRole("button", { name: "Save" }).click();
    await dialog(page).getByRole("button", { name: "Forget older calls" }).click();
    await page.getByText("Calls stay on record for 90 days (set here by an admin).").waitFor();
    // Longer again loses nothing, so nothing is asked.
    await page.getByRole("radio", { name: "For ever" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Calls stay on record for ever (set here by an admin).").waitFor();
    const noted = await server.tributary.calls.list({ tool: "tributary_update_settings" });
    expect(noted.items.map(({ caller, surface }) => [caller.name, surface])).toEqual([
      ["Admin", "dashboard"],
      ["Admin", "dashboard"],
    ]);
    await page.context().close();
  });

  it("is found in the navigation and the account menu, and by its address", async () => {
    const page = await dashboard.signIn("/integrations");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
    await page.waitForURL("**/settings/account");
    await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "About" }).click();
    await page.getByText(server.dataDir).waitFor();
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Your account" }).click();
    await page.waitForURL("**/settings/account");
    await page.context().close();
  });

  it("says what went wrong, with a way to try again, when a list cannot be read", async () => {
    const page = await dashboard.signIn("/integrations");
    let broken = true;
    await page.route("**/v1/members", (route) =>
      broken
        ? route.fulfill({
            status: 409,
            json: { error: { code: "conflict", message: "The members are being counted.", status: 409 } },
          })
        : route.continue(),
    );
    await page.goto("/settings/members");
    await page.getByRole("alert").getByText("The members are being counted.").waitFor();
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await row(page, "Members", "Vera").waitFor();
    await page.context().close();
  });

  it.each(looks)("has no serious accessibility violation, and no sideways scrolling: $name", async (look) => {
    const { name, ...options } = look;
    const page = await dashboard.signIn("/settings/account", options);
    for (const part of parts) {
      await page.goto(`/settings/${part}`);
      await page.getByRole("main").getByRole("heading", { level: 2 }).first().waitFor();
      await settled(page);
      await expectGoodPage(page);
      await dashboard.shoot(page, `settings-${part}-${name}`);
    }
    await page.goto("/settings/members");
    await page.getByRole("button", { name: "Invite", exact: true }).first().click();
    await dialog(page).getByLabel("E-mail").waitFor();
    await expectGoodPage(page);
    await page.context().close();
  });
});
