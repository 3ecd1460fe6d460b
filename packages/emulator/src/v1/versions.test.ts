import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let id: string;

const write = (number: number) =>
  asRobin("PUT", `/api/v2/pages/${id}`, {
    json: {
      id,
      status: "current",
      title: `Title ${number}`,
      body: { representation: "storage", value: `<p>Body ${number}</p>` },
      version: { number, message: `Edit ${number}` },
    },
  });
const restore = (params: unknown, send = asRobin) =>
  send("POST", `/rest/api/content/${id}/version`, { json: { operationKey: "restore", params } });
const remove = (number: number | string, send = asRobin) => send("DELETE", `/rest/api/content/${id}/version/${number}`);
const history = async () =>
  (await asRobin("GET", `/api/v2/pages/${id}/versions?body-format=storage`)).json.results.map(
    (one: { number: number; message: string }) => [one.number, one.message],
  );

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  id = await company.pageId("Child");
  await write(2);
  await write(3);
  await write(4);
});

describe("restoring a version", () => {
  it("writes its body as a new version on top, the title staying", async () => {
    const { status, json } = await restore({ versionNumber: 2, message: "Back" });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      number: 5,
      message: "Back",
      minorEdit: false,
      by: { accountId: robin.accountId },
      content: { id, type: "page", title: "Title 4" },
    });
    expect(Object.keys(json)).toEqual(
      expect.arrayContaining(["when", "friendlyWhen", "contentTypeModified", "_expandable", "_links"]),
    );
    const page = await asRobin("GET", `/api/v2/pages/${id}?body-format=storage`);
    expect(page.json).toMatchObject({
      title: "Title 4",
      version: { number: 5 },
      body: { storage: { value: "<p>Body 2</p>" } },
    });
    await restore({ versionNumber: 2, message: "", restoreTitle: true });
    expect((await asRobin("GET", `/api/v2/pages/${id}`)).json).toMatchObject({
      title: "Title 2",
      version: { number: 6 },
    });
  });

  it("refuses versions that are not there or are the newest", async () => {
    for (const params of [
      { versionNumber: 999, message: "" },
      { versionNumber: 4, message: "" },
      { versionNumber: "x" },
      {},
      null,
    ]) {
      expect((await restore(params)).status, JSON.stringify(params)).toBe(400);
    }
    expect(
      (
        await asRobin("POST", `/rest/api/content/${id}/version`, {
          json: { operationKey: "delete", params: { versionNumber: 1 } },
        })
      ).status,
    ).toBe(400);
    expect(
      (
        await asRobin("POST", "/rest/api/content/0/version", {
          json: { operationKey: "restore", params: { versionNumber: 1 } },
        })
      ).status,
    ).toBe(400);
    await asRobin("PUT", `/rest/api/content/${id}/restriction/byOperation/update/user?accountId=${robin.accountId}`);
    expect((await restore({ versionNumber: 1, message: "" }, company.as(sasha))).status).toBe(403);
  });
});

describe("deleting a version", () => {
  it("closes the hole: what was above moves down by one", async () => {
    expect(await history()).toEqual([
      [4, "Edit 4"],
      [3, "Edit 3"],
      [2, "Edit 2"],
      [1, ""],
    ]);
    expect(await remove(2)).toMatchObject({ status: 204, text: "" });
    expect(await history()).toEqual([
      [3, "Edit 4"],
      [2, "Edit 3"],
      [1, ""],
    ]);
    const page = await asRobin("GET", `/api/v2/pages/${id}?body-format=storage`);
    expect(page.json).toMatchObject({ version: { number: 3 }, body: { storage: { value: "<p>Body 4</p>" } } });
    expect((await asRobin("GET", `/api/v2/pages/${id}?version=2&body-format=storage`)).json.body.storage.value).toBe(
      "<p>Body 3</p>",
    );
    expect((await write(4)).status).toBe(200);
  });

  it("refuses the newest version and unknown ones", async () => {
    for (const number of [4, 999, 0, "x"]) expect((await remove(number)).status, String(number)).toBe(400);
  });
});
