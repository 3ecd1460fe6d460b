import { type Policy, type Profile, Tributary } from "@tributary/sdk";
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

describe.skipIf(!hasChromium)(`agents in the dashboard, in Chromium (${executablePath})`, () => {
  beforeAll(async () => {
    server = await startServer();
    connectionId = await connect(server);
    dashboard = await openDashboard(server);
  });
  afterAll(async () => {
    await dashboard?.close();
    await server?.stop();
  });

  it("makes an agent with the permissions and limits chosen, and shows its key once, ready to paste", async () => {
    const page = await dashboard.signIn("/agents");
    await page.getByText("No agent yet").waitFor();
    await page.getByRole("link", { name: "New agent" }).first().click();
    await page.getByLabel("Name").fill("Release notes bot");
    await page.getByText("Documentation manager").click();
    await page.getByLabel("Require approval in Pages").check();
    await page.getByLabel("Allow delete in Attachments").check();
    await page.getByRole("group", { name: "Spaces it reaches" }).getByText("Only these").click();
    await page.getByRole("combobox", { name: "Add a space" }).fill("eng");
    await page.getByRole("option", { name: /Engineering/ }).click();
    await page.getByRole("button", { name: "Remove Engineering (ENG)" }).waitFor();
    await page.getByRole("combobox", { name: "Deny a tool" }).fill("archive");
    await page.getByRole("option", { name: /Archive page/ }).click();
    await page.keyboard.press("Escape");
    await dashboard.shoot(page, "agent-new");
    await page.getByRole("button", { name: "Create agent" }).click();

    await page.getByText("Its API key, shown this once").waitFor();
    const apiKey =
      (await page
        .locator("code")
        .filter({ hasText: /^trib_/ })
        .first()
        .textContent()) ?? "";
    await page.getByRole("tab", { name: "Cursor" }).click();
    await page.getByText(`"Authorization": "Bearer ${apiKey}"`).waitFor();
    await dashboard.shoot(page, "agent-key");
    const made = (await server.tributary.agents.list()).find(({ name }) => name === "Release notes bot");
    expect(made).toMatchObject({
      connectionIds: [connectionId],
      policy: {
        groups: {
          Pages: { level: "write", allowDelete: false, requireApproval: true },
          Spaces: { level: "read" },
          Attachments: { level: "write", allowDelete: true, requireApproval: false },
        },
        spaces: { only: ["ENG"] },
        tools: { deny: ["confluence_archive_page"] },
      },
    });
    // The key is good, and the policy holds.
    const agent = new Tributary({ baseUrl: server.url, apiKey });
    expect(await agent.me()).toMatchObject({ kind: "agent", name: "Release notes bot" });
    await page.context().close();
  });

  it("fills the matrix from a profile as the server itself does", async () => {
    for (const profile of ["read-only", "documentation-manager", "full-access"] satisfies Profile[]) {
      const wanted = await server.tributary.agents.create({ name: `by ${profile}`, profile });
      const page = await dashboard.signIn("/agents/new");
      await page.getByLabel("Name").fill(`as ${profile}`);
      await page.locator(`input[value="${profile}"]`).check();
      await page.getByRole("button", { name: "Create agent" }).click();
      await page.getByText("Its API key, shown this once").waitFor();
      const made = (await server.tributary.agents.list()).find(({ name }) => name === `as ${profile}`);
      expect(made?.policy.groups).toEqual(wanted.policy.groups);
      for (const id of [wanted.id, made?.id ?? ""]) await server.tributary.agents.delete(id);
      await page.context().close();
    }
  });

  it("changes what an agent may do, and explains what that means tool by tool", async () => {
    const { id } = await server.tributary.agents.create({ name: "Reader", profile: "read-only" });
    const page = await dashboard.signIn(`/agents/${id}`);
    await page.getByRole("group", { name: "Level of Pages" }).getByText("Write").click();
    await page.getByLabel("Require approval in Pages").check();
    await page.getByText("Not saved yet").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect((await server.tributary.agents.get(id)).policy.groups.Pages).toMatchObject({
      level: "write",
      requireApproval: true,
    });
    await page.getByText("What it could do").click();
    const row = (title: string) => page.getByRole("listitem").filter({ has: page.getByText(title, { exact: true }) });
    await row("Create page").getByText("With approval").waitFor();
    await row("Delete page").getByText("Refused").waitFor();
    await row("Get page").getByText("Allowed").waitFor();
    await page.getByText(/^Refused \d+$/).click();
    await row("Get page").waitFor({ state: "detached" });
    await dashboard.shoot(page, "agent-tools");
    await page.context().close();
  });

  it("renews a key and deletes an agent, saying before what stops working", async () => {
    const { id, apiKey } = await server.tributary.agents.create({ name: "Short-lived" });
    const page = await dashboard.signIn(`/agents/${id}?tab=connect`);
    await page.getByText("YOUR_API_KEY").first().waitFor();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Renew the API key…" }).click();
    await page.getByRole("dialog").getByText("stops working at once").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Renew" }).click();
    await page.getByText("Its API key, shown this once").waitFor();
    const old = new Tributary({ baseUrl: server.url, apiKey, retries: 0 });
    await expect(old.me()).rejects.toMatchObject({ code: "unauthenticated" });
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Delete the agent…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("Short-lived is deleted").first().waitFor();
    expect((await server.tributary.agents.list()).some((agent) => agent.id === id)).toBe(false);
    await page.context().close();
  });

  it("shows what another admin changes meanwhile", async () => {
    const { id } = await server.tributary.agents.create({ name: "Old name" });
    const page = await dashboard.signIn(`/agents/${id}`);
    await page.getByRole("heading", { name: "Old name" }).waitFor();
    await server.tributary.agents.update(id, { name: "New name" });
    await page.getByRole("heading", { name: "New name" }).waitFor();
    await page.context().close();
  });

  it("lets a viewer look and change nothing, in the page and at the server", async () => {
    const policy: Policy = { groups: { Pages: { level: "write" } } };
    const { id } = await server.tributary.agents.create({ name: "Seen", policy });
    const viewer = await inviteViewer(server);
    const page = await dashboard.signIn(`/agents/${id}`, {}, viewer);
    await page.getByText("Only admins change agents").waitFor();
    expect(await page.getByLabel("Name").isDisabled()).toBe(true);
    expect(await page.getByLabel("Allow delete in Pages").isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "More" }).count()).toBe(0);
    await page.goto("/agents/new");
    await page.getByText("Only admins make agents").waitFor();
    const refused = await viewer.fetch(`${server.url}/v1/agents/${id}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Changed" }),
    });
    expect(refused.status).toBe(403);
    await page.context().close();
  });

  it.each(looks)(
    "has no serious accessibility violation and no sideways scrolling: $name",
    async ({ name, ...look }) => {
      const { id } = await server.tributary.agents.create({
        name: `Looked at: ${name}`,
        connectionIds: [connectionId],
        policy: { groups: { Pages: { level: "write", requireApproval: true } }, spaces: { only: ["ENG"] } },
      });
      const page = await dashboard.signIn("/agents", look);
      await page.getByRole("list", { name: "Agents" }).waitFor();
      await dashboard.shoot(page, `agents-${name}`);
      await expectGoodPage(page);
      for (const [path, text] of [
        ["/agents/new", "Create agent"],
        [`/agents/${id}`, "Start from a profile"],
        [`/agents/${id}?tab=tools`, "With approval"],
        [`/agents/${id}?tab=connect`, "MCP clients"],
      ] as const) {
        await page.goto(path);
        await page.getByText(text).first().waitFor();
        await dashboard.shoot(page, `${path.replace(id, "agent").slice(1).replace(/[/?=]/g, "-")}-${name}`);
        await expectGoodPage(page);
      }
      await page.context().close();
    },
  );
});
