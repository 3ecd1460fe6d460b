import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let send: Send;
let pageId: string;

beforeEach(async () => {
  company = await createCompany();
  send = company.as(robin);
  pageId = await company.pageId("Child");
});

const storage = (value: string) => ({ representation: "storage", value });

async function comment(more: Record<string, unknown> = {}) {
  return send("POST", "/api/v2/inline-comments", {
    json: {
      pageId,
      body: storage("<p>Which child?</p>"),
      inlineCommentProperties: { textSelection: "child", textSelectionMatchCount: 1, textSelectionMatchIndex: 0 },
      ...more,
    },
  });
}

const bodyOf = async () => (await send("GET", `/api/v2/pages/${pageId}?body-format=storage`)).json;
const read = async (id: string) => (await send("GET", `/api/v2/inline-comments/${id}?body-format=storage`)).json;

async function write(value: string) {
  const page = await bodyOf();
  const { title } = page;
  const version = { number: page.version.number + 1 };
  const json = { id: pageId, status: "current", title, body: storage(value), version };
  expect((await send("PUT", `/api/v2/pages/${pageId}`, { json })).status).toBe(200);
}

describe("inline comments", () => {
  it("put a marker into the page without a new version", async () => {
    const answer = await comment();
    expect(answer.status, answer.text).toBe(201);
    expect(answer.headers.get("location")).toMatch(new RegExp(`/wiki/api/v2/inline-comments/${answer.json.id}$`));
    const ref = answer.json.properties.inlineMarkerRef;
    expect(answer.json).toMatchObject({
      pageId,
      status: "current",
      version: { number: 1, authorId: robin.accountId },
      resolutionStatus: "open",
      properties: {
        inlineOriginalSelection: "child",
        "inline-original-selection": "child",
        "inline-marker-ref": ref,
      },
    });
    expect(answer.json).not.toHaveProperty("resolutionLastModifierId");
    const page = await bodyOf();
    expect(page.version.number).toBe(1);
    expect(page.body.storage.value).toBe(
      `<p>The <ac:inline-comment-marker ac:ref="${ref}">child</ac:inline-comment-marker> page</p>`,
    );
  });

  it("refuse a selection that does not stand on the page as often as said", async () => {
    const anchors = (textSelection: unknown, textSelectionMatchCount: unknown, textSelectionMatchIndex: unknown) => ({
      inlineCommentProperties: { textSelection, textSelectionMatchCount, textSelectionMatchIndex },
    });
    for (const bad of [
      anchors("grandchild", 1, 0),
      anchors("child", 2, 0),
      anchors("child", 1, 1),
      anchors("child", 1, -1),
      anchors("child", undefined, 0),
      anchors(" ", 1, 0),
      anchors(7, 1, 0),
      { inlineCommentProperties: undefined },
      { inlineCommentProperties: null },
      { blogPostId: "1" },
      { pageId: undefined },
      { body: undefined },
      { body: storage("<p>") },
    ]) {
      const answer = await comment(bad);
      expect(answer.status, JSON.stringify(bad)).toBe(400);
    }
    expect((await comment({ pageId: "999" })).status).toBe(404);
    expect((await bodyOf()).body.storage.value).toBe("<p>The child page</p>");
  });

  it("are answered by replies, which share the thread's place and are its children", async () => {
    const { json: first } = await comment();
    const reply = await send("POST", "/api/v2/inline-comments", {
      json: { parentCommentId: first.id, body: storage("<p>The first one</p>") },
    });
    expect(reply.status, reply.text).toBe(201);
    expect(reply.json).toMatchObject({ parentCommentId: first.id, resolutionStatus: "open" });
    const children = await send("GET", `/api/v2/inline-comments/${first.id}/children?body-format=storage`);
    expect(children.json.results).toHaveLength(1);
    expect(Object.keys(children.json.results[0]).sort()).toEqual(
      [
        "_links",
        "body",
        "id",
        "parentCommentId",
        "properties",
        "resolutionStatus",
        "status",
        "title",
        "version",
      ].sort(),
    );
    const list = await send("GET", `/api/v2/pages/${pageId}/inline-comments`);
    expect(list.json.results.map(({ id }: { id: string }) => id)).toEqual([first.id]);
    expect(list.json.results[0]).not.toHaveProperty("parentCommentId");
    const all = await send("GET", "/api/v2/inline-comments?limit=1");
    expect(all.json.results).toHaveLength(1);
    expect(all.json._links.next).toContain("/wiki/api/v2/inline-comments?limit=1&cursor=");
    expect((await send("GET", "/api/v2/footer-comments")).json.results).toEqual([]);
    expect((await send("GET", `/api/v2/footer-comments/${first.id}`)).status).toBe(404);
    expect((await comment({ pageId: undefined, parentCommentId: first.id })).status).toBe(400);
  });

  it("are resolved and reopened with a version each, and nothing happens when they are so already", async () => {
    const { json } = await comment();
    const put = (more: unknown) => send("PUT", `/api/v2/inline-comments/${json.id}`, { json: more });
    const resolved = await put({ version: { number: 2 }, resolved: true });
    expect(resolved.json).toMatchObject({
      resolutionStatus: "resolved",
      resolutionLastModifierId: robin.accountId,
      version: { number: 2 },
    });
    expect(resolved.json.resolutionLastModifiedAt).toMatch(/^\d{4}-.*Z$/);
    const again = await put({ version: { number: 3 }, resolved: true });
    expect(again.json.version.number).toBe(2);
    const reopened = await put({ version: { number: 3 }, resolved: false, body: storage("<p>Still open</p>") });
    expect(reopened.json).toMatchObject({ resolutionStatus: "reopened", version: { number: 3 } });
    expect((await read(json.id)).body.storage.value).toContain("Still open");
    const filtered = async (status: string) =>
      (await send("GET", `/api/v2/pages/${pageId}/inline-comments?resolution-status=${status}`)).json.results.length;
    expect([await filtered("open"), await filtered("open,reopened"), await filtered("resolved")]).toEqual([0, 1, 0]);
    const late = await put({ version: { number: 3 }, resolved: true });
    expect(late.status).toBe(409);
    expect(late.json.errors[0]).toMatchObject({ status: 409, code: "CONFLICT" });
    for (const bad of [
      {},
      { version: {} },
      { version: { number: 4 } },
      { version: { number: 4 }, resolved: "yes" },
      [],
    ]) {
      expect((await put(bad)).status, JSON.stringify(bad)).toBe(400);
    }
    const versions = await send("GET", `/api/v2/inline-comments/${json.id}/versions`);
    expect(versions.json.results).toHaveLength(3);
  });

  it("dangle when the page loses the marker and are anchored again when it returns", async () => {
    const { json } = await comment();
    const marked = (await bodyOf()).body.storage.value;
    await write("<p>Nothing of the kind</p>");
    expect((await read(json.id)).resolutionStatus).toBe("dangling");
    const put = await send("PUT", `/api/v2/inline-comments/${json.id}`, {
      json: { version: { number: 2 }, resolved: true },
    });
    expect(put.status).toBe(400);
    await write(marked);
    expect((await read(json.id)).resolutionStatus).toBe("open");
  });

  it("are deleted for good, with their replies and their marker", async () => {
    const { json } = await comment();
    const reply = await send("POST", "/api/v2/inline-comments", {
      json: { parentCommentId: json.id, body: storage("<p>So</p>") },
    });
    expect((await send("DELETE", `/api/v2/inline-comments/${json.id}`)).status).toBe(204);
    expect((await send("GET", `/api/v2/inline-comments/${json.id}`)).status).toBe(404);
    expect((await send("GET", `/api/v2/inline-comments/${reply.json.id}`)).status).toBe(404);
    expect((await send("DELETE", `/api/v2/inline-comments/${json.id}`)).status).toBe(404);
    const page = await bodyOf();
    expect(page.body.storage.value).toBe("<p>The child page</p>");
    expect(page.version.number).toBe(1);
  });

  it("come with their properties, likes and versions when asked for", async () => {
    const { json } = await comment();
    const path = `/api/v2/inline-comments/${json.id}?include-properties=true&include-likes=true&include-versions=true&include-operations=true&include-version=false`;
    const answer = await send("GET", path);
    expect(answer.json.properties).toMatchObject({
      inlineOriginalSelection: "child",
      results: [],
      meta: { hasMore: false },
    });
    expect(answer.json.likes.results).toEqual([]);
    expect(answer.json.versions.results).toHaveLength(1);
    expect(answer.json.operations.results.length).toBeGreaterThan(0);
    expect(answer.json).not.toHaveProperty("version");
    expect((await send("GET", `/api/v2/inline-comments/${json.id}?version=7`)).status).toBe(404);
  });

  it("are changed by their author alone, but resolved by anybody who may comment", async () => {
    const { json } = await comment();
    const other = company.as(sasha);
    const put = (more: object) =>
      other("PUT", `/api/v2/inline-comments/${json.id}`, { json: { version: { number: 2 }, ...more } });
    expect((await put({ body: storage("<p>Mine now</p>") })).status).toBe(404);
    expect((await put({ resolved: true })).status).toBe(200);
  });

  it("stay hidden with their page", async () => {
    const { json } = await comment();
    const restrict = [
      {
        operation: "read",
        restrictions: { user: [{ type: "known", accountId: robin.accountId }], group: [] },
      },
    ];
    const put = await send("PUT", `/rest/api/content/${pageId}/restriction`, {
      json: restrict,
      headers: { "X-Atlassian-Token": "no-check" },
    });
    expect(put.status, put.text).toBe(200);
    const other = company.as(kim);
    expect((await other("GET", `/api/v2/inline-comments/${json.id}`)).status).toBe(404);
    expect((await other("GET", "/api/v2/inline-comments")).json.results).toEqual([]);
  });

  it("stand on blog posts too", async () => {
    const spaceId = (await send("GET", `/api/v2/pages/${pageId}`)).json.spaceId;
    const post = await send("POST", "/api/v2/blogposts", {
      json: { spaceId, title: "News", body: storage("<p>Fresh news</p>") },
    });
    const made = await comment({
      pageId: undefined,
      blogPostId: post.json.id,
      inlineCommentProperties: { textSelection: "Fresh", textSelectionMatchCount: 1, textSelectionMatchIndex: 0 },
    });
    expect(made.status, made.text).toBe(201);
    expect(made.json.blogPostId).toBe(post.json.id);
    const list = await send("GET", `/api/v2/blogposts/${post.json.id}/inline-comments?body-format=storage`);
    expect(list.json.results).toHaveLength(1);
    expect(list.json.results[0].blogPostId).toBe(post.json.id);
    expect((await send("GET", `/api/v2/pages/${post.json.id}/inline-comments`)).status).toBe(404);
    expect(
      (await send("GET", `/api/v2/blogposts/${post.json.id}/inline-comments?resolution-status=maybe`)).status,
    ).toBe(400);
  });
});
