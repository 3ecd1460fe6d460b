import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let asSasha: Send;
let pageId: string;

const label = (name: string, prefix = "global") => [{ prefix, name }];

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  asSasha = company.as(sasha);
  pageId = await company.pageId("Parent");
  await asRobin("POST", `/rest/api/content/${pageId}/label`, { json: label("carried") });
});

describe("what carries a label", () => {
  it("is listed with a number as its id", async () => {
    const template = {
      name: "T",
      templateType: "page",
      body: { storage: { value: "", representation: "storage" } },
      labels: label("carried"),
    };
    const { json: created } = await asRobin("POST", "/rest/api/template", { json: template });
    const { json } = await asSasha("GET", "/rest/api/label?name=carried");
    expect(json.label).toMatchObject({ prefix: "global", name: "carried", label: "carried" });
    expect(json.associatedContents).toEqual({
      results: [
        { contentType: "page", contentId: Number(pageId), title: "Parent" },
        { contentType: "page_template", contentId: Number(created.templateId), title: "T" },
      ],
      start: 0,
      limit: 200,
      size: 2,
    });
    expect(
      (await asSasha("GET", "/rest/api/label?name=carried&type=blogpost")).json.associatedContents.results,
    ).toEqual([]);
    expect((await asSasha("GET", "/rest/api/label?name=carried&limit=1")).json.associatedContents.size).toBe(1);
  });

  it("is 404 when there is nothing one may see, 400 for bad requests", async () => {
    expect((await asSasha("GET", "/rest/api/label?name=never-used")).status).toBe(404);
    expect((await asSasha("GET", "/rest/api/label")).status).toBe(400);
    expect((await asSasha("GET", "/rest/api/label?name=")).status).toBe(400);
    expect((await asSasha("GET", "/rest/api/label?name=carried&type=moon")).status).toBe(400);
    await asRobin("PUT", `/rest/api/content/${pageId}/restriction/byOperation/read/user?accountId=${robin.accountId}`);
    expect((await asSasha("GET", "/rest/api/label?name=carried")).status).toBe(404);
  });
});

describe("labels of a space", () => {
  const path = "/rest/api/space/TEAM/label";
  const names = async (query = "") =>
    (await asSasha("GET", `${path}${query}`)).json.results.map((one: { name: string }) => one.name);

  it("are added, listed by prefix and removed by the administrator", async () => {
    const added = await asRobin("POST", path, { json: [...label("Space-Label"), ...label("ours", "team")] });
    expect(added.json.results.map((one: { name: string }) => one.name)).toEqual(["space-label", "ours"]);
    expect(await names()).toEqual(["space-label", "ours", "carried"]);
    expect(await names("?prefix=team")).toEqual(["ours"]);
    expect(await names("?limit=1")).toEqual(["space-label"]);
    const space = await asSasha("GET", "/api/v2/spaces?keys=TEAM");
    const v2 = await asSasha("GET", `/api/v2/spaces/${space.json.results[0].id}/labels`);
    expect(v2.json.results.map((one: { name: string }) => one.name)).toContain("ours");
    expect((await asRobin("DELETE", `${path}?name=space-label&prefix=global`)).status).toBe(204);
    expect((await asRobin("DELETE", `${path}?name=ours&prefix=team`)).status).toBe(204);
    expect(await names()).toEqual(["carried"]);
  });

  it("refuse writers, unknown spaces and bodies without names", async () => {
    expect((await asSasha("POST", path, { json: label("x") })).status).toBe(403);
    expect((await asSasha("DELETE", `${path}?name=x`)).status).toBe(403);
    for (const json of [
      [],
      {},
      "null",
      [{}],
      [{ prefix: "moon", name: "x" }],
      [{ name: "a b" }],
      [{ name: "x".repeat(256) }],
    ]) {
      expect((await asRobin("POST", path, { json })).status, JSON.stringify(json).slice(0, 40)).toBe(400);
    }
    expect((await asRobin("DELETE", path)).status).toBe(400);
    expect((await asRobin("DELETE", `${path}?name=x&prefix=moon`)).status).toBe(400);
    expect((await asRobin("GET", "/rest/api/space/NOWHERE/label")).status).toBe(404);
    expect((await asRobin("GET", `${path}?prefix=moon`)).status).toBe(400);
  });
});
