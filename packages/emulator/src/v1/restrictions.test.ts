import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send, sasha, writers } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let asSasha: Send;
let asKim: Send;
let parent: string;
let grandchild: string;

const user = (person: { accountId: string }) => ({ type: "known", accountId: person.accountId });
const restriction = (id: string) => `/rest/api/content/${id}/restriction`;

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  asSasha = company.as(sasha);
  asKim = company.as(kim);
  parent = await company.pageId("Parent");
  grandchild = await company.pageId("Grandchild");
});

describe("content restrictions", () => {
  it("list both operations with empty lists on an open page", async () => {
    const { status, json } = await asRobin("GET", restriction(parent));
    expect(status).toBe(200);
    expect(json.results.map((one: { operation: string }) => one.operation)).toEqual(["read", "update"]);
    expect(json).toMatchObject({ start: 0, limit: 100, size: 2, restrictionsHash: "" });
    expect(json.results[0].restrictions).toMatchObject({
      user: { results: [], size: 0 },
      group: { results: [], size: 0 },
    });
  });

  it("on reading hide a page and all below it from everybody else, in every operation", async () => {
    const put = await asRobin("PUT", restriction(parent), {
      json: [{ operation: "read", restrictions: { user: [user(robin)] } }],
    });
    expect(put.status).toBe(200);
    expect(put.json.restrictionsHash).not.toBe("");
    for (const id of [parent, grandchild]) {
      expect((await asSasha("GET", `/api/v2/pages/${id}`)).status).toBe(404);
      expect((await asSasha("GET", restriction(id))).status).toBe(404);
      expect((await asRobin("GET", `/api/v2/pages/${id}`)).status).toBe(200);
    }
    const found = await asSasha("GET", `/rest/api/content/search?cql=${encodeURIComponent('title = "Grandchild"')}`);
    expect(found.json.results).toEqual([]);
    expect((await asRobin("DELETE", restriction(parent))).status).toBe(200);
    expect((await asSasha("GET", `/api/v2/pages/${grandchild}`)).status).toBe(200);
  });

  it("on updating leave a page readable, and are for this page alone", async () => {
    await asRobin("POST", restriction(parent), {
      json: { results: [{ operation: "update", restrictions: { user: { results: [user(robin)] } } }] },
    });
    expect((await asSasha("GET", `/api/v2/pages/${parent}`)).status).toBe(200);
    const title = (id: string) =>
      asSasha("PUT", `/api/v2/pages/${id}/title`, { json: { status: "current", title: `New ${id}` } });
    expect((await title(parent)).status).toBe(404);
    expect((await title(grandchild)).status).toBe(200);
    expect((await asSasha("PUT", restriction(parent), { json: [] })).status).toBe(404);
    expect((await asSasha("DELETE", restriction(parent))).status).toBe(403);
  });

  it("let the members of a named group in", async () => {
    const byGroup = `${restriction(parent)}/byOperation/read/byGroupId/${writers.id}`;
    expect((await asRobin("GET", byGroup)).status).toBe(404);
    expect(
      (await asRobin("PUT", `${restriction(parent)}/byOperation/read/user?accountId=${robin.accountId}`)).status,
    ).toBe(200);
    expect((await asRobin("PUT", byGroup)).status).toBe(200);
    expect((await asRobin("GET", byGroup)).text).toBe("");
    expect((await asSasha("GET", `/api/v2/pages/${parent}`)).status).toBe(200);
    expect((await asKim("GET", `/api/v2/pages/${parent}`)).status).toBe(404);
    expect((await asRobin("DELETE", byGroup)).status).toBe(200);
    expect((await asSasha("GET", `/api/v2/pages/${parent}`)).status).toBe(404);
    expect((await asRobin("DELETE", byGroup)).status).toBe(404);
  });

  it("say by their status whether a person is listed", async () => {
    const byUser = (id: string) => `${restriction(parent)}/byOperation/read/user?accountId=${id}`;
    expect((await asRobin("GET", byUser(robin.accountId))).status).toBe(404);
    expect((await asRobin("GET", byUser("nobody"))).status).toBe(404);
    await asRobin("POST", restriction(parent), {
      json: [{ operation: "read", restrictions: { user: [user(robin)] } }],
    });
    const listed = await asRobin("GET", byUser(robin.accountId));
    expect(listed).toMatchObject({ status: 200, text: "" });
    expect((await asRobin("GET", `${restriction(parent)}/byOperation/fly/user?accountId=x`)).status).toBe(404);
  });

  it("come keyed by operation, with the content when asked for", async () => {
    await asRobin("POST", restriction(parent), {
      json: [{ operation: "read", restrictions: { user: [user(robin)] } }],
    });
    const all = await asRobin("GET", `${restriction(parent)}/byOperation`);
    expect(Object.keys(all.json).sort()).toEqual(["_links", "read", "update"]);
    expect(all.json.read.restrictions.user.results[0].accountId).toBe(robin.accountId);
    const one = await asRobin("GET", `${restriction(parent)}/byOperation/read?expand=content`);
    expect(one.json).toMatchObject({ operation: "read", content: { id: parent, type: "page" }, _expandable: {} });
  });

  it("refuse unknown people, operations and bodies with 400", async () => {
    for (const json of [
      "null",
      { results: "x" },
      [{ operation: "delete", restrictions: {} }],
      [{ operation: "read" }],
      [null],
      [{ operation: "read", restrictions: { user: [{ accountId: "nobody" }] } }],
      [{ operation: "read", restrictions: { user: [null] } }],
      [{ operation: "read", restrictions: { group: [{ name: "nobody" }] } }],
      [{ operation: "read", restrictions: { user: "x" } }],
    ]) {
      expect((await asRobin("PUT", restriction(parent), { json })).status, JSON.stringify(json)).toBe(400);
    }
    expect((await asRobin("GET", restriction("999"))).json.message).toContain("No content found with id : 999");
  });
});
