import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let asSasha: Send;
let pageId: string;
let path: string;

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  asSasha = company.as(sasha);
  pageId = await company.pageId("Parent");
  path = `/rest/api/content/${pageId}/state`;
});

const versionOf = async () => (await asRobin("GET", `/api/v2/pages/${pageId}`)).json.version.number;

describe("content states", () => {
  it("are an empty object before one was set", async () => {
    expect(await asRobin("GET", path)).toMatchObject({ status: 200, json: {} });
  });

  it("are set by id, as a new version with the same body, and removed again", async () => {
    const set = await asSasha("PUT", `${path}?status=current`, { json: { id: 1 } });
    expect(set.json.contentState).toEqual({ id: 1, name: "In progress", color: "#2684ff" });
    expect(Number.isNaN(Date.parse(set.json.lastUpdated))).toBe(false);
    expect((await asRobin("GET", path)).json).toEqual(set.json);
    expect(await versionOf()).toBe(2);
    const removed = await asSasha("DELETE", `${path}?status=current`);
    expect(removed).toMatchObject({ status: 200, json: {} });
    expect(await versionOf()).toBe(3);
  });

  it("of a person's own are made once and offered to this person alone", async () => {
    const own = { name: "cfjs state", color: "#ABCDEF" };
    const { json } = await asSasha("PUT", `${path}?status=current`, { json: own });
    const again = await asSasha("PUT", `${path}?status=current`, { json: own });
    expect(again.json.contentState).toEqual(json.contentState);
    expect((await asSasha("GET", "/rest/api/content-states")).json).toEqual([json.contentState]);
    expect((await asRobin("GET", "/rest/api/content-states")).json).toEqual([]);
    for (let count = 0; count < 4; count += 1) {
      await asSasha("PUT", `${path}?status=current`, { json: { name: `State ${count}`, color: "#123456" } });
    }
    const available = await asSasha("GET", `${path}/available`);
    expect(available.json.spaceContentStates).toHaveLength(3);
    expect(available.json.customContentStates.map((one: { name: string }) => one.name)).toEqual([
      "State 3",
      "State 2",
      "State 1",
    ]);
  });

  it("find the content of a space that has them, as far as one may see it", async () => {
    await asRobin("PUT", `${path}?status=current`, { json: { id: 2 } });
    const list = (send: Send, id: number) =>
      send("GET", `/rest/api/space/TEAM/state/content?state-id=${id}&expand=version`);
    expect((await list(asSasha, 2)).json).toMatchObject({ size: 1, results: [{ id: pageId, version: { number: 2 } }] });
    expect((await list(asSasha, 999_999)).json.results).toEqual([]);
    await asRobin("PUT", `/rest/api/content/${pageId}/restriction/byOperation/read/user?accountId=${robin.accountId}`);
    expect((await list(asSasha, 2)).json.results).toEqual([]);
    expect((await asRobin("GET", "/rest/api/space/TEAM/state/content")).status).toBe(400);
    expect((await asRobin("GET", "/rest/api/space/TEAM/state/content?state-id=1&limit=101")).status).toBe(400);
  });

  it("of a draft leave the published page as it is", async () => {
    expect((await asRobin("PUT", `${path}?status=draft`, { json: { id: 0 } })).status).toBe(400);
    await asRobin("PUT", `/api/v2/pages/${pageId}/title`, { json: { status: "draft", title: "Being written" } });
    expect((await asRobin("PUT", `${path}?status=draft`, { json: { id: 0 } })).json.contentState.name).toBe(
      "Rough draft",
    );
    expect((await asRobin("GET", `${path}?status=draft`)).json.contentState.id).toBe(0);
    expect((await asRobin("GET", path)).json).toEqual({});
    expect(await versionOf()).toBe(1);
  });

  it("of a space are for all who see it, its settings for its administrators", async () => {
    expect((await asSasha("GET", "/rest/api/space/TEAM/state")).json).toHaveLength(3);
    expect((await asSasha("GET", "/rest/api/space/TEAM/state/settings")).status).toBe(403);
    expect((await asRobin("GET", "/rest/api/space/TEAM/state/settings")).json).toMatchObject({
      contentStatesAllowed: true,
    });
    expect((await asRobin("GET", "/rest/api/space/NOWHERE/state/settings")).status).toBe(404);
  });

  it("refuse names, colours, ids and statuses there are none of", async () => {
    const put = (json: unknown, status = "current") => asRobin("PUT", `${path}?status=${status}`, { json });
    for (const json of [
      {},
      { id: 77 },
      { id: "x" },
      { name: "a", color: "blue" },
      { name: "x".repeat(21), color: "#123456" },
      { name: 3 },
      [],
      "null",
    ]) {
      expect((await put(json)).status, JSON.stringify(json)).toBe(400);
    }
    expect((await put({ id: 1 }, "archived")).status).toBe(400);
    expect((await asRobin("PUT", path, { json: { id: 1 } })).status).toBe(400);
    expect((await asRobin("PUT", "/rest/api/content/999/state?status=current", { json: { id: 1 } })).status).toBe(404);
    await asRobin(
      "PUT",
      `/rest/api/content/${pageId}/restriction/byOperation/update/user?accountId=${robin.accountId}`,
    );
    expect((await company.as(kim)("PUT", `${path}?status=current`, { json: { id: 1 } })).status).toBe(403);
  });
});
