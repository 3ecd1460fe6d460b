import { describe, expect, it } from "vitest";
import { emulatedClient, type Json } from "../testing/emulated-client.ts";

const api = "/wiki/rest/api";

describe("people", () => {
  it("are found by account id, and their address stays hidden from others", async () => {
    const { get } = await emulatedClient();
    const { json } = await get(`${api}/user?accountId=712020:ben`);
    expect(json).toMatchObject({ type: "known", accountId: "712020:ben", displayName: "Ben Okafor", email: "" });
    expect((await get(`${api}/user?accountId=712020:ada`)).json.email).toBe("ada@example.com");
    expect((await get(`${api}/user?accountId=nobody`)).status).toBe(404);
    expect((await get(`${api}/user`)).status).toBe(400);
  });

  it("are looked up in bulk, without those that do not exist", async () => {
    const { get } = await emulatedClient();
    const { json } = await get(`${api}/user/bulk?accountId=712020:ben,nobody&accountId=712020:cleo`);
    expect(json.results.map((user: Json) => user.accountId)).toEqual(["712020:ben", "712020:cleo"]);
  });

  it("without a name are anonymous", async () => {
    const { json } = await (await emulatedClient()).get(`${api}/user/anonymous?expand=operations`);
    expect(json).toMatchObject({ type: "anonymous", displayName: "Anonymous", operations: [] });
    expect(json).not.toHaveProperty("accountId");
  });

  it("keep their address from apps that were not approved", async () => {
    const { get } = await emulatedClient();
    expect((await get(`${api}/user/email?accountId=712020:ben`)).status).toBe(400);
    expect((await get(`${api}/user/email/bulk?accountId=712020:ben`)).status).toBe(400);
  });

  it.each([
    ['user.fullname ~ "okafor"', ["Ben Okafor"]],
    ['type = user AND user.fullname ~ "be*"', ["Ben Okafor"]],
    ["user = currentUser()", ["Ada Byrne"]],
    ['user.accountid IN ("712020:ben", "712020:cleo")', ["Ben Okafor", "Cleo Marsh"]],
    ['user.fullname ~ "marsh" OR user = "712020:ada"', ["Ada Byrne", "Cleo Marsh"]],
  ])("are found by %s", async (cql, names) => {
    const { json } = await (await emulatedClient()).get(`${api}/search/user?cql=${encodeURIComponent(cql)}`);
    expect(json.results.map((result: Json) => result.title)).toEqual(names);
    expect(json).toMatchObject({ totalSize: names.length, cqlQuery: cql });
  });

  it("are not found by questions about content", async () => {
    const { get } = await emulatedClient();
    expect((await get(`${api}/search/user?cql=${encodeURIComponent('title ~ "x"')}`)).status).toBe(400);
    expect((await get(`${api}/search/user?cql=`)).status).toBe(400);
  });
});

describe("properties of people", () => {
  const of = `${api}/user/712020:ben/property`;

  it("are created once, changed, listed by key and removed", async () => {
    const { get, send } = await emulatedClient();
    expect((await send("POST", `${of}/color`, { value: { is: "green" } })).status).toBe(201);
    expect((await send("POST", `${of}/color`, { value: { is: "red" } })).status).toBe(409);
    expect((await send("PUT", `${of}/color`, { value: { is: "blue" } })).status).toBe(204);
    const { json } = await get(`${of}/color`);
    expect(json).toMatchObject({
      key: "color",
      value: { is: "blue" },
      id: expect.any(String),
      createdDate: "2026-06-01T10:00:00.000Z",
    });
    expect((await get(of)).json).toMatchObject({ results: [{ key: "color" }], limit: 5, size: 1 });
    expect((await send("DELETE", `${of}/color`)).status).toBe(204);
    expect((await get(`${of}/color`)).status).toBe(404);
    expect((await send("PUT", `${of}/color`, { value: { is: "blue" } })).status).toBe(404);
  });

  it("take objects only, and belong to people who exist", async () => {
    const { get, send } = await emulatedClient();
    for (const value of [null, "text", 3, [], {}]) expect((await send("POST", `${of}/x`, { value })).status).toBe(400);
    expect((await send("POST", `${of}/${"k".repeat(256)}`, { value: { a: 1 } })).status).toBe(400);
    expect((await get(`${api}/user/nobody/property`)).status).toBe(404);
  });
});
