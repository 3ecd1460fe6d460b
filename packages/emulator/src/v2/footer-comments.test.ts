import { describe, expect, test } from "vitest";
import { type EmulatedClient, emulatedClient, type Json, people } from "../testing/emulated-client.ts";

const storage = (value: string) => ({ representation: "storage", value });

async function withPage(): Promise<{ client: EmulatedClient; pageId: string }> {
  const client = await emulatedClient();
  const { json } = await client.get("/wiki/api/v2/pages?title=Documentation");
  return { client, pageId: json.results[0].id };
}

const comment = (client: EmulatedClient, input: object) =>
  client.send("POST", "/wiki/api/v2/footer-comments", { body: storage("<p>Nice</p>"), ...input });

describe("footer comments", () => {
  test("are created with 201 and a location, and listed below their page", async () => {
    const { client, pageId } = await withPage();
    const { status, json, headers } = await comment(client, { pageId });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      pageId,
      title: "Re: Documentation",
      status: "current",
      version: { number: 1 },
      body: { storage: { value: "<p>Nice</p>" } },
    });
    expect((await client.get(new URL(headers.get("location") ?? "").pathname)).json.id).toBe(json.id);
    const list = await client.get(`/wiki/api/v2/pages/${pageId}/footer-comments?body-format=storage`);
    expect(list.json.results.map((one: Json) => one.id)).toEqual([json.id]);
    expect((await client.get("/wiki/api/v2/footer-comments")).json.results).toHaveLength(1);
  });

  test("take replies, which are children of their comment and not of the page", async () => {
    const { client, pageId } = await withPage();
    const { id } = (await comment(client, { pageId })).json;
    const reply = (await comment(client, { parentCommentId: id })).json;
    expect(reply).toMatchObject({ parentCommentId: id, pageId });
    expect((await client.get(`/wiki/api/v2/footer-comments/${id}/children`)).json.results).toHaveLength(1);
    expect((await client.get(`/wiki/api/v2/pages/${pageId}/footer-comments`)).json.results).toHaveLength(1);
  });

  test("are updated by their author, one version at a time", async () => {
    const { client, pageId } = await withPage();
    const { id } = (await comment(client, { pageId })).json;
    const path = `/wiki/api/v2/footer-comments/${id}`;
    const change = (number: number) => ({ version: { number }, body: storage("<p>Better</p>") });
    expect((await client.as(people.ben).send("PUT", path, change(2))).status).toBe(404);
    expect((await client.send("PUT", path, change(2))).json.version.number).toBe(2);
    expect((await client.send("PUT", path, change(2))).status).toBe(409);
    expect((await client.send("PUT", path, { version: { number: 3 } })).status).toBe(400);
    expect((await client.get(`${path}/versions`)).json.results.map((one: Json) => one.number)).toEqual([2, 1]);
    expect((await client.get(`${path}?version=1&body-format=storage`)).json.body.storage.value).toBe("<p>Nice</p>");
  });

  test("go with their replies when deleted", async () => {
    const { client, pageId } = await withPage();
    const { id } = (await comment(client, { pageId })).json;
    const reply = (await comment(client, { parentCommentId: id })).json.id;
    expect((await client.send("DELETE", `/wiki/api/v2/footer-comments/${id}`)).status).toBe(204);
    expect((await client.get(`/wiki/api/v2/footer-comments/${id}`)).status).toBe(404);
    expect((await client.get(`/wiki/api/v2/footer-comments/${reply}`)).status).toBe(404);
  });

  test("are filtered by status where the documents say so, and nowhere else", async () => {
    const { client, pageId } = await withPage();
    await comment(client, { pageId });
    const count = async (path: string) => (await client.get(path)).json.results?.length;
    expect(await count(`/wiki/api/v2/pages/${pageId}/footer-comments?status=archived`)).toBe(0);
    expect((await client.get(`/wiki/api/v2/pages/${pageId}/footer-comments?status=odd`)).status).toBe(400);
    expect(await count(`/wiki/api/v2/pages/${pageId}/footer-comments?version=nine`)).toBe(1);
  });

  test.each([
    ["nothing to hang on", {}, 400],
    ["two things to hang on", { pageId: "1", blogPostId: "2" }, 400],
    ["a page that is not there", { pageId: "1" }, 404],
    ["malformed storage", { body: storage("<p>") }, 400],
    ["no body", { body: undefined }, 400],
  ])("are refused with %s", async (_what, input, status) => {
    const { client, pageId } = await withPage();
    const given = "pageId" in input || "body" in input ? input : {};
    const answer = await comment(client, "body" in given ? { pageId, ...given } : given);
    expect(answer.status).toBe(status);
  });
});
