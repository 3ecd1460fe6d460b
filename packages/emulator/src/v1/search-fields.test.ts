import { beforeAll, describe, expect, test } from "vitest";
import {
  type EmulatedClient,
  emulatedClient,
  type Json,
  people,
  seedPage,
  testSeed,
} from "../testing/emulated-client.ts";

const api = "/wiki/rest/api";

/** A site on which every field has something to find. Ben lives in Sydney. */
function seed() {
  const site = testSeed([
    seedPage("guide", "Deployment guide", {
      body: '<p>Ask <ac:link><ri:user ri:account-id="712020:ben" /></ac:link> before you deploy.</p><ac:structured-macro ac:schema-version="1" ac:name="Status"></ac:structured-macro>',
      labels: ["runbook"],
      edits: [{ author: "cleo", at: "2026-03-02T10:00:00.000Z", bodyBefore: "<p>x</p>" }],
      attachments: [
        {
          fileName: "deploy-notes.txt",
          mediaType: "text/plain",
          author: "ben",
          at: "2026-03-03T10:00:00.000Z",
          data: { text: "notes" },
        },
      ],
      comments: [
        {
          author: "ben",
          at: "2026-03-04T10:00:00.000Z",
          body: "<p>Thanks for the guide</p>",
          replies: [{ author: "ada", at: "2026-03-04T11:00:00.000Z", body: "<p>Welcome</p>" }],
        },
      ],
    }),
    seedPage("below", "Order and chaos", { parent: "guide", author: "ben", createdAt: "2026-04-10T20:30:00.000Z" }),
    seedPage("deep", 'The "quoted" one', { parent: "below", createdAt: "2026-05-31T15:00:00.000Z", labels: ["ops"] }),
    seedPage("news", "We shipped", { type: "blogpost", createdAt: "2026-06-01T09:00:00.000Z" }),
    seedPage("the", "The", { createdAt: "2025-06-01T09:00:00.000Z" }),
    seedPage("old", "Old plan", { status: "archived" }),
  ]);
  const shelf = { ...site.spaces[0], key: "SHELF", name: "Shelf of old things", status: "archived", homepage: "shelf" };
  const own = { ...site.spaces[0], key: "~712020ada", name: "Ada Byrne", type: "personal", homepage: "own" };
  return {
    ...site,
    people: site.people.map((one) => (one.key === "ben" ? { ...one, timeZone: "Australia/Sydney" } : one)),
    spaces: [...site.spaces, shelf, own] as typeof site.spaces,
    content: [
      ...site.content,
      seedPage("shelf", "Shelf", { space: "SHELF", createdAt: "2020-01-01T00:00:00.000Z" }),
      seedPage("own", "My own", { space: "~712020ada" }),
    ],
  };
}

const get = async (client: EmulatedClient, cql: string, more = "") =>
  (await client.get(`${api}/search?cql=${encodeURIComponent(cql)}&excerpt=none${more}`)).json;
async function titles(client: EmulatedClient, cql: string, more = ""): Promise<string[]> {
  const json = await get(client, cql, more);
  expect(json.results, cql).toBeInstanceOf(Array);
  expect(json.totalSize, cql).toBe(json.results.length);
  return json.results.map((one: Json) => one.content?.title ?? one.title).sort();
}
const idOf = async (client: EmulatedClient, title: string): Promise<string> =>
  (await get(client, `title = "${title}"`)).results[0]?.content.id;

let shared: EmulatedClient;
beforeAll(async () => {
  shared = await emulatedClient({ seed: seed() });
});

const pages = ["Deployment guide", "Documentation", "My own", "Order and chaos", "Private", 'The "quoted" one', "The"];

describe("fields that are compared whole", () => {
  test.each<[cql: string, titles: string[]]>([
    ["type = page", pages],
    ["type = PAGE and space = doc", pages.filter((one) => one !== "My own" && one !== "Private")],
    ["type in (blogpost, attachment)", ["We shipped", "deploy-notes.txt"]],
    ["type = page and type not in (page)", []],
    ["type = comment and creator = 712020:ben", ["Re: Deployment guide"]],
    ['contributor = "712020:cleo"', ["Deployment guide"]],
    ['contributor in ("712020:cleo", "712020:ben") and type = page', ["Deployment guide", "Order and chaos"]],
    ['mention = "712020:ben"', ["Deployment guide"]],
    ["mention = currentUser()", []],
    ["macro = status", ["Deployment guide"]],
    ["type = page and macro not in (status) and label = ops", ['The "quoted" one']],
    ["label = RUNBOOK", ["Deployment guide"]],
    ["label in (runbook, ops)", ["Deployment guide", 'The "quoted" one']],
    ['space = "~712020ada"', ["My own"]],
    ["space.key = PRIV", ["Private"]],
    ["space.type = personal", ["My own"]],
    ['space.title ~ "doc*" and type = blogpost', ["We shipped"]],
    ["type = page and space not in (DOC, PRIV)", ["My own"]],
    ["status = archived", ["Old plan"]],
    ["type = page and status = current and space = PRIV", ["Private"]],
  ])("%s", async (cql, expected) => {
    expect(await titles(shared, cql)).toEqual([...expected].sort());
  });

  test("the tree: parent, ancestor, container, content and id", async () => {
    const guide = await idOf(shared, "Deployment guide");
    const home = await idOf(shared, "Documentation");
    const deep = await idOf(shared, 'The \\"quoted\\" one');
    expect(await titles(shared, `parent = ${guide}`)).toEqual(["Order and chaos"]);
    expect(await titles(shared, `ancestor in (${guide}, 1)`)).toEqual(["Order and chaos", 'The "quoted" one']);
    expect(await titles(shared, `ancestor = ${home} and ancestor != ${guide}`)).toEqual(["Deployment guide", "The"]);
    expect(await titles(shared, `container = ${guide} and type = attachment`)).toEqual(["deploy-notes.txt"]);
    expect(await titles(shared, `container = ${guide} and type = comment`)).toHaveLength(2);
    expect(await titles(shared, `content = ${deep} or id = "${guide}"`)).toEqual(
      ['The "quoted" one', "Deployment guide"].sort(),
    );
    const file = (await get(shared, "type = attachment")).results[0].content.id;
    expect(file).toMatch(/^att\d+$/);
    expect(await titles(shared, `id = ${file}`)).toEqual(["deploy-notes.txt"]);
  });

  test("moving a page moves all that is below it", async () => {
    const client = await emulatedClient({ seed: seed() });
    const [guide, below] = [await idOf(client, "Deployment guide"), await idOf(client, "Order and chaos")];
    const target = await idOf(client, "The");
    await client.send("PUT", `${api}/content/${below}/move/append/${target}`);
    expect(await titles(client, `ancestor = ${guide}`)).toEqual([]);
    expect(await titles(client, `ancestor = ${target}`)).toEqual(["Order and chaos", 'The "quoted" one']);
  });

  test("favourites are one's own, watchers anybody's", async () => {
    const client = await emulatedClient({ seed: seed() });
    const guide = await idOf(client, "Deployment guide");
    await client.send("PUT", `${api}/relation/favourite/from/user/current/to/content/${guide}`);
    expect(await titles(client, "favourite = currentUser()")).toEqual(["Deployment guide"]);
    expect(await titles(client, "favorite = currentUser() and type = page")).toEqual(["Deployment guide"]);
    const ben = client.as(people.ben);
    expect(await titles(ben, "favourite = currentUser()")).toEqual([]);
    expect(await titles(ben, 'favourite = "712020:ada"')).toEqual([]);
    await ben.send("POST", `${api}/user/watch/content/${guide}`, undefined, { "x-atlassian-token": "no-check" });
    expect(await titles(ben, "watcher = currentUser()")).toContain("Deployment guide");
    expect(await titles(client, 'watcher = "712020:ben"')).toContain("Deployment guide");
    expect(await titles(client, 'watcher = "712020:cleo" and type = page')).not.toContain("Order and chaos");
  });

  test("the status of a page is the one last given, and that of a draft does not count", async () => {
    const client = await emulatedClient({ seed: seed() });
    const guide = await idOf(client, "Deployment guide");
    const give = (name: string) =>
      client.send("PUT", `${api}/content/${guide}/state?status=current`, { name, color: "#ff7452" });
    await give("On hold");
    expect(await titles(client, 'pageStatus = "on hold"')).toEqual(["Deployment guide"]);
    await give("Released");
    expect(await titles(client, 'pageStatus = "On hold"')).toEqual([]);
    expect(await titles(client, 'pageStatus in (Released, "Rough draft")')).toEqual(["Deployment guide"]);
  });

  test("properties of content are looked into", async () => {
    const client = await emulatedClient({ seed: seed() });
    const guide = await idOf(client, "Deployment guide");
    await client.send("POST", `/wiki/api/v2/pages/${guide}/properties`, {
      key: "review",
      value: { by: ["Ann"], round: 3 },
    });
    expect(await titles(client, "content.property[review].by = ann")).toEqual(["Deployment guide"]);
    expect(await titles(client, "content.property[review].round > 2")).toEqual(["Deployment guide"]);
    expect(await titles(client, "content.property[review].round > 3")).toEqual([]);
  });
});

describe("functions", () => {
  test("favourite spaces, and what was viewed last, with limit and offset", async () => {
    const client = await emulatedClient({ seed: seed() });
    expect(await titles(client, "space in favouriteSpaces()")).toEqual([]);
    await client.send("PUT", `${api}/relation/favourite/from/user/current/to/space/PRIV`);
    expect(await titles(client, "space in favouriteSpaces()")).toEqual(["Private"]);
    expect(await titles(client, "space in favoriteSpaces() and type = page")).toEqual(["Private"]);
    for (const title of ["Deployment guide", "Private", "My own"]) {
      await client.get(`/wiki/api/v2/pages/${await idOf(client, title)}`);
      client.emulator.admin.clock.advance(1000);
    }
    expect(await titles(client, "id in recentlyViewedContent(2)")).toEqual(["My own", "Private"]);
    expect(await titles(client, "content in recentlyViewedContent(1, 2)")).toEqual(["Deployment guide"]);
    expect(await titles(client, "space in recentlyViewedSpaces(2)")).toEqual(["My own", "Private"]);
    expect(await titles(client.as(people.ben), "id in recentlyViewedContent(5)")).toEqual([]);
  });

  test("the current space and content come with the request", async () => {
    const guide = await idOf(shared, "Deployment guide");
    const given = (context: unknown) => `&cqlcontext=${encodeURIComponent(JSON.stringify(context))}`;
    expect(await titles(shared, "space = currentSpace()", given({ spaceKey: "PRIV" }))).toEqual(["Private"]);
    expect(await titles(shared, "space = currentSpace()")).toEqual([]);
    expect(await titles(shared, "parent = currentContent()", given({ spaceKey: "DOC", contentId: guide }))).toEqual([
      "Order and chaos",
    ]);
    expect(await titles(shared, "title ~ plan", given({ contentStatuses: ["archived"] }))).toEqual(["Old plan"]);
  });
});

describe("dates", () => {
  test.each<[cql: string, titles: string[]]>([
    ['created = "2026-04-10"', ["Order and chaos"]],
    ["created = 2026/04/10", ["Order and chaos"]],
    ['created = "2026/04/10 20:30"', ["Order and chaos"]],
    ['created > "2026-04-10 20:30" and type = page', ['The "quoted" one']],
    ['created >= "2026-04-10 20:30" and type = page', ["Order and chaos", 'The "quoted" one']],
    ['created < "2026-01-01"', ["The"]],
    ['created <= "2025/06/01 09:00"', ["The"]],
    ['type = page and created != "2026-03-01"', ["Order and chaos", 'The "quoted" one', "The"]],
    ['lastmodified = "2026-03-02"', ["Deployment guide"]],
    ['created > startOfDay("-1d")', ['The "quoted" one', "We shipped"]],
    ["created > startOfDay() and created < endOfDay()", ["We shipped"]],
    ["created > startOfMonth()", ["We shipped"]],
    ['created > startOfMonth("-1M") and type = page', ['The "quoted" one']],
    ["created < startOfYear()", ["The"]],
    ['created > now("-90m")', ["We shipped"]],
    ['created > now("-3w") and type = page', ['The "quoted" one']],
  ])("%s", async (cql, expected) => {
    expect(await titles(shared, cql)).toEqual([...expected].sort());
  });

  test("are read in the time zone of who asks", async () => {
    const ben = shared.as(people.ben);
    expect(await titles(ben, 'created = "2026-04-10"')).toEqual([]);
    expect(await titles(ben, 'created = "2026-04-11"')).toEqual(["Order and chaos"]);
    expect(await titles(ben, 'created = "2026-04-11 06:30"')).toEqual(["Order and chaos"]);
    expect(await titles(ben, "created > startOfMonth()")).toEqual(['The "quoted" one', "We shipped"]);
  });
});

describe("titles and text", () => {
  test.each<[cql: string, titles: string[]]>([
    ['title = "deployment GUIDE"', ["Deployment guide"]],
    ['title = "\\"Deployment guide\\""', ["Deployment guide"]],
    ['title = "\\"quoted\\""', []],
    ['title = "The \\"quoted\\" one"', ['The "quoted" one']],
    ["title = The", ["The"]],
    ["title = Deployment", []],
    ['title in ("The", "We shipped")', ["The", "We shipped"]],
    ['title ~ "guides" and type = page', ["Deployment guide"]],
    ['title ~ "\\"order and chaos\\""', ["Order and chaos"]],
    ['title ~ "\\"order chaos\\""', []],
    ['text ~ "\\"order or chaos\\""', ["Order and chaos"]],
    ['text ~ "runbook"', ["Deployment guide"]],
    ['siteSearch ~ "shipped"', ["We shipped"]],
    ['text ~ "deploy*" and type = page', ["Deployment guide"]],
    ['text ~ "deplo?ment" and type = page', ["Deployment guide"]],
    ['text ~ "shiped~"', ["We shipped"]],
    ['text ~ "order AND chaos"', ["Order and chaos"]],
    ['text ~ "order -chaos"', []],
    ['text ~ "+the +order"', ["Order and chaos"]],
    ['text ~ "(order OR shipped) -we"', ["Order and chaos"]],
    ['text ~ "chaos\\\\*"', ["Order and chaos"]],
    [
      'type = page and title !~ "guide" and space = DOC',
      ["Documentation", "Order and chaos", 'The "quoted" one', "The"],
    ],
    ['title = "order" or title ~ "order" and type = page', ["Order and chaos"]],
  ])("%s", async (cql, expected) => {
    expect(await titles(shared, cql)).toEqual([...expected].sort());
  });

  test.each([
    "title = order",
    "text ~ select",
    "space = 2fast",
    "space = ~712020ada",
    "title ~ a.b",
    "label = a+b",
    "text = word",
    "created ~ 2026",
    "creator = favouriteSpaces()",
    "type = page order by text",
    "type = page order by",
    "type = page and",
    "type = page and not",
    "not type = page",
    "macro not in (status) and type = page",
    "space in (DOC, 2024)",
    "type in ()",
    "space = DOC and user.fullname ~ ada",
    'created > now("-4x")',
    "created > 2026-13-01",
    "title = a title = b",
    "(type = page",
  ])("%s is refused until it is quoted or put right", async (cql) => {
    const { status, json } = await shared.get(`${api}/search?cql=${encodeURIComponent(cql)}`);
    expect([status, json.message]).toEqual([
      400,
      `com.atlassian.confluence.api.service.exceptions.BadRequestException: Could not parse cql : ${cql}`,
    ]);
  });
});

describe("order", () => {
  const ordered = async (cql: string) => (await get(shared, cql)).results.map((one: Json) => one.content.title);

  test("follows every field that has one value, several in turn", async () => {
    const inDoc = "type = page and space = DOC order by ";
    const byTitle = ["Deployment guide", "Documentation", "Order and chaos", "The", 'The "quoted" one'];
    expect(await ordered(`${inDoc} title`)).toEqual(byTitle);
    expect(await ordered(`${inDoc} title DESC`)).toEqual([...byTitle].reverse());
    expect((await ordered(`${inDoc} created asc`))[0]).toBe("The");
    expect((await ordered(`${inDoc} lastmodified desc`))[0]).toBe('The "quoted" one');
    expect((await ordered(`${inDoc} creator desc, title`))[0]).toBe("Order and chaos");
    expect(await ordered("type in (page, blogpost) and space in (PRIV, DOC) order by space desc, type, title")).toEqual(
      ["Private", "We shipped", ...byTitle],
    );
  });
});

describe("spaces and people", () => {
  test("come as results of their own when their type is asked for", async () => {
    const json = await get(shared, "type = space order by title", "&expand=space.homepage");
    expect(json).toMatchObject({ totalSize: 3, archivedResultCount: 1 });
    expect(json.results.map((one: Json) => one.space.key)).toEqual(["~712020ada", "DOC", "PRIV"]);
    expect(json.results[1]).toMatchObject({
      title: "Documentation",
      url: "/spaces/DOC",
      entityType: "space",
      iconCssClass: "aui-icon content-type-space",
      resultGlobalContainer: { title: "Documentation", displayUrl: "/spaces/DOC" },
      space: { homepage: { title: "Documentation" } },
    });
    expect(json.results[1]).not.toHaveProperty("content");
    expect(json.results[0].iconCssClass).toBe("aui-icon content-type-personal-space");
    expect(await titles(shared, 'type = space and title ~ "priv*"')).toEqual(["Private"]);
    expect(await titles(shared, 'type = space and text ~ "\\"documentation of the test site\\""')).toContain(
      "Documentation",
    );
    expect(await titles(shared, "type in (space, blogpost) and space = DOC")).toEqual(["Documentation", "We shipped"]);
    expect(await titles(shared, "type = space", "&excludeCurrentSpaces=true")).toEqual(["Shelf of old things"]);
  });

  test("people are found by type, and by their names", async () => {
    const json = await get(shared, 'type = user and title ~ "okafor"');
    expect(json.results).toMatchObject([
      { title: "Ben Okafor", entityType: "user", url: "/people/712020%3Aben", user: { accountId: "712020:ben" } },
    ]);
    expect(await titles(shared, "type = user")).toEqual(["Ada Byrne", "Ben Okafor", "Cleo Marsh"]);
  });

  test("do not mix into what is searched without their type, nor into content/search", async () => {
    expect(await titles(shared, 'title ~ "byrne"')).toEqual([]);
    expect(await titles(shared, 'title ~ "shelf"', "&includeArchivedSpaces=true")).toEqual(["Shelf"]);
    const { json } = await shared.get(`${api}/content/search?cql=${encodeURIComponent("type in (space, blogpost)")}`);
    expect(json.results.map((one: Json) => one.title)).toEqual(["We shipped"]);
  });

  test("the user search takes the negative operators its reference names", async () => {
    const people = async (cql: string) => {
      const { json } = await shared.get(`${api}/search/user?cql=${encodeURIComponent(cql)}`);
      return json.results?.map((one: Json) => one.title);
    };
    expect(await people("type = user and user != currentUser()")).toEqual(["Ben Okafor", "Cleo Marsh"]);
    expect(await people('user NOT IN ("712020:ben", "712020:cleo")')).toEqual(["Ada Byrne"]);
    expect(await people('user.fullname ~ "ben cleo"')).toEqual([]);
    expect(await people("created > 2026-01-01")).toBeUndefined();
  });
});
