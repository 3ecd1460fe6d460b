import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const at = async (id: string): Promise<Json> =>
  (await site.site("GET", `/wiki/api/v2/blogposts/${id}?body-format=storage`)).json;
let serial = 0;
const post = (change: Record<string, unknown> = {}) =>
  site.data("confluence_create_blog_post", { spaceId: "ENG", title: `Post ${++serial}`, body: "first", ...change });

describe("blog posts", () => {
  it("are created with labels, and the undo takes them away", async () => {
    const answer = await site.call("confluence_create_blog_post", {
      spaceId: "ENG",
      title: "Created",
      body: "It **works**.",
      labels: ["news"],
    });
    expect(answer.data).toMatchObject({ type: "blogpost", title: "Created", version: 1, labels: ["news"] });
    expect(await at(answer.data.id)).toMatchObject({
      status: "current",
      body: { storage: { value: "<p>It <strong>works</strong>.</p>" } },
    });
    await site.undo(answer);
    expect((await at(answer.data.id)).status).toBe("trashed");
  });

  it("are read by title, in part, and in an older version", async () => {
    const { id } = await post({ title: "Read me", body: "# One\n\na\n\n# Two\n\nb" });
    await site.data("confluence_update_blog_post", { blogPostId: id, body: "# One\n\nchanged" });
    expect(await site.data("confluence_get_blog_post", { blogPostId: "ENG:Read me" })).toMatchObject({
      id,
      version: 2,
    });
    const outline = await site.data("confluence_get_blog_post", { blogPostId: id, detail: "outline" });
    expect(outline.outline).toMatchObject([{ path: "One", level: 1 }]);
    const old = await site.data("confluence_get_blog_post_version", { blogPostId: id, versionNumber: 1 });
    expect(old.body).toContain("# Two");
    const { items } = await site.data("confluence_list_blog_post_versions", { blogPostId: id });
    expect(items.map(({ version }: Json) => version)).toEqual([2, 1]);
  });

  it("keep their body when only the title changes, and come back as they were", async () => {
    const { id, title } = await post({ body: "stays" });
    const changed = await site.call("confluence_update_blog_post", { blogPostId: id, title: "Another title" });
    expect(await at(id)).toMatchObject({ title: "Another title", body: { storage: { value: "<p>stays</p>" } } });
    await site.undo(changed);
    expect(await at(id)).toMatchObject({ title, body: { storage: { value: "<p>stays</p>" } }, version: { number: 3 } });
  });

  it("are drafted and published", async () => {
    const draft = await post({ status: "draft", body: "not yet" });
    const published = await site.data("confluence_update_blog_post", { blogPostId: draft.id, status: "current" });
    expect(published).toMatchObject({ id: draft.id, status: "current" });
    expect((await at(draft.id)).body.storage.value).toBe("<p>not yet</p>");
  });

  it("go to the trash and come back; purged they are gone", async () => {
    // Only who administers a space may purge there.
    const space = await site.data("confluence_create_space", { key: "LAB", name: "Laboratory" });
    const { id } = await post({ spaceId: space.id });
    const deleted = await site.call("confluence_delete_blog_post", { blogPostId: id });
    expect(deleted).toMatchObject({ data: { id, status: "trashed" }, meta: { undoable: true } });
    await site.undo(deleted);
    expect((await at(id)).status).toBe("current");
    await site.data("confluence_delete_blog_post", { blogPostId: id });
    const purged = await site.call("confluence_delete_blog_post", { blogPostId: id, purge: true });
    expect(purged).toMatchObject({ error: null, data: { status: "purged" } });
    expect(purged.meta.undoable).not.toBe(true);
    expect((await site.site("GET", `/wiki/api/v2/blogposts/${id}`)).status).toBe(404);
  });

  it("are listed by space and by label", async () => {
    const { id } = await post({ labels: ["quokka"] });
    const listed = await site.data("confluence_list_blog_posts", { spaceId: "ENG", limit: 5 });
    expect(listed.items[0].id).toBe(id);
    expect(listed.cursor).toEqual(expect.any(String));
    const labelled = await site.data("confluence_list_blog_posts_for_label", { label: "quokka" });
    expect(labelled.items.map((item: Json) => item.id)).toEqual([id]);
  });

  it("say who likes them and what may be done with them", async () => {
    const { id } = await post();
    expect(await site.data("confluence_get_blog_post_likes", { blogPostId: id })).toEqual({ count: 0, people: [] });
    const { operations } = await site.data("confluence_get_blog_post_operations", { blogPostId: id });
    expect(operations).toContainEqual({ operation: "update", targetType: "blogpost" });
  });

  it("are only shown by a dry run, and an ignored write is an error", async () => {
    const { id } = await post();
    const sent = await site.requests(() => site.data("confluence_delete_blog_post", { blogPostId: id, dryRun: true }));
    expect(sent.every((request) => request.startsWith("GET"))).toBe(true);
    const fault = site.emulator.admin.addFault({ kind: "ignored-write", match: `/wiki/api/v2/blogposts/${id}` });
    const ignored = await site.call("confluence_delete_blog_post", { blogPostId: id });
    expect(ignored.error?.code).toBe("upstream_error");
    site.emulator.admin.removeFault(fault.id);
  });

  it("are not created twice when the answer was lost", async () => {
    site.emulator.admin.addFault({ kind: "drop-after", match: "/wiki/api/v2/blogposts", method: "POST" });
    const answer = await site.call("confluence_create_blog_post", { spaceId: "ENG", title: "Lost answer", body: "x" });
    expect(answer).toMatchObject({ successful: true, data: { title: "Lost answer" } });
    const { json } = await site.site("GET", "/wiki/api/v2/blogposts?title=Lost%20answer");
    expect(json.results).toHaveLength(1);
  });
});
