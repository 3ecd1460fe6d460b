import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let asSasha: Send;
let ids: Record<"home" | "parent" | "child" | "grandchild" | "second" | "other", string>;

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  asSasha = company.as(sasha);
  ids = {
    home: await company.pageId("Team"),
    parent: await company.pageId("Parent"),
    child: await company.pageId("Child"),
    grandchild: await company.pageId("Grandchild"),
    second: await company.pageId("Second child"),
    other: await company.pageId("Other"),
  };
});

const childTitles = async (id: string): Promise<string[]> =>
  (await asRobin("GET", `/api/v2/pages/${id}/direct-children`)).json.results.map((one: { title: string }) => one.title);
const move = (send: Send, page: string, position: string, target: string) =>
  send("PUT", `/rest/api/content/${page}/move/${position}/${target}`);

describe("moving a page", () => {
  it("appends it to the children of the target, without a new version", async () => {
    expect(await move(asSasha, ids.grandchild, "append", ids.parent)).toMatchObject({
      status: 200,
      json: { pageId: ids.grandchild },
    });
    expect(await childTitles(ids.parent)).toEqual(["Child", "Second child", "Grandchild"]);
    expect(await childTitles(ids.child)).toEqual([]);
    expect((await asRobin("GET", `/api/v2/pages/${ids.grandchild}`)).json).toMatchObject({
      parentId: ids.parent,
      version: { number: 1 },
    });
  });

  it("puts it before or after the target, however often", async () => {
    for (let round = 0; round < 12; round += 1) {
      await move(asSasha, ids.grandchild, "before", ids.second);
      expect(await childTitles(ids.parent)).toEqual(["Child", "Grandchild", "Second child"]);
      await move(asSasha, ids.grandchild, "after", ids.child);
      expect(await childTitles(ids.parent)).toEqual(["Child", "Grandchild", "Second child"]);
      await move(asSasha, ids.second, "before", ids.child);
      expect(await childTitles(ids.parent)).toEqual(["Second child", "Child", "Grandchild"]);
      await move(asSasha, ids.second, "after", ids.grandchild);
    }
  });

  it("takes the whole branch into another space", async () => {
    const form = new FormData();
    form.append("file", new Blob(["x"]), "x.txt");
    const attached = await asRobin("POST", `/rest/api/content/${ids.grandchild}/child/attachment`, {
      form,
      headers: { "x-atlassian-token": "no-check" },
    });
    expect((await move(asRobin, ids.parent, "append", ids.other)).status).toBe(200);
    const { spaceId } = (await asRobin("GET", `/api/v2/pages/${ids.other}`)).json;
    for (const id of [ids.parent, ids.child, ids.grandchild, ids.second]) {
      expect((await asRobin("GET", `/api/v2/pages/${id}`)).json.spaceId).toBe(spaceId);
    }
    const found = await asRobin(
      "GET",
      `/rest/api/content/search?cql=${encodeURIComponent("space = OTHER and type = attachment")}`,
    );
    expect(found.json.results.map((one: { id: string }) => one.id)).toEqual([attached.json.results[0].id]);
  });

  it("refuses loops, taken titles, homepages and what is not there", async () => {
    expect((await move(asRobin, ids.parent, "append", ids.grandchild)).status).toBe(400);
    expect((await move(asRobin, ids.parent, "append", ids.parent)).status).toBe(400);
    expect((await move(asRobin, ids.parent, "before", ids.child)).status).toBe(400);
    expect((await move(asRobin, ids.home, "append", ids.other)).status).toBe(400);
    expect((await move(asRobin, ids.parent, "beside", ids.child)).status).toBe(400);
    expect((await move(asRobin, ids.parent, "append", "0")).status).toBe(404);
    expect((await move(asRobin, "abc", "append", ids.home)).status).toBe(404);
    const { spaceId } = (await asRobin("GET", `/api/v2/pages/${ids.other}`)).json;
    await asRobin("POST", "/api/v2/pages", {
      json: { spaceId, status: "current", title: "Grandchild", body: { representation: "storage", value: "" } },
    });
    expect((await move(asRobin, ids.parent, "append", ids.other)).status).toBe(400);
    expect((await asRobin("GET", `/api/v2/pages/${ids.child}`)).json.spaceId).not.toBe(spaceId);
    await asRobin(
      "PUT",
      `/rest/api/content/${ids.parent}/restriction/byOperation/update/user?accountId=${robin.accountId}`,
    );
    expect((await move(asSasha, ids.parent, "append", ids.home)).status).toBe(403);
  });
});

describe("archiving pages", () => {
  const archive = (send: Send, json: unknown) => send("POST", "/rest/api/content/archive", { json });

  it("is a task that leaves the pages archived", async () => {
    const { status, json } = await archive(asSasha, { pages: [{ id: Number(ids.child) }, { id: ids.second }] });
    expect(status).toBe(202);
    expect(json).toEqual({ id: json.id, links: { status: `/rest/api/longtask/${json.id}` } });
    for (const id of [ids.child, ids.second])
      expect((await asRobin("GET", `/api/v2/pages/${id}`)).json.status).toBe("archived");
    expect((await archive(asSasha, { pages: [{ id: ids.child }] })).status).toBe(400);
  });

  it("answers an unknown id with the 500 of a real site, and bad bodies with 400", async () => {
    expect((await archive(asRobin, { pages: [{ id: 999 }] })).status).toBe(500);
    const tooMany = Array.from({ length: 301 }, (_, id) => ({ id }));
    for (const json of [
      {},
      { pages: [] },
      { pages: null },
      { pages: [null] },
      { pages: [{ id: "x" }] },
      { pages: tooMany },
      [],
      "null",
    ]) {
      expect((await archive(asRobin, json)).status, JSON.stringify(json).slice(0, 60)).toBe(400);
    }
    await asRobin(
      "PUT",
      `/rest/api/content/${ids.child}/restriction/byOperation/update/user?accountId=${robin.accountId}`,
    );
    expect((await archive(asSasha, { pages: [{ id: ids.child }] })).status).toBe(403);
  });
});

describe("deleting a page tree", () => {
  it("moves the page and all below it to the trash, as a task others do not see", async () => {
    const { status, json } = await asSasha("DELETE", `/rest/api/content/${ids.parent}/pageTree`);
    expect(status).toBe(202);
    for (const id of [ids.parent, ids.child, ids.grandchild, ids.second]) {
      expect((await asRobin("GET", `/api/v2/pages/${id}`)).json.status).toBe("trashed");
    }
    company.emulator.admin.clock.advance(60_000);
    const task = await asSasha("GET", json.links.status);
    expect(task.json).toMatchObject({
      id: json.id,
      finished: true,
      successful: true,
      percentageComplete: 100,
      errors: [],
      name: { args: [] },
    });
    expect(task.json.messages[0].translation).toContain("STATUS_DELETED_PAGES");
    expect((await company.as(kim)("GET", json.links.status)).status).toBe(404);
    expect((await asRobin("GET", json.links.status)).status).toBe(200);
  });

  it("is for current pages only", async () => {
    await asRobin("DELETE", `/rest/api/content/${ids.child}/pageTree`);
    expect((await asRobin("DELETE", `/rest/api/content/${ids.child}/pageTree`)).status).toBe(400);
    expect((await asRobin("DELETE", "/rest/api/content/0/pageTree")).status).toBe(404);
    expect((await asRobin("DELETE", "/rest/api/content/abc/pageTree")).status).toBe(400);
    await asRobin(
      "PUT",
      `/rest/api/content/${ids.second}/restriction/byOperation/read/user?accountId=${robin.accountId}`,
    );
    expect((await asSasha("DELETE", `/rest/api/content/${ids.parent}/pageTree`)).status).toBe(404);
  });
});

describe("long-running tasks", () => {
  it("are listed with their progress by the emulator's clock, by key and in pages", async () => {
    company.emulator.admin.clock.freeze();
    const { json } = await asSasha("DELETE", `/rest/api/content/${ids.child}/pageTree`);
    await asSasha("POST", "/rest/api/content/archive", { json: { pages: [{ id: ids.second }] } });
    expect((await asSasha("GET", `/rest/api/longtask/${json.id}`)).json).toMatchObject({
      finished: false,
      successful: false,
      percentageComplete: 0,
      messages: [],
    });
    company.emulator.admin.clock.advance(150);
    expect((await asSasha("GET", `/rest/api/longtask/${json.id}`)).json).toMatchObject({
      finished: false,
      percentageComplete: 50,
      elapsedTime: 150,
    });
    const page = await asSasha("GET", "/rest/api/longtask?limit=1");
    expect(page.json).toMatchObject({
      size: 1,
      start: 0,
      limit: 1,
      _links: { next: "/rest/api/longtask?limit=1&start=1" },
    });
    const byKey = await asSasha("GET", "/rest/api/longtask?key=delete.page.hierarchy");
    expect(byKey.json.results.map((one: { id: string }) => one.id)).toEqual([json.id]);
    expect((await company.as(kim)("GET", "/rest/api/longtask")).json.results).toEqual([]);
    expect((await asSasha("GET", "/rest/api/longtask/0")).status).toBe(404);
  });
});
