import { describe, expect, it } from "vitest";
import { emulatedClient, type Json, people } from "../testing/emulated-client.ts";

const api = "/wiki/rest/api";
const ben = "712020:ben";

describe("groups", () => {
  it("are listed by name, and paged with a link to the rest", async () => {
    const { get } = await emulatedClient();
    const { json } = await get(`${api}/group?limit=1`);
    expect(json.results.map((group: Json) => group.name)).toEqual(["confluence-users"]);
    expect(json._links.next).toBe("/rest/api/group?limit=1&start=1");
    const { json: second } = await get(`/wiki${json._links.next}`);
    expect(second.results.map((group: Json) => group.name)).toEqual(["editors"]);
    expect(second._links).not.toHaveProperty("next");
  });

  it("are created, filled, searched and removed by site administrators only", async () => {
    const ada = await emulatedClient();
    expect((await ada.as(people.ben).send("POST", `${api}/group`, { name: "reviewers" })).status).toBe(403);
    const created = await ada.send("POST", `${api}/group`, { name: "reviewers" });
    expect(created.status).toBe(201);
    const { id } = created.json;
    expect((await ada.send("POST", `${api}/group`, { name: "Reviewers" })).status).toBe(400);
    expect((await ada.send("POST", `${api}/group/userByGroupId?groupId=${id}`, { accountId: ben })).status).toBe(201);
    const members = await ada.get(`${api}/group/${id}/membersByGroupId?shouldReturnTotalSize=true`);
    expect(members.json).toMatchObject({ size: 1, totalSize: 1, results: [{ accountId: ben, type: "known" }] });
    const memberOf = await ada.get(`${api}/user/memberof?accountId=${ben}`);
    expect(memberOf.json.results.map((group: Json) => group.name)).toEqual([
      "confluence-users",
      "editors",
      "reviewers",
    ]);
    const found = await ada.get(`${api}/group/picker?query=VIEW&shouldReturnTotalSize=true`);
    expect(found.json).toMatchObject({ totalSize: 1, results: [{ name: "reviewers" }] });
    const out = await ada.send("DELETE", `${api}/group/userByGroupId?groupId=${id}&accountId=${ben}`);
    expect(out.status).toBe(204);
    expect((await ada.send("DELETE", `${api}/group/by-id?id=${id}`)).status).toBe(204);
    expect((await ada.get(`${api}/group/by-id?id=${id}`)).status).toBe(404);
  });

  it("that do not exist have no members instead of being missing", async () => {
    const { get } = await emulatedClient();
    const { status, json } = await get(`${api}/group/nobody/membersByGroupId`);
    expect({ status, results: json.results, size: json.size }).toEqual({ status: 200, results: [], size: 0 });
    expect((await get(`${api}/group/nobody/membersByGroupId?limit=201`)).status).toBe(400);
  });

  it("decide what their members see, from the moment of joining on", async () => {
    const ada = await emulatedClient();
    const cleo = ada.as(people.cleo);
    const { json: group } = await ada.send("POST", `${api}/group`, { name: "insiders" });
    const permission = {
      subject: { type: "group", identifier: "insiders" },
      operation: { key: "read", target: "space" },
    };
    expect((await ada.send("POST", `${api}/space/PRIV/permission`, permission)).status).toBe(200);
    expect((await cleo.get("/wiki/api/v2/spaces?keys=PRIV")).json.results).toEqual([]);
    await ada.send("POST", `${api}/group/userByGroupId?groupId=${group.id}`, { accountId: "712020:cleo" });
    expect((await cleo.get("/wiki/api/v2/spaces?keys=PRIV")).json.results).toHaveLength(1);
    await ada.send("DELETE", `${api}/group/by-id?id=${group.id}`);
    expect((await cleo.get("/wiki/api/v2/spaces?keys=PRIV")).json.results).toEqual([]);
  });
});
