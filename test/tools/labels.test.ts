import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

const v2 = "/wiki/api/v2";
const v1 = "/wiki/rest/api";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

let serial = 0;
const fresh = () => ({ spaceId: "ENG", title: `Labelled ${++serial}`, body: "x" });
const page = async (labels: string[] = []): Promise<Json> =>
  site.data("confluence_create_page", { ...fresh(), labels });
const labelsAt = async (noun: string, id: string): Promise<string[]> =>
  (await site.site("GET", `${v2}/${noun}/${id}/labels`)).json.results.map(({ name }: Json) => name);
const onlyReads = (requests: string[]) => requests.every((request) => request.startsWith("GET"));
const namesOf = ({ items }: Json): string[] => items.map(({ name }: Json) => name);

/** One of every kind of content that carries labels: noun of its path, id, and what else it may be called. */
async function oneOfEach(): Promise<[noun: string, id: string, refs: Json[]][]> {
  const { id, url, title } = await page();
  const post = await site.data("confluence_create_blog_post", fresh());
  const file = await site.data("confluence_upload_attachment", { contentId: id, fileName: "a.txt", text: "a" });
  const custom = await site.site("POST", `${v2}/custom-content`, {
    type: "ac:tracker-app:ticket",
    pageId: id,
    title: "Ticket",
    body: { representation: "storage", value: "<p>x</p>" },
  });
  expect(custom.status, JSON.stringify(custom.json)).toBe(201);
  return [
    ["pages", id, [{ contentId: url }, { contentId: `ENG:${title}` }, { contentId: id, contentType: "page" }]],
    ["blogposts", post.id, [{ contentId: post.url }, { contentId: `ENG:${post.title}`, contentType: "blogpost" }]],
    [
      "attachments",
      file.id,
      [{ contentId: file.id.slice(3), contentType: "attachment" }, { contentId: file.id.slice(3) }],
    ],
    ["custom-content", custom.json.id, [{ contentId: custom.json.id, contentType: "custom-content" }]],
  ];
}

describe("labels of content", () => {
  it("are added, listed and removed on every kind that carries them, and the undos bring back what was", async () => {
    for (const [noun, id, refs] of await oneOfEach()) {
      for (const ref of [{ contentId: id }, ...refs]) {
        const added = await site.call("confluence_add_labels", { ...ref, labels: ["one", "Two", "two"] });
        expect([noun, added.error]).toEqual([noun, null]);
        expect(await labelsAt(noun, id)).toEqual(["one", "two"]);
        expect(namesOf(await site.data("confluence_list_labels", ref))).toEqual(["one", "two"]);
        const removed = await site.call("confluence_remove_labels", { ...ref, labels: ["ONE"] });
        expect(await labelsAt(noun, id)).toEqual(["two"]);
        await site.undo(removed);
        expect((await labelsAt(noun, id)).sort()).toEqual(["one", "two"]);
        await site.undo(added);
        expect(await labelsAt(noun, id)).toEqual([]);
      }
    }
  });

  it("take one request to list by id, and three more to find out that the id is not a page's", async () => {
    for (const [noun, id, refs] of await oneOfEach()) {
      const known = noun === "custom-content" || noun === "blogposts" ? refs[0] : { contentId: id };
      expect(await site.requests(() => site.data("confluence_list_labels", known))).toEqual([
        `GET ${v2}/${noun}/${id}/labels`,
      ]);
    }
    const post = await site.data("confluence_create_blog_post", fresh());
    expect(await site.requests(() => site.data("confluence_list_labels", { contentId: post.id }))).toEqual([
      `GET ${v2}/pages/${post.id}/labels`,
      `POST ${v2}/content/convert-ids-to-types`,
      `GET ${v2}/blogposts/${post.id}/labels`,
    ]);
  });

  it("keep the undo to what the call itself added, and send nothing for what is there", async () => {
    const { id } = await page(["there"]);
    const answer = await site.call("confluence_add_labels", { contentId: id, labels: ["there", "new"] });
    await site.undo(answer);
    expect(await labelsAt("pages", id)).toEqual(["there"]);
    const requests = await site.requests(async () => {
      const { meta, data } = await site.call("confluence_add_labels", { contentId: id, labels: ["There"] });
      expect([namesOf(data), meta.undoable]).toEqual([["there"], false]);
    });
    expect(requests).toEqual([`GET ${v2}/pages/${id}`, `GET ${v2}/pages/${id}/labels`]);
  });

  it("of a person's own do not count as the label of that name", async () => {
    const { id } = await page();
    await site.site("POST", `${v1}/content/${id}/label`, [{ prefix: "my", name: "favourite" }]);
    const { error } = await site.call("confluence_remove_labels", { contentId: id, labels: ["favourite"] });
    expect(error).toMatchObject({ code: "not_found", hint: "It has: favourite (my)." });
    const { items } = await site.data("confluence_add_labels", { contentId: id, labels: ["favourite"] });
    expect(items).toMatchObject([
      { name: "favourite", prefix: "my" },
      { name: "favourite", prefix: "global" },
    ]);
    await site.data("confluence_remove_labels", { contentId: id, labels: ["favourite"] });
    expect((await site.data("confluence_list_labels", { contentId: id })).items).toMatchObject([{ prefix: "my" }]);
  });

  it("work on drafts and beyond one page of them", async () => {
    const draft = await site.data("confluence_create_page", { ...fresh(), status: "draft" });
    await site.data("confluence_add_labels", { contentId: draft.id, labels: ["soon"] });
    expect(await labelsAt("pages", draft.id)).toEqual(["soon"]);
    const { id } = await page();
    const many = (from: number) => Array.from({ length: 100 }, (_, i) => `label-${from + i}`);
    for (const from of [0, 100, 200]) await site.data("confluence_add_labels", { contentId: id, labels: many(from) });
    const { items } = await site
      .call("confluence_list_labels", { contentId: id }, { maxCharacters: 0 })
      .then((a) => a.data);
    expect(items).toHaveLength(300);
  });

  it("are refused where there are none, before anything is written", async () => {
    const { id } = await page(["a"]);
    const comment = await site.data("confluence_add_comment", { pageId: id, body: "x" });
    const refused = async (args: object, tool = "confluence_add_labels") =>
      (await site.call(tool, { labels: ["b"], ...args })).error;
    expect(await refused({ contentId: comment.id })).toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("footer-comment"),
    });
    expect(await refused({ contentId: "https://x.atlassian.net/wiki/spaces/ENG/folder/123" })).toMatchObject({
      code: "invalid_input",
    });
    expect(await refused({ contentId: "999999999" })).toMatchObject({ code: "not_found" });
    expect(await refused({ contentId: id, labels: ["two words"] })).toMatchObject({ code: "invalid_input" });
    expect(await refused({ contentId: id, labels: ["a", "b"] }, "confluence_remove_labels")).toMatchObject({
      code: "not_found",
      message: expect.stringMatching(/^The page "Labelled \d+" has no label b\.$/),
    });
    expect(await labelsAt("pages", id)).toEqual(["a"]);
  });
});

describe("writes of labels that go wrong", () => {
  const writes = async () => {
    const { id } = await page(["old"]);
    return [
      ["confluence_add_labels", { contentId: id, labels: ["new"] }, "POST", id],
      ["confluence_remove_labels", { contentId: id, labels: ["old"] }, "DELETE", id],
    ] as const;
  };

  it("only show on a dry run what they would do", async () => {
    for (const [tool, args] of await writes()) {
      const requests = await site.requests(async () => {
        const { data, meta } = await site.call(tool, { ...args, dryRun: true });
        expect(meta.dryRun).toBe(true);
        expect(data.summary).toMatch(/^(Add|Take) the label "(new|old)" (to|off) the page "Labelled \d+"\.$/);
        expect(data.changes[0].before).toEqual({ labels: ["old"] });
      });
      expect(onlyReads(requests)).toBe(true);
    }
  });

  it("notice a write that Confluence accepts and ignores", async () => {
    for (const [tool, args, , id] of await writes()) {
      const fault = site.emulator.admin.addFault({ kind: "ignored-write", match: `/content/${id}/label` });
      const { error } = await site.call(tool, args);
      site.emulator.admin.removeFault(fault.id);
      expect(error).toMatchObject({ code: "upstream_error", message: expect.stringContaining("accepted") });
      expect(await labelsAt("pages", id)).toEqual(["old"]);
    }
  });

  it("find out what became of a write whose answer was lost", async () => {
    for (const [tool, args, method, id] of await writes()) {
      const before = await labelsAt("pages", id);
      site.emulator.admin.addFault({ kind: "drop-after", method, match: `/content/${id}/label`, remaining: 1 });
      const answer = await site.call(tool, args);
      expect([tool, answer.error]).toEqual([tool, null]);
      expect(await labelsAt("pages", id)).not.toEqual(before);
      await site.undo(answer);
      expect(await labelsAt("pages", id)).toEqual(before);
    }
  });

  it("cost title, labels, the write, and the look afterwards", async () => {
    for (const [tool, args] of await writes()) {
      expect(await site.requests(() => site.data(tool, args))).toHaveLength(4);
    }
  });
});

describe("lists of labels", () => {
  const walk = async (tool: string, args: object): Promise<Json[]> => {
    const all: Json[] = [];
    let cursor: string | undefined;
    do {
      const answer = await site.data(tool, cursor === undefined ? args : { cursor }, { maxCharacters: 0 });
      all.push(...answer.items);
      cursor = answer.cursor;
    } while (cursor !== undefined);
    return all;
  };
  const atSite = async (path: string): Promise<Json[]> => (await site.site("GET", `${v2}${path}`)).json.results;

  it("of the site are whole, sorted and by kind", async () => {
    const { id } = await page();
    await site.site("POST", `${v1}/content/${id}/label`, [{ prefix: "my", name: "mine-alone" }]);
    expect(await walk("confluence_list_site_labels", { prefix: "my" })).toContainEqual(
      expect.objectContaining({ name: "mine-alone", prefix: "my" }),
    );
    const all = await walk("confluence_list_site_labels", { prefix: "global", sort: "name", limit: 20 });
    const names = all.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(60);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      (await walk("confluence_list_site_labels", { prefix: "global", sort: "-name" }))
        .map(({ name }) => name)
        .reverse(),
    );
  });

  it("of a space and of what is in it are the site's own", async () => {
    const made = await site.site("POST", `${v1}/space/_private`, { key: "MINE", name: "Mine" });
    expect(made.status, JSON.stringify(made.json)).toBe(200);
    expect((await site.site("POST", `${v1}/space/MINE/label`, [{ prefix: "team", name: "platform" }])).status).toBe(
      200,
    );
    const own = await walk("confluence_list_space_labels", { spaceId: "MINE" });
    expect(own).toMatchObject([{ name: "platform", prefix: "team" }]);
    expect(own).toEqual(await atSite(`/spaces/${made.json.id}/labels`));
    const [space] = await atSite("/spaces?keys=HQ");
    const within = await walk("confluence_list_space_content_labels", { spaceId: space.id, limit: 10 });
    expect(within.length).toBeGreaterThan(10);
    expect(within).toEqual(await atSite(`/spaces/${space.id}/content/labels?limit=250`));
    expect(
      await site.requests(() => site.data("confluence_list_space_content_labels", { spaceId: space.id })),
    ).toHaveLength(1);
  });

  it("want a space, and stay inside an agent's spaces", async () => {
    expect((await site.call("confluence_list_space_labels", {})).error?.code).toBe("invalid_input");
    const agent = await site.agent({ groups: { Pages: { level: "write" } }, spaces: { only: ["HQ"] } });
    for (const tool of ["confluence_list_space_labels", "confluence_list_space_content_labels"]) {
      expect((await agent.call(tool, { spaceId: "HQ" })).error).toBeNull();
      expect((await agent.call(tool, { spaceId: "ENG" })).error).not.toBeNull();
    }
    expect((await agent.call("confluence_list_site_labels")).error).not.toBeNull();
  });
});
