import { describe, expect, test } from "vitest";
import { emulatedClient, type Json, people, seedPage, testSeed } from "../testing/emulated-client.ts";

describe("spaces", () => {
  test("have the members of the real ones, with null for what there is not", async () => {
    const { json } = await (await emulatedClient()).get("/wiki/api/v2/spaces?keys=doc");
    const [space] = json.results;
    expect(space).toMatchObject({
      key: "DOC",
      type: "global",
      status: "current",
      description: null,
      icon: null,
      authorId: "712020:ada",
      _links: { webui: "/spaces/DOC" },
    });
    expect(typeof space.id).toBe("string");
  });

  test("show description and parts when asked", async () => {
    const client = await emulatedClient();
    const id = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0].id;
    const { json } = await client.get(
      `/wiki/api/v2/spaces/${id}?description-format=plain&include-labels=true&include-operations=true&include-permissions=true`,
    );
    expect(json.description.plain).toEqual({ representation: "plain", value: "Documentation of the test site" });
    expect(json.labels.results).toEqual([]);
    expect(json.operations.results).toContainEqual({ operation: "administer", targetType: "space" });
    expect(json.permissions.results[0]).toMatchObject({
      principal: { type: "user", id: "712020:ada" },
      operation: { key: "read", targetType: "space" },
    });
  });

  test("can be filtered, sorted and walked", async () => {
    const client = await emulatedClient();
    const keys = async (query: string) =>
      (await client.get(`/wiki/api/v2/spaces?${query}`)).json.results.map((one: Json) => one.key);
    expect(await keys("sort=-key")).toEqual(["PRIV", "DOC"]);
    expect(await keys("type=personal")).toEqual([]);
    expect(await keys("keys=PRIV,NONE")).toEqual(["PRIV"]);
    expect(await keys("ids=1")).toEqual([]);
    const first = await client.get("/wiki/api/v2/spaces?limit=1");
    expect((await client.get(first.json._links.next)).json.results[0].key).toBe("PRIV");
  });

  test("that one may not see are 404 and in no list", async () => {
    const client = await emulatedClient();
    const id = (await client.get("/wiki/api/v2/spaces?keys=PRIV")).json.results[0].id;
    const ben = client.as(people.ben);
    expect((await ben.get(`/wiki/api/v2/spaces/${id}`)).status).toBe(404);
    expect((await ben.get(`/wiki/api/v2/spaces/${id}/pages`)).status).toBe(404);
    expect((await ben.get("/wiki/api/v2/spaces")).json.results).toHaveLength(1);
  });

  test("list their pages, with the root alone when asked", async () => {
    const client = await emulatedClient({ seed: testSeed([seedPage("a", "A")]) });
    const id = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0].id;
    const titles = async (query: string) =>
      (await client.get(`/wiki/api/v2/spaces/${id}/pages?${query}`)).json.results.map((one: Json) => one.title);
    expect(await titles("")).toEqual(["Documentation", "A"]);
    expect(await titles("depth=root")).toEqual(["Documentation"]);
    expect(await titles("title=a")).toEqual(["A"]);
  });
});

describe("parts of a space", () => {
  test("are those its own operations answer: all rights, properties with authorId, assignments of roles", async () => {
    const client = await emulatedClient();
    client.emulator.admin.setFeatures({ spaceRoleMode: "ROLES" });
    const { id } = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0];
    const path = `/wiki/api/v2/spaces/${id}`;
    await client.send("POST", `${path}/properties`, { key: "colour", value: "blue" });
    const roles = (await client.get("/wiki/api/v2/space-roles")).json.results;
    const principal = { principalType: "USER", principalId: "712020:ada" };
    const roleId = roles.find((role: Json) => role.spacePermissions.includes("administer/space")) ?? roles[0];
    expect((await client.send("POST", `${path}/role-assignments`, [{ principal, roleId: roleId.id }])).status).toBe(
      200,
    );
    const flags = ["operations", "properties", "role-assignments"].map((name) => `include-${name}=true`).join("&");
    const { json } = await client.get(`${path}?${flags}`);
    expect(json.operations.results).toEqual((await client.get(`${path}/operations`)).json.operations);
    expect(json.operations.results.length).toBeGreaterThan(7);
    expect(json.properties.results).toEqual((await client.get(`${path}/properties`)).json.results);
    expect(json.properties.results[0]).toMatchObject({ key: "colour", authorId: "712020:ada" });
    expect(json.roleAssignments.results).toEqual([{ principal, roleId: roleId.id }]);
  });

  test("labels are listed only when something one may see carries them", async () => {
    const client = await emulatedClient({
      seed: testSeed([
        seedPage("a", "A", { labels: ["open"] }),
        seedPage("s", "S", { space: "PRIV", parent: "private-home", labels: ["secret"] }),
      ]),
    });
    const names = async (one: typeof client) =>
      (await one.get("/wiki/api/v2/labels?sort=name")).json.results.map(({ name }: Json) => name);
    expect(await names(client)).toEqual(["open", "secret"]);
    expect(await names(client.as(people.ben))).toEqual(["open"]);
  });
});

describe("people", () => {
  test("are looked up in bulk; unknown ids are left out", async () => {
    const client = await emulatedClient();
    const { json } = await client.send("POST", "/wiki/api/v2/users-bulk", {
      accountIds: ["712020:ben", "nobody", "712020:ada"],
    });
    expect(json.results.map((one: Json) => [one.displayName, one.email])).toEqual([
      ["Ben Okafor", ""],
      ["Ada Byrne", people.ada],
    ]);
    expect((await client.send("POST", "/wiki/api/v2/users-bulk", { accountIds: "x" })).status).toBe(400);
    expect((await client.send("POST", "/wiki/api/v2/users-bulk", {})).status).toBe(400);
  });
});

describe("the page tree", () => {
  const seed = () =>
    testSeed([
      seedPage("a", "A"),
      seedPage("b", "B"),
      seedPage("a1", "A1", { parent: "a" }),
      seedPage("a11", "A11", { parent: "a1" }),
      seedPage("a111", "A111", { parent: "a11" }),
    ]);

  test("goes down by children and descendants, two levels unless told otherwise", async () => {
    const client = await emulatedClient({ seed: seed() });
    const home = (await client.get("/wiki/api/v2/pages?title=Documentation")).json.results[0].id;
    const children = await client.get(`/wiki/api/v2/pages/${home}/direct-children`);
    expect(children.json.results.map((one: Json) => [one.title, one.type, one.childPosition])).toEqual([
      ["A", "page", 412],
      ["B", "page", 824],
    ]);
    expect(
      (await client.get(`/wiki/api/v2/pages/${home}/children?sort=-child-position`)).json.results.map(
        (one: Json) => one.title,
      ),
    ).toEqual(["B", "A"]);
    const byTitle = await client.get(`/wiki/api/v2/pages/${home}/direct-children?sort=-title`);
    expect(byTitle.json.results.map((one: Json) => one.title)).toEqual(["B", "A"]);
    const below = async (query: string) =>
      (await client.get(`/wiki/api/v2/pages/${home}/descendants?${query}`)).json.results.map((one: Json) => [
        one.title,
        one.depth,
      ]);
    expect(await below("")).toEqual([
      ["A", 1],
      ["A1", 2],
      ["B", 1],
    ]);
    expect(await below("depth=99")).toEqual([
      ["A", 1],
      ["A1", 2],
      ["A11", 3],
      ["A111", 4],
      ["B", 1],
    ]);
  });

  test("walks descendants by cursor, and goes up from the root", async () => {
    const client = await emulatedClient({ seed: seed() });
    const home = (await client.get("/wiki/api/v2/pages?title=Documentation")).json.results[0].id;
    const seen: string[] = [];
    for (let path: string | undefined = `/wiki/api/v2/pages/${home}/descendants?depth=5&limit=2`; path; ) {
      const { json } = await client.get(path);
      seen.push(...json.results.map((one: Json) => one.title));
      path = json._links.next;
    }
    expect(seen).toEqual(["A", "A1", "A11", "A111", "B"]);
    const deep = (await client.get("/wiki/api/v2/pages?title=A111")).json.results[0].id;
    const { json } = await client.get(`/wiki/api/v2/pages/${deep}/ancestors`);
    expect(json.results[0]).toEqual({ id: home, type: "page" });
    expect(json.results).toHaveLength(4);
    expect((await client.get(`/wiki/api/v2/pages/${deep}/ancestors?limit=1`)).json.results).toEqual([json.results[3]]);
  });
});
