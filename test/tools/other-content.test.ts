import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

const v2 = "/wiki/api/v2";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

let serial = 0;
const title = () => `Beside pages ${++serial}`;
const page = async (): Promise<Json> =>
  site.data("confluence_create_page", { spaceId: "ENG", title: title(), body: "x" });
const onlyReads = (requests: string[]) =>
  requests.every((request) => request.startsWith("GET") || request.endsWith("convert-ids-to-types"));

/** Every kind: its type, the tool that makes it, its noun in paths, and what making it takes beside a place. */
const kinds = [
  ["whiteboard", "confluence_create_whiteboard", "whiteboards", {}],
  ["database", "confluence_create_database", "databases", {}],
  ["folder", "confluence_create_folder", "folders", {}],
  ["embed", "confluence_create_smart_link", "embeds", { embedUrl: "https://example.com/a?b=c" }],
] as const;

const at = (noun: string, id: string) => site.site("GET", `${v2}/${noun}/${id}`);
const make = (tool: string, args: Json): Promise<Json> => site.data(tool, { title: title(), spaceId: "ENG", ...args });
const under = async (id: string, noun = "pages"): Promise<string[]> =>
  (await site.site("GET", `${v2}/${noun}/${id}/direct-children?limit=250`)).json.results.map((one: Json) => one.title);

describe("content beside pages", () => {
  it("is made in a space or under anything in the tree, and the undo puts it into the trash", async () => {
    const parent = await page();
    const folder = await make("confluence_create_folder", {});
    for (const [type, tool, noun, fields] of kinds) {
      for (const place of [
        { spaceId: "ENG" },
        { parentId: parent.id },
        { parentId: parent.url, spaceId: "ENG" },
        { parentId: folder.id },
        { parentId: folder.url },
      ]) {
        const args = { title: title(), ...place, ...fields };
        const answer = await site.call(tool, args);
        expect([tool, place, answer.error]).toEqual([tool, place, null]);
        const { id, url } = answer.data;
        const { json } = await at(noun, id);
        expect(json).toMatchObject({ type, title: args.title, status: "current", spaceId: folder.spaceId });
        const parentId = !("parentId" in place) ? null : place.parentId.includes(parent.id) ? parent.id : folder.id;
        expect(json.parentId).toBe(parentId);
        if (type === "embed") expect(json.embedUrl).toBe("https://example.com/a?b=c");
        expect(answer.data).toMatchObject({
          type,
          title: args.title,
          version: 1,
          createdAt: expect.stringMatching(/Z$/),
        });
        expect(url).toMatch(new RegExp(`/wiki/spaces/ENG/${type}/${id}$`));
        await site.undo(answer);
        expect((await at(noun, id)).json.status).toBe("trashed");
      }
    }
  });

  it("is read by id, with its type or without, and by URL", async () => {
    for (const [type, tool, noun, fields] of kinds) {
      const made = await make(tool, fields);
      const get = (args: object) => site.data("confluence_get_content", args);
      for (const args of [{ contentId: made.id }, { contentId: made.url }, { contentId: made.id, contentType: type }]) {
        expect(await get(args)).toEqual(made);
      }
      expect(await site.requests(() => get({ contentId: made.url }))).toEqual([`GET ${v2}/${noun}/${made.id}`]);
      expect(await site.requests(() => get({ contentId: made.id }))).toEqual([
        `POST ${v2}/content/convert-ids-to-types`,
        `GET ${v2}/${noun}/${made.id}`,
      ]);
    }
  });

  it("may be for the connected account alone, and a whiteboard from a template", async () => {
    for (const tool of ["confluence_create_whiteboard", "confluence_create_database"]) {
      const preview = await site.data(tool, { title: title(), spaceId: "ENG", private: true, dryRun: true });
      expect(preview.changes[0].after).toMatchObject({ private: true });
      const { id } = await make(tool, { private: true });
      const { json } = await site.site("GET", `/wiki/rest/api/content/${id}/restriction/byOperation/read`);
      expect(json.restrictions?.user?.size ?? json.restrictions?.user?.results?.length).toBe(1);
    }
    await make("confluence_create_whiteboard", { templateKey: "flow-chart" });
    const { error } = await site.call("confluence_create_whiteboard", {
      title: title(),
      spaceId: "ENG",
      templateKey: "no-such-template",
    });
    expect(error).toMatchObject({ code: "invalid_input" });
  });

  it("is refused without a place, with two, with a taken folder title, with what is no URL", async () => {
    const refused = async (tool: string, args: Json) => {
      let error: Json;
      const requests = await site.requests(async () => {
        ({ error } = await site.call(tool, args));
      });
      return { ...error, sent: !onlyReads(requests) };
    };
    const parent = await page();
    const create = "confluence_create_folder";
    expect(await refused(create, { title: "x" })).toMatchObject({ code: "invalid_input", sent: false });
    expect(await refused(create, { title: "x", parentId: parent.id, spaceId: "HQ" })).toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("another space"),
      sent: false,
    });
    expect(await refused(create, { title: "x", parentId: "999999999" })).toMatchObject({
      code: "not_found",
      sent: false,
    });
    const comment = await site.data("confluence_add_comment", { pageId: parent.id, body: "x" });
    expect(await refused(create, { title: "x", parentId: comment.id })).toMatchObject({
      code: "invalid_input",
      sent: false,
    });
    const folder = await make(create, {});
    expect(await refused(create, { title: folder.title, spaceId: "ENG" })).toMatchObject({ code: "title_taken" });
    expect(
      await refused("confluence_create_smart_link", { embedUrl: "javascript:alert(1)", spaceId: "ENG" }),
    ).toMatchObject({ code: "invalid_input", sent: false });
    expect(await refused("confluence_get_content", { contentId: parent.id })).toMatchObject({
      code: "invalid_input",
      hint: expect.stringContaining("confluence_get_page"),
    });
    expect(await refused("confluence_get_content", { contentId: `ENG:${parent.title}` })).toMatchObject({
      code: "invalid_input",
    });
    expect(await refused("confluence_delete_content", { contentId: parent.id })).toMatchObject({
      code: "invalid_input",
      sent: false,
    });
  });

  it("takes three requests to make in a space, and a smart link without a title is called by its URL", async () => {
    const requests = await site.requests(async () => {
      const { title: given } = await site.data("confluence_create_smart_link", {
        spaceId: "ENG",
        embedUrl: "https://example.com/x",
      });
      expect(given).toBe("https://example.com/x");
    });
    expect(requests.map((request) => request.replace(/\d+$/, "1"))).toEqual([
      `GET ${v2}/spaces`,
      `POST ${v2}/embeds`,
      `GET ${v2}/embeds/1`,
    ]);
  });
});

describe("children", () => {
  it("are listed of everything in the tree, of every type, in their order and with their URLs", async () => {
    const parent = await page();
    const below: Json[] = [];
    for (const [, tool, , fields] of kinds) below.push(await make(tool, { ...fields, parentId: parent.id }));
    below.push(await site.data("confluence_create_page", { title: title(), body: "x", parentId: parent.id }));
    const { items } = await site.data("confluence_list_children", { contentId: parent.id });
    expect(items.map(({ id, type }: Json) => [id, type])).toEqual(below.map(({ id, type }) => [id, type]));
    expect(items[0].url).toBe(below[0].url);
    expect(below[4].url).toContain(items[4].url);
    for (const [type, , noun] of kinds) {
      const top = below.find((one) => one.type === type);
      const child = await make("confluence_create_folder", { parentId: top.id });
      for (const args of [{ contentId: top.id }, { contentId: top.url }, { contentId: top.id, contentType: type }]) {
        const list = await site.data("confluence_list_children", args);
        expect(list.items).toMatchObject([{ id: child.id, type: "folder", title: child.title, url: child.url }]);
      }
      expect(await site.requests(() => site.data("confluence_list_children", { contentId: top.url }))).toEqual([
        `GET ${v2}/${noun}/${top.id}`,
        `GET ${v2}/${noun}/${top.id}/direct-children`,
      ]);
    }
  });

  it("are walked through once each, whatever the size of a page", async () => {
    const parent = await page();
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.push((await make("confluence_create_database", { parentId: parent.id })).id);
    for (const limit of [1, 2, 3, 5, 250]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const args = cursor === undefined ? { contentId: parent.id, limit } : { cursor };
        const { items, cursor: next } = await site.data("confluence_list_children", args);
        seen.push(...items.map(({ id }: Json) => id));
        cursor = next;
      } while (cursor !== undefined);
      expect(seen).toEqual(made);
    }
  });
});

describe("deleting content", () => {
  it("moves it to the trash, names what is under it before, and says that the API cannot bring it back", async () => {
    for (const [type, tool, noun, fields] of kinds) {
      const made = await make(tool, fields);
      const child = await make("confluence_create_folder", { parentId: made.id });
      const dry = await site.data("confluence_delete_content", { contentId: made.id, dryRun: true });
      expect(dry.summary).toContain(`"${made.title}"`);
      expect(dry.summary).toContain(`"${child.title}"`);
      expect(dry.irreversible).toEqual(expect.stringContaining("trash"));
      expect((await at(noun, made.id)).json.status).toBe("current");
      let answer: Json;
      const requests = await site.requests(async () => {
        answer = await site.call("confluence_delete_content", { contentId: made.id, contentType: type });
      });
      expect(answer.data).toEqual({ id: made.id, type, status: "trashed" });
      expect(answer.meta.undoable).toBe(false);
      expect(requests).toEqual([
        `GET ${v2}/${noun}/${made.id}`,
        `GET ${v2}/${noun}/${made.id}/direct-children`,
        `DELETE ${v2}/${noun}/${made.id}`,
        `GET ${v2}/${noun}/${made.id}`,
      ]);
      expect((await at(noun, made.id)).json.status).toBe("trashed");
      const again = await site.requests(async () => {
        const { error } = await site.call("confluence_delete_content", { contentId: made.id, contentType: type });
        expect(error).toBeNull();
      });
      expect(onlyReads(again)).toBe(true);
    }
  });
});

describe("content beside pages, for an agent limited to spaces", () => {
  it("of other spaces is not there: not to read, list, delete, or to put something under", async () => {
    const outside = await make("confluence_create_folder", { spaceId: "HQ" });
    const child = await make("confluence_create_whiteboard", { spaceId: undefined, parentId: outside.id });
    const inside = await make("confluence_create_folder", {});
    const agent = await site.agent({
      groups: { Pages: { level: "write", allowDelete: true } },
      spaces: { only: ["ENG"] },
    });
    for (const ref of [
      { contentId: outside.id },
      { contentId: outside.url },
      { contentId: outside.id, contentType: "folder" },
    ]) {
      for (const tool of ["confluence_get_content", "confluence_list_children", "confluence_delete_content"]) {
        const { error } = await agent.call(tool, ref);
        expect([tool, ref, error?.code]).toEqual([tool, ref, "not_found"]);
        expect(JSON.stringify(error)).not.toContain(child.title);
      }
    }
    for (const [, tool, , fields] of kinds) {
      for (const place of [
        { spaceId: "HQ" },
        { spaceId: outside.spaceId },
        { parentId: outside.id },
        { parentId: outside.id, spaceId: "ENG" },
      ]) {
        const { error } = await agent.call(tool, { title: title(), ...fields, ...place });
        expect([tool, place, error?.code]).toEqual([tool, place, "not_found"]);
      }
      const { error } = await agent.call(tool, { title: title(), ...fields, parentId: inside.id });
      expect([tool, error]).toEqual([tool, null]);
    }
    expect(await under(outside.id, "folders")).toEqual([child.title]);
    expect((await at("folders", outside.id)).json.status).toBe("current");
  });
});

describe("writes of content beside pages that go wrong", () => {
  it("only show on a dry run what they would do", async () => {
    const parent = await page();
    for (const [type, tool, , fields] of kinds) {
      const args = { title: title(), parentId: parent.id, ...fields, dryRun: true };
      const requests = await site.requests(async () => {
        const { data } = await site.call(tool, args);
        expect(data.summary).toContain(`"${args.title}" under the page "${parent.title}"`);
        expect(data.changes).toMatchObject([{ kind: "content", title: args.title, after: { type, ...fields } }]);
      });
      expect(requests).toEqual([`GET ${v2}/pages/${parent.id}`]);
    }
    expect(await under(parent.id)).toEqual([]);
  });

  it("notice when Confluence accepts and does not do it", async () => {
    const parent = await page();
    for (const [, tool, noun, fields] of kinds) {
      const made = await make(tool, fields);
      const fault = site.emulator.admin.addFault({ kind: "ignored-write", match: `/${noun}`, remaining: null });
      const created = await site.call(tool, { title: title(), parentId: parent.id, ...fields });
      const deleted = await site.call("confluence_delete_content", { contentId: made.url });
      site.emulator.admin.removeFault(fault.id);
      expect([tool, created.error?.code, deleted.error?.code]).toEqual([tool, "upstream_error", "upstream_error"]);
      expect((await at(noun, made.id)).json.status).toBe("current");
    }
    expect(await under(parent.id)).toEqual([]);
  });

  it("find out what became of them when the answer is lost", async () => {
    const parent = await page();
    for (const [, tool, noun, fields] of kinds) {
      for (const place of [{ parentId: parent.id }, { spaceId: "ENG" }]) {
        const args = { title: title(), ...place, ...fields };
        site.emulator.admin.addFault({ kind: "drop-after", method: "POST", match: `/${noun}$`, remaining: 1 });
        const made = await site.call(tool, args);
        expect([tool, place, made.error]).toEqual([tool, place, null]);
        expect((await at(noun, made.data.id)).json.title).toBe(args.title);
        await site.undo(made);
        expect((await at(noun, made.data.id)).json.status).toBe("trashed");
      }
      const { id, url } = await make(tool, fields);
      site.emulator.admin.addFault({ kind: "drop-after", method: "DELETE", match: `/${noun}/`, remaining: 1 });
      expect((await site.call("confluence_delete_content", { contentId: url })).error).toBeNull();
      expect((await at(noun, id)).json.status).toBe("trashed");
    }
  });

  it("are not sent twice when the request never arrived", async () => {
    const parent = await page();
    for (const [, tool, noun, fields] of kinds) {
      site.emulator.admin.addFault({ kind: "drop-before", method: "POST", match: `/${noun}$`, remaining: 1 });
      const requests = await site.requests(async () => {
        const { error } = await site.call(tool, { title: title(), parentId: parent.id, ...fields });
        expect([tool, error === null]).toEqual([tool, false]);
      });
      expect(requests.filter((request) => request === `POST ${v2}/${noun}`).length).toBeLessThanOrEqual(1);
    }
    expect(await under(parent.id)).toEqual([]);
  });
});
