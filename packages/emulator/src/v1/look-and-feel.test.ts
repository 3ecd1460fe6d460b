import { describe, expect, it } from "vitest";
import { emulatedClient, people } from "../testing/emulated-client.ts";

const api = "/wiki/rest/api/settings";

describe("look and feel", () => {
  it("is the default until administrators set colours, for the site or a space, and again after a reset", async () => {
    const ada = await emulatedClient();
    const { json } = await ada.get(`${api}/lookandfeel`);
    expect(json.selected).toBe("global");
    const look = { ...(json.global as object), headings: { color: "#ff0000" } };
    expect((await ada.as(people.ben).send("POST", `${api}/lookandfeel/custom`, look)).status).toBe(403);
    expect((await ada.send("POST", `${api}/lookandfeel/custom?spaceKey=DOC`, look)).json).toMatchObject({
      headings: { color: "#ff0000" },
    });
    expect((await ada.get(`${api}/lookandfeel?spaceKey=DOC`)).json.custom.headings.color).toBe("#ff0000");
    expect((await ada.get(`${api}/lookandfeel`)).json.custom.headings.color).not.toBe("#ff0000");
    expect((await ada.send("DELETE", `${api}/lookandfeel/custom?spaceKey=DOC`)).status).toBe(204);
    expect((await ada.get(`${api}/lookandfeel?spaceKey=DOC`)).json.custom.headings.color).not.toBe("#ff0000");
    expect((await ada.send("POST", `${api}/lookandfeel/custom`, { headings: {} })).status).toBe(400);
    expect((await ada.get(`${api}/lookandfeel?spaceKey=NONE`)).status).toBe(404);
  });

  it("of a space without a theme can only be the site's", async () => {
    const { send } = await emulatedClient();
    const choose = (lookAndFeelType: string) => send("PUT", `${api}/lookandfeel`, { spaceKey: "DOC", lookAndFeelType });
    expect((await choose("global")).json).toEqual({ spaceKey: "DOC", lookAndFeelType: "global" });
    expect((await choose("theme")).status).toBe(409);
    expect((await choose("neon")).status).toBe(400);
  });
});

describe("a site without apps", () => {
  it("has no themes to list, show or choose", async () => {
    const { get, send } = await emulatedClient();
    expect((await get(`${api}/theme`)).json).toMatchObject({ results: [], size: 0 });
    expect((await get(`${api}/theme/selected`)).status).toBe(404);
    expect((await get(`${api}/theme/neon`)).status).toBe(404);
    expect((await get("/wiki/rest/api/space/DOC/theme")).status).toBe(404);
    expect((await send("PUT", "/wiki/rest/api/space/DOC/theme", { themeKey: "neon" })).status).toBe(403);
    expect((await send("DELETE", "/wiki/rest/api/space/DOC/theme")).status).toBe(204);
  });

  it("registers no modules for callers that are no Connect app", async () => {
    const { get, send } = await emulatedClient();
    const modules = "/wiki/rest/atlassian-connect/1/app/module/dynamic";
    for (const answer of [
      await get(modules),
      await send("POST", modules, { webItems: [] }),
      await send("DELETE", `${modules}?moduleKey=x`),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.json).toEqual({ message: expect.any(String) });
    }
  });

  it("says which tenant it is", async () => {
    const { emulator, get } = await emulatedClient();
    expect((await get(`${api}/systemInfo`)).json).toMatchObject({
      cloudId: emulator.credentials.cloudId,
      siteTitle: "testing",
    });
  });
});
