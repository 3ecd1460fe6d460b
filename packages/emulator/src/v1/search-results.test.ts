import { describe, expect, test } from "vitest";
import {
  type EmulatedClient,
  emulatedClient,
  type Json,
  people,
  seedPage,
  testSeed,
} from "../testing/emulated-client.ts";

const api = "/wiki/rest/api";
const search = async (client: EmulatedClient, cql: string, more = "") =>
  (await client.get(`${api}/search?cql=${encodeURIComponent(cql)}${more}`)).json;
const ids = (json: Json): string[] => json.results.map((one: Json) => one.content.id);

/** Pages that differ in nothing an order could go by but their ids. */
const alike = (count: number) =>
  testSeed(Array.from({ length: count }, (_, at) => seedPage(`p${at}`, `Alike ${at}`, { body: "<p>same words</p>" })));

describe("excerpts", () => {
  const long = `${"Filling words before it. ".repeat(30)}Mind the <strong>gap</strong> &amp; R&amp;D &lt;now&gt;. ${"Filling words after it. ".repeat(30)}`;
  const seed = () => testSeed([seedPage("long", 'Gaps & "more"', { body: `<p>${long}</p>` })]);
  const first = async (mode: string) => {
    const json = await search(await emulatedClient({ seed: seed() }), 'text ~ "gap"', `&excerpt=${mode}`);
    expect(json.totalSize).toBe(1);
    return json.results[0];
  };

  test("highlight marks the words in a piece around the first of them, as HTML", async () => {
    const { title, excerpt } = await first("highlight");
    expect(title).toBe("@@@hl@@@Gaps@@@endhl@@@ &amp; &quot;more&quot;");
    expect(excerpt).toMatch(/^\.\.\. .*Mind the @@@hl@@@gap@@@endhl@@@ &amp; R&amp;D &lt;now&gt;\. .* \.\.\.$/);
    expect(excerpt.length).toBeLessThan(400);
  });

  test("highlight_unescaped does the same with the text as it is", async () => {
    const { title, excerpt } = await first("highlight_unescaped");
    expect(title).toBe('@@@hl@@@Gaps@@@endhl@@@ & "more"');
    expect(excerpt).toContain("Mind the @@@hl@@@gap@@@endhl@@@ & R&D <now>.");
  });

  test("indexed gives the beginning without marks, escaped or not", async () => {
    for (const mode of ["indexed", "indexed_unescaped"]) {
      const { title, excerpt } = await first(mode);
      expect(title).toBe(mode === "indexed" ? "Gaps &amp; &quot;more&quot;" : 'Gaps & "more"');
      expect(excerpt).toMatch(/^Filling words before it\. [^@]* \.\.\.$/);
    }
  });

  test("none is empty, and other modes are refused", async () => {
    expect((await first("none")).excerpt).toBe("");
    const client = await emulatedClient();
    expect((await client.get(`${api}/search?cql=type=page&excerpt=full`)).status).toBe(400);
  });

  test("mark words found by a stem, a pattern or a near miss, and none that were excluded", async () => {
    const client = await emulatedClient({
      seed: testSeed([seedPage("x", "Title", { body: "<p>Deploying deploys deployed budget servers</p>" })]),
    });
    const excerpt = async (cql: string) => (await search(client, cql)).results[0].excerpt;
    const mark = (text: string) => text.replaceAll("[", "@@@hl@@@").replaceAll("]", "@@@endhl@@@");
    expect(await excerpt('text ~ "deploy"')).toBe(mark("[Deploying] [deploys] [deployed] budget servers"));
    expect(await excerpt('text ~ "serv*"')).toBe(mark("Deploying deploys deployed budget [servers]"));
    expect(await excerpt('text ~ "bugdet~"')).toBe(mark("Deploying deploys deployed [budget] servers"));
    expect(await excerpt('text ~ "servers -absent" and text !~ "nothing"')).toBe(
      mark("Deploying deploys deployed budget [servers]"),
    );
  });
});

describe("pages of results", () => {
  test("go forth by next and back by prev, each hit once, whatever is written in between", async () => {
    const client = await emulatedClient({ seed: alike(10) });
    const cql = "title ~ alike";
    const all = ids(await search(client, cql));
    expect(all).toHaveLength(10);
    const one = await search(client, cql, "&limit=4");
    expect(one._links).not.toHaveProperty("prev");
    expect([one.start, one.size, one.totalSize]).toEqual([0, 4, 10]);
    await client.send("DELETE", `/wiki/api/v2/pages/${all[1]}`);
    const two = (await client.get(`/wiki${one._links.next}`)).json;
    expect(ids(two)).toEqual(all.slice(4, 8));
    expect([two.start, two.size, two.totalSize]).toEqual([3, 4, 9]);
    const three = (await client.get(`/wiki${two._links.next}`)).json;
    expect(ids(three)).toEqual(all.slice(8));
    expect(three._links).not.toHaveProperty("next");
    const back = (await client.get(`/wiki${three._links.prev}`)).json;
    expect(ids(back)).toEqual(all.slice(4, 8));
    const begin = (await client.get(`/wiki${back._links.prev}`)).json;
    expect(ids(begin)).toEqual([all[0], all[2], all[3]]);
    expect(begin._links).not.toHaveProperty("prev");
  });

  test("go on at the place of a hit that is gone", async () => {
    const client = await emulatedClient({ seed: alike(6) });
    const all = ids(await search(client, "title ~ alike"));
    const one = await search(client, "title ~ alike", "&limit=2");
    await client.send("DELETE", `/wiki/api/v2/pages/${all[1]}`);
    const two = (await client.get(`/wiki${one._links.next}`)).json;
    expect(ids(two)).toEqual(all.slice(3, 5));
  });

  test.each(["title ~ alike order by title desc", "type = page order by lastmodified", "text ~ same"])(
    "%s gives the same by cursor, by start and at once",
    async (cql) => {
      const client = await emulatedClient({ seed: alike(23) });
      const all = ids(await search(client, cql, "&limit=100"));
      const byCursor: string[] = [];
      const byStart: string[] = [];
      for (let path = `${api}/content/search?cql=${encodeURIComponent(cql)}&limit=7`; path !== ""; ) {
        const { json } = await client.get(path);
        byCursor.push(...json.results.map((one: Json) => one.id));
        path = json._links.next ? `/wiki${json._links.next}` : "";
      }
      for (let start = 0; start < all.length; start += 5)
        byStart.push(...ids(await search(client, cql, `&limit=5&start=${start}`)));
      expect(byCursor).toEqual(all);
      expect(byStart).toEqual(all);
      expect(ids(await search(client, cql, "&start=500"))).toEqual([]);
      expect((await search(client, cql, "&limit=0")).totalSize).toBe(all.length);
    },
  );

  test("refuse cursors of other lists", async () => {
    const client = await emulatedClient();
    for (const cursor of ["nonsense", "_sa_", btoa('{"id":"1","contentOrder":"id","contentOrderValue":1}')])
      expect((await client.get(`${api}/search?cql=type=page&cursor=${encodeURIComponent(cursor)}`)).status).toBe(400);
  });

  test.each([
    ["", 1000],
    ["&expand=space", 200],
    ["&expand=version,body.storage", 50],
    ["&expand=body.view,body.export_view", 25],
    ["&expand=body.styled_view", 25],
  ])("hold as many as the expansion %j allows", async (more, limit) => {
    const client = await emulatedClient();
    expect((await client.get(`${api}/content/search?cql=type=page&limit=5000${more}`)).json.limit).toBe(limit);
    const inside = more.replace("=", "=content.").replaceAll(",", ",content.");
    expect((await client.get(`${api}/search?cql=type=page&limit=5000${inside}`)).json.limit).toBe(limit);
  });
});

describe("what somebody may not see", () => {
  const seed = () =>
    testSeed([
      seedPage("open", "Open plan", { comments: [] }),
      seedPage("secret", "Secret plan", {
        restrictions: { read: { people: ["ada"] } },
        comments: [{ author: "ada", at: "2026-03-05T10:00:00.000Z", body: "<p>plan talk</p>" }],
        attachments: [
          {
            fileName: "plan.txt",
            mediaType: "text/plain",
            author: "ada",
            at: "2026-03-05T10:00:00.000Z",
            data: { text: "x" },
          },
        ],
      }),
      seedPage("below", "Plan below", { parent: "secret" }),
      seedPage("away", "Plan elsewhere", { space: "PRIV", parent: "private-home" }),
    ]);
  const counted = async (client: EmulatedClient, cql: string) => {
    const { totalSize, size } = await search(client, cql);
    expect(size).toBe(totalSize);
    return totalSize;
  };

  test("is not found and not counted: restricted pages, what is below or on them, and closed spaces", async () => {
    const ada = await emulatedClient({ seed: seed() });
    const ben = ada.as(people.ben);
    expect(await counted(ada, "text ~ plan")).toBe(6);
    expect(await counted(ben, "text ~ plan")).toBe(1);
    expect(await counted(ben, "type = page and title !~ nothing and space = PRIV")).toBe(0);
    expect(await counted(ben, "type = space")).toBe(1);
    expect(await counted(ben, "type in (comment, attachment)")).toBe(0);
  });

  test("stops being found with the restriction itself, whatever the index knows", async () => {
    const ada = await emulatedClient({ seed: seed(), indexLagMs: 20_000 });
    const ben = ada.as(people.ben);
    const id = ids(await search(ada, 'title = "Open plan"'))[0];
    expect(await counted(ben, "title ~ plan")).toBe(1);
    const user = { results: [{ type: "known", accountId: "712020:ada" }] };
    const { status } = await ada.send("PUT", `${api}/content/${id}/restriction`, [
      { operation: "read", restrictions: { user } },
    ]);
    expect(status).toBe(200);
    expect(await counted(ben, "title ~ plan")).toBe(0);
    expect(await counted(ada, 'title = "Open plan"')).toBe(1);
  });

  test("spaces put away are counted apart, and given on request", async () => {
    const site = testSeed([]);
    const shelf = { ...site.spaces[0], key: "SHELF", name: "Shelf", status: "archived", homepage: "shelf" };
    const client = await emulatedClient({
      seed: {
        ...site,
        spaces: [...site.spaces, shelf] as typeof site.spaces,
        content: [...site.content, seedPage("shelf", "Shelf", { space: "SHELF" })],
      },
    });
    const plain = await search(client, "type = page");
    expect([plain.totalSize, plain.archivedResultCount]).toEqual([2, 1]);
    const all = await search(client, "type = page", "&includeArchivedSpaces=true");
    expect([all.totalSize, all.archivedResultCount]).toEqual([3, 0]);
    const only = await search(client, "type = page", "&includeArchivedSpaces=true&excludeCurrentSpaces=true");
    expect(only.results.map((one: Json) => one.title)).toEqual(["Shelf"]);
  });
});

test("a snapshot that is restored is searched as it was", async () => {
  const client = await emulatedClient({ seed: alike(3) });
  const { admin } = client.emulator;
  const before = ids(await search(client, "title ~ alike order by title"));
  const snapshot = admin.snapshot();
  await client.send("DELETE", `/wiki/api/v2/pages/${before[0]}`);
  const space = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0].id;
  await client.send("POST", "/wiki/api/v2/pages", { spaceId: space, title: "Alike too" });
  expect((await search(client, "title ~ alike")).totalSize).toBe(3);
  expect((await search(client, 'title ~ "alike too"')).results[0].title).toContain("too");
  admin.restore(snapshot);
  expect(ids(await search(client, "title ~ alike order by title"))).toEqual(before);
  expect((await search(client, "title ~ too")).totalSize).toBe(0);
});
