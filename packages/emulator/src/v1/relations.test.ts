import { beforeEach, describe, expect, it } from "vitest";
import { type EmulatedClient, emulatedClient, type Json, people } from "../testing/emulated-client.ts";

const api = "/wiki/rest/api/relation";

describe("the favourite relation", () => {
  let ada: EmulatedClient;
  let pageId: string;
  beforeEach(async () => {
    ada = await emulatedClient();
    pageId = (await ada.get("/wiki/api/v2/pages?title=Documentation")).json.results[0]?.id ?? "";
  });
  const favourite = () => `${api}/favourite/from/user/current/to/content/${pageId}`;

  it("is created, read and removed, and the page knows of it", async () => {
    expect((await ada.get(favourite())).status).toBe(404);
    expect((await ada.send("PUT", favourite())).json).toMatchObject({ name: "favourite" });
    expect((await ada.get(favourite())).status).toBe(200);
    const page = await ada.get(`/wiki/api/v2/pages/${pageId}?include-favorited-by-current-user-status=true`);
    expect(page.json.isFavoritedByCurrentUser).toBe(true);
    const found = await ada.get(`/wiki/rest/api/search?cql=${encodeURIComponent("favourite = currentUser()")}`);
    expect(found.json.results.map((hit: Json) => hit.content?.id)).toEqual([pageId]);
    expect((await ada.send("DELETE", favourite())).status).toBe(204);
    expect((await ada.send("DELETE", favourite())).status).toBe(204);
    expect((await ada.get(favourite())).status).toBe(404);
  });

  it("expands its source but leaves its target a link", async () => {
    await ada.send("PUT", favourite());
    const { json } = await ada.get(`${favourite()}?expand=source,target,relationData`);
    expect(json.source).toMatchObject({ accountId: "712020:ada" });
    expect(json.relationData).toMatchObject({ createdDate: "2026-06-01T10:00:00.000Z" });
    expect(json).not.toHaveProperty("target");
    expect(json._expandable).toEqual({ target: `/rest/api/content/${pageId}` });
  });

  it("holds for spaces, which v2 finds by it", async () => {
    expect((await ada.send("PUT", `${api}/favourite/from/user/712020:ada/to/space/DOC`)).status).toBe(200);
    const { json } = await ada.get("/wiki/api/v2/spaces?favorited-by=712020:ada");
    expect(json.results.map((space: Json) => space.key)).toEqual(["DOC"]);
  });

  it("cannot be searched", async () => {
    for (const path of [
      `${api}/favourite/from/user/current/to/content`,
      `${api}/favourite/to/content/${pageId}/from/user`,
    ]) {
      const { status, json } = await ada.get(path);
      expect(status).toBe(501);
      expect(json.message).toContain("NotImplementedServiceException: find relations not implemented for Favourites");
    }
  });

  it("is nobody else's business, and the only relation there is", async () => {
    const ben = ada.as(people.ben);
    expect((await ben.send("PUT", `${api}/favourite/from/user/712020:ada/to/content/${pageId}`)).status).toBe(403);
    expect((await ada.get(`${api}/favorite/from/user/current/to/content/${pageId}`)).status).toBe(404);
    expect((await ada.get(`${api}/favourite/from/user/current/to/content/0`)).status).toBe(404);
    expect((await ada.get(`${api}/favourite/from/content/${pageId}/to/content/${pageId}`)).status).toBe(400);
    expect((await ada.get(`${api}/favourite/from/thing/1/to/content/1`)).status).toBe(400);
  });
});
