import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let home: string;

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  home = await company.pageId("Team");
});

const titles = (json: { results: { title: string }[] }) => json.results.map(({ title }) => title);

describe("descendants", () => {
  it("of a type come from all levels, or from as many as asked", async () => {
    const pages = async (query: string) =>
      titles((await asRobin("GET", `/rest/api/content/${home}/descendant/page${query}`)).json);
    expect(await pages("")).toEqual(["Parent", "Child", "Grandchild", "Second child"]);
    expect(await pages("?depth=root")).toEqual(["Parent"]);
    expect(await pages("?depth=2")).toEqual(["Parent", "Child", "Second child"]);
    expect(await pages("?depth=all&start=1&limit=2")).toEqual(["Child", "Grandchild"]);
    const page = await asRobin("GET", `/rest/api/content/${home}/descendant/page?limit=1&expand=version`);
    expect(page.json).toMatchObject({ size: 1, limit: 1, start: 0, results: [{ version: { number: 1 } }] });
    expect(page.json._links.next).toBe(`/rest/api/content/${home}/descendant/page?limit=1&expand=version&start=1`);
  });

  it("of comments hold the replies", async () => {
    const body = { representation: "storage", value: "<p>Hm</p>" };
    const first = await asRobin("POST", "/api/v2/footer-comments", { json: { pageId: home, body } });
    await asRobin("POST", "/api/v2/footer-comments", { json: { parentCommentId: first.json.id, body } });
    const count = async (query: string) =>
      (await asRobin("GET", `/rest/api/content/${home}/descendant/comment${query}`)).json.size;
    expect(await count("")).toBe(2);
    expect(await count("?depth=root")).toBe(1);
  });

  it("name the types there can be, and show those asked for", async () => {
    const { json } = await asRobin("GET", `/rest/api/content/${home}/descendant?expand=page`);
    expect(titles(json.page)).toEqual(["Parent", "Child", "Grandchild", "Second child"]);
    expect(Object.keys(json._expandable).sort()).toEqual([
      "attachment",
      "comment",
      "database",
      "embed",
      "folder",
      "whiteboard",
    ]);
  });

  it("leave out what one may not see, and refuse what there is not", async () => {
    const child = await company.pageId("Child");
    await asRobin("PUT", `/rest/api/content/${child}/restriction/byOperation/read/user?accountId=${robin.accountId}`);
    const seen = await company.as(sasha)("GET", `/rest/api/content/${home}/descendant/page`);
    expect(titles(seen.json)).toEqual(["Parent", "Second child"]);
    for (const query of ["page?depth=0", "page?depth=101", "page?depth=x", "page?start=-1", "page?limit=x", "moon"]) {
      expect((await asRobin("GET", `/rest/api/content/${home}/descendant/${query}`)).status, query).toBe(400);
    }
    expect((await asRobin("GET", "/rest/api/content/0/descendant")).status).toBe(404);
  });
});
