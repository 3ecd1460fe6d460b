import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let asSasha: Send;

const body = (value: string) => ({ storage: { value, representation: "storage" } });
const good = {
  name: "Minutes",
  templateType: "page",
  body: body("<p>Who was there?</p>"),
  description: "For meetings",
  labels: [{ prefix: "global", name: "minutes" }],
  space: { key: "TEAM" },
};

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  asSasha = company.as(sasha);
});

describe("content templates", () => {
  it("are created, listed, read with their body, updated and removed", async () => {
    const created = await asRobin("POST", "/rest/api/template", { json: good });
    expect(created).toMatchObject({
      status: 200,
      json: {
        name: "Minutes",
        description: "For meetings",
        templateType: "page",
        space: { key: "TEAM" },
        labels: [{ prefix: "global", name: "minutes", label: "minutes" }],
      },
    });
    const id = created.json.templateId;
    const list = await asSasha("GET", "/rest/api/template/page?spaceKey=TEAM");
    expect(list.json).toMatchObject({ size: 1, limit: 25, results: [{ templateId: id, _expandable: { body: "" } }] });
    expect(list.json.results[0]).not.toHaveProperty("body");
    expect((await asSasha("GET", "/rest/api/template/page")).json.results).toEqual([]);
    const update = { ...good, templateId: id, name: "Notes", body: body("<p>New</p>"), labels: [] };
    expect((await asRobin("PUT", "/rest/api/template", { json: update })).json).toMatchObject({
      name: "Notes",
      labels: [],
    });
    const read = await asSasha("GET", `/rest/api/template/${id}`);
    expect(read.json).toMatchObject({
      templateId: id,
      name: "Notes",
      description: "For meetings",
      body: { storage: { value: "<p>New</p>", representation: "storage" } },
    });
    expect((await asRobin("DELETE", `/rest/api/template/${id}`)).status).toBe(204);
    expect((await asRobin("GET", `/rest/api/template/${id}`)).status).toBe(403);
  });

  it("of the site are for its administrators, those of a space for the space's", async () => {
    const { space: _space, ...global } = good;
    expect((await asSasha("POST", "/rest/api/template", { json: good })).status).toBe(403);
    expect((await asSasha("POST", "/rest/api/template", { json: global })).status).toBe(403);
    const created = await asRobin("POST", "/rest/api/template", { json: { ...global, space: null } });
    expect(created.json).not.toHaveProperty("space");
    expect((await asSasha("GET", "/rest/api/template/page")).json.results).toHaveLength(1);
    expect(
      (await asSasha("PUT", "/rest/api/template", { json: { ...global, templateId: created.json.templateId } })).status,
    ).toBe(404);
    expect((await asSasha("DELETE", `/rest/api/template/${created.json.templateId}`)).status).toBe(403);
  });

  it("refuse what does not make a template", async () => {
    const post = (json: unknown) => asRobin("POST", "/rest/api/template", { json });
    for (const change of [
      { name: "" },
      { name: null },
      { name: 7 },
      { templateType: "blog" },
      { body: null },
      { body: "x" },
      { body: body("<p>open") },
      { labels: "x" },
      { labels: [{}] },
      { space: "TEAM" },
      { space: {} },
    ]) {
      expect((await post({ ...good, ...change })).status, JSON.stringify(change)).toBe(400);
    }
    expect((await post([])).status).toBe(400);
    expect((await post({ ...good, space: { key: "NOWHERE" } })).status).toBe(404);
    expect((await asRobin("PUT", "/rest/api/template", { json: { ...good, templateId: "0" } })).status).toBe(404);
    expect((await asRobin("PUT", "/rest/api/template", { json: good })).status).toBe(400);
    expect((await asRobin("GET", "/rest/api/template/page?spaceKey=NOWHERE")).status).toBe(404);
  });
});

describe("blueprint templates", () => {
  it("come with the site and with every space, and can be read but not removed", async () => {
    const list = await asSasha("GET", "/rest/api/template/blueprint?spaceKey=TEAM&limit=2&expand=body");
    expect(list.json).toMatchObject({ size: 2, start: 0, limit: 2 });
    const [first] = list.json.results;
    expect(first).toMatchObject({
      templateId: expect.any(String),
      templateType: "page",
      labels: [],
      space: { key: "TEAM" },
      originalTemplate: { pluginKey: expect.any(String), moduleKey: expect.any(String) },
    });
    expect(first.body.storage.value).toContain("<h2>");
    expect((await asSasha("GET", `/rest/api/template/${first.templateId}`)).json.name).toBe(first.name);
    expect((await asRobin("DELETE", `/rest/api/template/${first.templateId}`)).status).toBe(403);
    const global = await asSasha("GET", "/rest/api/template/blueprint");
    expect(global.json.results.map((one: { templateId: string }) => one.templateId)).not.toContain(first.templateId);
  });
});

describe("drafts from a blueprint", () => {
  const draft = async () => {
    const space = await asSasha("GET", "/api/v2/spaces?keys=TEAM");
    const json = {
      spaceId: space.json.results[0].id,
      status: "draft",
      title: "",
      body: { representation: "storage", value: "<p>Begun</p>" },
    };
    return (await asSasha("POST", "/api/v2/pages", { json })).json.id as string;
  };
  const wanted = {
    version: { number: 1 },
    title: "Published",
    type: "page",
    status: "current",
    space: { key: "TEAM" },
  };

  it("are published by both methods, as version 1, where the request says", async () => {
    const parent = await company.pageId("Parent");
    const shared = await asSasha("PUT", `/rest/api/content/blueprint/instance/${await draft()}`, {
      json: { ...wanted, ancestors: [{ id: parent }] },
    });
    expect(shared).toMatchObject({
      status: 200,
      json: {
        type: "page",
        status: "current",
        title: "Published",
        version: { number: 1 },
        space: { key: "TEAM" },
        body: { storage: { value: "<p>Begun</p>" } },
      },
    });
    expect(shared.json.ancestors.at(-1).id).toBe(parent);
    const legacy = await asSasha("POST", `/rest/api/content/blueprint/instance/${await draft()}`, {
      json: { ...wanted, title: "Elsewhere", space: { key: "OTHER" } },
    });
    expect(legacy.json.space.key).toBe("OTHER");
    expect((await asRobin("GET", `/api/v2/pages/${legacy.json.id}`)).json).toMatchObject({
      status: "current",
      title: "Elsewhere",
    });
  });

  it("stay drafts when the request does not fit", async () => {
    const id = await draft();
    const put = (json: unknown, at = id) => asSasha("PUT", `/rest/api/content/blueprint/instance/${at}`, { json });
    expect((await put({ ...wanted, version: { number: 2 } })).status).toBe(409);
    expect((await put({ ...wanted, title: "Parent" })).status).toBe(400);
    for (const change of [
      { title: "" },
      { title: null },
      { version: null },
      { type: "blogpost" },
      { ancestors: "x" },
      { ancestors: [null] },
      { space: 3 },
    ]) {
      expect((await put({ ...wanted, ...change })).status, JSON.stringify(change)).toBe(400);
    }
    expect((await put(wanted, await company.pageId("Parent"))).status).toBe(404);
    expect((await asRobin("PUT", `/rest/api/content/blueprint/instance/${id}`, { json: wanted })).status).toBe(404);
    expect((await put(wanted)).status).toBe(200);
    expect((await put(wanted)).status).toBe(404);
  });
});
