import { describe, expect, it } from "vitest";
import { emulatedClient, type Json, people } from "../testing/emulated-client.ts";

describe("analytics", () => {
  it("count who read a page, by id and through its web page", async () => {
    const ada = await emulatedClient();
    const id = (await ada.get("/wiki/api/v2/pages?title=Documentation")).json.results[0]?.id;
    const of = `/wiki/rest/api/analytics/content/${id}`;
    expect((await ada.get(`${of}/views`)).json).toEqual({ id: Number(id), count: 0 });
    await ada.get(`/wiki/api/v2/pages/${id}`);
    await ada.as(people.ben).get(`/wiki/api/v2/pages/${id}`);
    await ada.get(`/wiki/spaces/DOC/pages/${id}`);
    expect((await ada.get(`${of}/views`)).json).toEqual({ id: Number(id), count: 3 });
    expect((await ada.get(`${of}/viewers`)).json).toEqual({ id: Number(id), count: 2 });
    expect((await ada.get(`${of}/viewers?fromDate=2026-06-02`)).json.count).toBe(0);
  });

  it("refuse dates that are none and content that cannot be seen", async () => {
    const ada = await emulatedClient();
    const id = (await ada.get("/wiki/api/v2/pages?title=Private")).json.results[0]?.id;
    expect((await ada.get(`/wiki/rest/api/analytics/content/${id}/views?fromDate=soon`)).status).toBe(400);
    expect((await ada.get("/wiki/rest/api/analytics/content/0/viewers")).status).toBe(404);
    expect((await ada.as(people.ben).get(`/wiki/rest/api/analytics/content/${id}/views`)).status).toBe(404);
  });

  it("know what somebody looked at last", async () => {
    const { get } = await emulatedClient();
    const id = (await get("/wiki/api/v2/pages?title=Documentation")).json.results[0]?.id;
    await get(`/wiki/api/v2/pages/${id}`);
    const { json } = await get(`/wiki/rest/api/search?cql=${encodeURIComponent("id IN recentlyViewedContent(5, 0)")}`);
    expect(json.results.map((hit: Json) => hit.content?.id)).toEqual([id]);
  });
});
