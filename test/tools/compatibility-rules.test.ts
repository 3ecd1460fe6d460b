import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compatibilityTools, findTool } from "../../packages/server/src/tools/catalogue.ts";
import { type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const results = async (path: string): Promise<Json[]> => (await site.site("GET", `/wiki/api/v2${path}`)).json.results;
const idsOf = (rows: Json[]) => rows.map(({ id }) => String(id));
const spaceId = async (key: string): Promise<string> => (await results(`/spaces?keys=${key}`))[0].id;
const page = async (title: string): Promise<Json> =>
  (await results(`/pages?space-id=${await spaceId("ENG")}&title=${encodeURIComponent(title)}&body-format=storage`))[0];
const sluice = async () => ({ id: (await page("Sluice")).id });

describe("a compatibility name", () => {
  const refused = (answer: Answer) => expect(answer.error).toMatchObject({ code: "policy_refused" });
  const writes = (extra: object = {}) => ({ groups: { Pages: { level: "write" } }, ...extra });
  const change = async (title: string) => ({ spaceId: await spaceId("ENG"), title, body: "Text." });

  it("is no way round a group that is off, a denied tool, or a list of allowed tools", async () => {
    const readOnly = await site.agent({ groups: { Pages: { level: "read" } } });
    refused(await readOnly.call("CONFLUENCE_CREATE_PAGE", await change("No 1")));
    refused(await readOnly.call("create_confluence_page_tool", { space_id: "ENG", title: "No 1", body: "Text." }));
    const denied = await site.agent(writes({ tools: { deny: ["confluence_list_pages"] } }));
    refused(await denied.call("CONFLUENCE_GET_PAGES", { limit: 1 }));
    refused(await denied.call("confluence_get_pages", { limit: 1 }));
    refused(await denied.call("get_confluence_space_pages_tool", { space_id: "ENG" }));
    const allowed = await site.agent(writes({ tools: { allow: ["confluence_get_pages"] } }));
    refused(await allowed.call("CONFLUENCE_GET_PAGES", { limit: 1 }));
    refused(await allowed.call("confluence_get_pages", { limit: 1 }));
    expect((await allowed.call("confluence_get_pages", { pageIds: [(await page("Sluice")).id] })).error).toBeNull();
  });

  it("that is denied is denied under its other names", async () => {
    const agent = await site.agent(writes({ tools: { deny: ["confluence_get_page_labels"] } }));
    refused(await agent.call("CONFLUENCE_GET_PAGE_LABELS", await sluice()));
    const other = await site.agent(writes({ tools: { deny: ["get_confluence_page"] } }));
    refused(await other.call("get_confluence_page_tool", { page_id: (await page("Sluice")).id }));
  });

  it("never lets an agent delete a space", async () => {
    const agent = await site.agent({
      groups: { Spaces: { level: "write", allowDelete: true } },
    });
    for (const name of ["CONFLUENCE_DELETE_SPACE", "confluence_delete_space"])
      refused(await agent.call(name, { space_key: "HQ" }));
    expect(await results("/spaces?keys=HQ")).toHaveLength(1);
  });

  it("reaches no other spaces than its caller may", async () => {
    const agent = await site.agent(writes({ spaces: { only: ["HQ"] } }));
    const { error } = await agent.call("CONFLUENCE_GET_PAGE_BY_ID", await sluice());
    expect(error?.code).toMatch(/not_found|policy_refused/);
    const made = await agent.call("CONFLUENCE_CREATE_PAGE", await change("No 2"));
    expect(made.error?.code).toMatch(/not_found|policy_refused/);
    expect(await page("No 2")).toBeUndefined();
    const listing = await agent.call("CONFLUENCE_GET_PAGES", { limit: 500 });
    const spaces = new Set((listing.data?.items ?? []).map((one: Json) => one.spaceId));
    expect(listing.error).toBeNull();
    expect([...spaces]).toEqual([await spaceId("HQ")]);
  });

  it("waits for a person's approval, and is carried out as it was asked for", async () => {
    const agent = await site.agent({ groups: { Pages: { level: "write", requireApproval: true } } });
    const args = { ...(await change("Approved page")), body: { value: "<p>Yes.</p>", representation: "storage" } };
    const asked = await agent.call("confluence_create_page", args);
    expect(asked.data, JSON.stringify(asked.error)).toMatchObject({ status: "pending" });
    expect(await page("Approved page")).toBeUndefined();
    await site.app.door.approve({ id: "mbr_test", name: "Test" }, asked.data.approvalId, {});
    expect((await page("Approved page")).body.storage.value).toBe("<p>Yes.</p>");
  });

  it("can be undone", async () => {
    const answer = await site.call("CONFLUENCE_ADD_CONTENT_LABEL", { ...(await sluice()), labels: ["fleeting"] });
    await site.undo(answer);
    const labels = (await results(`/pages/${(await page("Sluice")).id}/labels`)).map(({ name }) => name);
    expect(labels).not.toContain("fleeting");
  });

  it("takes objects as JSON text, ids as numbers, and what is empty as left out", async () => {
    const title = "Runbook: Journal lag";
    const { id, version } = await page(title);
    const next = JSON.stringify({ number: version.number + 1, message: "As text" });
    const body = JSON.stringify({ storage: { value: "<p>From text.</p>", representation: "storage" } });
    const base = { id: Number(id), spaceId: Number(await spaceId("ENG")), title };
    const updated = await site.call("CONFLUENCE_UPDATE_PAGE", { ...base, version: next, body });
    expect(updated.error).toBeNull();
    const now = await page(title);
    expect(now.version.message).toBe("As text");
    expect(now.body.storage.value).toContain("From text.");
    const property = { id: (await results("/blogposts?limit=1"))[0].id, key: "as-text", value: '{"by": "Bruno"}' };
    const made = await site.data("CONFLUENCE_CREATE_BLOGPOST_PROPERTY", property);
    expect(made.value).toEqual({ by: "Bruno" });
    const asText = { page_id: id, key: "as-text", value: '{"by": "Bruno"}' };
    expect((await site.data("CONFLUENCE_CREATE_PAGE_PROPERTY", asText)).value).toBe('{"by": "Bruno"}');
    const spaces = await site.data("CONFLUENCE_GET_SPACES", {
      spaceKey: ["ENG"],
      label: [],
      status: "",
      type: "global",
    });
    expect(spaces.items).toMatchObject([{ key: "ENG" }]);
    expect((await site.call("CONFLUENCE_GET_AUDIT_LOGS", { searchString: "", limit: 1 })).error).toBeNull();
  });

  it("that makes a property leaves one alone that is there, and one that changes it makes none", async () => {
    const { id } = await page("Sluice");
    const taken = await site.call("CONFLUENCE_CREATE_PAGE_PROPERTY", {
      page_id: id,
      key: "service-catalogue",
      value: 1,
    });
    expect(taken.error?.code).toBe("version_conflict");
    const none = await site.call("CONFLUENCE_UPDATE_PAGE_CONTENT_PROPERTY", {
      pageId: id,
      propertyId: "no",
      value: {},
    });
    expect(none.error?.code).toBe("not_found");
  });

  it("says which body it could not read, and that a page is in another space", async () => {
    const { id } = await page("Sluice");
    const base = { id, spaceId: await spaceId("ENG"), title: "Sluice", version: { number: 2 } };
    const noBody = await site.call("CONFLUENCE_UPDATE_PAGE", { ...base, body: { text: "x" } });
    expect(noBody.error).toMatchObject({ code: "invalid_input", message: expect.stringMatching(/body: is no body/) });
    const elsewhere = await site.call("CONFLUENCE_UPDATE_PAGE", { ...base, spaceId: await spaceId("HQ"), body: "x" });
    expect(elsewhere.error).toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(/it is in the space/),
    });
  });

  it("pages through a whole list by start, without losing or repeating a row", async () => {
    const all: string[] = [];
    for (let start: number | undefined = 0; start !== undefined; ) {
      const data: Json = await site.data("CONFLUENCE_GET_PAGES", { spaceId: await spaceId("HW"), start, limit: 17 });
      all.push(...idsOf(data.items));
      start = data.nextStart;
    }
    const there = idsOf(await results(`/spaces/${await spaceId("HW")}/pages?limit=250`));
    expect(new Set(all).size).toBe(all.length);
    expect([...all].sort()).toEqual([...there].sort());
  });

  it("is not what a mistyped name of the catalogue is taken for", () => {
    const hintFor = (name: string) => {
      try {
        findTool(name);
      } catch (error) {
        return (error as { hint: string }).hint;
      }
      return "";
    };
    const foreign = new Set(compatibilityTools.map(({ name }) => name));
    for (const wrong of ["confluence_get_pagee", "confluence_list_label", "confluence_get_space_by_idd"]) {
      const names = hintFor(wrong).match(/\w+_\w+/g) ?? [];
      expect(names.length, wrong).toBeGreaterThan(0);
      expect(
        names.filter((name) => foreign.has(name)),
        wrong,
      ).toEqual([]);
    }
    expect(hintFor("CONFLUENCE_GET_PAGE_BY_IDD")).toContain("CONFLUENCE_GET_PAGE_BY_ID");
    expect(hintFor("get_confluence_pages")).toContain("get_confluence_page");
  });
});
