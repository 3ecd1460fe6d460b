import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let asSasha: Send;
let pageId: string;

const headers = { "x-atlassian-token": "no-check" };

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  asSasha = company.as(sasha);
  pageId = await company.pageId("Parent");
});

const everything = () =>
  [`content/${pageId}`, "space/TEAM", "label/watched"].map((path) => `/rest/api/user/watch/${path}`);

describe("watches", () => {
  it("begin with the creation of a page", async () => {
    const space = await asSasha("GET", "/api/v2/spaces?keys=TEAM");
    const { json } = await asSasha("POST", "/api/v2/pages", {
      json: {
        spaceId: space.json.results[0].id,
        status: "current",
        title: "Mine",
        body: { representation: "storage", value: "<p/>" },
      },
    });
    expect((await asSasha("GET", `/rest/api/user/watch/content/${json.id}`)).json).toEqual({ watching: true });
    const watchers = await asRobin("GET", `/rest/api/content/${json.id}/notification/child-created`);
    expect(watchers.json).toMatchObject({ size: 1, start: 0, limit: 200 });
    expect(watchers.json.results[0]).toMatchObject({
      type: "page",
      contentId: Number(json.id),
      watcher: { accountId: sasha.accountId, operations: null, personalSpace: null },
    });
  });

  it("of content, spaces and labels are added and removed", async () => {
    await asRobin("POST", `/rest/api/content/${pageId}/label`, { json: [{ prefix: "global", name: "watched" }] });
    for (const path of everything()) {
      expect((await asSasha("GET", path)).json).toEqual({ watching: false });
      expect(await asSasha("POST", path, { headers })).toMatchObject({ status: 204, text: "" });
      expect((await asSasha("GET", path)).json).toEqual({ watching: true });
      expect((await asRobin("GET", `${path}?accountId=${sasha.accountId}`)).json).toEqual({ watching: true });
      expect((await asSasha("DELETE", path, { headers })).status).toBe(204);
      expect((await asSasha("GET", path)).json).toEqual({ watching: false });
    }
  });

  it("are written only with the header that keeps forms out", async () => {
    await asRobin("POST", `/rest/api/content/${pageId}/label`, { json: [{ prefix: "global", name: "watched" }] });
    for (const path of everything()) {
      for (const method of ["POST", "DELETE"]) {
        expect(await asSasha(method, path)).toMatchObject({ status: 403, text: "XSRF check failed" });
      }
    }
  });

  it("of a space are listed for the space and for what lies in it", async () => {
    await asSasha("POST", "/rest/api/user/watch/space/team", { headers });
    for (const path of ["/rest/api/space/TEAM/watch", `/rest/api/content/${pageId}/notification/created`]) {
      const { json } = await asRobin("GET", path);
      expect(json.results).toMatchObject([
        { type: "space", spaceKey: "TEAM", watcher: { accountId: sasha.accountId } },
      ]);
    }
    expect((await asRobin("GET", "/rest/api/space/NOWHERE/watch")).status).toBe(404);
  });

  it("of others are for administrators", async () => {
    const path = `/rest/api/user/watch/content/${pageId}?accountId=${kim.accountId}`;
    expect((await asSasha("GET", path)).status).toBe(403);
    expect((await asRobin("POST", path, { headers })).status).toBe(204);
    expect((await company.as(kim)("GET", `/rest/api/user/watch/content/${pageId}`)).json).toEqual({ watching: true });
    expect((await asRobin("GET", `/rest/api/user/watch/content/${pageId}?accountId=nobody`)).status).toBe(404);
  });

  it("of what is not there are 403", async () => {
    for (const path of ["content/999", "content/abc", "space/NOWHERE", "label/nothing"]) {
      expect((await asRobin("GET", `/rest/api/user/watch/${path}`)).status, path).toBe(403);
    }
    expect((await asRobin("GET", "/rest/api/user/watch/label/nothing")).json.message).toContain(
      "Requested label doesn't exist",
    );
  });
});
