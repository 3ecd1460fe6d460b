import { beforeEach, describe, expect, it } from "vitest";
import { slices, smallSite } from "../testing/small-site.ts";

type Site = Awaited<ReturnType<typeof smallSite>>;
let site: Site;
let path: string;

beforeEach(async () => {
  site = await smallSite();
  const { json } = await site.admin("POST", "/pages", { spaceId: site.space.id, title: "Owner of properties" });
  path = `/pages/${json.id}/properties`;
});

const own = (answer: { json: any }) => answer.json.results.filter(({ key }: { key: string }) => key.startsWith("my."));

describe("content properties", () => {
  it("stand beside those a real site keeps of its own", async () => {
    const keys = (await site.admin("GET", path)).json.results.map(({ key }: { key: string }) => key);
    expect(keys).toEqual(["page-title-property-draft", "page-title-property-published"]);
  });

  it("hold any JSON under a key and come back as they were written", async () => {
    for (const [at, value] of [{ deep: [1, null, { x: "ü" }] }, "text", 7, false, null, []].entries()) {
      const created = await site.admin("POST", path, { key: `my.${at}`, value });
      expect(created.status).toBe(200);
      expect(created.json).toMatchObject({ key: `my.${at}`, value, version: { number: 1, message: "" } });
      expect((await site.admin("GET", `${path}/${created.json.id}`)).json).toMatchObject({ value });
    }
    expect(own(await site.admin("GET", path)).map(({ key }: { key: string }) => key)).toEqual([
      "my.0",
      "my.1",
      "my.2",
      "my.3",
      "my.4",
      "my.5",
    ]);
    expect(own(await site.admin("GET", `${path}?key=my.3`))).toHaveLength(1);
    const sorted = (await slices(site.admin, `${path}?limit=2&sort=-key`)).flat();
    expect(sorted).toEqual((await slices(site.admin, `${path}?sort=key`)).flat().reverse());
  });

  it("refuse a key that is taken with the words of a real site", async () => {
    await site.admin("POST", path, { key: "my.key", value: 1 });
    const again = await site.admin("POST", path, { key: "my.key", value: 2 });
    expect(again.status).toBe(409);
    expect(again.json.errors[0].title).toBe("Property with key [my.key] already exists");
  });

  it("are updated one version at a time", async () => {
    const { id } = (await site.admin("POST", path, { key: "my.key", value: 1 })).json;
    const put = (number: unknown, more: object = {}) =>
      site.admin("PUT", `${path}/${id}`, {
        key: "my.key",
        value: { v: 2 },
        version: { number, message: "again" },
        ...more,
      });
    expect((await put(1)).status).toBe(409);
    expect((await put(2)).json).toMatchObject({ id, value: { v: 2 }, version: { number: 2, message: "again" } });
    expect((await put(2)).status).toBe(409);
    expect((await put(3, { key: "my.other" })).status).toBe(400);
    expect((await put("3")).status).toBe(400);
    expect((await put(3, { version: undefined })).status).toBe(400);
    expect((await put(3, { value: undefined })).status).toBe(400);
  });

  it("disappear when they are deleted, and belong to one owner", async () => {
    const { id } = (await site.admin("POST", path, { key: "my.key", value: 1 })).json;
    expect((await site.admin("GET", `/pages/${site.space.homepageId}/properties/${id}`)).status).toBe(404);
    expect((await site.admin("DELETE", `${path}/${id}`)).status).toBe(204);
    expect((await site.admin("DELETE", `${path}/${id}`)).status).toBe(404);
    expect(own(await site.admin("GET", path))).toEqual([]);
  });

  it("can be written by those who may change the content only", async () => {
    const { json } = await site.admin("POST", "/footer-comments", {
      pageId: site.space.homepageId,
      body: { representation: "storage", value: "<p>mine</p>" },
    });
    const comment = `/comments/${json.id}/properties`;
    expect((await site.admin("POST", comment, { key: "my.key", value: 1 })).status).toBe(200);
    expect((await site.member("POST", comment, { key: "my.more", value: 1 })).status).toBe(404);
    expect(own(await site.member("GET", comment))).toHaveLength(1);
  });

  it.each([
    {},
    { key: "" },
    { key: 5, value: 1 },
    { key: "x" },
    { key: "x".repeat(256), value: 1 },
    { key: "x", value: "y".repeat(40_000) },
    null,
    [],
  ])("refuse the body %j", async (input) => {
    expect((await site.admin("POST", path, input)).status).toBe(400);
  });

  it("work alike on every kind of content", async () => {
    const create = async (where: string, input: object) =>
      (await site.admin("POST", where, { spaceId: site.space.id, title: `On ${where}`, ...input })).json.id;
    const body = { representation: "storage", value: "<p>x</p>" };
    const owners = [
      `/blogposts/${await create("/blogposts", {})}`,
      `/whiteboards/${await create("/whiteboards", {})}`,
      `/databases/${await create("/databases", {})}`,
      `/embeds/${await create("/embeds", { embedUrl: "https://example.com/x" })}`,
      `/folders/${await create("/folders", {})}`,
      `/custom-content/${await create("/custom-content", { type: "ac:an-app:note", body })}`,
    ];
    for (const owner of owners) {
      const created = await site.admin("POST", `${owner}/properties`, { key: "my.key", value: { on: owner } });
      expect(created.status, owner).toBe(200);
      const one = `${owner}/properties/${created.json.id}`;
      expect((await site.admin("PUT", one, { key: "my.key", value: 2, version: { number: 2 } })).json.value).toBe(2);
      expect((await site.admin("GET", one)).json.version.number).toBe(2);
      expect((await site.admin("DELETE", one)).status).toBe(204);
    }
  });
});
