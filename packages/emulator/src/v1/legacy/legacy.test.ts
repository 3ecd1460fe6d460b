import { beforeEach, describe, expect, it } from "vitest";
import {
  type EmulatedClient,
  emulatedClient,
  type Json,
  people,
  seedPage,
  testSeed,
} from "../../testing/emulated-client.ts";
import { legacyOperations } from "./operations.ts";

const api = "/wiki/rest/api";
const tasks = `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Write</ac:task-body></ac:task></ac:task-list>`;
const seed = testSeed([
  seedPage("guide", "Guide", {
    parent: "home",
    labels: ["how-to", "draft"],
    comments: [{ author: "ben", at: "2026-03-02T10:00:00.000Z", body: "<p>Nice</p>" }],
  }),
  seedPage("part", "Part", { parent: "guide", body: `<p>Part</p>${tasks}` }),
]);

describe("operations that were removed from v1", () => {
  it("answer 410 in the recorded words without the switch", async () => {
    const { send } = await emulatedClient({ seed });
    expect(legacyOperations.length).toBeGreaterThan(40);
    for (const { method, path } of legacyOperations) {
      const { status, json } = await send(
        method,
        `${api}${path.replace(/\{[^}]+\}/g, "1")}`,
        method === "GET" || method === "DELETE" ? undefined : {},
      );
      expect({ path, status }).toEqual({ path, status: 410 });
      expect(json.message).toBe(
        "com.atlassian.confluence.api.service.exceptions.GoneException: This deprecated endpoint has been removed.",
      );
    }
  });
});

describe("with the legacy switch, v1", () => {
  let ada: EmulatedClient;
  const idOf = async (title: string) =>
    (await ada.get(`${api}/content?spaceKey=DOC&title=${title}`)).json.results[0]?.id ?? "";
  beforeEach(async () => {
    ada = await emulatedClient({ seed, legacyV1: true });
  });

  it("tells a live doc from a page", async () => {
    const spaceId = (await ada.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0]?.id;
    const live = await ada.send("POST", "/wiki/api/v2/pages", { spaceId, title: "Live", subtype: "live" });
    expect((await ada.get(`${api}/content/${live.json.id}`)).json.subtype).toBe("live");
    expect((await ada.get(`${api}/content/${await idOf("Guide")}`)).json).not.toHaveProperty("subtype");
  });

  it("lists the pages of a space by offset, with bodies, versions and labels", async () => {
    const first = await ada.get(`${api}/content?spaceKey=DOC&limit=2&expand=body.storage,version,metadata.labels`);
    expect(first.json).toMatchObject({
      start: 0,
      limit: 2,
      size: 2,
      _links: { next: expect.stringContaining("start=2"), context: "/wiki" },
    });
    const rest = await ada.get(`/wiki${first.json._links.next}`);
    expect(rest.json.size).toBe(1);
    expect(rest.json._links).not.toHaveProperty("next");
    const pages = [...first.json.results, ...rest.json.results];
    expect(pages.map(({ title }: Json) => title)).toEqual(["Documentation", "Guide", "Part"]);
    expect(pages[1]).toMatchObject({
      type: "page",
      status: "current",
      body: { storage: { value: "<p>Guide</p>", representation: "storage" } },
      version: { number: 1, by: { displayName: "Ada Byrne" }, when: "2026-03-01T10:00:00.000Z" },
      metadata: { labels: { results: [{ name: "how-to" }, { name: "draft" }] } },
    });
  });

  it("creates, updates, trashes, restores and purges a page that v2 sees as well", async () => {
    const storage = (value: string) => ({ storage: { value, representation: "storage" } });
    const created = await ada.send("POST", `${api}/content`, {
      type: "page",
      title: "New",
      space: { key: "DOC" },
      ancestors: [{ id: await idOf("Guide") }],
      body: storage("<p>1</p>"),
    });
    expect(created.status).toBe(200);
    expect(created.json).toMatchObject({
      title: "New",
      space: { key: "DOC" },
      version: { number: 1 },
      body: { storage: { value: "<p>1</p>" } },
    });
    expect(created.json.ancestors.map(({ title }: Json) => title)).toEqual(["Documentation", "Guide"]);
    const one = `${api}/content/${created.json.id}`;
    const stale = await ada.send("PUT", one, {
      type: "page",
      title: "New",
      version: { number: 1 },
      body: storage("<p>2</p>"),
    });
    expect(stale.status).toBe(409);
    expect(stale.json.message).toContain("Version must be incremented on update. Current version is: 1");
    const updated = await ada.send("PUT", one, {
      type: "page",
      title: "Newer",
      version: { number: 2, message: "why" },
      body: storage("<p>2</p>"),
    });
    expect(updated.json).toMatchObject({ title: "Newer", version: { number: 2, message: "why" } });
    expect((await ada.get(`/wiki/api/v2/pages/${created.json.id}?body-format=storage`)).json).toMatchObject({
      title: "Newer",
      body: { storage: { value: "<p>2</p>" } },
    });
    expect((await ada.get(`${one}?version=1&status=historical&expand=body.storage`)).json).toMatchObject({
      status: "historical",
      title: "New",
      body: { storage: { value: "<p>1</p>" } },
    });
    expect((await ada.get(`${one}/version`)).json.results.map(({ number }: Json) => number)).toEqual([2, 1]);
    expect((await ada.get(`${one}/version/1?expand=content`)).json).toMatchObject({
      number: 1,
      content: { title: "New" },
    });
    expect((await ada.get(`${one}/history`)).json).toMatchObject({
      latest: true,
      createdBy: { displayName: "Ada Byrne" },
      lastUpdated: { number: 2 },
    });
    expect((await ada.send("DELETE", one)).status).toBe(204);
    expect((await ada.get(one)).status).toBe(404);
    expect((await ada.get(`${one}?status=trashed`)).json.status).toBe("trashed");
    expect(
      (await ada.send("PUT", one, { type: "page", title: "Newer", version: { number: 3 }, status: "current" })).json
        .status,
    ).toBe("current");
    await ada.send("DELETE", one);
    expect((await ada.send("DELETE", one)).status).toBe(400);
    expect((await ada.send("DELETE", `${one}?status=trashed`)).status).toBe(204);
    expect((await ada.get(`${one}?status=trashed`)).status).toBe(404);
  });

  it("writes properties and labels along with a page, and shows those asked for by key", async () => {
    const width = (value: string) => ({
      "content-appearance-published": { value },
      "emoji-title-published": { value },
    });
    const body = { storage: { value: "<p>1</p>", representation: "storage" } };
    const page = { type: "page", title: "Wide", space: { key: "DOC" }, body };
    const labels = [{ prefix: "global", name: "One" }, { name: "one" }];
    const refused = { ...page, metadata: { properties: width("x".repeat(40_000)) } };
    expect((await ada.send("POST", `${api}/content`, refused)).status).toBe(400);
    const created = await ada.send("POST", `${api}/content`, {
      ...page,
      metadata: { properties: width("fixed-width"), labels },
    });
    const one = `${api}/content/${created.json.id}`;
    const update = { ...page, version: { number: 2 }, metadata: { properties: width("full-width") } };
    expect((await ada.send("PUT", one, update)).status).toBe(200);
    const asked = "expand=metadata.labels,metadata.properties.content-appearance-published";
    const { metadata } = (await ada.get(`${one}?${asked}`)).json;
    expect(metadata.labels.results.map(({ name }: Json) => name)).toEqual(["one"]);
    expect(metadata.properties).toMatchObject({
      "content-appearance-published": { value: "full-width", version: { number: 2 } },
      _expandable: { "emoji-title-published": expect.stringContaining("/property/emoji-title-published") },
    });
    expect(metadata.properties).not.toHaveProperty("emoji-title-published");
  });

  it("writes properties along with a draft that is published, and links to each by its key", async () => {
    const draft = { type: "page", title: "Drafted", space: { key: "DOC" }, status: "draft" };
    const { id } = (await ada.send("POST", `${api}/content`, draft)).json;
    const published = { ...draft, status: "current", version: { number: 1 } };
    const metadata = { properties: { "a key/of its own": { value: 1 } } };
    expect((await ada.send("PUT", `${api}/content/${id}`, { ...published, metadata })).status).toBe(200);
    const { properties } = (await ada.get(`${api}/content/${id}?expand=metadata.properties`)).json.metadata;
    const link = `/rest/api/content/${id}/property/a%20key%2Fof%20its%20own`;
    expect(properties._expandable).toMatchObject({ "a key/of its own": link });
    expect((await ada.get(`/wiki${link}`)).json).toMatchObject({ value: 1 });
  });

  it("deletes no page for its draft", async () => {
    const guide = `${api}/content/${await idOf("Guide")}`;
    expect((await ada.send("DELETE", `${guide}?status=draft`)).status).toBe(404);
    expect((await ada.get(guide)).json.status).toBe("current");
  });

  it("shows unasked what a file is", async () => {
    const guide = await idOf("Guide");
    const part = (name: string, value: string) => `--b\r\ncontent-disposition: form-data; ${name}\r\n\r\n${value}\r\n`;
    const form = `${part('name="file"; filename="a.txt"', "x")}${part('name="comment"', "sum 1")}--b--\r\n`;
    const headers = { "content-type": "multipart/form-data; boundary=b", "x-atlassian-token": "no-check" };
    await ada.send("POST", `${api}/content/${guide}/child/attachment`, form, headers);
    const [file] = (await ada.get(`${api}/content/${guide}/child/attachment?expand=version`)).json.results;
    expect(file).toMatchObject({
      metadata: { mediaType: "text/plain", comment: "sum 1", _expandable: { labels: "" } },
      extensions: { mediaTypeDescription: "Text File" },
    });
  });

  it("refuses what is wrong about a new page in its own words", async () => {
    const post = (body: unknown) => ada.send("POST", `${api}/content`, body);
    const page = {
      type: "page",
      title: "Guide",
      space: { key: "DOC" },
      body: { storage: { value: "", representation: "storage" } },
    };
    const taken = await post(page);
    expect([taken.status, taken.json.message]).toEqual([
      400,
      expect.stringContaining("A page with this title already exists"),
    ]);
    const orphan = await post({ ...page, title: "x", ancestors: [{ id: "1" }] });
    expect([orphan.status, orphan.json.message]).toEqual([
      404,
      expect.stringContaining("The parent ID specified does not exist, or user does not have permissions"),
    ]);
    expect((await post({ ...page, space: { key: "NONE" } })).status).toBe(404);
    for (const body of [
      null,
      [],
      {},
      { type: "page" },
      { ...page, title: 7 },
      { ...page, title: "y", ancestors: 3 },
      { ...page, title: "y", body: { odd: {} } },
    ]) {
      expect((await post(body)).status).toBe(400);
    }
  });

  it("shows what hangs below a page, and adds comments and replies", async () => {
    const guide = await idOf("Guide");
    expect((await ada.get(`${api}/content/${guide}/child/page`)).json.results.map(({ title }: Json) => title)).toEqual([
      "Part",
    ]);
    expect((await ada.get(`${api}/content/${guide}/child?expand=page,comment`)).json).toMatchObject({
      page: { size: 1 },
      comment: { size: 1 },
      _expandable: { attachment: expect.any(String) },
    });
    const comments = `${api}/content/${guide}/child/comment?expand=body.storage,version`;
    const [comment] = (await ada.get(comments)).json.results;
    expect(comment).toMatchObject({ type: "comment", body: { storage: { value: "<p>Nice</p>" } } });
    const reply = {
      type: "comment",
      container: { id: guide, type: "page" },
      ancestors: [{ id: comment?.id }],
      body: { storage: { value: "<p>Thanks</p>", representation: "storage" } },
    };
    expect((await ada.send("POST", `${api}/content`, reply)).status).toBe(200);
    expect((await ada.get(comments)).json.size).toBe(1);
    expect((await ada.get(`${comments}&depth=all`)).json.size).toBe(2);
    expect((await ada.get(`${api}/content/${comment?.id}/child/comment`)).json.size).toBe(1);
    expect(
      (await ada.get(`${api}/content/${guide}/label?prefix=global`)).json.results.map(({ name }: Json) => name),
    ).toEqual(["how-to", "draft"]);
    expect((await ada.get(`${api}/content/${guide}/child/attachment`)).json).toMatchObject({ results: [], limit: 50 });
  });

  it.each([
    ["content", async () => `${api}/content/${await idOf("Guide")}/property`],
    ["spaces", async () => `${api}/space/DOC/property`],
  ])("keeps properties of %s", async (_, path) => {
    const all = await path();
    expect((await ada.send("POST", all, { key: "k", value: [1] })).json).toMatchObject({
      key: "k",
      value: [1],
      version: { number: 1 },
    });
    expect((await ada.send("POST", `${all}/k`, { value: 2 })).status).toBe(409);
    expect((await ada.send("PUT", `${all}/k`, { value: 2, version: { number: 1 } })).status).toBe(409);
    expect((await ada.send("PUT", `${all}/k`, { value: 2, version: { number: 2 } })).json).toMatchObject({
      id: expect.any(String),
      value: 2,
      version: { number: 2 },
    });
    expect((await ada.send("PUT", `${all}/new`, { value: 1, version: { number: 1 } })).status).toBe(200);
    expect((await ada.get(`${all}?expand=version`)).json.results.map(({ key }: Json) => key)).toEqual(
      expect.arrayContaining(["k", "new"]),
    );
    expect((await ada.send("DELETE", `${all}/k`)).status).toBe(204);
    expect((await ada.get(`${all}/k`)).status).toBe(404);
  });

  it("lists spaces and what is in them", async () => {
    const { json } = await ada.get(`${api}/space?spaceKey=DOC&spaceKey=PRIV&limit=1&expand=homepage,description.plain`);
    expect(json).toMatchObject({
      size: 1,
      limit: 1,
      results: [
        {
          key: "DOC",
          id: expect.any(Number),
          homepage: { title: "Documentation" },
          description: { plain: { value: "Documentation of the test site" } },
        },
      ],
    });
    expect((await ada.as(people.ben).get(`${api}/space`)).json.results.map(({ key }: Json) => key)).toEqual(["DOC"]);
    expect((await ada.as(people.ben).get(`${api}/space/PRIV`)).status).toBe(404);
    expect((await ada.get(`${api}/space/DOC/content?limit=2`)).json).toMatchObject({
      page: { size: 2 },
      blogpost: { size: 0 },
    });
    expect(
      (await ada.get(`${api}/space/DOC/content/page?depth=root`)).json.results.map(({ title }: Json) => title),
    ).toEqual(["Documentation"]);
  });

  it("finds and ticks action items in pages", async () => {
    const { json } = await ada.get(`${api}/inlinetasks/search?spaceKey=DOC`);
    expect(json.results).toMatchObject([{ status: "incomplete", body: "Write", creator: "712020:ada" }]);
    const ticked = await ada.send("PUT", `${api}/inlinetasks/${json.results[0]?.globalId}`, { status: "complete" });
    expect(ticked.json).toMatchObject({ status: "complete", completeUser: "712020:ada" });
    expect(
      (await ada.get(`${api}/content/${await idOf("Part")}?expand=body.storage`)).json.body.storage.value,
    ).toContain("<ac:task-status>complete<");
  });

  it("converts bodies at once and knows groups by name", async () => {
    const { json } = await ada.send("POST", `${api}/contentbody/convert/view`, {
      value: "<p>x</p>",
      representation: "storage",
    });
    expect(json).toMatchObject({ value: "<p>x</p>", representation: "view" });
    expect((await ada.get(`${api}/group/editors`)).json.name).toBe("editors");
    expect((await ada.get(`${api}/group/editors/member`)).json.results).toMatchObject([{ displayName: "Ben Okafor" }]);
    expect((await ada.get(`${api}/group/nobody/member`)).status).toBe(404);
  });
});
