import { beforeEach, describe, expect, it } from "vitest";
import { smallSite } from "../testing/small-site.ts";

type Site = Awaited<ReturnType<typeof smallSite>>;
let site: Site;

beforeEach(async () => {
  site = await smallSite();
});

const create = (path: string, input: object) => site.admin("POST", path, { spaceId: site.space.id, ...input });

describe.each([
  ["/whiteboards", "whiteboard"],
  ["/databases", "database"],
  ["/embeds", "embed"],
  ["/folders", "folder"],
])("%s", (path, type) => {
  it("are created below a parent, read back and put into the trash", async () => {
    const created = await create(path, { title: "In the tree", parentId: site.space.homepageId });
    expect(created.status, created.text).toBe(200);
    expect(created.json).toMatchObject({
      type,
      title: "In the tree",
      status: "current",
      parentId: site.space.homepageId,
      parentType: "page",
      spaceId: site.space.id,
      version: { number: 1 },
    });
    const one = `${path}/${created.json.id}`;
    const read = await site.admin(
      "GET",
      `${one}?include-operations=true&include-properties=true&include-direct-children=true&include-collaborators=true`,
    );
    expect(read.json).toMatchObject({ ...created.json, directChildren: { results: [] }, properties: { results: [] } });
    const { results } = (await site.admin("GET", `/pages/${site.space.homepageId}/direct-children`)).json;
    expect(results.map((child: any) => child.type)).toContain(type);
    expect((await site.admin("DELETE", one)).status).toBe(204);
    expect((await site.admin("DELETE", one)).status).toBe(404);
    expect((await site.admin("GET", one)).json.status).toBe("trashed");
  });

  it("carry children of all types and know their ancestors", async () => {
    const { id } = (await create(path, { title: "Above", parentId: site.space.homepageId })).json;
    const page = (await create("/pages", { title: "Below", parentId: id })).json;
    const folder = (await create("/folders", { title: "Beside", parentId: id })).json;
    const children = (await site.admin("GET", `${path}/${id}/direct-children`)).json.results;
    expect(children.map((child: any) => [child.id, child.type])).toEqual([
      [page.id, "page"],
      [folder.id, "folder"],
    ]);
    expect((await site.admin("GET", `${path}/${id}/descendants`)).json.results.map((one: any) => one.depth)).toEqual([
      1, 1,
    ]);
    expect((await site.admin("GET", `/folders/${folder.id}/ancestors`)).json.results).toContainEqual({ id, type });
  });

  it("are no other kind of content, and want a space that exists", async () => {
    expect((await site.admin("GET", `${path}/${site.space.homepageId}`)).status).toBe(404);
    expect((await site.admin("GET", `${path}/x`)).status).toBe(400);
    expect((await site.admin("POST", path, { title: "No space" })).status).toBe(400);
    expect((await site.admin("POST", path, { spaceId: "999999999", title: "x" })).status).toBe(404);
    expect((await create(path, { title: "x", parentId: "999999999" })).status).toBe(404);
    expect((await create(path, { title: ["x"] })).status).toBe(400);
  });
});

describe("kinds of the content tree", () => {
  it("differ in what a missing title means", async () => {
    expect((await create("/whiteboards", {})).json.title).toBe("Untitled whiteboard");
    expect((await create("/embeds", { embedUrl: "https://example.com/doc" })).json).toMatchObject({
      title: "https://example.com/doc",
      embedUrl: "https://example.com/doc",
    });
    expect((await create("/folders", {})).status).toBe(400);
  });

  it("refuse a folder whose title is taken in the space", async () => {
    await create("/folders", { title: "Minutes" });
    const again = await create("/folders", { title: "minutes" });
    expect([again.status, again.json.errors[0].title]).toEqual([
      400,
      "A folder exists with the same title in this space",
    ]);
  });

  it("date folders in milliseconds and the others in text, as seen on real sites", async () => {
    expect(typeof (await create("/folders", { title: "Dated" })).json.createdAt).toBe("number");
    expect((await create("/databases", { title: "Dated" })).json.createdAt).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });

  it("make private whiteboards and databases for their author alone", async () => {
    for (const path of ["/whiteboards", "/databases"]) {
      const { id } = (await create(`${path}?private=true`, { title: "Mine" })).json;
      expect((await site.admin("GET", `${path}/${id}`)).status).toBe(200);
      expect((await site.member("GET", `${path}/${id}`)).status).toBe(404);
    }
  });

  it("know the templates of whiteboards", async () => {
    expect((await create("/whiteboards", { templateKey: "flow-chart", locale: "de-DE" })).status).toBe(200);
    expect((await create("/whiteboards", { templateKey: "no-such-template" })).status).toBe(400);
  });
});
