import { beforeEach, describe, expect, it } from "vitest";
import { slices, smallSite } from "../testing/small-site.ts";

type Site = Awaited<ReturnType<typeof smallSite>>;
let site: Site;

beforeEach(async () => {
  site = await smallSite();
});

const body = (value: string) => ({ representation: "storage", value });

async function post(title: string, more: Record<string, unknown> = {}) {
  const answer = await site.admin("POST", "/blogposts", {
    spaceId: site.space.id,
    title,
    body: body(`<p>${title}</p>`),
    ...more,
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}

describe("blog posts", () => {
  it("are created, read in two formats and listed", async () => {
    const created = await post("Launch day");
    expect(created).toMatchObject({
      status: "current",
      title: "Launch day",
      spaceId: site.space.id,
      version: { number: 1 },
    });
    expect(created._links.webui).toMatch(
      new RegExp(`^/spaces/${site.space.key}/blog/\\d{4}/\\d{2}/\\d{2}/${created.id}/Launch\\+day$`),
    );
    const read = await site.admin(
      "GET",
      `/blogposts/${created.id}?body-format=storage&include-labels=true&include-likes=true`,
    );
    expect(read.json.body.storage).toEqual({ representation: "storage", value: expect.stringContaining("Launch day") });
    expect(read.json.labels).toMatchObject({ results: [], meta: { hasMore: false } });
    expect(read.json).not.toHaveProperty("properties");
    const listed = await site.admin("GET", `/spaces/${site.space.id}/blogposts`);
    expect(listed.json.results).toHaveLength(1);
    expect(Object.keys(listed.json.results[0]).sort()).toEqual(
      ["_links", "authorId", "body", "createdAt", "id", "spaceId", "status", "title", "version"].sort(),
    );
  });

  it("are not pages, and pages are not blog posts", async () => {
    const { id } = await post("Only a post");
    expect((await site.admin("GET", `/pages/${id}`)).status).toBe(404);
    expect((await site.admin("GET", `/blogposts/${site.space.homepageId}`)).status).toBe(404);
    expect((await site.admin("GET", "/blogposts/abc")).json.errors[0]).toMatchObject({
      status: 400,
      code: "INVALID_REQUEST_PARAMETER",
      title: "Provided value {abc} for 'id' is not the correct type. Expected type is long.",
    });
  });

  it("may share a title on different days, not on one", async () => {
    await post("Weekly notes", { createdAt: "2026-11-01T10:00:00.000Z" });
    await post("Weekly notes", { createdAt: "2026-11-08T10:00:00.000Z" });
    const again = await site.admin("POST", "/blogposts", {
      spaceId: site.space.id,
      title: "weekly notes",
      createdAt: "2026-11-08T20:00:00.000Z",
    });
    expect(again.status).toBe(400);
    expect(
      (await site.admin("GET", "/blogposts?title=Weekly%20Notes&sort=-created-date")).json.results.map(
        (one: any) => one.createdAt,
      ),
    ).toEqual(["2026-11-08T10:00:00.000Z", "2026-11-01T10:00:00.000Z"]);
  });

  it("keep their versions when updated, and refuse any number but the next", async () => {
    const { id } = await post("Plan");
    const update = (number: number, value: string) =>
      site.admin("PUT", `/blogposts/${id}`, {
        id,
        status: "current",
        title: "Plan B",
        body: body(value),
        version: { number, message: "new plan" },
      });
    expect((await update(2, "<p>second</p>")).json).toMatchObject({
      title: "Plan B",
      version: { number: 2, message: "new plan" },
    });
    const stale = await update(2, "<p>third</p>");
    expect(stale.status).toBe(409);
    expect(stale.json.errors[0].title).toContain("Current Version: [2]. Provided version: [2]");
    const first = await site.admin("GET", `/blogposts/${id}?version=1&body-format=storage`);
    expect(first.json).toMatchObject({ title: "Plan", version: { number: 1 } });
    expect(first.json.body.storage.value).toContain("Plan");
    expect((await site.admin("GET", `/blogposts/${id}?version=9`)).status).toBe(404);
  });

  it("have drafts that only their author sees until they are published", async () => {
    const draft = await post("Half a thought", { status: "draft" });
    expect((await site.member("GET", `/blogposts/${draft.id}`)).status).toBe(404);
    expect((await site.admin("GET", "/blogposts")).json.results).toEqual([]);
    const published = await site.admin("PUT", `/blogposts/${draft.id}`, {
      id: draft.id,
      status: "current",
      title: "A thought",
      body: body("<p>whole</p>"),
      version: { number: 1 },
    });
    expect(published.json).toMatchObject({ status: "current", title: "A thought", version: { number: 1 } });
    expect((await site.member("GET", `/blogposts/${draft.id}`)).status).toBe(200);
    const beside = await site.admin("PUT", `/blogposts/${draft.id}`, {
      id: draft.id,
      status: "draft",
      title: "Another",
      body: body("<p>x</p>"),
      version: { number: 1 },
    });
    expect(beside.json).toMatchObject({ status: "draft", title: "Another" });
    expect((await site.admin("GET", `/blogposts/${draft.id}`)).json.title).toBe("A thought");
    expect((await site.admin("GET", `/blogposts/${draft.id}?get-draft=true`)).json.title).toBe("Another");
    expect((await site.admin("DELETE", `/blogposts/${draft.id}?draft=true`)).status).toBe(204);
    expect((await site.admin("GET", `/blogposts/${draft.id}?get-draft=true`)).json.title).toBe("A thought");
  });

  it("go to the trash, come back by an update, and leave it for good", async () => {
    const { id } = await post("Short lived");
    expect((await site.admin("DELETE", `/blogposts/${id}?purge=true`)).status).toBe(400);
    expect((await site.admin("DELETE", `/blogposts/${id}`)).status).toBe(204);
    expect((await site.admin("GET", `/blogposts/${id}`)).json.status).toBe("trashed");
    expect((await site.admin("GET", "/blogposts?status=trashed")).json.results).toHaveLength(1);
    const restored = await site.admin("PUT", `/blogposts/${id}`, {
      id,
      status: "current",
      title: "ignored",
      body: body("<p>ignored</p>"),
      version: { number: 2 },
    });
    expect(restored.json).toMatchObject({ status: "current", title: "Short lived" });
    await site.admin("DELETE", `/blogposts/${id}`);
    expect((await site.member("DELETE", `/blogposts/${id}?purge=true`)).status).toBe(404);
    expect((await site.admin("DELETE", `/blogposts/${id}?purge=true`)).status).toBe(204);
    expect((await site.admin("GET", `/blogposts/${id}`)).status).toBe(404);
  });

  it("are private to their author when asked for", async () => {
    const answer = await site.admin("POST", "/blogposts?private=true", { spaceId: site.space.id, title: "Secret" });
    expect((await site.member("GET", `/blogposts/${answer.json.id}`)).status).toBe(404);
    expect((await site.member("GET", "/blogposts")).json.results).toEqual([]);
  });

  it("page by a cursor in every order", async () => {
    for (const title of ["one", "two", "three", "four", "five"]) await post(title);
    const ids = (await slices(site.admin, "/blogposts?limit=250")).flat();
    expect(await slices(site.admin, "/blogposts?limit=2&sort=-created-date")).toEqual([
      [ids[4], ids[3]],
      [ids[2], ids[1]],
      [ids[0]],
    ]);
    expect(
      (await site.admin("GET", `/blogposts?id=${ids[1]},${ids[3]}`)).json.results.map((one: any) => one.title),
    ).toEqual(["two", "four"]);
    expect((await site.admin("GET", "/blogposts?limit=0")).status).toBe(400);
    expect((await site.admin("GET", "/blogposts?cursor=%%%")).status).toBe(400);
  });

  it.each([
    [{}, 400],
    [{ spaceId: "nope", title: "x" }, 400],
    [{ spaceId: "999999999", title: "x" }, 404],
    [{ spaceId: null, title: "x" }, 400],
    [{ title: "no space" }, 400],
    [[], 400],
    [null, 400],
    ["text", 400],
  ])("refuse the body %j with %i", async (input, status) => {
    expect((await site.admin("POST", "/blogposts", input)).status).toBe(status);
  });

  it("refuse titles and dates that make no sense", async () => {
    const create = async (more: object) =>
      (await site.admin("POST", "/blogposts", { spaceId: site.space.id, ...more })).status;
    expect(await create({ title: "" })).toBe(400);
    expect(await create({ title: 7 })).toBe(400);
    expect(await create({ title: "x".repeat(256) })).toBe(400);
    expect(await create({ title: "x", createdAt: "yesterday" })).toBe(400);
    expect(await create({ title: "x", createdAt: "2026-99-99T00:00:00.000Z" })).toBe(400);
    expect(await create({ title: "x", status: "archived" })).toBe(400);
    expect(await create({ title: "x", body: "text" })).toBe(400);
  });
});
