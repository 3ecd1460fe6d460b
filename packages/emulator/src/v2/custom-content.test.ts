import { beforeEach, describe, expect, it } from "vitest";
import { slices, smallSite } from "../testing/small-site.ts";

type Site = Awaited<ReturnType<typeof smallSite>>;
let site: Site;

beforeEach(async () => {
  site = await smallSite();
});

const type = "ac:tracker-app:ticket";
const markup = (value: string) => ({ representation: "storage", value });
const create = (input: object) =>
  site.admin("POST", "/custom-content", { type, title: "Ticket", body: markup("<p>broken</p>"), ...input });

describe("custom content", () => {
  it("hangs on a space, a page, a blog post or other custom content", async () => {
    const inSpace = await create({ spaceId: site.space.id });
    expect(inSpace.status, inSpace.text).toBe(201);
    expect(inSpace.json).toMatchObject({
      type,
      title: "Ticket",
      status: "current",
      spaceId: site.space.id,
      version: { number: 1 },
    });
    expect(inSpace.json).not.toHaveProperty("pageId");
    const onPage = (await create({ pageId: site.space.homepageId })).json;
    expect(onPage).toMatchObject({ pageId: site.space.homepageId, spaceId: site.space.id });
    const blog = (await site.admin("POST", "/blogposts", { spaceId: site.space.id, title: "Post" })).json;
    const onPost = (await create({ blogPostId: blog.id })).json;
    const child = (await create({ customContentId: inSpace.json.id, title: "Child" })).json;
    expect(child.customContentId).toBe(inSpace.json.id);

    const listed = async (path: string) => (await slices(site.admin, `${path}?type=${type}&limit=1`)).flat();
    expect(await listed("/custom-content")).toEqual([inSpace.json.id, onPage.id, onPost.id, child.id]);
    expect(await listed(`/spaces/${site.space.id}/custom-content`)).toHaveLength(4);
    expect(await listed(`/pages/${site.space.homepageId}/custom-content`)).toEqual([onPage.id]);
    expect(await listed(`/blogposts/${blog.id}/custom-content`)).toEqual([onPost.id]);
    const children = await site.admin("GET", `/custom-content/${inSpace.json.id}/children`);
    expect(children.json.results).toEqual([
      { id: child.id, status: "current", title: "Child", type, spaceId: site.space.id },
    ]);
  });

  it("is of a type some app brought, and one nobody brought is not found", async () => {
    expect((await site.admin("GET", `/custom-content?type=${type}`)).status).toBe(404);
    expect((await site.admin("GET", "/custom-content")).status).toBe(400);
    expect((await create({ spaceId: site.space.id, type: "note" })).status).toBe(404);
    const { id } = (await create({ spaceId: site.space.id })).json;
    await site.admin("DELETE", `/custom-content/${id}`);
    expect((await site.admin("GET", `/custom-content?type=${type}`)).json.results).toEqual([]);
  });

  it("keeps markup as markup and raw text as text, whichever its type began with", async () => {
    const raw = "ac:tracker-app:blob";
    const { id } = (
      await create({ spaceId: site.space.id, type: raw, body: { raw: { representation: "raw", value: '{"a":1}' } } })
    ).json;
    const read = async (format: string) =>
      (await site.admin("GET", `/custom-content/${id}?body-format=${format}`)).json.body;
    expect(await read("raw")).toEqual({ raw: { representation: "raw", value: '{"a":1}' } });
    expect(await read("storage")).toEqual({});
    expect((await create({ spaceId: site.space.id, type: raw })).status).toBe(400);
    const ticket = (await create({ spaceId: site.space.id })).json;
    const body = (await site.admin("GET", `/custom-content/${ticket.id}?body-format=storage`)).json.body;
    expect(body.storage.value).toContain("broken");
    expect((await site.admin("GET", `/custom-content/${ticket.id}?body-format=raw`)).json.body).toEqual({});
  });

  it("keeps its versions", async () => {
    const { id } = (await create({ spaceId: site.space.id })).json;
    const put = (number: number, more: object = {}) =>
      site.admin("PUT", `/custom-content/${id}`, {
        id,
        type,
        status: "current",
        title: "Fixed",
        body: markup("<p>whole</p>"),
        version: { number },
        ...more,
      });
    expect((await put(2)).json).toMatchObject({ title: "Fixed", version: { number: 2 } });
    expect((await put(2)).status).toBe(409);
    expect((await put(3, { type: "ac:tracker-app:other" })).status).toBe(400);
    expect((await put(3, { spaceId: site.space.id, pageId: site.space.homepageId })).status).toBe(400);
    expect((await put(3, { id: "1" })).status).toBe(400);
    const versions = (await site.admin("GET", `/custom-content/${id}/versions?body-format=storage`)).json.results;
    expect(versions.map((one: any) => [one.number, one.custom.title])).toEqual([
      [2, "Fixed"],
      [1, "Ticket"],
    ]);
    expect(versions[1].custom.body.storage.value).toContain("broken");
    expect((await site.admin("GET", `/custom-content/${id}/versions/1`)).json).toMatchObject({
      number: 1,
      nextVersion: 2,
    });
    expect((await site.admin("GET", `/custom-content/${id}?version=1`)).json.title).toBe("Ticket");
  });

  it("moves between containers of its space, but not into itself", async () => {
    const { id } = (await create({ spaceId: site.space.id })).json;
    const child = (await create({ customContentId: id })).json;
    const put = (number: number, place: object) =>
      site.admin("PUT", `/custom-content/${id}`, {
        id,
        type,
        status: "current",
        title: "Ticket",
        body: markup(""),
        version: { number },
        ...place,
      });
    expect((await put(2, { pageId: site.space.homepageId })).json.pageId).toBe(site.space.homepageId);
    expect((await put(3, { customContentId: child.id })).status).toBe(400);
    expect((await put(3, { spaceId: site.space.id })).json).not.toHaveProperty("pageId");
  });

  it("takes comments and shows its attachments, labels and operations", async () => {
    const { id } = (await create({ spaceId: site.space.id })).json;
    const comment = await site.admin("POST", "/footer-comments", { customContentId: id, body: markup("<p>seen</p>") });
    expect(comment.status, comment.text).toBe(201);
    expect((await site.admin("GET", `/custom-content/${id}/footer-comments`)).json.results).toMatchObject([
      { customContentId: id },
    ]);
    expect((await site.admin("GET", `/custom-content/${id}/attachments`)).json.results).toEqual([]);
    expect((await site.admin("GET", `/custom-content/${id}/labels`)).json.results).toEqual([]);
    expect((await site.admin("GET", `/custom-content/${id}/operations`)).json.operations.length).toBeGreaterThan(2);
    const types = await site.admin("POST", "/content/convert-ids-to-types", { contentIds: [id] });
    expect(types.json.results).toEqual({ [id]: type });
  });

  it("goes to the trash and from there for good", async () => {
    const { id } = (await create({ spaceId: site.space.id })).json;
    expect((await site.admin("DELETE", `/custom-content/${id}`)).status).toBe(204);
    expect((await site.admin("GET", `/custom-content/${id}`)).json.status).toBe("trashed");
    expect((await site.member("DELETE", `/custom-content/${id}?purge=true`)).status).toBe(404);
    expect((await site.admin("DELETE", `/custom-content/${id}?purge=true`)).status).toBe(204);
    expect((await site.admin("GET", `/custom-content/${id}`)).status).toBe(404);
  });

  it.each([
    [{}, 400],
    [{ spaceId: "x" }, 400],
    [{ pageId: "999999999" }, 404],
    [{ spaceId: "1", pageId: "1" }, 400],
    [{ body: null }, 400],
    [{ body: "text" }, 400],
    [{ title: null }, 400],
    [{ type: 4 }, 400],
  ])("refuses %j with %i", async (input, status) => {
    expect((await create(input)).status).toBe(status);
  });
});
