import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

// Long tasks are done at once, or never: nothing is waited for in real time.
vi.mock("node:timers/promises", () => ({ setTimeout: () => Promise.resolve() }));

let site: OpenSite;
beforeEach(async () => {
  site = await openSite();
  site.emulator.admin.setTaskDuration(0);
});
afterEach(() => site?.close());

const api = "/wiki/api/v2";
const at = async (id: string): Promise<Json> => (await site.site("GET", `${api}/pages/${id}?body-format=storage`)).json;
/** Titles below a page at the site, in its order. */
const childrenOf = async (id: string): Promise<string[]> =>
  (await site.site("GET", `${api}/pages/${id}/direct-children?limit=250`)).json.results.map(({ title }: Json) => title);
const spaceId = async (key: string): Promise<string> =>
  (await site.site("GET", `${api}/spaces?keys=${key}`)).json.results[0].id;
const homeOf = async (key: string): Promise<string> =>
  (await site.site("GET", `${api}/spaces?keys=${key}`)).json.results[0].homepageId;

/** A page with children a, b, c; b has b1, which has b2. */
async function tree(title = "Top", space = "ENG") {
  const make = async (name: string, parentId?: string): Promise<string> =>
    (
      await site.data("confluence_create_page", {
        title: name,
        body: `text of ${name}`,
        ...(parentId === undefined ? { spaceId: space } : { parentId }),
        labels: ["made"],
      })
    ).id;
  const top = await make(title);
  const a = await make(`${title} a`, top);
  const b = await make(`${title} b`, top);
  const c = await make(`${title} c`, top);
  const b1 = await make(`${title} b1`, b);
  const b2 = await make(`${title} b2`, b1);
  return { top, a, b, c, b1, b2 };
}

const writesIn = (requests: string[]) => requests.filter((request) => !request.startsWith("GET"));
const onlyReads = async (tool: string, args: Record<string, unknown>) => {
  let answer: Json;
  const requests = await site.requests(async () => {
    answer = await site.data(tool, { ...args, dryRun: true });
  });
  expect(writesIn(requests)).toEqual([]);
  return answer;
};

describe("confluence_move_page", () => {
  it("moves under another page with what is below it, writes no version, and the undo puts it back in its place", async () => {
    const { top, b, c, b1 } = await tree();
    const version = (await at(b)).version.number;
    const moved = await site.call("confluence_move_page", { pageId: b, targetId: c });
    expect(moved.data).toMatchObject({ id: b, parentId: c, version });
    expect(await childrenOf(top)).toEqual(["Top a", "Top c"]);
    expect(await childrenOf(b)).toEqual(["Top b1"]);
    await site.undo(moved);
    expect(await childrenOf(top)).toEqual(["Top a", "Top b", "Top c"]);
    expect(await at(b1)).toMatchObject({ parentId: b });
  });

  it.each([
    ["a", "after", "c", ["Top b", "Top c", "Top a"]],
    ["c", "before", "a", ["Top c", "Top a", "Top b"]],
    ["a", "append", "top", ["Top b", "Top c", "Top a"]],
  ] as const)("puts %s %s %s among its siblings, and back", async (page, position, target, wanted) => {
    const made = await tree();
    const args = { pageId: made[page], targetId: made[target], position };
    const moved = await site.call("confluence_move_page", args);
    expect(moved.successful).toBe(true);
    expect(await childrenOf(made.top)).toEqual(wanted);
    expect(writesIn(await site.requests(() => site.data("confluence_move_page", args)))).toEqual([]);
    await site.undo(moved);
    expect(await childrenOf(made.top)).toEqual(["Top a", "Top b", "Top c"]);
  });

  it("moves into another space, under or beside its homepage, and comes back", async () => {
    const { top, a, a: id } = await tree();
    const home = await homeOf("HQ");
    const under = await site.call("confluence_move_page", { pageId: id, spaceId: "HQ" });
    expect(under.data).toMatchObject({ spaceId: await spaceId("HQ"), parentId: home });
    const root = await site.call("confluence_move_page", { pageId: id, spaceId: "HQ", atRoot: true });
    expect((await at(a)).parentId).toBeNull();
    await site.undo(root);
    expect((await at(a)).parentId).toBe(home);
    await site.undo(under);
    expect(await childrenOf(top)).toEqual(["Top a", "Top b", "Top c"]);
  });

  it("moves into and out of a folder", async () => {
    const { top, b } = await tree();
    const { json: folder } = await site.site("POST", `${api}/folders`, {
      spaceId: await spaceId("ENG"),
      title: "A folder",
      parentId: top,
    });
    const moved = await site.call("confluence_move_page", { pageId: b, targetId: folder.id });
    expect(await at(b)).toMatchObject({ parentId: folder.id, parentType: "folder" });
    const out = await site.call("confluence_move_page", { pageId: b, targetId: top });
    await site.undo(out);
    expect((await at(b)).parentId).toBe(folder.id);
    await site.undo(moved);
    expect(await childrenOf(top)).toEqual(["Top a", "Top b", "Top c", "A folder"]);
  });

  it("takes four reads, the move and one look by ids", async () => {
    const { b, c } = await tree();
    const requests = await site.requests(() => site.data("confluence_move_page", { pageId: b, targetId: c }));
    const [page, target, ancestors, beside, move, look, ...more] = requests;
    expect([page, target, ancestors, beside, move, look].map((one) => one?.split(" ")[0])).toEqual([
      "GET",
      "GET",
      "GET",
      "GET",
      "PUT",
      "GET",
    ]);
    expect(more).toEqual([]);
  });

  it("only shows what it would do in a dry run", async () => {
    const { top, b, c } = await tree();
    const shown = await onlyReads("confluence_move_page", { pageId: b, targetId: c });
    expect(shown.summary).toBe('Move the page "Top b" under "Top c" in ENG.');
    expect(shown.changes[0]).toMatchObject({ before: { parentId: top }, after: { parentId: c } });
  });

  it("refuses a place below the page, no place, two places, and pages in the trash", async () => {
    const { top, a, b2 } = await tree();
    const code = async (args: Record<string, unknown>) => (await site.call("confluence_move_page", args)).error?.code;
    expect(await code({ pageId: top, targetId: b2 })).toBe("invalid_input");
    expect(await code({ pageId: top, targetId: top })).toBe("invalid_input");
    expect(await code({ pageId: top })).toBe("invalid_input");
    expect(await code({ pageId: a, targetId: b2, spaceId: "HQ" })).toBe("invalid_input");
    expect(await code({ pageId: a, spaceId: "HQ", position: "before" })).toBe("invalid_input");
    await site.data("confluence_delete_page", { pageId: a });
    expect(await code({ pageId: a, targetId: b2 })).toBe("invalid_input");
  });

  it("notices a move that the site ignores, and settles one whose answer was lost", async () => {
    const { a, b, c } = await tree();
    site.emulator.admin.addFault({ kind: "ignored-write", match: "/move/", remaining: 1 });
    const ignored = await site.call("confluence_move_page", { pageId: b, targetId: c });
    expect(ignored.error?.code).toBe("upstream_error");
    site.emulator.admin.addFault({ kind: "ignored-write", match: "/move/", remaining: 1 });
    const same = await site.call("confluence_move_page", { pageId: c, targetId: a, position: "before" });
    expect(same.error?.code).toBe("upstream_error");
    site.emulator.admin.addFault({ kind: "drop-after", match: "/move/", remaining: 1 });
    const lost = await site.call("confluence_move_page", { pageId: b, targetId: c });
    expect(lost).toMatchObject({ successful: true, data: { parentId: c }, meta: { undoable: true } });
    site.emulator.admin.addFault({ kind: "drop-before", match: "/move/", remaining: 1 });
    const never = await site.call("confluence_move_page", { pageId: a, targetId: c });
    expect(never.error?.message).toContain("was not carried out");
  });

  it("keeps an agent inside its spaces at both ends", async () => {
    const { b, c } = await tree();
    const agent = await site.agent({
      groups: { Pages: { level: "write" } },
      spaces: { only: ["ENG"] },
    });
    expect((await agent.call("confluence_move_page", { pageId: b, targetId: c })).error).toBeNull();
    for (const args of [
      { pageId: b, targetId: await homeOf("HQ") },
      { pageId: b, spaceId: "HQ" },
      { pageId: "HQ:Brand and tone", targetId: c },
    ])
      expect((await agent.call("confluence_move_page", args)).error?.code, JSON.stringify(args)).toMatch(
        /not_found|policy_refused/,
      );
    expect(await at(b)).toMatchObject({ parentId: c, spaceId: await spaceId("ENG") });
  });
});

describe("confluence_copy_page", () => {
  it("copies a page with its parts beside itself, and the undo trashes the copy", async () => {
    const { top, a } = await tree();
    await site.data("confluence_upload_attachment", { contentId: a, fileName: "note.txt", text: "hello" });
    const copied = await site.call("confluence_copy_page", { pageId: a });
    expect(copied.data).toMatchObject({ title: "Copy of Top a", parentId: top, copied: 1 });
    expect(await at(copied.data.id)).toMatchObject({ body: { storage: { value: "<p>text of Top a</p>" } } });
    const { json } = await site.site("GET", `${api}/pages/${copied.data.id}/labels`);
    expect(json.results.map(({ name }: Json) => name)).toEqual(["made"]);
    const files = await site.site("GET", `${api}/pages/${copied.data.id}/attachments`);
    expect(files.json.results.map(({ title }: Json) => title)).toEqual(["note.txt"]);
    await site.undo(copied);
    expect((await at(copied.data.id)).status).toBe("trashed");
    expect(await childrenOf(top)).toEqual(["Top a", "Top b", "Top c"]);
  });

  it("keeps who may see a page, unless told otherwise", async () => {
    const { a } = await tree();
    const { accountId } = (await site.site("GET", "/wiki/rest/api/user/current")).json;
    const restriction = (operation: string) => ({ operation, restrictions: { user: [{ type: "known", accountId }] } });
    await site.site("PUT", `/wiki/rest/api/content/${a}/restriction`, [restriction("read"), restriction("update")]);
    const restricted = async (id: string) =>
      (await site.data("confluence_get_restrictions", { contentId: id })).restricted;
    const { id: kept } = await site.data("confluence_copy_page", { pageId: a });
    const open = { pageId: a, title: "Open to all", permissions: false };
    const { id: opened } = await site.data("confluence_copy_page", open);
    expect([await restricted(a), await restricted(kept), await restricted(opened)]).toEqual([true, true, false]);
  });

  it("copies into other spaces, without what is not wanted, under its own title", async () => {
    const { a } = await tree();
    const under = await site.data("confluence_copy_page", { pageId: a, spaceId: "HQ", labels: false });
    expect(under).toMatchObject({ title: "Top a", spaceId: await spaceId("HQ"), parentId: await homeOf("HQ") });
    expect((await site.site("GET", `${api}/pages/${under.id}/labels`)).json.results).toEqual([]);
    const root = await site.data("confluence_copy_page", { pageId: a, spaceId: "HQ", atRoot: true, title: "At root" });
    expect((await at(root.id)).parentId).toBeNull();
  });

  it("copies everything below too, and the undo trashes all of it and nothing else", async () => {
    const { top, c, b2 } = await tree();
    const copied = await site.call("confluence_copy_page", {
      pageId: top,
      parentId: c,
      children: true,
      title: "Second",
      titlePrefix: "2: ",
    });
    expect(copied.data).toMatchObject({ title: "Second", parentId: c, copied: 6 });
    expect(await childrenOf(copied.data.id)).toEqual(["2: Top a", "2: Top b", "2: Top c"]);
    const { items } = await site.data("confluence_list_descendants", { pageId: copied.data.id });
    expect(items.map(({ title }: Json) => title)).toContain("2: Top b2");
    await site.undo(copied);
    for (const { id } of [copied.data, ...items]) expect((await at(id)).status).toBe("trashed");
    expect(await childrenOf(c)).toEqual([]);
    expect((await at(b2)).status).toBe("current");
  });

  it("takes copied folders back too, from the bottom up", async () => {
    const { top, a } = await tree();
    const folder = { spaceId: await spaceId("ENG"), title: "A folder", parentId: top };
    const { json } = await site.site("POST", `${api}/folders`, folder);
    await site.data("confluence_move_page", { pageId: a, targetId: json.id });
    const copied = await site.call("confluence_copy_page", { pageId: top, spaceId: "HQ", children: true });
    expect(copied.data.copied).toBe(7);
    const { items } = await site.data("confluence_list_descendants", { pageId: copied.data.id });
    const idOf = (title: string) => items.find((item: Json) => item.title === title)?.id;
    const steps = (await site.app.store.calls.get(copied.meta.callId)).undo as { arguments: Json }[];
    const order = steps.map(({ arguments: { pageId, contentId } }) => pageId ?? contentId);
    expect(order).toHaveLength(7);
    expect(order.indexOf(idOf("Top a"))).toBeLessThan(order.indexOf(idOf("A folder")));
    expect(order.at(-1)).toBe(copied.data.id);
  });

  it("says that Confluence goes on when it takes long", async () => {
    const { top } = await tree();
    site.emulator.admin.setTaskDuration(3_600_000);
    const copied = await site.call("confluence_copy_page", { pageId: top, spaceId: "HQ", children: true });
    expect(copied).toMatchObject({ data: { taskId: expect.any(String) }, meta: { undoable: false } });
  });

  it("only shows what it would copy in a dry run, and refuses a title that is taken", async () => {
    const { top, a, c } = await tree();
    const shown = await onlyReads("confluence_copy_page", { pageId: top, parentId: c, children: true });
    expect(shown.summary).toBe('Copy the page "Top" and 5 below it as "Copy of Top" under "Top c".');
    const taken = await site.call("confluence_copy_page", { pageId: a, title: "top B" });
    expect(taken.error?.code).toBe("title_taken");
  });

  it("notices a copy that is not there, and settles copies whose answer was lost", async () => {
    const { a, top } = await tree();
    for (const args of [{ pageId: a }, { pageId: top, children: true, titlePrefix: "2 " }]) {
      site.emulator.admin.addFault({ kind: "ignored-write", match: "/copy", remaining: 1 });
      expect((await site.call("confluence_copy_page", args)).error?.code).toBe("upstream_error");
      site.emulator.admin.addFault({ kind: "drop-after", match: "/copy", method: "POST", remaining: 1 });
      const lost = await site.call("confluence_copy_page", args);
      expect(lost).toMatchObject({ successful: true, meta: { undoable: true } });
      expect((await at(lost.data.id)).title).toMatch(/^(Copy of|2) Top/);
    }
  });

  it("keeps an agent inside its spaces at both ends", async () => {
    const { a, top } = await tree();
    const agent = await site.agent({ groups: { Pages: { level: "write" } }, spaces: { only: ["ENG"] } });
    expect((await agent.call("confluence_copy_page", { pageId: top, children: true })).data).toMatchObject({
      copied: 6,
    });
    for (const args of [
      { pageId: a, spaceId: "HQ" },
      { pageId: a, parentId: await homeOf("HQ") },
      { pageId: top, parentId: await homeOf("HQ"), children: true },
      { pageId: await homeOf("HQ"), parentId: top },
    ])
      expect((await agent.call("confluence_copy_page", args)).error?.code, JSON.stringify(args)).toMatch(
        /not_found|policy_refused/,
      );
  });
});

describe("confluence_archive_page and confluence_restore_page", () => {
  it("archive a page alone or with what is below it, and the undo brings all back", async () => {
    const { top, b, b1, b2, a } = await tree();
    const alone = await site.call("confluence_archive_page", { pageId: a });
    expect(alone.data).toMatchObject({ id: a, status: "archived", archived: 1 });
    const all = await site.call("confluence_archive_page", { pageId: b, children: true });
    expect(all.data).toMatchObject({ status: "archived", archived: 3 });
    for (const id of [b, b1, b2]) expect((await at(id)).status).toBe("archived");
    await site.undo(all);
    for (const id of [b, b1, b2]) expect((await at(id)).status).toBe("current");
    await site.undo(alone);
    expect(await childrenOf(top)).toEqual(["Top a", "Top b", "Top c"]);
    expect((await at(a)).body.storage.value).toBe("<p>text of Top a</p>");
  });

  it("archive only in earnest, only once, and not silently", async () => {
    const { a } = await tree();
    await onlyReads("confluence_archive_page", { pageId: a });
    site.emulator.admin.addFault({ kind: "ignored-write", match: "/archive", remaining: 1 });
    expect((await site.call("confluence_archive_page", { pageId: a })).error?.code).toBe("upstream_error");
    site.emulator.admin.addFault({ kind: "drop-after", match: "/archive", remaining: 1 });
    expect(await site.call("confluence_archive_page", { pageId: a })).toMatchObject({
      data: { status: "archived" },
      meta: { undoable: true },
    });
    const again = await site.requests(() => site.data("confluence_archive_page", { pageId: a }));
    expect(writesIn(again)).toEqual([]);
  });

  it("restore a page from the trash as it was, by id and by title, and undo that", async () => {
    const { top, a } = await tree();
    const before = await at(a);
    const deleted = await site.call("confluence_delete_page", { pageId: a });
    await site.undo(deleted);
    expect(await at(a)).toMatchObject({
      status: "current",
      title: before.title,
      parentId: top,
      body: { storage: { value: before.body.storage.value } },
    });
    await site.data("confluence_delete_page", { pageId: a });
    const restored = await site.call("confluence_restore_page", { pageId: "ENG:Top a" });
    expect(restored.data).toMatchObject({ id: a, status: "current" });
    await site.undo(restored);
    expect((await at(a)).status).toBe("trashed");
  });

  it("bring back with a deleted page what was below it, and say before that it will be archived", async () => {
    const { top } = await tree();
    const shape = async () => {
      const { json } = await site.site("GET", `/wiki/api/v2/pages/${top}/descendants?depth=5&limit=250`);
      return json.results.map(({ id, parentId }: { id: string; parentId: string }) => `${parentId}/${id}`).sort();
    };
    const before = await shape();
    expect(before.length).toBeGreaterThan(1);
    const shown = await site.data("confluence_delete_page", { pageId: top, dryRun: true });
    expect(shown.summary).toContain(`Confluence will archive the ${before.length} pages below it`);
    const deleted = await site.call("confluence_delete_page", { pageId: top });
    expect(await shape()).toEqual([]);
    await site.undo(deleted);
    expect(await shape()).toEqual(before);
  });

  it("tell which removed page is meant, and when the parent is gone", async () => {
    const { top, a } = await tree();
    await site.data("confluence_delete_page", { pageId: a });
    const { id } = await site.data("confluence_create_page", { title: "Top a", spaceId: "ENG", body: "x" });
    await site.data("confluence_delete_page", { pageId: id });
    const unclear = await site.call("confluence_restore_page", { pageId: "ENG:Top a" });
    expect(unclear.error).toMatchObject({ code: "ambiguous_reference", details: { candidates: [{ id: a }, { id }] } });
    await site.data("confluence_delete_page", { pageId: top });
    const { warnings } = await site.data("confluence_restore_page", { pageId: a });
    expect(warnings).toEqual([expect.stringContaining("parent")]);
    const none = await site.call("confluence_restore_page", { pageId: "ENG:Never was" });
    expect(none.error?.code).toBe("not_found");
  });

  it("is purged out of the trash only, by who may, and says why not", async () => {
    const { a } = await tree();
    const purge = { pageId: a, purge: true };
    const standing = await site.call("confluence_delete_page", purge);
    expect(standing.error).not.toBeNull();
    await site.data("confluence_delete_page", { pageId: a });
    expect((await site.call("confluence_delete_page", purge)).error).toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/may not delete .* for good/),
    });
  });

  it("restore only in earnest, not silently, and once", async () => {
    const { a } = await tree();
    await site.data("confluence_delete_page", { pageId: a });
    await onlyReads("confluence_restore_page", { pageId: a });
    const match = `/pages/${a}`;
    site.emulator.admin.addFault({ kind: "ignored-write", match, remaining: 1 });
    expect((await site.call("confluence_restore_page", { pageId: a })).error?.code).toBe("upstream_error");
    site.emulator.admin.addFault({ kind: "drop-after", match, method: "PUT", remaining: 1 });
    expect(await site.call("confluence_restore_page", { pageId: a })).toMatchObject({ data: { status: "current" } });
    const again = await site.requests(() => site.data("confluence_restore_page", { pageId: a }));
    expect(writesIn(again)).toEqual([]);
  });
});

describe("reading the page tree", () => {
  it("shows it indented and in order, in two requests", async () => {
    const { top, a, b, b1, b2, c } = await tree();
    await site.data("confluence_move_page", { pageId: c, targetId: a, position: "before" });
    let shown: Json;
    const requests = await site.requests(async () => {
      shown = await site.data("confluence_get_page_tree", { pageId: top });
    });
    expect(requests).toHaveLength(2);
    expect(shown).toMatchObject({ id: top, count: 5, complete: true });
    expect(shown.outline.split("\n")).toEqual([
      `- Top c (${c})`,
      `- Top a (${a})`,
      `- Top b (${b})`,
      `  - Top b1 (${b1})`,
      `    - Top b2 (${b2})`,
    ]);
  });

  it("is bounded by depth and by number, and says so", async () => {
    const { top } = await tree();
    expect(await site.data("confluence_get_page_tree", { pageId: top, maxDepth: 1 })).toMatchObject({ count: 3 });
    const cut = await site.data("confluence_get_page_tree", { pageId: top, maxNodes: 2, format: "items" });
    expect(cut).toMatchObject({ count: 2, complete: false });
    expect(cut.items).toHaveLength(2);
    const space = await site.data("confluence_get_page_tree", { spaceId: "ENG", maxDepth: 10, maxNodes: 1000 });
    expect(space).toMatchObject({ id: await homeOf("ENG"), complete: true });
    expect((await site.call("confluence_get_page_tree", {})).error?.code).toBe("invalid_input");
  });

  it("reaches below ten levels where all of a tree is wanted", async () => {
    let parentId = (await tree()).b2;
    for (let level = 4; level <= 13; level++) {
      parentId = (await site.data("confluence_create_page", { title: `Level ${level}`, parentId, body: "x" })).id;
    }
    const shown = await onlyReads("confluence_copy_page", { pageId: "ENG:Top", spaceId: "HQ", children: true });
    expect(shown.summary).toContain("and 15 below it");
  });

  it("lists children and descendants page by page, with addresses people can open", async () => {
    const { top, a } = await tree();
    const first = await site.data("confluence_list_child_pages", { pageId: top, limit: 2 });
    const rest = await site.data("confluence_list_child_pages", { cursor: first.cursor });
    expect([...first.items, ...rest.items].map(({ title }: Json) => title)).toEqual(["Top a", "Top b", "Top c"]);
    expect(first.items[0].url).toMatch(new RegExp(`/wiki/spaces/ENG/pages/${a}$`));
    const seen: Json[] = [];
    let cursor: string | undefined;
    do {
      const answer = await site.data("confluence_list_descendants", cursor ? { cursor } : { pageId: top, limit: 2 });
      seen.push(...answer.items);
      cursor = answer.cursor;
    } while (cursor !== undefined);
    expect(seen.map(({ title, depth }) => `${depth} ${title}`).sort()).toEqual(
      ["1 Top a", "1 Top b", "1 Top c", "2 Top b1", "3 Top b2"].sort(),
    );
    expect(seen.every(({ url }) => url.includes("/wiki/spaces/ENG/pages/"))).toBe(true);
    const shallow = await site.data("confluence_list_descendants", { pageId: top, depth: 1 });
    expect(shallow.items).toHaveLength(3);
  });

  it("lists ancestors with their titles, folders among them, from the top down", async () => {
    const { b, b1, top } = await tree();
    const { json: folder } = await site.site("POST", `${api}/folders`, {
      spaceId: await spaceId("ENG"),
      title: "Between",
      parentId: b,
    });
    await site.data("confluence_move_page", { pageId: b1, targetId: folder.id });
    const { items } = await site.data("confluence_list_ancestors", { pageId: b1 });
    expect(items.map(({ title }: Json) => title)).toEqual(["Engineering", "Top", "Top b", "Between"]);
    expect(items[3]).toMatchObject({ type: "folder", id: folder.id });
    const requests = await site.requests(() => site.data("confluence_list_ancestors", { pageId: b }));
    expect(requests).toHaveLength(2);
    expect((await site.data("confluence_list_ancestors", { pageId: top })).items).toHaveLength(1);
  });
});

describe("what is known of a page", () => {
  it("counts likes, views and viewers, and says what may be done", async () => {
    const likes = await site.data("confluence_get_page_likes", { pageId: "ENG:Engineering" });
    expect(likes).toMatchObject({ count: 1, people: [{ name: expect.any(String) }] });
    const { a } = await tree();
    await at(a);
    const views = await site.data("confluence_get_page_views", { pageId: a, since: "2020-01-01" });
    expect(views).toMatchObject({ viewers: 1 });
    expect(views).toMatchObject({ id: a, since: "2020-01-01T00:00:00.000Z" });
    const { json } = await site.site("GET", `/wiki/rest/api/analytics/content/${a}/views`);
    expect(views.views).toBe(json.count);
    expect((await site.call("confluence_get_page_views", { pageId: a, since: "soon" })).error?.code).toBe(
      "invalid_input",
    );
    const { operations } = await site.data("confluence_get_page_operations", { pageId: a });
    expect(operations).toContainEqual({ operation: "move", targetType: "page" });
  });

  it("lists the pages of a label, by space, to the end", async () => {
    const { top } = await tree("Labelled");
    const all = await site.data("confluence_list_pages_for_label", { label: "Made", spaceId: "ENG,HQ", limit: 4 });
    const rest = await site.data("confluence_list_pages_for_label", { cursor: all.cursor });
    expect([...all.items, ...rest.items]).toHaveLength(6);
    expect(all.items[0]).toMatchObject({ id: top, title: "Labelled" });
    expect((await site.data("confluence_list_pages_for_label", { label: "made", spaceId: "HQ" })).items).toEqual([]);
    expect((await site.data("confluence_list_pages_for_label", { label: "nobody-has-this" })).items).toEqual([]);
  });
});

describe("templates", () => {
  it("are listed for a space, for all spaces and as they come, and made into pages", async () => {
    const ofSpace = await site.data("confluence_list_templates", { spaceId: "ENG" });
    expect(ofSpace.items).toMatchObject([{ name: "Runbook", spaceKey: "ENG" }]);
    const ofAll = await site.data("confluence_list_templates");
    expect(ofAll.items).toMatchObject([{ name: "Visit report" }]);
    const shipped = await site.data("confluence_list_templates", { blueprints: true, limit: 2 });
    expect(shipped.items).toHaveLength(2);
    const more = await site.data("confluence_list_templates", { cursor: shipped.cursor });
    expect(more.items.map(({ id }: Json) => id)).not.toContain(shipped.items[0].id);
    const templateId = ofAll.items[0].id;
    const template = await site.data("confluence_get_template", { templateId });
    expect(template.placeholders).toEqual(["Visitor", "Station"]);
    expect(template.body).toContain("## What we found");
    const page = await site.data("confluence_create_page", {
      title: "Visit",
      spaceId: "FIELD",
      templateId,
      values: { Visitor: "Wren", Station: "Oberinn 3" },
    });
    expect((await at(page.id)).body.storage.value).toContain("<p>Wren was at Oberinn 3.</p>");
  });

  it("that lie in other spaces stay out of an agent's sight", async () => {
    const agent = await site.agent({ groups: { Pages: { level: "read" } }, spaces: { only: ["HQ"] } });
    const { items } = await site.data("confluence_list_templates", { spaceId: "ENG" });
    const args = { templateId: items[0].id };
    expect((await agent.call("confluence_get_template", args)).error?.code).toMatch(/not_found|policy_refused/);
    expect((await agent.call("confluence_list_templates", { spaceId: "ENG" })).error?.code).toMatch(
      /not_found|policy_refused/,
    );
  });
});
