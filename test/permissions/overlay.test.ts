import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agent, type OpenSite, openSite } from "../open-site.ts";

let site: OpenSite;
let agent: Agent;
const person = { id: "mbr_1", name: "Petra" };

beforeAll(async () => {
  site = await openSite();
  agent = await site.agent({ groups: { Pages: { level: "write", requireApproval: true }, Spaces: { level: "read" } } });
});
afterAll(() => site?.close());

describe("while its writes wait, an agent that asks for it", () => {
  it("reads the page as it will be, and otherwise as it is", async () => {
    const page = await site.data("confluence_create_page", { spaceId: "ENG", title: "As it is", body: "now" });
    await agent.call("confluence_update_page", { pageId: page.id, title: "As it will be", body: "then" });
    await agent.call("confluence_add_labels", { contentId: page.id, labels: ["soon"] });
    const read = async (overlay: boolean) =>
      (await agent.call("confluence_get_page", { pageId: page.id }, { overlay })).data;
    expect(await read(true)).toMatchObject({ title: "As it will be", body: expect.stringContaining("then") });
    expect(await read(false)).toMatchObject({ title: "As it is", body: expect.stringContaining("now") });
    const labels = await agent.call(
      "confluence_list_labels",
      { contentId: page.id, contentType: "page" },
      { overlay: true },
    );
    expect(labels.data.items).toMatchObject([{ name: "soon" }]);
    const other = await site.agent({ groups: { Pages: { level: "read" } } });
    expect((await other.call("confluence_get_page", { pageId: page.id }, { overlay: true })).data.title).toBe(
      "As it is",
    );
  });

  it("goes on with a page that is not there yet, and what it did is made on the real one", async () => {
    const asked = await agent.call("confluence_create_page", { spaceId: "ENG", title: "Not there yet", body: "first" });
    const pageId = asked.data.approvalId;
    const read = await agent.call("confluence_get_page", { pageId }, { overlay: true });
    expect(read.data).toMatchObject({ id: pageId, title: "Not there yet", body: expect.stringContaining("first") });
    const byTitle = await agent.call("confluence_get_page", { pageId: "ENG:Not there yet" }, { overlay: true });
    expect(byTitle.data).toMatchObject({ id: pageId });
    const child = await agent.call(
      "confluence_create_page",
      { parentId: pageId, title: "Child of what is not there yet", body: "second" },
      { overlay: true },
    );
    expect(child.error).toBeNull();
    await expect(site.app.door.approve(person, child.data.approvalId, {})).rejects.toMatchObject({ code: "conflict" });
    expect((await site.app.desk.get(child.data.approvalId)).status).toBe("pending");

    const made = await site.app.door.approve(person, pageId, {});
    const id = (made.outcome as { data: { id: string } }).data.id;
    expect(await site.app.door.approve(person, child.data.approvalId, {})).toMatchObject({ status: "done" });
    const children = await site.data("confluence_list_child_pages", { pageId: id });
    expect(children.items).toMatchObject([{ title: "Child of what is not there yet" }]);
  });

  it("is told when what was pending is pending no more", async () => {
    const asked = await agent.call("confluence_create_page", { spaceId: "ENG", title: "Denied", body: "x" });
    await site.app.desk.deny(asked.data.approvalId, person, "no");
    const read = await agent.call("confluence_get_page", { pageId: asked.data.approvalId }, { overlay: true });
    expect(read.error?.code).toBe("not_found");
  });
});
