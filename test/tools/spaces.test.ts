import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

const v2 = "/wiki/api/v2";

describe("spaces", () => {
  let site: OpenSite;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  const spaceOf = async (key: string): Promise<Json> =>
    (await site.site("GET", `${v2}/spaces?keys=${key}&description-format=plain`)).json.results[0];
  const writes = (requests: string[]) => requests.filter((request) => !request.startsWith("GET"));
  const all = async (tool: string, args: object): Promise<Json[]> => {
    const seen: Json[] = [];
    let { items, cursor } = await site.data(tool, args);
    seen.push(...items);
    while (cursor !== undefined) {
      ({ items, cursor } = await site.data(tool, { cursor }));
      seen.push(...items);
    }
    return seen;
  };

  it("list their pages, all or at the root, and their blog posts, without loss", async () => {
    const { id } = await spaceOf("ENG");
    const direct = async (path: string) =>
      (await site.site("GET", `${v2}/spaces/${id}/${path}`)).json.results.map((row: Json) => row.id).sort();
    const tool = "confluence_get_space_contents";
    const ids = (rows: Json[]) => rows.map((row) => row.id).sort();
    expect(ids(await all(tool, { spaceId: "ENG", limit: 40 }))).toEqual(await direct("pages?limit=250&status=current"));
    expect(ids(await all(tool, { spaceId: id, depth: "root" }))).toEqual(await direct("pages?depth=root"));
    const posts = await all(tool, { spaceId: "ENG", type: "blogpost", limit: 2 });
    expect(ids(posts)).toEqual(await direct("blogposts?limit=250"));
    for (const post of posts) expect(post).toMatchObject({ type: "blogpost", spaceId: id });
  });

  it("say who may do what, one request a page beside finding the space", async () => {
    const { id } = await spaceOf("ENG");
    const rows = await all("confluence_get_space_permissions", { spaceId: "ENG", limit: 50 });
    const direct = (await site.site("GET", `${v2}/spaces/${id}/permissions?limit=250`)).json.results;
    expect(rows.map((row) => row.id)).toEqual(direct.map((row: Json) => row.id));
    expect(rows.map(({ permission }) => permission)).toContain("create page");
    const requests = await site.requests(() => site.data("confluence_get_space_permissions", { spaceId: id }));
    expect(requests).toEqual([`GET ${v2}/spaces/${id}/permissions`]);
    expect((await site.call("confluence_get_space_permissions")).error?.code).toBe("invalid_input");
  });

  it("are created for all or for one, and taken away by the undo", async () => {
    for (const tool of ["confluence_create_space", "confluence_create_private_space"]) {
      const answer = await site.call(tool, { key: "LAB", name: "Laboratory", description: "Trials" });
      expect(answer.data).toMatchObject({ key: "LAB", name: "Laboratory", description: "Trials" });
      const made = await spaceOf("LAB");
      expect(made).toMatchObject({ id: answer.data.id, name: "Laboratory" });
      const { results } = (await site.site("GET", `${v2}/spaces/${made.id}/permissions?limit=250`)).json;
      const groups = results.filter((row: Json) => row.principal.type === "group");
      expect(groups.length > 0).toBe(tool === "confluence_create_space");
      await site.undo(answer);
      expect(await spaceOf("LAB")).toBeUndefined();
    }
  });

  it("are created over REST v2 where v1 has been removed and the site has roles", async () => {
    const { admin } = site.emulator;
    admin.setFeatures({ gone: ["createSpace", "createPrivateSpace"] });
    const refused = await site.call("confluence_create_space", { key: "LAB", name: "Laboratory" });
    expect(refused.error?.code).toBe("endpoint_gone");
    expect(await spaceOf("LAB")).toBeUndefined();
    admin.setFeatures({ spaceRoleMode: "ROLES" });
    const { error } = await site.call("confluence_create_private_space", { key: "LAB", name: "Laboratory" });
    expect(error).toBeNull();
    expect(await spaceOf("LAB")).toMatchObject({ name: "Laboratory" });
  });

  it("are not created twice, on a dry run, or when the site does nothing", async () => {
    const taken = await site.call("confluence_create_space", { key: "eng", name: "Again" });
    expect(taken.error).toMatchObject({ code: "conflict", message: expect.stringContaining("Engineering") });
    const requests = await site.requests(() =>
      site.data("confluence_create_space", { key: "LAB", name: "Laboratory", dryRun: true }),
    );
    expect(writes(requests)).toEqual([]);
    site.emulator.admin.addFault({ kind: "ignored-write", match: "rest/api/space" });
    const { error } = await site.call("confluence_create_space", { key: "LAB", name: "Laboratory" });
    expect(error).toMatchObject({ code: "upstream_error", message: expect.stringContaining("did not make it") });
  });

  it("change name, description, homepage and status, and change back", async () => {
    const before = await spaceOf("HQ");
    const page = (await site.site("GET", `${v2}/spaces/${before.id}/pages?status=current`)).json.results.at(-1);
    const change = { name: "Software", description: "New", homepageId: `HQ:${page.title}`, status: "archived" };
    const answer = await site.call("confluence_update_space", { spaceId: "HQ", ...change });
    expect(answer.error).toBeNull();
    const after = await spaceOf("HQ");
    expect(after).toMatchObject({ name: "Software", status: "archived", homepageId: page.id });
    expect(after.description.plain.value).toBe("New");
    await site.undo(answer);
    expect(await spaceOf("HQ")).toEqual(before);
  });

  it("send nothing when nothing differs, and notice a change that is not made", async () => {
    const nothing = await site.requests(() =>
      site.data("confluence_update_space", { spaceId: "HQ", name: "Rillmark Home" }),
    );
    expect(writes(nothing)).toEqual([]);
    const dry = await site.requests(() =>
      site.data("confluence_update_space", { spaceId: "HQ", name: "Software", dryRun: true }),
    );
    expect(writes(dry)).toEqual([]);
    site.emulator.admin.addFault({ kind: "ignored-write" });
    const { error } = await site.call("confluence_update_space", { spaceId: "HQ", name: "Software" });
    expect(error).toMatchObject({ code: "upstream_error", message: expect.stringContaining("name stayed as before") });
  });

  it("settle what became of a write whose answer was lost", async () => {
    const { admin } = site.emulator;
    admin.addFault({ kind: "drop-after", method: "POST" });
    const made = await site.call("confluence_create_space", { key: "LAB", name: "Laboratory" });
    expect(made).toMatchObject({ error: null, data: { key: "LAB" }, meta: { undoable: true } });
    admin.addFault({ kind: "drop-before", method: "POST" });
    const not = await site.call("confluence_create_space", { key: "LAB2", name: "Laboratory" });
    expect(not.error?.code).toBe("upstream_error");
    admin.addFault({ kind: "drop-after", method: "PUT" });
    const renamed = await site.call("confluence_update_space", { spaceId: "LAB", name: "Workshop" });
    expect(renamed).toMatchObject({ error: null, data: { name: "Workshop" } });
    admin.addFault({ kind: "drop-after", method: "DELETE" });
    const gone = await site.call("confluence_delete_space", { spaceId: "LAB", confirmKey: "LAB" });
    expect(gone).toMatchObject({ error: null, data: { deleted: true } });
  });

  it("that the account does not administer are neither changed nor deleted, and it says so", async () => {
    const change = await site.call("confluence_update_space", { spaceId: "ENG", name: "Software" });
    const deletion = await site.call("confluence_delete_space", { spaceId: "ENG", confirmKey: "ENG" });
    for (const { error } of [change, deletion]) {
      expect(error).toMatchObject({ code: "forbidden", message: expect.stringContaining("does not administer") });
    }
    expect(await spaceOf("ENG")).toMatchObject({ name: "Engineering" });
  });

  it("are deleted by an admin who types the key, for good", async () => {
    const wrong = await site.requests(async () => {
      const { error } = await site.call("confluence_delete_space", { spaceId: "HQ", confirmKey: "hq" });
      expect(error).toMatchObject({ code: "invalid_input", message: expect.stringContaining("HQ") });
    });
    expect(writes(wrong)).toEqual([]);
    const preview = await site.data("confluence_delete_space", { spaceId: "HQ", confirmKey: "HQ", dryRun: true });
    expect(preview).toMatchObject({ irreversible: expect.stringContaining("for good") });
    expect(await spaceOf("HQ")).toBeDefined();
    const answer = await site.call("confluence_delete_space", { spaceId: "HQ", confirmKey: "HQ" });
    expect(answer).toMatchObject({ data: { key: "HQ", deleted: true }, meta: { undoable: false } });
    expect(await spaceOf("HQ")).toBeUndefined();
  });

  it("are never deleted by an agent, whatever its policy", async () => {
    const level = { level: "write", allowDelete: true, requireApproval: false };
    const groups = { Pages: level, Spaces: level, Search: level, Attachments: level, Users: level };
    const agent = {
      kind: "agent",
      id: "agt_test",
      name: "Agent",
      policy: { groups },
      connectionIds: [site.connection.id],
    };
    const { error } = await site.app.door.execute(agent as never, {
      tool: "confluence_delete_space",
      arguments: { spaceId: "HQ", confirmKey: "HQ" },
      surface: "test",
    });
    expect(error?.code).toBe("policy_refused");
    expect(await spaceOf("HQ")).toBeDefined();
  });
});
