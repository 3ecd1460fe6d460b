import { describe, expect, test } from "vitest";
import {
  type EmulatedClient,
  emulatedClient,
  type Json,
  people,
  seedPage,
  testSeed,
} from "../testing/emulated-client.ts";

const spaceId = async (client: EmulatedClient, key = "DOC") =>
  (await client.get(`/wiki/api/v2/spaces?keys=${key}`)).json.results[0]?.id;
const storage = (value: string) => ({ representation: "storage", value });

async function created(client: EmulatedClient, more: object = {}) {
  const body = { spaceId: await spaceId(client), title: "Plan", body: storage("<p>one</p>"), ...more };
  return client.send("POST", "/wiki/api/v2/pages", body);
}

const update = (client: EmulatedClient, id: string, number: number, more: object = {}) =>
  client.send("PUT", `/wiki/api/v2/pages/${id}`, {
    id,
    status: "current",
    title: "Plan",
    body: storage("<p>two</p>"),
    version: { number, message: "more" },
    ...more,
  });

describe("creating a page", () => {
  test("answers 200 with the page below the homepage of its space", async () => {
    const client = await emulatedClient();
    const { status, json } = await created(client);
    const homepage = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0]?.homepageId;
    expect(status).toBe(200);
    expect(json).toMatchObject({
      title: "Plan",
      status: "current",
      parentId: homepage,
      parentType: "page",
      version: { number: 1, message: "", minorEdit: false },
    });
    expect(json.body).toEqual({ storage: { representation: "storage", value: "<p>one</p>" } });
    expect(json._links.webui).toBe(`/spaces/DOC/pages/${json.id}/Plan`);
    expect(json._links.base).toBe(`${client.emulator.url}/wiki`);
  });

  test("takes the nested form of the body, and Atlassian's document format", async () => {
    const client = await emulatedClient();
    const adf = { type: "doc", version: 1, content: [{ type: "paragraph", content: [{ type: "text", text: "hi" }] }] };
    const nested = await created(client, { title: "A", body: { storage: storage("<p>x</p>") } });
    const document = await created(client, {
      title: "B",
      body: { representation: "atlas_doc_format", value: JSON.stringify(adf) },
    });
    expect(nested.json.body.storage.value).toBe("<p>x</p>");
    expect(document.json.body.storage.value).toContain("hi");
  });

  test("root-level puts it beside the homepage and excludes a parent", async () => {
    const client = await emulatedClient();
    const body = { spaceId: await spaceId(client), title: "Top" };
    const { json } = await client.send("POST", "/wiki/api/v2/pages?root-level=true", body);
    expect(json.parentId).toBe(null);
    const both = await client.send("POST", "/wiki/api/v2/pages?root-level=true", {
      ...body,
      title: "Other",
      parentId: json.id,
    });
    expect(both.status).toBe(400);
  });

  test("refuses a title that the space has already, whatever its case", async () => {
    const client = await emulatedClient();
    await created(client);
    const { status, json } = await created(client, { title: "PLAN" });
    expect(status).toBe(400);
    expect(json).toEqual({
      errors: [
        {
          status: 400,
          code: "INVALID_REQUEST_PARAMETER",
          title: "A page with this title already exists: A page already exists with the same TITLE in this space",
          detail: null,
        },
      ],
    });
  });

  test("refuses malformed storage without writing anything", async () => {
    const client = await emulatedClient();
    const { status, json } = await created(client, { body: storage("<p>one") });
    expect(status).toBe(400);
    expect(json.errors[0]?.title).toContain("Error parsing xhtml");
    expect((await client.get("/wiki/api/v2/pages?title=Plan")).json.results).toEqual([]);
  });

  test.each([
    ["no space", { spaceId: undefined }, 400],
    ["an unknown space", { spaceId: "999" }, 404],
    ["no title", { title: "" }, 400],
    ["an unknown parent", { parentId: "999" }, 404],
    ["an unknown status", { status: "archived" }, 400],
    ["an unknown representation", { body: { representation: "html", value: "x" } }, 400],
  ])("refuses %s", async (_what, more, status) => {
    expect((await created(await emulatedClient(), more)).status).toBe(status);
  });

  test("refuses a body that is no JSON, too large, or of another content type", async () => {
    const client = await emulatedClient();
    expect((await client.send("POST", "/wiki/api/v2/pages", "{")).status).toBe(400);
    expect((await client.send("POST", "/wiki/api/v2/pages", JSON.stringify({ a: "x".repeat(5_300_000) }))).status).toBe(
      413,
    );
    expect((await client.send("POST", "/wiki/api/v2/pages", "a=b", { "content-type": "text/plain" })).status).toBe(415);
  });
});

describe("updating a page", () => {
  test("writes the next version and keeps the one before", async () => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    const { status, json } = await update(client, id, 2);
    expect(status).toBe(200);
    expect(json.version).toMatchObject({ number: 2, message: "more" });
    expect((await client.get(`/wiki/api/v2/pages/${id}?version=1&body-format=storage`)).json.body.storage.value).toBe(
      "<p>one</p>",
    );
    const versions = await client.get(`/wiki/api/v2/pages/${id}/versions?body-format=storage`);
    expect(versions.json.results.map((one: Json) => [one.number, one.page.body.storage.value])).toEqual([
      [2, "<p>two</p>"],
      [1, "<p>one</p>"],
    ]);
    expect((await client.get(`/wiki/api/v2/pages/${id}/versions/2`)).json).toMatchObject({
      number: 2,
      prevVersion: 1,
      nextVersion: null,
    });
  });

  test("answers a stale version with the recorded 409", async () => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    await update(client, id, 2);
    const { status, json } = await update(client, id, 2);
    expect(status).toBe(409);
    expect(json.errors[0]).toEqual({
      status: 409,
      code: "CONFLICT",
      title: "Version must be incremented when updating a page. Current Version: [2]. Provided version: [2]",
      detail: null,
    });
  });

  test("of concurrent updates one wins and the others get 409", async () => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    const answers = await Promise.all(Array.from({ length: 8 }, () => update(client, id, 2)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
  });

  test("moves by parentId, but not below itself", async () => {
    const client = await emulatedClient();
    const parent = (await created(client)).json.id;
    const child = (await created(client, { title: "Child", parentId: parent })).json.id;
    const own = await update(client, parent, 2, { parentId: parent });
    expect([own.status, own.json.errors[0]?.title]).toEqual([400, "Can not set page as its own parent"]);
    expect((await update(client, parent, 2, { parentId: child })).status).toBe(400);
    const home = (await client.get("/wiki/api/v2/spaces?keys=DOC")).json.results[0]?.homepageId;
    expect((await update(client, child, 2, { title: "Child", parentId: home })).json.parentId).toBe(home);
    expect((await client.get(`/wiki/api/v2/pages/${child}/ancestors`)).json.results).toEqual([
      { id: home, type: "page" },
    ]);
  });

  test.each([
    ["id", { id: undefined }],
    ["status", { status: undefined }],
    ["title", { title: undefined }],
    ["body", { body: undefined }],
    ["version", { version: undefined }],
    ["version.number", { version: {} }],
    ["the id of the path", { id: "1" }],
    ["a whole version number", { version: { number: 1.5 } }],
  ])("needs %s", async (_what, more) => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    expect((await update(client, id, 2, more)).status).toBe(400);
  });

  test("a draft of a published page takes version 1 and stays beside it", async () => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    expect((await update(client, id, 2, { status: "draft" })).status).toBe(400);
    expect((await update(client, id, 1, { status: "draft" })).json).toMatchObject({ status: "draft" });
    expect((await client.get(`/wiki/api/v2/pages/${id}?body-format=storage`)).json).toMatchObject({
      status: "current",
      version: { number: 1 },
    });
    expect(
      (await client.get(`/wiki/api/v2/pages/${id}?get-draft=true&body-format=storage`)).json.body.storage.value,
    ).toBe("<p>two</p>");
  });

  test("the title operation keeps the body", async () => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    const { json } = await client.send("PUT", `/wiki/api/v2/pages/${id}/title`, {
      status: "current",
      title: "New plan",
    });
    expect(json).toMatchObject({ title: "New plan", version: { number: 2 } });
    expect(json.body.storage.value).toBe("<p>one</p>");
  });
});

describe("deleting a page", () => {
  test("moves it to the trash, where it can be read and its title is free", async () => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    expect((await client.send("DELETE", `/wiki/api/v2/pages/${id}`)).status).toBe(204);
    expect((await client.get(`/wiki/api/v2/pages/${id}`)).json.status).toBe("trashed");
    expect((await client.get("/wiki/api/v2/pages?title=Plan")).json.results).toEqual([]);
    expect((await client.get("/wiki/api/v2/pages?title=Plan&status=trashed")).json.results).toHaveLength(1);
    expect((await created(client)).status).toBe(200);
  });

  test("leaves the children archived and without a parent, still holding their titles", async () => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    const child = (await created(client, { title: "Child", parentId: id })).json.id;
    await client.send("DELETE", `/wiki/api/v2/pages/${id}`);
    expect((await client.get(`/wiki/api/v2/pages/${child}`)).json).toMatchObject({
      status: "archived",
      parentId: null,
    });
    expect((await created(client, { title: "Child" })).status).toBe(400);
  });

  test("an update to current takes it out of the trash as it was, to the root where its parent is gone", async () => {
    const client = await emulatedClient();
    const parent = (await created(client)).json;
    const child = (await created(client, { title: "Child", parentId: parent.id })).json;
    await client.send("DELETE", `/wiki/api/v2/pages/${child.id}`);
    await client.send("DELETE", `/wiki/api/v2/pages/${parent.id}`);
    const update = (number: number, status = "current") =>
      client.send("PUT", `/wiki/api/v2/pages/${child.id}`, {
        id: child.id,
        status,
        title: "Other",
        body: { representation: "storage", value: "<p>other</p>" },
        version: { number },
      });
    expect((await update(1, "draft")).status).toBe(400);
    expect((await update(7)).status).toBe(409);
    expect((await update(2)).json).toMatchObject({ status: "current", title: "Child", parentId: null });
    expect((await client.get(`/wiki/api/v2/pages/${child.id}`)).json).toMatchObject({ version: { number: 1 } });
  });

  test("purges from the trash only, and then answers as real sites do", async () => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    expect((await client.send("DELETE", `/wiki/api/v2/pages/${id}?purge=true`)).status).toBe(400);
    await client.send("DELETE", `/wiki/api/v2/pages/${id}`);
    expect((await client.send("DELETE", `/wiki/api/v2/pages/${id}?purge=true`)).status).toBe(204);
    expect((await client.get(`/wiki/api/v2/pages/${id}`)).status).toBe(404);
    const again = await client.send("DELETE", `/wiki/api/v2/pages/${id}?purge=true`);
    expect([again.status, again.json.errors[0]?.code]).toEqual([500, "INTERNAL_SERVER_ERROR"]);
  });
});

describe("reading pages", () => {
  test("gives no body without a format, and each form when asked", async () => {
    const client = await emulatedClient();
    const { id } = (await created(client)).json;
    expect((await client.get(`/wiki/api/v2/pages/${id}`)).json.body).toEqual({});
    const adf = (await client.get(`/wiki/api/v2/pages/${id}?body-format=atlas_doc_format`)).json.body.atlas_doc_format;
    expect(JSON.parse(adf.value)).toMatchObject({ type: "doc", version: 1 });
    for (const format of ["view", "export_view", "styled_view", "anonymous_export_view", "editor"]) {
      expect((await client.get(`/wiki/api/v2/pages/${id}?body-format=${format}`)).json.body[format]?.value).toContain(
        "one",
      );
    }
  });

  test.each([
    ["/pages/Docs", "Provided value {Docs} for 'id' is not the correct type. Expected type is long."],
    ["/pages?limit=0", "Provided value {0} for 'limit' is out of range. Expected a value from 1 to 250."],
    ["/pages?limit=ten", "Provided value {ten} for 'limit' is not the correct type. Expected type is int."],
    ["/pages?cursor=xyz", "Provided value {xyz} for 'cursor' is not a cursor of this list."],
    [
      "/pages?body-format=html",
      "Provided value {html} for 'body-format' is not supported. Expected one of [storage, atlas_doc_format].",
    ],
  ])("refuses %s", async (path, title) => {
    const { status, json } = await (await emulatedClient()).get(`/wiki/api/v2${path}`);
    expect([status, json.errors[0]?.title]).toEqual([400, title]);
  });

  test("walks a list with the cursor in Link and _links, each page once, in every order", async () => {
    const seed = testSeed(
      Array.from({ length: 23 }, (_, at) =>
        seedPage(`p${at}`, `Page ${String((at * 7) % 23).padStart(2, "0")}`, {
          createdAt: new Date(1_772_000_000_000 + ((at * 5) % 23) * 1000).toISOString(),
        }),
      ),
    );
    const client = await emulatedClient({ seed });
    for (const sort of ["id", "-id", "title", "-title", "created-date", "-created-date", "-modified-date"]) {
      const seen: string[] = [];
      for (let path: string | undefined = `/wiki/api/v2/pages?limit=7&sort=${sort}`; path !== undefined; ) {
        const { json, headers } = await client.get(path);
        const next: string | undefined = json._links.next;
        expect(headers.get("link")).toBe(
          `${next === undefined ? "" : `<${next}>; rel="next", `}<${client.emulator.url}/wiki>; rel="base"`,
        );
        seen.push(...json.results.map((one: Json) => one.id));
        path = next;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(25);
    }
  });

  test("a cursor of another order is refused", async () => {
    const client = await emulatedClient({ seed: testSeed([seedPage("a", "A"), seedPage("b", "B")]) });
    const { json } = await client.get("/wiki/api/v2/pages?limit=1");
    const moved = `${json._links.next}`.replace("limit=1", "limit=1&sort=title");
    expect((await client.get(moved)).status).toBe(400);
  });

  test("what one may not see is not there: space, page, child, list", async () => {
    const restricted = seedPage("secret", "Secret", { restrictions: { read: { people: ["ada"] } } });
    const client = await emulatedClient({
      seed: testSeed([restricted, seedPage("below", "Below", { parent: "secret" })]),
    });
    const ben = client.as(people.ben);
    const all = (await client.get("/wiki/api/v2/pages")).json.results;
    expect(all.map((one: Json) => one.title)).toEqual(["Documentation", "Private", "Secret", "Below"]);
    expect((await ben.get("/wiki/api/v2/pages")).json.results.map((one: Json) => one.title)).toEqual(["Documentation"]);
    for (const { id } of all.slice(1)) expect((await ben.get(`/wiki/api/v2/pages/${id}`)).status).toBe(404);
    expect((await ben.get(`/wiki/api/v2/pages/${all[0]?.id}/descendants?depth=5`)).json.results).toEqual([]);
    expect((await ben.get("/wiki/rest/api/search?cql=type=page")).json.totalSize).toBe(1);
  });
});
