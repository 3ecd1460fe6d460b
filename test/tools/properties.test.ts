import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

const v2 = "/wiki/api/v2";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

let serial = 0;
const fresh = () => ({ spaceId: "ENG", title: `With properties ${++serial}`, body: "One passage." });
const page = async (properties: Json = {}): Promise<Json> =>
  site.data("confluence_create_page", { ...fresh(), properties });
const onlyReads = (requests: string[]) =>
  requests.every((request) => request.startsWith("GET") || request.endsWith("convert-ids-to-types"));
const spaceIdOf = async (key: string): Promise<string> =>
  (await site.data("confluence_get_space", { spaceId: key })).id;

/** Keys and values of the properties at the site, Confluence's own left out. */
async function at(owner: string): Promise<Json> {
  const { json } = await site.site("GET", `${v2}/${owner}/properties?limit=250`);
  return Object.fromEntries(json.results.map(({ key, value }: Json) => [key, value]));
}

async function made(noun: string, body: Json): Promise<Json> {
  const { status, json } = await site.site("POST", `${v2}/${noun}`, body);
  expect([noun, status < 300, json]).toEqual([noun, true, json]);
  return json;
}

/** One of every kind of content that has properties: its type, the path of it at the site, its id. */
async function oneOfEach(): Promise<[type: string, path: string, id: string][]> {
  const spaceId = await spaceIdOf("ENG");
  const { id } = await page();
  const post = await site.data("confluence_create_blog_post", fresh());
  const file = await site.data("confluence_upload_attachment", { contentId: id, fileName: "a.txt", text: "a" });
  const low = await site.data("confluence_add_comment", { pageId: id, body: "low" });
  const high = await site.data("confluence_add_inline_comment", { pageId: id, selectedText: "passage", body: "hm" });
  const custom = await made("custom-content", {
    type: "ac:tracker-app:ticket",
    pageId: id,
    title: "Ticket",
    body: { representation: "storage", value: "<p>x</p>" },
  });
  const shell = async (noun: string) => (await made(noun, { spaceId, title: `Of its own ${++serial}` })).id;
  const [board, base, folder] = [await shell("whiteboards"), await shell("databases"), await shell("folders")];
  const link = (await made("embeds", { spaceId, title: "Link", embedUrl: "https://example.com" })).id;
  return [
    ["page", `pages/${id}`, id],
    ["blogpost", `blogposts/${post.id}`, post.id],
    ["attachment", `attachments/${file.id}`, file.id],
    ["comment", `comments/${low.id}`, low.id],
    ["comment", `comments/${high.id}`, high.id],
    ["custom-content", `custom-content/${custom.id}`, custom.id],
    ["whiteboard", `whiteboards/${board}`, board],
    ["database", `databases/${base}`, base],
    ["folder", `folders/${folder}`, folder],
    ["embed", `embeds/${link}`, link],
  ];
}

describe("properties of content", () => {
  it("are set, changed, read, listed and deleted on every kind, and each undo brings back what was", async () => {
    for (const [contentType, path, id] of await oneOfEach()) {
      for (const owner of [{ contentId: id }, { contentId: id, contentType }]) {
        const before = await at(path);
        const set = await site.call("confluence_set_content_property", { ...owner, key: "k", value: { a: [1] } });
        expect([path, set.error]).toEqual([path, null]);
        expect(set.data).toMatchObject({ key: "k", value: { a: [1] }, version: 1 });
        expect(await at(path)).toEqual({ ...before, k: { a: [1] } });
        const changed = await site.call("confluence_set_content_property", { ...owner, key: "k", value: "two" });
        expect(changed.data).toMatchObject({ value: "two", version: 2 });
        expect(await at(path)).toEqual({ ...before, k: "two" });
        expect(await site.data("confluence_get_content_property", { ...owner, key: "k" })).toMatchObject({
          key: "k",
          value: "two",
          version: 2,
        });
        const { items } = await site.data("confluence_list_content_properties", { ...owner, limit: 250 });
        expect(items.map(({ key }: Json) => key)).toContain("k");
        const deleted = await site.call("confluence_delete_content_property", { ...owner, key: "k" });
        expect(deleted.data).toMatchObject({ key: "k", deleted: true });
        expect(await at(path)).toEqual(before);
        await site.undo(deleted);
        expect(await at(path)).toEqual({ ...before, k: "two" });
        await site.undo(changed);
        expect(await at(path)).toEqual({ ...before, k: { a: [1] } });
        await site.undo(set);
        expect(await at(path)).toEqual(before);
      }
    }
  });

  it("take few requests: one to read, four to write, and two more where the id does not say what it is of", async () => {
    for (const [contentType, path, id] of await oneOfEach()) {
      const args = { contentId: id, contentType, key: "k" };
      const get = await site.requests(() => site.call("confluence_get_content_property", args));
      expect(get).toEqual([`GET ${v2}/${path}/properties`]);
      const set = await site.requests(() => site.data("confluence_set_content_property", { ...args, value: 1 }));
      expect(set).toEqual([
        `GET ${v2}/${path}/properties`,
        ...(contentType === "comment" ? [] : [`GET ${v2}/${path}`]),
        `POST ${v2}/${path}/properties`,
        `GET ${v2}/${path}/properties`,
      ]);
      const found = await site.requests(() =>
        site.data("confluence_get_content_property", { contentId: id, key: "k" }),
      );
      expect(found).toEqual([
        ...(contentType === "page" || contentType === "attachment"
          ? []
          : [`GET ${v2}/pages/${id}/properties`, `POST ${v2}/content/convert-ids-to-types`]),
        `GET ${v2}/${path}/properties`,
      ]);
    }
  });

  it("take any JSON as value, null and text that looks like JSON among it", async () => {
    const { id } = await page();
    for (const value of [null, false, 0, "", '{"a":1}', [], { deep: { er: [null] } }]) {
      await site.data("confluence_set_content_property", { contentId: id, key: "k", value: "before" });
      const set = await site.call("confluence_set_content_property", { contentId: id, key: "k", value });
      expect([value, set.error]).toEqual([value, null]);
      expect((await at(`pages/${id}`)).k).toEqual(value);
      const deleted = await site.call("confluence_delete_content_property", { contentId: id, key: "k" });
      await site.undo(deleted);
      expect((await at(`pages/${id}`)).k).toEqual(value);
    }
    const { error } = await site.call("confluence_set_content_property", { contentId: id, key: "k" });
    expect(error).toMatchObject({ code: "invalid_input", message: expect.stringContaining("value") });
  });

  it("are found by title, and by URL", async () => {
    const { id, url, title } = await page({ k: 1 });
    for (const contentId of [url, `ENG:${title}`]) {
      expect(await site.data("confluence_get_content_property", { contentId, key: "k" })).toMatchObject({ value: 1 });
    }
    const draft = await site.data("confluence_create_page", { ...fresh(), status: "draft" });
    await site.data("confluence_set_content_property", { contentId: draft.id, key: "k", value: 1 });
    expect((await at(`pages/${draft.id}`)).k).toBe(1);
    expect((await site.call("confluence_get_content_property", { contentId: id, key: "K" })).error).toMatchObject({
      code: "not_found",
      message: expect.stringContaining('no property "K"'),
    });
  });

  it("send nothing when the value is there already", async () => {
    const { id } = await page({ k: { a: 1, b: 2 } });
    const requests = await site.requests(async () => {
      const { meta, data } = await site.call("confluence_set_content_property", {
        contentId: id,
        key: "k",
        value: { b: 2, a: 1 },
      });
      expect([data.version, meta.undoable]).toEqual([1, false]);
    });
    expect(onlyReads(requests)).toBe(true);
  });

  it("walk through every property once, whatever the size of a page", async () => {
    const keys = Array.from({ length: 7 }, (_, i) => `walk-${i}`);
    const { id } = await page(Object.fromEntries(keys.map((key) => [key, key])));
    for (const limit of [1, 2, 3, 250]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const args = cursor === undefined ? { contentId: id, sort: "-key", limit } : { cursor };
        const { items, cursor: next } = await site.data("confluence_list_content_properties", args);
        seen.push(...items.map(({ key }: Json) => key));
        cursor = next;
      } while (cursor !== undefined);
      expect(seen.filter((key) => key.startsWith("walk-"))).toEqual([...keys].reverse());
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it("are refused when a version is not the next one, or somebody else was quicker", async () => {
    const { id } = await page({ k: 1 });
    const set = (args: object) =>
      site.call("confluence_set_content_property", { contentId: id, contentType: "page", key: "k", ...args });
    expect((await set({ value: 2, version: 1 })).error).toMatchObject({
      code: "version_conflict",
      details: { currentVersion: 1 },
    });
    expect((await set({ key: "new", value: 2, version: 2 })).error).toMatchObject({ code: "version_conflict" });
    expect((await set({ value: 2, version: 2 })).error).toBeNull();
    const { error } = await site.call("confluence_delete_content_property", { contentId: id, key: "absent" });
    expect(error).toMatchObject({ code: "not_found", message: expect.stringContaining('has no property "absent"') });
    expect(await at(`pages/${id}`)).toMatchObject({ k: 2 });
  });

  it("of an attachment belong to the group of attachments, whatever an id is called", async () => {
    const { id } = await page();
    const file = await site.data("confluence_upload_attachment", { contentId: id, fileName: "b.txt", text: "b" });
    const agent = await site.agent({ groups: { Pages: { level: "write" }, Attachments: { level: "disabled" } } });
    const bare = file.id.slice(3);
    for (const owner of [{ contentId: file.id }, { contentId: bare, contentType: "attachment" }]) {
      const { error } = await agent.call("confluence_list_content_properties", owner);
      expect(error).toMatchObject({ code: "policy_refused" });
    }
    const { error } = await agent.call("confluence_list_content_properties", { contentId: bare });
    expect(error).toMatchObject({ code: "invalid_input", hint: `Its id is ${file.id}.` });
  });

  it("stay within the spaces of an agent", async () => {
    const inside = await page({ k: 1 });
    const outside = await site.data("confluence_create_page", { ...fresh(), spaceId: "HQ", properties: { k: 1 } });
    const folder = await made("folders", { spaceId: outside.spaceId, title: `Outside ${++serial}` });
    const file = await site.data("confluence_upload_attachment", {
      contentId: outside.id,
      fileName: "out.txt",
      text: "x",
    });
    const comment = await site.data("confluence_add_comment", { pageId: outside.id, body: "x" });
    const agent = await site.agent({
      groups: {
        Pages: { level: "write", allowDelete: true },
        Attachments: { level: "write", allowDelete: true },
      },
      spaces: { only: ["ENG"] },
    });
    const writes = (contentId: string, contentType?: string) =>
      Promise.all([
        agent.call("confluence_get_content_property", { contentId, contentType, key: "k" }),
        agent.call("confluence_list_content_properties", { contentId, contentType }),
        agent.call("confluence_set_content_property", { contentId, contentType, key: "k", value: 2 }),
        agent.call("confluence_delete_content_property", { contentId, contentType, key: "k" }),
      ]);
    for (const [id, type] of [
      [outside.id],
      [outside.id, "page"],
      [folder.id],
      [folder.id, "folder"],
      [file.id],
      [file.id, "attachment"],
      [comment.id],
      [comment.id, "comment"],
    ]) {
      for (const { error } of await writes(id, type)) expect(error).toMatchObject({ code: "not_found" });
    }
    expect(await at(`pages/${outside.id}`)).toMatchObject({ k: 1 });
    const { error } = await agent.call("confluence_set_content_property", { contentId: inside.id, key: "k", value: 2 });
    expect(error).toBeNull();
  });
});

describe("properties of spaces", () => {
  it("are set, changed, listed and deleted, and each undo brings back what was", async () => {
    const path = `spaces/${await spaceIdOf("HQ")}`;
    const before = await at(path);
    const args = { spaceId: "HQ", key: "k" };
    const set = await site.call("confluence_set_space_property", { ...args, value: { a: 1 } });
    expect(set.data).toMatchObject({ key: "k", value: { a: 1 }, version: 1 });
    const changed = await site.call("confluence_set_space_property", { ...args, value: [2] });
    expect(await at(path)).toEqual({ ...before, k: [2] });
    const { items } = await site.data("confluence_list_space_properties", args);
    expect(items).toMatchObject([{ key: "k", value: [2], version: 2 }]);
    const deleted = await site.call("confluence_delete_space_property", args);
    expect(await at(path)).toEqual(before);
    await site.undo(deleted);
    expect(await at(path)).toEqual({ ...before, k: [2] });
    await site.undo(changed);
    expect(await at(path)).toEqual({ ...before, k: { a: 1 } });
    await site.undo(set);
    expect(await at(path)).toEqual(before);
    expect((await site.call("confluence_delete_space_property", args)).error).toMatchObject({ code: "not_found" });
  });

  it("take two requests to list by key, four to set, and stay within an agent's spaces", async () => {
    const id = await spaceIdOf("HQ");
    const one = `${v2}/spaces/${id}/properties`;
    expect(await site.requests(() => site.data("confluence_list_space_properties", { spaceId: "HQ" }))).toEqual([
      `GET ${v2}/spaces`,
      `GET ${one}`,
    ]);
    expect(
      await site.requests(() => site.data("confluence_set_space_property", { spaceId: "HQ", key: "n", value: 1 })),
    ).toEqual([`GET ${v2}/spaces`, `GET ${one}`, `POST ${one}`, `GET ${one}`]);
    const agent = await site.agent({ groups: { Spaces: { level: "write" } }, spaces: { only: ["DOC"] } });
    for (const spaceId of ["HQ", id]) {
      const { error } = await agent.call("confluence_set_space_property", { spaceId, key: "n", value: 2 });
      expect(error).toMatchObject({ code: "not_found" });
    }
    expect((await at(`spaces/${id}`)).n).toBe(1);
  });
});

describe("properties of a space the account does not administer", () => {
  it("are shown but not written, and it says so", async () => {
    expect((await site.call("confluence_list_space_properties", { spaceId: "ENG" })).error).toBeNull();
    const { error } = await site.call("confluence_set_space_property", { spaceId: "ENG", key: "k", value: 1 });
    expect(error).toMatchObject({ code: "forbidden", message: expect.stringContaining("does not administer") });
  });
});

describe("writes of properties that go wrong", () => {
  /** Each kind of write on something that has the property `old`; where it is and what is then there. */
  const writes = async (): Promise<[tool: string, args: Json, method: string, path: string, after: Json][]> => {
    const { id } = await page({ old: 1 });
    const spaceId = await spaceIdOf("HQ");
    await site.data("confluence_set_space_property", { spaceId, key: "old", value: 1 });
    await site.call("confluence_delete_space_property", { spaceId, key: "new" });
    return [
      [{ contentId: id, contentType: "page" }, "content", `pages/${id}`],
      [{ spaceId }, "space", `spaces/${spaceId}`],
    ].flatMap(([owner, noun, path]: Json) => [
      [`confluence_set_${noun}_property`, { ...owner, key: "new", value: 2 }, "POST", path, { old: 1, new: 2 }],
      [`confluence_set_${noun}_property`, { ...owner, key: "old", value: 2 }, "PUT", path, { old: 2, new: 2 }],
      [`confluence_delete_${noun}_property`, { ...owner, key: "old" }, "DELETE", path, { new: 2 }],
    ]) as Json;
  };
  const ours = ({ old, new: fresh }: Json) => ({
    ...(old !== undefined && { old }),
    ...(fresh !== undefined && { new: fresh }),
  });

  it("only show on a dry run what they would do", async () => {
    for (const [tool, args, , path] of await writes()) {
      const requests = await site.requests(async () => {
        const { data } = await site.call(tool, { ...args, dryRun: true });
        expect(data).toMatchObject({ summary: expect.stringMatching(/the (page|space) "/) });
        const creates = args.key === "new";
        const [{ before, after }] = data.changes;
        expect(before).toEqual(creates ? {} : { old: 1 });
        expect(after).toEqual(tool.includes("delete") ? {} : { [args.key]: 2 });
      });
      expect(onlyReads(requests)).toBe(true);
      expect(ours(await at(path))).toEqual({ old: 1 });
    }
  });

  it("notice when Confluence accepts and does not do it", async () => {
    for (const [tool, args, , path] of await writes()) {
      const fault = site.emulator.admin.addFault({ kind: "ignored-write", match: "/properties" });
      const { error } = await site.call(tool, args);
      site.emulator.admin.removeFault(fault.id);
      expect([tool, error?.code]).toEqual([tool, "upstream_error"]);
      expect(ours(await at(path))).toEqual({ old: 1 });
    }
  });

  it("find out what became of them when the answer is lost, and can still be undone", async () => {
    for (const [tool, args, method, path, after] of await writes()) {
      const before = ours(await at(path));
      site.emulator.admin.addFault({ kind: "drop-after", method, match: "/properties", remaining: 1 });
      const answer = await site.call(tool, args);
      expect([tool, answer.error]).toEqual([tool, null]);
      expect(ours(await at(path))).toEqual(after);
      await site.undo(answer);
      expect(ours(await at(path))).toEqual(before);
      await site.data(tool, args);
    }
  });

  it("are told as not done, and not sent again, when the request never arrived", async () => {
    for (const [tool, args, method, path] of await writes()) {
      site.emulator.admin.addFault({ kind: "drop-before", method, match: "/properties", remaining: 1 });
      const requests = await site.requests(async () => {
        const { error } = await site.call(tool, args);
        expect([tool, error === null]).toEqual([tool, false]);
      });
      expect(requests.filter((request) => request.startsWith(method)).length).toBeLessThanOrEqual(1);
      expect(ours(await at(path))).toEqual({ old: 1 });
    }
  });
});
