import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findTool } from "../../packages/server/src/tools/catalogue.ts";
import { schemasOf } from "../../packages/server/src/tools/input-schema.ts";
import { type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const get = async (path: string): Promise<Json> => (await site.site("GET", `/wiki/api/v2${path}`)).json;
const results = async (path: string): Promise<Json[]> => (await get(path)).results;
const idsOf = (rows: Json[]) => rows.map(({ id }) => String(id));
const spaceId = async (key: string): Promise<string> => (await results(`/spaces?keys=${key}`))[0].id;
const page = async (title: string): Promise<Json> =>
  (await results(`/pages?space-id=${await spaceId("ENG")}&title=${encodeURIComponent(title)}&body-format=storage`))[0];
const posts = async (): Promise<Json[]> => results(`/blogposts?limit=250&space-id=${await spaceId("ENG")}`);
const post = async (): Promise<Json> => (await posts()).find(({ title }) => title.startsWith("Replaying a flood"));
const keysOf = async (path: string) => (await results(path)).map(({ key }) => key);
const propertyValue = async (path: string, key: string) => (await results(path)).find((one) => one.key === key)?.value;
const whiteboard = "93513";
const board = `/whiteboards/${whiteboard}/properties`;

type Row = {
  name: string;
  args: Record<string, unknown> | (() => Promise<Record<string, unknown>>);
  /** Looks at the site itself. */
  check: (answer: Answer) => Promise<unknown>;
};

/** A list must hold exactly what the site holds there. */
const listed = (name: string, args: Row["args"], path: () => Promise<string> | string, [from, to] = [0, 25]): Row => ({
  name,
  args,
  check: async ({ data }) => {
    const there = idsOf(await results(await path()));
    expect(there.length, "the site has something to list").toBeGreaterThan(from);
    expect(idsOf(data.items)).toEqual(there.slice(from, to));
  },
});
const sluice = async () => ({ id: (await page("Sluice")).id });
const flood = async () => ({ id: (await post()).id });

/** Every row of the table, in an order in which each finds what it needs. */
const rows: Row[] = [
  {
    name: "Create Page",
    args: async () => ({
      spaceId: await spaceId("ENG"),
      title: "Gate timings",
      parentId: (await page("Services")).id,
      body: { storage: { value: "<p>Four <b>minutes</b> each.</p>", representation: "storage" } },
      type: "page",
    }),
    check: async ({ data }) => {
      const made = await page("Gate timings");
      expect(made).toMatchObject({ id: data.id, parentId: (await page("Services")).id, status: "current" });
      expect(made.body.storage.value).toBe("<p>Four <b>minutes</b> each.</p>");
    },
  },
  {
    name: "Update Page",
    args: async () => ({
      id: (await page("Gate timings")).id,
      spaceId: await spaceId("ENG"),
      title: "Gate timings of 2026",
      body: { value: "<p>Five.</p>", representation: "storage" },
      version: { number: 2, message: "Measured again" },
    }),
    check: async () => {
      const now = await page("Gate timings of 2026");
      expect(now.version).toMatchObject({ number: 2, message: "Measured again" });
      expect(now.body.storage.value).toBe("<p>Five.</p>");
    },
  },
  {
    name: "Get Page by ID",
    args: sluice,
    check: async ({ data }) => {
      const { id, body } = await page("Sluice");
      expect(data).toMatchObject({ id, format: "storage", body: body.storage.value });
    },
  },
  listed(
    "Get Pages",
    async () => ({ spaceId: await spaceId("ENG"), sort: "title", direction: "desc", start: 3, limit: 4 }),
    async () => `/spaces/${await spaceId("ENG")}/pages?sort=-title&limit=50`,
    [3, 7],
  ),
  listed(
    "Get Child Pages",
    async () => ({ id: (await page("Services")).id, start: 1, limit: 2 }),
    async () => `/pages/${(await page("Services")).id}/children`,
    [1, 3],
  ),
  listed("Get Page Ancestors", sluice, async () => `/pages/${(await page("Sluice")).id}/ancestors`),
  {
    name: "Get Page Like Count",
    args: sluice,
    check: async ({ data }) =>
      expect(data.count).toBe((await get(`/pages/${(await page("Sluice")).id}/likes/count`)).count),
  },
  {
    name: "Get Page Versions",
    args: async () => ({ id: (await page("Gate timings of 2026")).id, start: 1 }),
    check: async ({ data }) => expect(data.items.map(({ version }: Json) => version)).toEqual([1]),
  },
  listed(
    "Get Attachments",
    async () => ({ pageId: (await get("/attachments/att87419")).pageId, limit: 2 }),
    async () => `/pages/${(await get("/attachments/att87419")).pageId}/attachments?sort=-modified-date`,
    [0, 2],
  ),
  listed("Get Attachment Labels", { id: "att87419" }, () => "/attachments/att87419/labels"),
  {
    name: "Get Content Restrictions",
    args: sluice,
    check: async ({ data }) => {
      const { id } = await page("Sluice");
      const { json } = await site.site("GET", `/wiki/rest/api/content/${id}/restriction/byOperation/update`);
      expect(JSON.stringify(data)).toContain("update");
      expect(json.restrictions.user.results).toEqual([]);
    },
  },
  {
    name: "Create Whiteboard",
    args: async () => ({ spaceId: await spaceId("ENG"), parentId: (await page("Services")).id, title: "Sketch" }),
    check: async ({ data }) => expect(await get(`/whiteboards/${data.id}`)).toMatchObject({ title: "Sketch" }),
  },
  {
    name: "Search Content",
    args: { query: "release checklist", spaceKey: "ENG", start: 1, limit: 2 },
    check: async ({ data }) => {
      const all = await site.data("confluence_search_content", { query: "release checklist", spaceId: "ENG" });
      expect(idsOf(data.items)).toEqual(idsOf(all.items).slice(1, 3));
      expect((await get(`/pages/${data.items[0].id}`)).spaceId).toBe(await spaceId("ENG"));
    },
  },
  {
    name: "Create Blogpost",
    args: async () => ({
      spaceId: await spaceId("ENG"),
      title: "The gauge is back",
      status: "current",
      body: "Measures a < b again.",
      labels: ["news"],
      metadata: { labels: [{ prefix: "global", name: "gauges" }] },
      parentId: "1",
    }),
    check: async ({ data }) => {
      const made = await get(`/blogposts/${data.id}?body-format=storage`);
      expect(made).toMatchObject({ title: "The gauge is back", status: "current" });
      expect(made.body.storage.value).toBe("<p>Measures a &lt; b again.</p>");
      const labels = await results(`/blogposts/${data.id}/labels`);
      expect(labels.map(({ name }) => name).sort()).toEqual(["gauges", "news"]);
    },
  },
  {
    name: "Update Blogpost",
    args: async () => ({
      ...(await flood()),
      spaceId: await spaceId("ENG"),
      title: "Replaying a flood at home",
      body: '{"storage":{"value":"<p>Twenty minutes.</p>"}}',
      version: { number: (await post()).version.number + 1 },
      status: "current",
    }),
    check: async ({ data }) =>
      expect(await get(`/blogposts/${data.id}?body-format=storage`)).toMatchObject({
        title: "Replaying a flood at home",
        body: { storage: { value: "<p>Twenty minutes.</p>" } },
      }),
  },
  {
    name: "Get Blogpost by ID",
    args: flood,
    check: async ({ data }) =>
      expect(data).toMatchObject({ id: (await post()).id, body: "<p>Twenty minutes.</p>", format: "storage" }),
  },
  listed("Get Blogposts", { limit: 3 }, () => "/blogposts?sort=-created-date", [0, 3]),
  listed("Get Blog Posts", { limit: 1000 }, () => "/blogposts?sort=-created-date&limit=250", [0, 250]),
  {
    name: "Get Blog Posts For Label",
    args: async () => ({ id: (await results(`/blogposts/${(await post()).id}/labels`))[0].id, limit: 5 }),
    check: async ({ data }) => {
      const [label] = await results(`/blogposts/${(await post()).id}/labels`);
      expect(idsOf(data.items)).toEqual(idsOf(await results(`/labels/${label.id}/blogposts`)));
    },
  },
  {
    name: "Get Blogpost Like Count",
    args: flood,
    check: async ({ data }) =>
      expect(data.count).toBe((await get(`/blogposts/${(await post()).id}/likes/count`)).count),
  },
  {
    name: "Get Blogpost Operations",
    args: flood,
    check: async ({ data }) =>
      expect(data.operations.length).toBe((await get(`/blogposts/${(await post()).id}/operations`)).operations.length),
  },
  {
    name: "Get Blogpost Versions",
    args: async () => ({ blogpostId: (await post()).id, limit: 5 }),
    check: async ({ data }) =>
      expect(data.items.map(({ version }: Json) => version)).toEqual(
        (await results(`/blogposts/${(await post()).id}/versions`)).map(({ number }) => number),
      ),
  },
  {
    name: "Get Blogpost Version Details",
    args: async () => ({ blogpostId: (await post()).id, versionNumber: 1 }),
    check: async ({ data }) => {
      const old = await get(`/blogposts/${(await post()).id}?version=1&body-format=storage`);
      expect(data).toMatchObject({ title: "Replaying a flood on a laptop", body: old.body.storage.value });
    },
  },
  {
    name: "Get Inline Comments for Blog Post",
    args: async () => ({ ...(await flood()), location: "inline", parentVersion: 1, expand: "body.storage" }),
    check: async ({ data }) =>
      expect(idsOf(data.items)).toEqual(idsOf(await results(`/blogposts/${(await post()).id}/inline-comments`))),
  },
  {
    name: "Add Content Label",
    args: async () => ({ ...(await sluice()), labels: ["reviewed", { prefix: "global", name: "broker" }] }),
    check: async () => {
      const labels = (await results(`/pages/${(await page("Sluice")).id}/labels`)).map(({ name }) => name);
      expect(labels).toEqual(expect.arrayContaining(["reviewed", "broker"]));
    },
  },
  listed("Get Labels", { start: 3, limit: 4 }, () => "/labels?limit=50", [3, 7]),
  listed("Get Page Labels", sluice, async () => `/pages/${(await page("Sluice")).id}/labels`),
  listed("Get Blogpost Labels", flood, async () => `/blogposts/${(await post()).id}/labels`),
  listed(
    "Get Labels for Space",
    async () => ({ id: await spaceId("ENG") }),
    async () => `/spaces/${await spaceId("ENG")}/labels`,
  ),
  listed(
    "Get Labels for Space Content",
    async () => ({ id: await spaceId("ENG"), prefix: "global", start: 2, limit: 3 }),
    async () => `/spaces/${await spaceId("ENG")}/content/labels`,
    [2, 5],
  ),
  {
    name: "Create Page Property",
    args: async () => ({ page_id: (await page("Sluice")).id, key: "owner", value: ["Bruno", 1, null] }),
    check: async () =>
      expect(await propertyValue(`/pages/${(await page("Sluice")).id}/properties`, "owner")).toEqual([
        "Bruno",
        1,
        null,
      ]),
  },
  {
    name: "Update Page Content Property",
    args: async () => {
      const { id: pageId } = await page("Sluice");
      const found = (await results(`/pages/${pageId}/properties`)).find(({ key }) => key === "owner");
      return { pageId, propertyId: String(found.id), value: { name: "Ilse" } };
    },
    check: async () =>
      expect(await propertyValue(`/pages/${(await page("Sluice")).id}/properties`, "owner")).toEqual({ name: "Ilse" }),
  },
  {
    name: "Get Page Content Properties",
    args: async () => ({ page_id: (await page("Sluice")).id, limit: 50 }),
    check: async ({ data }) =>
      expect(data.items.map(({ key }: Json) => key)).toEqual(
        await keysOf(`/pages/${(await page("Sluice")).id}/properties`),
      ),
  },
  {
    name: "Delete Page Content Property",
    args: async () => {
      const { id: pageId } = await page("Sluice");
      const found = (await results(`/pages/${pageId}/properties`)).find(({ key }) => key === "owner");
      return { pageId, propertyId: String(found.id) };
    },
    check: async () => expect(await keysOf(`/pages/${(await page("Sluice")).id}/properties`)).not.toContain("owner"),
  },
  {
    name: "Create Blogpost Property",
    args: async () => ({ ...(await flood()), key: "mood", value: { calm: true } }),
    check: async () =>
      expect(await propertyValue(`/blogposts/${(await post()).id}/properties`, "mood")).toEqual({ calm: true }),
  },
  {
    name: "Update Blogpost Property",
    args: async () => ({ ...(await flood()), propertyKey: "mood", value: { calm: false } }),
    check: async () =>
      expect(await propertyValue(`/blogposts/${(await post()).id}/properties`, "mood")).toEqual({ calm: false }),
  },
  {
    name: "Get Blog Post Content Properties",
    args: async () => ({ blogpost_id: (await post()).id }),
    check: async ({ data }) =>
      expect(data.items.map(({ key }: Json) => key)).toEqual(
        await keysOf(`/blogposts/${(await post()).id}/properties`),
      ),
  },
  {
    name: "Delete Blogpost Property",
    args: async () => ({ ...(await flood()), propertyKey: "mood" }),
    check: async () => expect(await keysOf(`/blogposts/${(await post()).id}/properties`)).not.toContain("mood"),
  },
  {
    name: "Create Whiteboard Property",
    args: { whiteboard_id: whiteboard, key: "colour", value: { name: "blue" } },
    check: async () => expect(await propertyValue(board, "colour")).toEqual({ name: "blue" }),
  },
  {
    name: "Update Whiteboard Content Property",
    args: async () => ({
      whiteboardId: whiteboard,
      propertyId: String((await results(board)).find(({ key }) => key === "colour").id),
      value: { name: "red" },
    }),
    check: async () => expect(await propertyValue(board, "colour")).toEqual({ name: "red" }),
  },
  {
    name: "Delete Whiteboard Content Property",
    args: async () => ({
      whiteboardId: whiteboard,
      propertyId: String((await results(board)).find(({ key }) => key === "colour").id),
    }),
    check: async () => expect(await keysOf(board)).not.toContain("colour"),
  },
  {
    name: "Create Space Property",
    args: async () => ({ spaceId: await spaceId("HQ"), key: "tone", value: { dry: true }, version: { number: 1 } }),
    check: async () =>
      expect(await propertyValue(`/spaces/${await spaceId("HQ")}/properties`, "tone")).toEqual({ dry: true }),
  },
  {
    name: "Update Space Property",
    args: { spaceKey: "HQ", propertyKey: "tone", value: { dry: false } },
    check: async () =>
      expect(await propertyValue(`/spaces/${await spaceId("HQ")}/properties`, "tone")).toEqual({ dry: false }),
  },
  {
    name: "Get Space Properties",
    args: async () => ({ id: await spaceId("HQ"), key: ["tone", "none"] }),
    check: async ({ data }) => expect(data.items).toMatchObject([{ key: "tone", value: { dry: false } }]),
  },
  {
    name: "Delete Space Property",
    args: { spaceIdOrKey: "HQ", propertyKey: "tone" },
    check: async () => expect(await keysOf(`/spaces/${await spaceId("HQ")}/properties`)).not.toContain("tone"),
  },
  listed(
    "Get Spaces",
    { type: "global", status: "current", start: 1, limit: 2, expand: ["homepage"] },
    () => "/spaces?type=global&status=current&sort=name",
    [1, 3],
  ),
  {
    name: "Get Space by ID",
    args: async () => ({ id: await spaceId("ENG") }),
    check: async ({ data }) => expect(data).toMatchObject({ id: await spaceId("ENG"), key: "ENG" }),
  },
  {
    name: "Get Space Contents",
    args: async () => ({ spaceKey: "ENG", postingDay: (await post()).createdAt.slice(0, 10), start: 0 }),
    check: async ({ data }) => expect(idsOf(data.items)).toEqual([(await post()).id]),
  },
  {
    name: "Create Space",
    args: {
      key: "LAB",
      name: "Laboratory",
      description: { plain: { value: "Trials." } },
      metadata: {},
      type: "global",
    },
    check: async () => expect(await results("/spaces?keys=LAB")).toMatchObject([{ name: "Laboratory" }]),
  },
  {
    name: "Create Private Space",
    args: { key: "MYLAB", name: "My laboratory", description: "Mine." },
    check: async () => expect(await results("/spaces?keys=MYLAB")).toMatchObject([{ name: "My laboratory" }]),
  },
  {
    name: "Delete Space",
    args: { space_key: "LAB" },
    check: async () => expect(await results("/spaces?keys=LAB")).toEqual([]),
  },
  {
    name: "Delete Page",
    args: async () => ({ id: (await page("Gate timings of 2026")).id }),
    check: async ({ data }) => expect((await get(`/pages/${data.id}?status=trashed`)).status).toBe("trashed"),
  },
  {
    name: "Get Current User",
    args: {},
    check: async ({ data }) =>
      expect(data.accountId).toBe((await site.site("GET", "/wiki/rest/api/user/current")).json.accountId),
  },
  {
    name: "Get Anonymous User",
    args: {},
    check: async ({ data }) =>
      expect(data.name).toBe((await site.site("GET", "/wiki/rest/api/user/anonymous")).json.displayName),
  },
  {
    name: "Search Users",
    args: async () => ({ accountId: (await site.site("GET", "/wiki/rest/api/user/current")).json.accountId }),
    check: async ({ data }) =>
      expect(data.items).toMatchObject([
        { accountId: (await site.site("GET", "/wiki/rest/api/user/current")).json.accountId },
      ]),
  },
  {
    name: "Get Audit Logs",
    args: { from_: "2026-01-01", searchString: "space", start: 1, limit: 1 },
    check: async ({ data }) => {
      const { json } = await site.site("GET", "/wiki/rest/api/audit?searchString=space&limit=2");
      expect(data.items.map(({ at }: Json) => Date.parse(at))).toEqual([json.results[1].creationDate]);
    },
  },
];

const upper = (printed: string) => `CONFLUENCE_${printed.toUpperCase().replace(/\W+/g, "_")}`;
const isWrite = (line: string) => !/^GET|convert-ids-to-types|users-bulk/.test(line);

async function drive(names: string[], { args, check }: Omit<Row, "name">) {
  const given = typeof args === "function" ? await args() : args;
  const [first = "", ...others] = names;
  for (const name of others) {
    const { effect } = findTool(name, given);
    if (effect === "read") continue;
    const requests = await site.requests(async () => {
      expect((await site.call(name, given, { dryRun: true })).error, `${name} as a dry run`).toBeNull();
    });
    expect(requests.filter(isWrite), `${name} as a dry run`).toEqual([]);
  }
  const answer = await site.call(first, given);
  expect(answer.error, first).toBeNull();
  await check(answer);
  for (const name of others) {
    if (findTool(name, given).effect !== "read") continue;
    const other = await site.call(name, given);
    expect(other.error, name).toBeNull();
    await check(other);
  }
}

describe("the 57 names", () => {
  it.each(rows)("$name does at the site what it says, in upper and in lower case", async ({ name, ...row }) => {
    await drive([upper(name), upper(name).toLowerCase()], row);
  });

  const table = join(import.meta.dirname, "../../../shared/spec/toolkit-compat.json");
  it.skipIf(!existsSync(table))(
    "are those of the table, with its parameters, types, defaults (needs ../shared)",
    () => {
      type Parameter = { name: string; type: string; required: boolean; default?: string };
      const wanted = JSON.parse(readFileSync(table, "utf8")) as { name: string; params: Parameter[] }[];
      expect(wanted).toHaveLength(57);
      expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(wanted.map(({ name }) => name)));
      for (const { name, params } of wanted) {
        const { properties, required = [] } = schemasOf(findTool(upper(name))).input as {
          properties: Record<string, { type: string; default?: unknown }>;
          required?: string[];
        };
        const ours = Object.entries(properties).map(([parameter, { type, default: usual }]) => ({
          name: parameter,
          type,
          required: required.includes(parameter),
          ...(usual !== undefined && { default: String(usual) }),
        }));
        const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
        // What takes any JSON is told to models as an object, because some providers take no schema without a type.
        const theirs = params.map((one) => (one.type === "any" ? { ...one, type: "object" } : one));
        expect(ours.sort(byName), name).toEqual(theirs.sort(byName));
      }
    },
  );
});

const seven: Row[] = [
  listed(
    "get_confluence_spaces",
    { limit: 3, space_type: "global" },
    () => "/spaces?type=global&status=current&sort=name",
    [0, 3],
  ),
  {
    name: "get_confluence_page",
    args: async () => ({ page_id: (await page("Sluice")).id, get_draft: false }),
    check: async ({ data }) => expect(data.body).toBe((await page("Sluice")).body.storage.value),
  },
  listed(
    "get_confluence_space_pages",
    async () => ({ space_id: await spaceId("ENG"), limit: 4, status: "current" }),
    async () => `/pages?space-id=${await spaceId("ENG")}&sort=id`,
    [0, 4],
  ),
  {
    name: "search_confluence_pages",
    args: { cql: "space = ENG AND type = page AND title = Sluice", limit: 5, include_archived: true },
    check: async ({ data }) => expect(idsOf(data.items)).toEqual([(await page("Sluice")).id]),
  },
  {
    name: "create_confluence_page",
    args: async () => ({
      space_id: await spaceId("ENG"),
      title: "Pump hours",
      body: "1 < 2",
      parent_id: (await page("Services")).id,
      status: "current",
    }),
    check: async () =>
      expect(await page("Pump hours")).toMatchObject({
        parentId: (await page("Services")).id,
        body: { storage: { value: "<p>1 &lt; 2</p>" } },
      }),
  },
  {
    name: "update_confluence_page",
    args: async () => ({
      page_id: (await page("Pump hours")).id,
      version_number: 2,
      title: "Pump hours",
      body: "<p>Two <em>thousand</em></p>",
      status: "current",
    }),
    check: async () =>
      expect(await page("Pump hours")).toMatchObject({
        version: { number: 2 },
        body: { storage: { value: "<p>Two <em>thousand</em></p>" } },
      }),
  },
  {
    name: "add_confluence_comment",
    args: async () => ({ page_id: (await page("Pump hours")).id, comment: "<p>Since <b>May</b>?</p>" }),
    check: async ({ data }) =>
      expect(await get(`/footer-comments/${data.id}?body-format=storage`)).toMatchObject({
        pageId: (await page("Pump hours")).id,
        body: { storage: { value: "<p>Since <b>May</b>?</p>" } },
      }),
  },
];

describe("the seven names", () => {
  it.each(seven)("$name does at the site what it says, with the suffix _tool too", async ({ name, ...row }) => {
    await drive([name, `${name}_tool`], row);
  });

  it("have the parameters their table names", () => {
    const parameters = (name: string) => Object.keys(findTool(name).input.shape).join(" ");
    expect(seven.map(({ name }) => `${name}: ${parameters(name)}`)).toEqual([
      "get_confluence_spaces: limit space_type",
      "get_confluence_page: page_id body_format get_draft",
      "get_confluence_space_pages: space_id limit status",
      "search_confluence_pages: cql limit include_archived",
      "create_confluence_page: space_id title body parent_id status",
      "update_confluence_page: page_id version_number title body status",
      "add_confluence_comment: page_id comment parent_comment_id status",
    ]);
  });
});
