import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, everyone, kim, robin, type Send, sasha, writers } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let id: string;

const check = (send: Send, identifier: string, operation: string, type = "user") =>
  send("POST", `/rest/api/content/${id}/permission/check`, { json: { subject: { type, identifier }, operation } });

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  id = await company.pageId("Child");
});

describe("checking a permission", () => {
  it("answers in the body: a denial is 200 as well", async () => {
    for (const operation of ["read", "update", "delete"]) {
      expect(await check(asRobin, robin.accountId, operation)).toMatchObject({
        status: 200,
        json: { hasPermission: true, errors: [] },
      });
    }
    await asRobin("PUT", `/rest/api/content/${id}/restriction/byOperation/update/user?accountId=${robin.accountId}`);
    expect((await check(asRobin, sasha.accountId, "read")).json.hasPermission).toBe(true);
    const denied = await check(asRobin, sasha.accountId, "update");
    expect(denied).toMatchObject({ status: 200, json: { hasPermission: false } });
    expect(denied.json.errors).toHaveLength(1);
    expect((await check(company.as(kim), "anonymous", "update")).json.hasPermission).toBe(false);
  });

  it("knows groups, by what the space grants and the page leaves open", async () => {
    expect((await check(asRobin, writers.id, "read", "group")).json.hasPermission).toBe(false);
    expect((await check(asRobin, everyone.id, "delete", "group")).json.hasPermission).toBe(true);
    await asRobin("PUT", `/rest/api/content/${id}/restriction/byOperation/read/user?accountId=${robin.accountId}`);
    expect((await check(asRobin, everyone.id, "read", "group")).json.hasPermission).toBe(false);
  });

  it("of others is for administrators; one's own may be asked for what one does not see", async () => {
    expect((await check(company.as(sasha), kim.accountId, "read")).status).toBe(403);
    await asRobin("PUT", `/rest/api/content/${id}/restriction/byOperation/read/user?accountId=${robin.accountId}`);
    expect((await check(company.as(sasha), sasha.accountId, "read")).json.hasPermission).toBe(false);
  });

  it("refuses unknown people, operations and content", async () => {
    expect((await check(asRobin, "nobody", "read")).status).toBe(400);
    expect((await check(asRobin, robin.accountId, "fly")).status).toBe(400);
    expect((await check(asRobin, robin.accountId, "read", "robot")).status).toBe(400);
    for (const json of [{}, { subject: null, operation: "read" }, { operation: "read" }, [], "null"]) {
      expect((await asRobin("POST", `/rest/api/content/${id}/permission/check`, { json })).status).toBe(400);
    }
    id = "0";
    expect((await check(asRobin, robin.accountId, "read")).status).toBe(404);
  });
});
