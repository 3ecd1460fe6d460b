import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send, sasha, writers } from "../../test/company.ts";
import { turnOn } from "../../test/features.ts";

let company: Company;
let send: Send;
let spaceId: string;

type Role = { id: string; name: string; type: string; spacePermissions: string[] };

const space = async (key: string) => (await send("GET", `/api/v2/spaces?keys=${key}`)).json.results[0];

beforeEach(async () => {
  company = await createCompany();
  send = company.as(robin);
  spaceId = (await space("TEAM")).id;
});

const roles = async (query = ""): Promise<Role[]> => (await send("GET", `/api/v2/space-roles?${query}`)).json.results;
const roleNamed = async (name: string) => (await roles()).find((role) => role.name === name)?.id;
const user = (principalId: string) => ({ principalType: "USER", principalId });

describe("a site that has no roles yet", () => {
  it("says so, and answers 404 for everything about roles", async () => {
    expect((await send("GET", "/api/v2/space-role-mode")).json).toMatchObject({ mode: "PRE_ROLES" });
    for (const [method, path, json] of [
      ["GET", "/api/v2/space-roles"],
      ["GET", "/api/v2/space-permissions"],
      ["GET", `/api/v2/spaces/${spaceId}/role-assignments`],
      ["POST", `/api/v2/spaces/${spaceId}/role-assignments`, []],
      ["POST", "/api/v2/space-roles", {}],
      ["POST", "/api/v2/spaces", { name: "New", key: "NEW" }],
      ["GET", "/api/v2/space-permissions/transition/combinations"],
    ] as const) {
      const answer = await send(method, path, json === undefined ? {} : { json });
      expect([answer.status, answer.json.errors[0].code], path).toEqual([404, "NOT_FOUND"]);
    }
  });

  it("still lists who holds which permission in a space", async () => {
    const first = await send("GET", `/api/v2/spaces/${spaceId}/permissions?limit=1`);
    expect(first.json.results[0]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      principal: { type: "user", id: robin.accountId },
      operation: { key: "read", targetType: "space" },
    });
    expect(first.headers.get("link")).toContain('rel="next"');
    expect((await send("GET", "/api/v2/spaces/9/permissions")).status).toBe(404);
  });
});

describe("space roles", () => {
  beforeEach(() => turnOn(company.emulator, { spaceRoleMode: "ROLES" }));

  it("begin with those every site has, made of known permissions", async () => {
    expect((await roles()).map(({ name, type }) => [name, type])).toEqual([
      ["Admin", "SYSTEM"],
      ["Manager", "SYSTEM"],
      ["Collaborator", "SYSTEM"],
      ["Viewer", "SYSTEM"],
    ]);
    const known = (await send("GET", "/api/v2/space-permissions?limit=250")).json.results;
    expect(known[0]).toMatchObject({ id: "read/space", requiredPermissionIds: [] });
    const ids = new Set(known.map(({ id }: { id: string }) => id));
    for (const role of await roles()) for (const id of role.spacePermissions) expect(ids.has(id), id).toBe(true);
    expect(await roles("role-type=CUSTOM")).toEqual([]);
    expect((await roles("principal-type=ACCESS_CLASS&principal-id=anonymous-users")).map(({ name }) => name)).toEqual([
      "Viewer",
    ]);
    expect((await send("GET", "/api/v2/space-roles?principal-id=x")).status).toBe(400);
    expect((await send("GET", "/api/v2/space-roles?role-type=OTHER")).status).toBe(400);
    expect((await send("GET", "/api/v2/space-roles?space-id=9")).status).toBe(404);
  });

  it("are made, changed and removed by administrators of the site", async () => {
    const json = { name: "Reader", description: "Reads", spacePermissions: ["read/space"] };
    expect((await company.as(kim)("POST", "/api/v2/space-roles", { json })).status).toBe(404);
    const made = await send("POST", "/api/v2/space-roles", { json });
    expect(made.status, made.text).toBe(201);
    expect(made.json).toMatchObject({ ...json, type: "CUSTOM" });
    const one = `/api/v2/space-roles/${made.json.id}`;
    expect((await send("GET", one)).json).toMatchObject(json);
    const changed = await send("PUT", one, { json: { ...json, name: "Guest" } });
    expect([changed.status, Object.keys(changed.json).sort()]).toEqual([
      202,
      ["description", "id", "name", "taskId", "type"],
    ]);
    expect((await send("DELETE", one)).json).toMatchObject({ taskId: expect.any(String) });
    expect((await send("GET", one)).status).toBe(404);
    for (const bad of [
      {},
      { ...json, name: "admin" },
      { ...json, spacePermissions: [] },
      { ...json, spacePermissions: ["fly/space"] },
      { ...json, spacePermissions: ["create/page"] },
      { ...json, description: null },
    ]) {
      expect((await send("POST", "/api/v2/space-roles", { json: bad })).status, JSON.stringify(bad)).toBe(400);
    }
    expect((await send("DELETE", `/api/v2/space-roles/${await roleNamed("Admin")}`)).status).toBe(400);
    expect((await send("DELETE", "/api/v2/space-roles/nothing")).status).toBe(404);
  });

  it("let people in as single permissions do", async () => {
    const { json: made } = await send("POST", "/api/v2/spaces", {
      json: { name: "Closed", key: "CLOSED", createPrivateSpace: true },
    });
    const other = company.as(sasha);
    expect((await other("GET", `/api/v2/spaces/${made.id}`)).status).toBe(404);
    const path = `/api/v2/spaces/${made.id}/role-assignments`;
    const viewer = await roleNamed("Viewer");
    const set = await send("POST", path, {
      json: [{ principal: { principalType: "GROUP", principalId: writers.id }, roleId: viewer }],
    });
    expect(set.status, set.text).toBe(200);
    expect(set.json.results).toEqual([
      { principal: { principalType: "GROUP", principalId: writers.id }, roleId: viewer },
    ]);
    expect((await other("GET", `/api/v2/spaces/${made.id}`)).status).toBe(200);
    const page = { spaceId: made.id, title: "Mine", body: { representation: "storage", value: "<p>x</p>" } };
    expect((await other("POST", "/api/v2/pages", { json: page })).status).toBe(404);
    await send("POST", path, { json: [{ principal: user(sasha.accountId), roleId: await roleNamed("Collaborator") }] });
    expect((await other("POST", "/api/v2/pages", { json: page })).status).toBe(200);
    expect((await send("GET", path)).json.results).toHaveLength(3);
    expect((await send("GET", `${path}?role-id=${viewer}`)).json.results).toHaveLength(1);
    expect(
      (await send("GET", `${path}?principal-type=USER&principal-id=${sasha.accountId}`)).json.results,
    ).toHaveLength(1);
    await send("POST", path, {
      json: [
        { principal: user(sasha.accountId) },
        { principal: { principalType: "GROUP", principalId: writers.id } },
        { principal: user(kim.accountId) },
      ],
    });
    expect((await other("GET", `/api/v2/spaces/${made.id}`)).status).toBe(404);
  });

  it("are assigned as a whole or not at all", async () => {
    const path = `/api/v2/spaces/${spaceId}/role-assignments`;
    const roleId = await roleNamed("Viewer");
    const good = { principal: user(kim.accountId), roleId };
    for (const bad of [
      {},
      { principal: user("nobody"), roleId },
      { principal: user(kim.accountId), roleId: "x" },
      { principal: { principalType: "ACCESS_CLASS", principalId: "x" } },
      7,
    ]) {
      expect((await send("POST", path, { json: [good, bad] })).status, JSON.stringify(bad)).toBe(400);
    }
    expect((await send("POST", path, { json: { roleAssignments: [] } })).status).toBe(400);
    expect((await send("GET", path)).json.results).toEqual([]);
    expect((await company.as(kim)("POST", path, { json: [good] })).status).toBe(404);
  });

  it("cannot be taken from the last who administers a space", async () => {
    const path = `/api/v2/spaces/${spaceId}/role-assignments`;
    const json = [{ principal: user(robin.accountId), roleId: await roleNamed("Viewer") }];
    expect((await send("POST", path, { json })).status).toBe(400);
    expect((await send("GET", path)).json.results).toEqual([]);
    const more = [{ principal: user(kim.accountId), roleId: await roleNamed("Admin") }, ...json];
    expect((await send("POST", path, { json: more })).status).toBe(200);
  });

  it("follow a change of their permissions everywhere they are assigned", async () => {
    const json = { name: "Reader", description: "Reads", spacePermissions: ["read/space"] };
    const { id } = (await send("POST", "/api/v2/space-roles", { json })).json;
    const made = await send("POST", "/api/v2/spaces", {
      json: {
        name: "Roles",
        alias: "roles",
        roleAssignments: [
          { principal: user(robin.accountId), roleId: await roleNamed("Admin") },
          { principal: user(kim.accountId), roleId: id },
        ],
      },
    });
    expect(made.status, made.text).toBe(201);
    expect(made.json).toMatchObject({ key: "roles", currentActiveAlias: "roles", type: "global", status: "current" });
    const comment = { pageId: made.json.homepageId, body: { representation: "storage", value: "<p>x</p>" } };
    const other = company.as(kim);
    expect((await other("POST", "/api/v2/footer-comments", { json: comment })).status).toBe(404);
    await send("PUT", `/api/v2/space-roles/${id}`, {
      json: { ...json, spacePermissions: ["read/space", "create/comment"] },
    });
    expect((await other("POST", "/api/v2/footer-comments", { json: comment })).status).toBe(201);
    await send("DELETE", `/api/v2/space-roles/${id}`);
    expect((await other("GET", `/api/v2/spaces/${made.json.id}`)).status).toBe(404);
  });
});

describe("creating a space by v2", () => {
  beforeEach(() => turnOn(company.emulator, { spaceRoleMode: "ROLES_TRANSITION" }));

  it("gives everybody a part in it unless told otherwise", async () => {
    const description = { value: "What for", representation: "plain" };
    const { json, status } = await send("POST", "/api/v2/spaces", { json: { name: "Open", key: "OPEN", description } });
    expect(status).toBe(201);
    expect(json).toMatchObject({ key: "OPEN", currentActiveAlias: "OPEN", authorId: robin.accountId });
    const other = company.as(kim);
    const read = await other("GET", `/api/v2/spaces/${json.id}?description-format=plain`);
    expect(read.json.description.plain.value).toBe("What for");
    const copy = await other("POST", "/api/v2/spaces", {
      json: { name: "Copy", key: "COPY", copySpaceAccessConfiguration: Number(json.id) },
    });
    expect(copy.status, copy.text).toBe(201);
    expect((await company.as(sasha)("GET", `/api/v2/spaces/${copy.json.id}`)).status).toBe(200);
  });

  it("refuses keys that are taken or none, and spaces without an administrator", async () => {
    const roleId = await roleNamed("Viewer");
    for (const bad of [
      {},
      { name: "x" },
      { name: "", key: "X" },
      { name: "x", key: "team" },
      { name: "x", key: "a b" },
      { name: "x", key: "X", roleAssignments: [{ principal: user(kim.accountId), roleId }] },
      { name: "x", key: "X", roleAssignments: "all" },
      { name: "x", key: "X", createPrivateSpace: "yes" },
      { name: "x", key: "X", description: "text" },
    ]) {
      expect((await send("POST", "/api/v2/spaces", { json: bad })).status, JSON.stringify(bad)).toBe(400);
    }
    expect(
      (await send("POST", "/api/v2/spaces", { json: { name: "x", key: "X", copySpaceAccessConfiguration: 9 } })).status,
    ).toBe(404);
    expect(await space("X")).toBeUndefined();
  });
});

describe("the transition to roles", () => {
  const base = "/api/v2/space-permissions/transition";
  beforeEach(() => turnOn(company.emulator, { spaceRoleMode: "ROLES_TRANSITION" }));

  const finished = async (taskId: string) => {
    company.emulator.admin.clock.advance(10_000);
    return (await send("GET", `${base}/tasks/${taskId}`)).json;
  };

  it("lists what is held together, gives it a role and takes access away", async () => {
    expect((await send("GET", `${base}/combinations`)).json).toMatchObject({
      results: [],
      generatedAt: null,
      cursor: null,
    });
    const task = await send("POST", `${base}/combinations`);
    expect([task.status, task.json.status]).toEqual([202, "IN_PROGRESS"]);
    expect(await finished(task.json.taskId)).toMatchObject({ taskId: task.json.taskId, status: "COMPLETED" });
    const { json } = await send("GET", `${base}/combinations?limit=1`);
    expect(json.cursor).not.toBeNull();
    const rest = (await send("GET", `${base}/combinations?cursor=${encodeURIComponent(json.cursor)}`)).json;
    const [members, admins] = [...json.results, ...rest.results].sort(
      (a, b) => a.permissions.length - b.permissions.length,
    );
    expect(members).toMatchObject({ spaceCount: 2, principalCount: 1, principalTypes: ["GROUP"] });
    expect(admins).toMatchObject({ spaceCount: 2, principalCount: 1, principalTypes: ["USER"] });
    expect(members.permissions[0]).toEqual({ id: "read/space", displayName: expect.any(String) });

    const selection = { spaceType: "SPECIFIC", selectedSpaces: [{ id: spaceId, key: "TEAM" }] };
    const assigned = await send("POST", `${base}/role-assignments`, {
      json: {
        assignments: [
          {
            permissionCombinationId: members.combinationId,
            principalTypeAssignments: [
              { principalType: "GROUP", removeAccess: false, roleId: await roleNamed("Viewer") },
            ],
          },
        ],
        spaceSelection: selection,
      },
    });
    expect(assigned.status, assigned.text).toBe(202);
    const held = await send("GET", `/api/v2/spaces/${spaceId}/role-assignments`);
    expect(held.json.results).toHaveLength(1);
    const other = company.as(kim);
    const page = { spaceId, title: "Mine", body: { representation: "storage", value: "<p>x</p>" } };
    expect((await other("POST", "/api/v2/pages", { json: page })).status).toBe(404);

    const removed = await send("POST", `${base}/access-removals`, {
      json: { permissionCombinationIds: [members.combinationId], spaceSelection: { spaceType: "ALL" } },
    });
    expect(removed.status).toBe(202);
    const spaces = (await other("GET", "/api/v2/spaces")).json.results;
    expect(spaces.map(({ key }: { key: string }) => key)).toEqual(["TEAM"]);
  });

  it("fails where nobody would administer a space any more", async () => {
    await send("POST", `${base}/combinations`);
    const { results } = (await send("GET", `${base}/combinations`)).json;
    const { json } = await send("POST", `${base}/access-removals`, {
      json: {
        permissionCombinationIds: results.map(({ combinationId }: { combinationId: string }) => combinationId),
        spaceSelection: { spaceType: "ALL" },
      },
    });
    expect(await finished(json.taskId)).toMatchObject({
      status: "FAILED",
      errorMessage: expect.stringContaining("TEAM"),
    });
    expect((await send("GET", "/api/v2/spaces")).json.results).toHaveLength(2);
  });

  it("is for administrators only and refuses what it does not know", async () => {
    expect((await company.as(kim)("GET", `${base}/combinations`)).status).toBe(404);
    expect((await send("GET", `${base}/tasks/nothing`)).status).toBe(404);
    expect((await send("GET", `${base}/combinations?limit=0`)).status).toBe(400);
    const spaceSelection = { spaceType: "ALL" };
    for (const json of [
      {},
      { spaceSelection },
      { permissionCombinationIds: [], spaceSelection },
      { permissionCombinationIds: ["x"], spaceSelection },
    ]) {
      expect((await send("POST", `${base}/access-removals`, { json })).status).toBe(400);
      expect((await send("POST", `${base}/role-assignments`, { json })).status).toBe(400);
    }
  });
});
