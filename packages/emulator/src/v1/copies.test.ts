import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let asSasha: Send;
let parent: string;
let child: string;
let other: string;

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  asSasha = company.as(sasha);
  parent = await company.pageId("Parent");
  child = await company.pageId("Child");
  other = await company.pageId("Other");
});

async function dress(id: string): Promise<void> {
  const form = new FormData();
  form.append("file", new Blob(["bytes"]), "file.txt");
  await asRobin("POST", `/rest/api/content/${id}/child/attachment`, {
    form,
    headers: { "x-atlassian-token": "no-check" },
  });
  await asRobin("POST", `/rest/api/content/${id}/label`, { json: [{ prefix: "global", name: "dressed" }] });
  await asRobin("POST", `/api/v2/pages/${id}/properties`, { json: { key: "colour", value: { is: "blue" } } });
  await asRobin("PUT", `/rest/api/content/${id}/restriction/byOperation/update/user?accountId=${robin.accountId}`);
}

/** What a page has beside its body: file names, labels, property keys, whether it is restricted. */
async function dressOf(id: string) {
  const list = async (name: string, key: string) =>
    (await asRobin("GET", `/api/v2/pages/${id}/${name}`)).json.results.map((one: Record<string, unknown>) => one[key]);
  const restrictions = await asRobin("GET", `/rest/api/content/${id}/restriction`);
  return {
    files: await list("attachments", "title"),
    labels: await list("labels", "name"),
    keys: (await list("properties", "key")).filter((key: string) => key === "colour"),
    restricted: restrictions.json.restrictionsHash !== "",
  };
}

const everything = {
  copyAttachments: true,
  copyLabels: true,
  copyProperties: true,
  copyPermissions: true,
  copyCustomContents: true,
};

describe("copying a page", () => {
  const copy = (send: Send, id: string, json: unknown) => send("POST", `/rest/api/content/${id}/copy`, { json });

  it("gives a new page below another, with its body and nothing else unless asked", async () => {
    await dress(child);
    const { status, json } = await copy(asSasha, child, {
      destination: { type: "parent_page", value: other },
      pageTitle: "Copied",
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      type: "page",
      title: "Copied",
      space: { key: "OTHER" },
      version: { number: 1, by: { accountId: sasha.accountId } },
    });
    expect(json.history.createdBy.accountId).toBe(sasha.accountId);
    const page = await asRobin("GET", `/api/v2/pages/${json.id}?body-format=storage`);
    expect(page.json).toMatchObject({ parentId: other, body: { storage: { value: "<p>The child page</p>" } } });
    expect(await dressOf(json.id)).toEqual({ files: [], labels: [], keys: [], restricted: false });
  });

  it("brings along what is asked for, bytes included", async () => {
    await dress(child);
    const { json } = await copy(asRobin, child, { ...everything, destination: { type: "space", value: "OTHER" } });
    expect(json).toMatchObject({ title: "Copy of Child" });
    expect(await dressOf(json.id)).toEqual({
      files: ["file.txt"],
      labels: ["dressed"],
      keys: ["colour"],
      restricted: true,
    });
    expect((await asRobin("GET", `/api/v2/pages/${json.id}`)).json.parentId).toBeNull();
    const [file] = (await asRobin("GET", `/api/v2/pages/${json.id}/attachments`)).json.results;
    expect((await asRobin("GET", `/rest/api/content/${json.id}/child/attachment/${file.id}/download`)).text).toBe(
      "bytes",
    );
  });

  it("over an existing page is a new version of that page", async () => {
    const body = { storage: { value: "<p>Another body</p>", representation: "storage" } };
    const { json } = await copy(asSasha, child, {
      destination: { type: "existing_page", value: parent },
      pageTitle: "Parent, renewed",
      body,
    });
    expect(json).toMatchObject({ id: parent, title: "Parent, renewed", version: { number: 2 } });
    const page = await asRobin("GET", `/api/v2/pages/${parent}?body-format=storage`);
    expect(page.json.body.storage.value).toBe("<p>Another body</p>");
  });

  it("refuses taken titles, unknown destinations and bodies that do not fit", async () => {
    const to = (destination: unknown, more: object = {}) => copy(asRobin, child, { destination, ...more });
    expect((await to({ type: "space", value: "TEAM" }, { pageTitle: "Parent" })).status).toBe(400);
    expect((await to({ type: "moon", value: "x" })).status).toBe(400);
    expect((await to({ type: "space" })).status).toBe(400);
    expect((await to(null)).status).toBe(400);
    expect((await to("x")).status).toBe(400);
    expect((await to({ type: "space", value: "TEAM" }, { copyLabels: "yes" })).status).toBe(400);
    expect((await to({ type: "space", value: "NOWHERE" })).status).toBe(404);
    expect((await to({ type: "parent_page", value: "0" })).status).toBe(404);
    expect((await copy(asRobin, "0", { destination: { type: "parent_page", value: other } })).status).toBe(404);
    await asRobin(
      "PUT",
      `/rest/api/content/${parent}/restriction/byOperation/update/user?accountId=${robin.accountId}`,
    );
    expect((await copy(company.as(kim), child, { destination: { type: "existing_page", value: parent } })).status).toBe(
      403,
    );
  });
});

describe("copying a page hierarchy", () => {
  const copy = (json: object, id = parent) => asSasha("POST", `/rest/api/content/${id}/pagehierarchy/copy`, { json });

  it("is a task that copies the branch below its new parent under new titles", async () => {
    await dress(child);
    const { status, json } = await copy({
      ...everything,
      destinationPageId: other,
      titleOptions: { prefix: "New ", search: "child", replace: "kid" },
    });
    expect(status).toBe(202);
    company.emulator.admin.clock.advance(60_000);
    const task = await asSasha("GET", `/rest/api/longtask/${json.id}`);
    expect(task.json).toMatchObject({
      finished: true,
      successful: true,
      additionalDetails: { totalPageNeedToCopy: 4 },
    });
    const top = task.json.additionalDetails.destinationId;
    expect((await asRobin("GET", `/api/v2/pages/${top}`)).json).toMatchObject({ title: "New Parent", parentId: other });
    const below = await asRobin("GET", `/api/v2/pages/${top}/descendants?depth=5`);
    expect(below.json.results.map((one: { title: string; depth: number }) => [one.title, one.depth])).toEqual([
      ["New Child", 1],
      ["New Grandkid", 2],
      ["New Second kid", 1],
    ]);
    expect(await dressOf(below.json.results[0].id)).toEqual({
      files: ["file.txt"],
      labels: ["dressed"],
      keys: ["colour"],
      restricted: true,
    });
  });

  it("leaves out the descendants when told to, and pages the copier may not see", async () => {
    await asRobin("PUT", `/rest/api/content/${child}/restriction/byOperation/read/user?accountId=${robin.accountId}`);
    const details = async (json: object) => {
      const started = await copy(json);
      company.emulator.admin.clock.advance(60_000);
      return (await asSasha("GET", `/rest/api/longtask/${started.json.id}`)).json.additionalDetails;
    };
    expect(await details({ destinationPageId: other, copyDescendants: false })).toMatchObject({
      totalPageNeedToCopy: 1,
    });
    expect(await details({ destinationPageId: other, titleOptions: { prefix: "X " } })).toMatchObject({
      totalPageNeedToCopy: 2,
    });
  });

  it("refuses titles that clash before anything is copied", async () => {
    expect((await copy({ destinationPageId: parent })).status).toBe(400);
    expect(
      (await copy({ destinationPageId: other, titleOptions: { search: "Grandchild", replace: "Child" } })).status,
    ).toBe(400);
    expect((await copy({ destinationPageId: "0" })).status).toBe(404);
    expect((await copy({})).status).toBe(400);
    expect((await copy({ destinationPageId: other }, "0")).status).toBe(404);
    expect((await asRobin("GET", `/api/v2/pages/${other}/direct-children`)).json.results).toEqual([]);
  });
});
