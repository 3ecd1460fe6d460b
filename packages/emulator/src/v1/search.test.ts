import { describe, expect, test } from "vitest";
import {
  type EmulatedClient,
  emulatedClient,
  type Json,
  people,
  seedPage,
  testSeed,
} from "../testing/emulated-client.ts";

const seed = () =>
  testSeed([
    seedPage("guide", "Deployment guide", {
      body: "<p>How we deploy services to production, and how to roll back.</p>",
      labels: ["runbook", "ops"],
    }),
    seedPage("below", "Rollback checklist", {
      parent: "guide",
      body: "<p>Stop deploying. Call the on-call engineer.</p>",
      author: "ben",
      createdAt: "2026-04-10T10:00:00.000Z",
    }),
    seedPage("deep", "Call list", {
      parent: "below",
      body: '<p>Numbers of engineers.</p><ac:structured-macro ac:name="info"><ac:rich-text-body><p>keep</p></ac:rich-text-body></ac:structured-macro>',
      createdAt: "2026-05-20T10:00:00.000Z",
      labels: ["ops"],
    }),
    seedPage("news", "We shipped", {
      type: "blogpost",
      body: "<p>A new release</p>",
      createdAt: "2026-05-31T08:00:00.000Z",
    }),
    seedPage("old", "Old plan", { status: "archived" }),
    seedPage("gone", "Thrown away", { status: "trashed" }),
    seedPage("hidden", "Hidden deployment", { restrictions: { read: { people: ["ada"] } } }),
  ]);

const search = (client: EmulatedClient, cql: string, more = "") =>
  client.get(`/wiki/rest/api/search?cql=${encodeURIComponent(cql)}${more}`);
const titles = async (client: EmulatedClient, cql: string, more = "&excerpt=none") => {
  const { status, json } = await search(client, cql, more);
  expect(status, cql).toBe(200);
  return json.results.map((one: Json) => one.content.title).sort();
};

describe("CQL", () => {
  test.each([
    ['text ~ "deploy"', ["Deployment guide", "Hidden deployment", "Rollback checklist"]],
    ['title = "call list"', ["Call list"]],
    ['title ~ "rollback"', ["Rollback checklist"]],
    ["label = ops and type = page", ["Call list", "Deployment guide"]],
    ["label in (runbook, nothing)", ["Deployment guide"]],
    ["type = blogpost", ["We shipped"]],
    ['creator = "712020:ben"', ["Rollback checklist"]],
    ["creator = currentUser() and type = blogpost", ["We shipped"]],
    ['created >= "2026-05-01" and type = page', ["Call list"]],
    ['created > now("-2d")', ["We shipped"]],
    ["macro = info", ["Call list"]],
    ['text ~ "\\"roll back\\""', ["Deployment guide"]],
    ['text ~ "engin*"', ["Call list", "Rollback checklist"]],
    ['text ~ "enginear~"', ["Call list", "Rollback checklist"]],
    ['text ~ "deploy -rollback" and type = page', ["Deployment guide", "Hidden deployment"]],
    ['type = page and label != ops and space = DOC and creator = "712020:ben"', ["Rollback checklist"]],
    ['space.title ~ "documentation" and type = blogpost', ["We shipped"]],
    ['creator.fullname ~ "Okafor"', ["Rollback checklist"]],
  ])("%s", async (cql, expected) => {
    const client = await emulatedClient({ seed: seed() });
    expect(await titles(client, cql)).toEqual(expected);
  });

  test("reads AND and OR from left to right", async () => {
    const client = await emulatedClient({ seed: seed() });
    expect(await titles(client, "label = runbook or type = blogpost and type = page")).toEqual(["Deployment guide"]);
    expect(await titles(client, "label = runbook or (type = blogpost and type = page) or type = blogpost")).toEqual([
      "Deployment guide",
      "We shipped",
    ]);
  });

  test("looks up and down the tree", async () => {
    const client = await emulatedClient({ seed: seed() });
    const { json } = await search(client, 'title = "Deployment guide"');
    const id = json.results[0]?.content.id;
    expect(await titles(client, `ancestor = ${id}`)).toEqual(["Call list", "Rollback checklist"]);
    expect(await titles(client, `parent = ${id}`)).toEqual(["Rollback checklist"]);
    expect(await titles(client, `id in (${id}, 1)`)).toEqual(["Deployment guide"]);
  });

  test("orders by fields, and by relevance without them", async () => {
    const client = await emulatedClient({ seed: seed() });
    const ordered = async (cql: string) =>
      (await search(client, cql)).json.results.map((one: Json) => one.content.title);
    expect(await ordered("label = ops order by created desc")).toEqual(["Call list", "Deployment guide"]);
    expect(await ordered("label = ops order by title")).toEqual(["Call list", "Deployment guide"]);
    expect((await ordered('text ~ "deployment guide"'))[0]).toBe("Deployment guide");
  });

  test.each([
    "",
    "type",
    "type = ",
    'text ~ "a',
    "nosuchfield = 1",
    "type = page order by label",
    "label != x",
    "user = currentUser()",
    'created > "soon"',
    'title ~ "*x"',
  ])("answers 400 to %j in the product's words", async (cql) => {
    const { status, json } = await search(await emulatedClient({ seed: seed() }), cql);
    expect([status, json]).toEqual([
      400,
      {
        statusCode: 400,
        data: { authorized: true, valid: true, errors: [], successful: true },
        message: `com.atlassian.confluence.api.service.exceptions.BadRequestException: Could not parse cql : ${cql}`,
      },
    ]);
  });
});

describe("search results", () => {
  test("have the members of the real ones, with marks in title and excerpt", async () => {
    const client = await emulatedClient({ seed: seed() });
    const { json } = await search(client, 'text ~ "deploy" and type = page', "&limit=1");
    expect(json).toMatchObject({
      start: 0,
      limit: 1,
      size: 1,
      totalSize: 3,
      cqlQuery: 'text ~ "deploy" and type = page',
      archivedResultCount: 0,
    });
    const [first] = json.results;
    expect(first).toMatchObject({
      entityType: "content",
      iconCssClass: "aui-icon content-type-page",
      resultGlobalContainer: { title: "Documentation", displayUrl: "/spaces/DOC" },
      breadcrumbs: [],
    });
    expect(`${first?.title}${first?.excerpt}`).toMatch(/@@@hl@@@deploy\w*@@@endhl@@@/i);
    expect(first?.url).toBe(first?.content._links.webui);
    expect(json._links).toMatchObject({ base: `${client.emulator.url}/wiki`, context: "/wiki" });
  });

  test("are walked by the cursor, each once", async () => {
    const client = await emulatedClient({ seed: seed() });
    const seen: unknown[] = [];
    for (let path: string | undefined = "/wiki/rest/api/search?cql=space=DOC&limit=2"; path !== undefined; ) {
      const { json } = await client.get(path);
      seen.push(...json.results.map((one: Json) => one.content.id));
      const next: string | undefined = json._links.next;
      if (next !== undefined) expect(next).toMatch(/^\/rest\/api\/search\?/);
      path = next === undefined ? undefined : `/wiki${next}`;
    }
    expect(new Set(seen).size).toBe(6);
    expect(seen).toHaveLength(6);
  });

  test("come as content from content/search, expanded as asked and cut by what that costs", async () => {
    const client = await emulatedClient({ seed: seed() });
    const { json } = await client.get(
      "/wiki/rest/api/content/search?cql=label=runbook&expand=body.storage,version,space,metadata.labels,ancestors&limit=900",
    );
    expect(json.limit).toBe(50);
    expect(json.results[0]).toMatchObject({
      type: "page",
      body: { storage: { representation: "storage" } },
      version: { number: 1, by: { displayName: "Ada Byrne" } },
      space: { key: "DOC" },
      metadata: { labels: { size: 2 } },
    });
    expect(json.results[0]?.ancestors).toHaveLength(1);
    expect(json.results[0]?._expandable).not.toHaveProperty("version");
  });

  test("never show what the account may not see", async () => {
    const client = await emulatedClient({ seed: seed() });
    expect(await titles(client, 'title ~ "hidden"')).toEqual(["Hidden deployment"]);
    expect(await titles(client.as(people.ben), 'title ~ "hidden"')).toEqual([]);
  });

  test("lag behind writes when the emulator is told so", async () => {
    const client = await emulatedClient({ seed: seed(), indexLagMs: 20_000 });
    const space = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0]?.id;
    const { id } = (await client.send("POST", "/wiki/api/v2/pages", { spaceId: space, title: "Zeppelin" })).json;
    expect(await titles(client, "title = Zeppelin")).toEqual([]);
    client.emulator.admin.clock.advance(20_000);
    expect(await titles(client, "title = Zeppelin")).toEqual(["Zeppelin"]);
    await client.send("DELETE", `/wiki/api/v2/pages/${id}`);
    expect(await titles(client, "title = Zeppelin")).toEqual(["Zeppelin"]);
    client.emulator.admin.clock.advance(20_000);
    expect(await titles(client, "title = Zeppelin")).toEqual([]);
  });
});
