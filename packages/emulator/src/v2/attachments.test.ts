import { beforeEach, describe, expect, it } from "vitest";
import { emptySeed } from "../seed/empty.ts";
import { slices, smallSite } from "../testing/small-site.ts";

type Site = Awaited<ReturnType<typeof smallSite>>;
let site: Site;
let pageId: string;

/** The small site with files on its second page: two pictures and a text. */
function seedWithFiles() {
  const seed = emptySeed();
  const at = (minute: number) => `2026-02-01T10:0${minute}:00.000Z`;
  const file = (fileName: string, mediaType: string, minute: number, comment?: string) => ({
    fileName,
    mediaType,
    author: "robin",
    at: at(minute),
    data: { text: `bytes of ${fileName}` },
    ...(comment === undefined ? {} : { comment }),
  });
  const [, page] = seed.content;
  if (!page) throw new Error("The empty seed has no second page.");
  page.attachments = [
    file("plan.png", "image/png", 1, "first draft"),
    file("notes.txt", "text/plain", 2),
    file("team.png", "image/png", 3),
  ];
  page.likes = ["robin", "second"];
  page.comments = [
    {
      author: "second",
      at: at(5),
      body: "<p>Nice</p>",
      replies: [{ author: "robin", at: at(6), body: "<p>Thanks</p>" }],
    },
  ];
  page.labels = ["howto"];
  return seed;
}

beforeEach(async () => {
  site = await smallSite(seedWithFiles());
  const { json } = await site.admin("GET", "/pages?title=Getting%20started");
  pageId = json.results[0].id;
});

const names = (answer: { json: any }) => answer.json.results.map(({ title }: { title: string }) => title);

describe("attachments", () => {
  it("are listed for the site and for a page, with everything the documents name", async () => {
    const all = await site.admin("GET", "/attachments");
    expect(names(all)).toEqual(["plan.png", "notes.txt", "team.png"]);
    const [first] = (await site.admin("GET", `/pages/${pageId}/attachments?limit=1`)).json.results;
    const download = `/rest/api/content/${pageId}/child/attachment/${first.id}/download`;
    expect(first).toMatchObject({
      id: expect.stringMatching(/^att\d+$/),
      pageId,
      title: "plan.png",
      status: "current",
      mediaType: "image/png",
      comment: "first draft",
      fileSize: 17,
      version: { number: 1 },
      downloadLink: download,
      _links: { download, webui: first.webuiLink },
    });
    expect(first.fileId).toMatch(/^[0-9a-f-]{36}$/);
    expect(first).not.toHaveProperty("blogPostId");
  });

  it("can be narrowed by name, type and status, and are paged", async () => {
    expect(names(await site.admin("GET", "/attachments?filename=notes.txt"))).toEqual(["notes.txt"]);
    expect(names(await site.admin("GET", "/attachments?mediaType=image/png&sort=-created-date"))).toEqual([
      "team.png",
      "plan.png",
    ]);
    expect(names(await site.admin("GET", "/attachments?status=trashed"))).toEqual([]);
    expect((await slices(site.admin, `/pages/${pageId}/attachments?limit=2`)).map((ids) => ids.length)).toEqual([2, 1]);
    expect((await site.admin("GET", "/attachments?status=deleted")).status).toBe(400);
  });

  it("are read by `att` and digits, and by nothing else", async () => {
    const [{ id }] = (await site.admin("GET", "/attachments")).json.results;
    expect((await site.admin("GET", `/attachments/${id}`)).json.id).toBe(id);
    const read = await site.admin(
      "GET",
      `/attachments/${id}?include-version=false&include-versions=true&include-operations=true`,
    );
    expect(read.json).not.toHaveProperty("version");
    expect(read.json.versions.results[0].number).toBe(1);
    expect(read.json.operations.results).toContainEqual({ operation: "delete", targetType: "attachment" });
    const uuid = "ffd70a27-0a48-48db-9662-24252c884152";
    const wrong = await site.admin("GET", `/attachments/${uuid}`);
    expect(wrong.json.errors[0].title).toBe(
      `Provided value {${uuid}} for 'id' is not the correct type. Expected type is ContentId`,
    );
    expect((await site.admin("GET", `/attachments/att${pageId}`)).status).toBe(404);
  });

  it("go to the trash, from where only an administrator removes them", async () => {
    const [{ id }] = (await site.admin("GET", "/attachments")).json.results;
    expect((await site.admin("DELETE", `/attachments/${id}?purge=true`)).status).toBe(400);
    expect((await site.member("DELETE", `/attachments/${id}`)).status).toBe(204);
    expect((await site.admin("GET", `/attachments/${id}`)).json.status).toBe("trashed");
    expect(names(await site.admin("GET", `/pages/${pageId}/attachments`))).toEqual(["notes.txt", "team.png"]);
    expect((await site.member("DELETE", `/attachments/${id}?purge=true`)).status).toBe(404);
    expect((await site.admin("DELETE", `/attachments/${id}?purge=true`)).status).toBe(204);
    expect((await site.admin("GET", `/attachments/${id}`)).status).toBe(404);
  });

  it("have versions, labels and comments like other content", async () => {
    const [{ id }] = (await site.admin("GET", "/attachments")).json.results;
    expect((await site.admin("GET", `/attachments/${id}/versions`)).json.results).toMatchObject([
      { number: 1, attachment: { id, title: "plan.png" } },
    ]);
    expect((await site.admin("GET", `/attachments/${id}/versions/1`)).json).toMatchObject({
      number: 1,
      prevVersion: null,
      nextVersion: null,
    });
    expect((await site.admin("GET", `/attachments/${id}/versions/2`)).status).toBe(404);
    expect((await site.admin("GET", `/attachments/${id}/labels`)).json.results).toEqual([]);
    expect((await site.admin("GET", `/attachments/${id}/footer-comments`)).json.results).toEqual([]);
  });

  it("show what was uploaded through v1, version by version", async () => {
    const upload = (bytes: string, comment: string) => {
      const form = new FormData();
      form.set("file", new Blob([bytes], { type: "text/csv" }), "figures.csv");
      form.set("comment", comment);
      form.set("minorEdit", "true");
      return site.member("PUT", `/wiki/rest/api/content/${pageId}/child/attachment`, form);
    };
    for (const [bytes, comment] of [
      ["a", "first"],
      ["a,b", "second"],
    ] as const) {
      const answer = await upload(bytes, comment);
      expect(answer.status, answer.text).toBe(200);
    }
    const [file] = (await site.admin("GET", `/pages/${pageId}/attachments?filename=figures.csv`)).json.results;
    expect(file).toMatchObject({
      fileSize: 3,
      mediaType: "text/csv",
      comment: "second",
      version: { number: 2, message: "second" },
    });
    const first = (await site.admin("GET", `/attachments/${file.id}?version=1`)).json;
    expect(first).toMatchObject({ fileSize: 1, comment: "first", version: { number: 1 } });
    expect(first.fileId).not.toBe(file.fileId);
    const versions = (await site.admin("GET", `/attachments/${file.id}/versions?sort=modified-date`)).json.results;
    expect(versions.map((one: any) => [one.number, one.message])).toEqual([
      [1, "first"],
      [2, "second"],
    ]);
    const old = await site.admin("GET", `/attachments/${file.id}/thumbnail/download?version=1`);
    expect(old.headers.get("location")).toContain("version=1");
    expect((await site.admin("GET", `/attachments/${file.id}/thumbnail/download?version=3`)).status).toBe(404);
  });

  it("lead to their thumbnail by a redirect to the site", async () => {
    const [{ id }] = (await site.admin("GET", "/attachments")).json.results;
    const answer = await site.admin("GET", `/attachments/${id}/thumbnail/download?width=100`);
    expect(answer.status).toBe(302);
    const location = new URL(answer.headers.get("location") ?? "");
    const picture = await site.emulator.fetch(location);
    expect([picture.status, picture.headers.get("content-type"), await picture.text()]).toEqual([
      200,
      "image/png",
      "bytes of plan.png",
    ]);
    expect((await site.admin("GET", `/attachments/${id}/thumbnail/download?width=0`)).status).toBe(400);
  });
});

describe("what hangs on content", () => {
  it("tells who likes it", async () => {
    const accounts = site.emulator.admin.accounts().map(({ id }) => id);
    expect((await site.admin("GET", `/pages/${pageId}/likes/count`)).json).toMatchObject({ count: 2 });
    expect(await slices(site.admin, `/pages/${pageId}/likes/users?limit=1`)).toEqual(accounts.map((id) => [id]));
    expect((await site.admin("GET", `/pages/${pageId}/likes/users?limit=0`)).json.results).toEqual([]);
    const [{ id }] = (await site.admin("GET", `/pages/${pageId}/footer-comments`)).json.results;
    expect((await site.admin("GET", `/footer-comments/${id}/likes/count`)).json.count).toBe(0);
    expect((await site.admin("GET", `/inline-comments/${id}/likes/count`)).status).toBe(404);
  });

  it("tells everybody what they may do with it", async () => {
    const of = async (ask: Site["admin"], path: string) => (await ask("GET", `${path}/operations`)).json.operations;
    const [comment] = (await site.admin("GET", `/pages/${pageId}/footer-comments`)).json.results;
    expect(await of(site.admin, `/pages/${pageId}`)).toContainEqual({ operation: "update", targetType: "page" });
    expect(await of(site.member, `/footer-comments/${comment.id}`)).toContainEqual({
      operation: "update",
      targetType: "comment",
    });
    expect(await of(site.admin, `/footer-comments/${comment.id}`)).not.toContainEqual({
      operation: "update",
      targetType: "comment",
    });
    expect(await of(site.admin, `/spaces/${site.space.id}`)).toContainEqual({
      operation: "administer",
      targetType: "space",
    });
    expect(await of(site.member, `/spaces/${site.space.id}`)).not.toContainEqual({
      operation: "administer",
      targetType: "space",
    });
  });

  it("is found by its label, pages, posts and files each on their own", async () => {
    const [label] = (await site.admin("GET", `/pages/${pageId}/labels`)).json.results;
    expect(names(await site.admin("GET", `/labels/${label.id}/pages`))).toEqual(["Getting started"]);
    expect(names(await site.admin("GET", `/labels/${label.id}/pages?space-id=1`))).toEqual([]);
    expect(names(await site.admin("GET", `/labels/${label.id}/blogposts`))).toEqual([]);
    expect(names(await site.admin("GET", `/labels/${label.id}/attachments`))).toEqual([]);
    expect((await site.admin("GET", "/labels/12/pages")).status).toBe(404);
  });

  it("has a type that can be asked for by id", async () => {
    const [comment] = (await site.admin("GET", `/pages/${pageId}/footer-comments`)).json.results;
    const [attachment] = (await site.admin("GET", "/attachments")).json.results;
    const convert = (contentIds: unknown) => site.admin("POST", "/content/convert-ids-to-types", { contentIds });
    const { json } = await convert([pageId, Number(comment.id), attachment.id, "999999999"]);
    expect(json.results).toEqual({
      [pageId]: "page",
      [comment.id]: "footer-comment",
      [attachment.id]: "attachment",
      999999999: null,
    });
    for (const wrong of [undefined, null, "1", [{}], ["abc"], [null], Array.from({ length: 101 }, (_, at) => at)]) {
      expect((await convert(wrong)).status, JSON.stringify(wrong)).toBe(400);
    }
  });
});
