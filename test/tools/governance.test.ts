import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

const v1 = "/wiki/rest/api";
const v2 = "/wiki/api/v2";
const page = "ENG:Sluice";

describe("governance", () => {
  let site: OpenSite;
  let pageId: string;
  let me: string;
  beforeEach(async () => {
    site = await openSite();
    const pages = (await site.site("GET", `${v2}/pages?title=Sluice&status=current`)).json.results;
    pageId = pages[0].id;
    me = (await site.site("GET", `${v1}/user/current`)).json.accountId;
  });
  afterEach(() => site.close());

  const writes = (requests: string[]) =>
    requests.filter((r) => !r.startsWith("GET") && !/users-bulk|convert-ids/.test(r));
  const versionOf = async (id: string) => (await site.site("GET", `${v2}/pages/${id}`)).json.version.number;
  const groupId = async (name: string): Promise<string> =>
    (await site.site("GET", `${v1}/group`)).json.results.find((group: Json) => group.name === name).id;
  const allowed = async (id = pageId) => {
    const { json } = await site.site("GET", `${v1}/content/${id}/restriction`);
    return Object.fromEntries(
      json.results.map(({ operation, restrictions }: Json) => [
        operation,
        {
          users: restrictions.user.results.map((user: Json) => user.accountId).sort(),
          groups: restrictions.group.results.map((group: Json) => group.name).sort(),
        },
      ]),
    );
  };
  const open = { users: [], groups: [] };
  const ignoreWrites = () => site.emulator.admin.addFault({ kind: "ignored-write", match: "content|task|watch" });

  describe("restrictions", () => {
    it("are read with names, one request by id", async () => {
      const id = (await site.site("GET", `${v2}/pages?title=Data%20retention%20and%20deletion`)).json.results[0].id;
      let answer: Json;
      const requests = await site.requests(async () => {
        answer = await site.data("confluence_get_restrictions", { contentId: id });
      });
      expect(requests).toEqual([`GET ${v1}/content/${id}/restriction`]);
      const direct = await allowed(id);
      expect(answer).toMatchObject({ contentId: id, restricted: true, read: open });
      expect(answer.update.groups.map((group: Json) => group.name).sort()).toEqual(direct.update.groups);
      expect((await site.data("confluence_get_restrictions", { contentId: page })).restricted).toBe(false);
    });

    it("are replaced list by list, by id and by name, and taken back by the undo", async () => {
      const people = (await site.site("GET", `${v1}/group/${await groupId("engineering")}/membersByGroupId`)).json
        .results;
      const other = people.find((user: Json) => user.accountId !== me).accountId;
      const first = await site.call("confluence_set_restrictions", {
        contentId: page,
        readUsers: [me, other],
        updateUsers: [me],
        updateGroups: ["Engineering", await groupId("engineering")],
      });
      expect(first.error).toBeNull();
      const restricted = {
        read: { users: [me, other].sort(), groups: [] },
        update: { users: [me], groups: ["engineering"] },
      };
      expect(await allowed()).toEqual(restricted);
      expect(first.data.read.users.map((user: Json) => user.name)).toContain("Ilse Brandauer");

      const second = await site.call("confluence_set_restrictions", {
        contentId: pageId,
        readUsers: [],
        updateGroups: [],
      });
      expect(await allowed()).toEqual({ read: open, update: { users: [me], groups: [] } });
      await site.undo(second);
      expect(await allowed()).toEqual(restricted);
      await site.undo(first);
      expect(await allowed()).toEqual({ read: open, update: open });
    });

    it("never lock out the connected account", async () => {
      const people = (await site.site("GET", `${v1}/group/${await groupId("field-ops")}/membersByGroupId`)).json
        .results;
      const other = people.find((user: Json) => user.accountId !== me).accountId;
      for (const lists of [
        { readUsers: [other] },
        { updateUsers: [other] },
        { readUsers: [me, other], updateUsers: [other] },
        { readGroups: ["calibration-lab"] },
      ]) {
        const { error } = await site.call("confluence_set_restrictions", { contentId: page, ...lists });
        expect(error, JSON.stringify(lists)).toMatchObject({
          code: "invalid_input",
          hint: expect.stringContaining(me),
        });
      }
      expect(await allowed()).toEqual({ read: open, update: open });
      const everybody = await site.call("confluence_set_restrictions", {
        contentId: page,
        readGroups: ["confluence-users"],
      });
      expect(everybody.error).toBeNull();
    });

    it("refuse people, groups and calls that name nobody", async () => {
      for (const lists of [{ readUsers: [me, "712020:nobody"] }, { readUsers: [me], readGroups: ["no such group"] }]) {
        const { error } = await site.call("confluence_set_restrictions", { contentId: page, ...lists });
        expect(error?.code).toBe("not_found");
      }
      expect((await site.call("confluence_set_restrictions", { contentId: page })).error?.code).toBe("invalid_input");
    });
  });

  describe("tasks", () => {
    it("are filtered and paged, and read one by one", async () => {
      const direct = (await site.site("GET", `${v2}/tasks?limit=250&include-blank-tasks=false`)).json.results;
      const seen: Json[] = [];
      let { items, cursor } = await site.data("confluence_list_tasks", { limit: 30 });
      seen.push(...items);
      while (cursor !== undefined) {
        ({ items, cursor } = await site.data("confluence_list_tasks", { cursor }, { maxCharacters: 0 }));
        seen.push(...items);
      }
      expect(seen.slice(0, direct.length).map(({ id }) => id)).toEqual(direct.map(({ id }: Json) => id));
      const [task] = direct.filter((one: Json) => one.assignedTo && one.dueAt);
      const day = task.dueAt.slice(0, 10);
      const found = await site.data("confluence_list_tasks", {
        contentId: task.pageId,
        assignedTo: task.assignedTo,
        status: task.status,
        dueFrom: day,
        dueTo: day,
      });
      expect(found.items.map(({ id }: Json) => id)).toContain(task.id);
      expect(
        (await site.data("confluence_list_tasks", { assignedTo: "me" })).items.every(
          (one: Json) => one.assignedTo === me,
        ),
      ).toBe(true);
      const one = await site.data("confluence_get_task", { taskId: task.id });
      expect(one).toMatchObject({ id: task.id, pageId: task.pageId, spaceId: task.spaceId });
      expect(one.body).not.toContain("<");
    });

    it("are completed and reopened in the page, and taken back", async () => {
      const { items } = await site.data("confluence_list_tasks", { spaceId: "HQ", status: "incomplete" });
      const { id } = items[0];
      const status = async () => (await site.site("GET", `${v2}/tasks/${id}`)).json.status;
      const answer = await site.call("confluence_complete_task", { taskId: id });
      expect(answer.data).toMatchObject({ id, status: "complete", completedBy: me });
      expect(await status()).toBe("complete");
      const again = await site.requests(() => site.data("confluence_complete_task", { taskId: id }));
      expect(again).toEqual([`GET ${v2}/tasks/${id}`]);
      await site.undo(answer);
      expect(await status()).toBe("incomplete");
    });
  });

  describe("watches", () => {
    it("are set and ended for the connected account", async () => {
      const watching = async () => (await site.site("GET", `${v1}/user/watch/content/${pageId}`)).json.watching;
      const was = await watching();
      const [change, back] = was ? ["unwatch", "watch"] : ["watch", "unwatch"];
      const answer = await site.call(`confluence_${change}_content`, { contentId: page });
      expect(answer.data).toEqual({ contentId: pageId, watching: !was });
      expect(await watching()).toBe(!was);
      const again = await site.requests(() => site.data(`confluence_${change}_content`, { contentId: pageId }));
      expect(again).toEqual([`GET ${v2}/pages/${pageId}`, `GET ${v1}/user/watch/content/${pageId}`]);
      await site.undo(answer);
      expect(await watching()).toBe(was);
      expect((await site.data(`confluence_${back}_content`, { contentId: pageId })).watching).toBe(was);
    });
  });

  describe("content states", () => {
    const home = "HQ:Rillmark Home";
    const stateAt = async (id: string) => (await site.site("GET", `${v1}/content/${id}/state`)).json.contentState;

    it("are given by name, made new with a color, taken away, and taken back", async () => {
      const none = await site.data("confluence_get_content_state", { contentId: home, available: true });
      expect(none.state).toBeUndefined();
      expect(none.available.map(({ name }: Json) => name)).toContain("In progress");
      const id = none.contentId;
      const first = await site.call("confluence_set_content_state", { contentId: home, state: "in progress" });
      expect(first.data.state).toEqual({ name: "In progress", color: "#2684ff" });
      expect(await stateAt(id)).toMatchObject({ id: 1, name: "In progress" });
      const second = await site.call("confluence_set_content_state", {
        contentId: id,
        state: "Stale",
        color: "#FF7452",
      });
      expect(await stateAt(id)).toMatchObject({ name: "Stale" });
      const third = await site.call("confluence_set_content_state", { contentId: id, remove: true });
      expect(await stateAt(id)).toBeUndefined();
      await site.undo(third);
      expect(await stateAt(id)).toMatchObject({ name: "Stale" });
      await site.undo(second);
      expect(await stateAt(id)).toMatchObject({ id: 1, name: "In progress" });
      await site.undo(first);
      expect(await stateAt(id)).toBeUndefined();
    });

    it("are refused when there is none of that name, or nothing is asked for", async () => {
      const before = await versionOf("74267");
      const unknown = await site.call("confluence_set_content_state", { contentId: home, state: "Almost" });
      expect(unknown.error).toMatchObject({ code: "not_found", hint: expect.stringContaining("Ready for review") });
      expect((await site.call("confluence_set_content_state", { contentId: home })).error?.code).toBe("invalid_input");
      const same = await site.requests(() =>
        site.data("confluence_set_content_state", { contentId: home, remove: true }),
      );
      expect(writes(same)).toEqual([]);
      expect(await versionOf("74267")).toBe(before);
    });
  });

  const changes: [string, Record<string, unknown>][] = [
    ["confluence_set_restrictions", { contentId: page, readGroups: ["confluence-users"] }],
    ["confluence_complete_task", { taskId: "2" }],
    ["confluence_reopen_task", { taskId: "1" }],
    ["confluence_watch_content", { contentId: page }],
    ["confluence_unwatch_content", { contentId: "HQ:Rillmark Home" }],
    ["confluence_set_content_state", { contentId: "HQ:Rillmark Home", state: "In progress" }],
  ];

  it.each(changes)("%s changes nothing on a dry run", async (tool, args) => {
    const requests = await site.requests(async () => {
      const { meta, data } = await site.call(tool, { ...args, dryRun: true });
      expect(meta.dryRun).toBe(true);
      expect(data.changes[0].after).toBeDefined();
    });
    expect(writes(requests)).toEqual([]);
  });

  it.each(changes)("%s tells of a site that accepts the change and does not make it", async (tool, args) => {
    ignoreWrites();
    const { error } = await site.call(tool, args);
    expect(error).toMatchObject({ code: "upstream_error", message: expect.stringContaining("accepted") });
  });

  it.each(changes)("%s finds out what became of a change whose answer was lost", async (tool, args) => {
    const match = "restriction|tasks/|watch|state";
    for (const method of ["PUT", "POST", "DELETE"])
      site.emulator.admin.addFault({ kind: "drop-before", match, method });
    const not = await site.call(tool, args);
    expect(not.error).toMatchObject({ code: "upstream_error", message: expect.stringContaining("not carried out") });
    site.emulator.admin.clearFaults();
    for (const method of ["PUT", "POST", "DELETE"]) site.emulator.admin.addFault({ kind: "drop-after", match, method });
    const done = await site.call(tool, args);
    expect(done).toMatchObject({ error: null, meta: { undoable: true } });
  });
});
