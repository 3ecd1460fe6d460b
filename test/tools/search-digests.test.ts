import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";
import { openSynced, type Synced } from "../sync/open-synced.ts";

/** The same questions to a site that is synced and to one that is not. */
const admin = { kind: "member", id: "mbr_test", name: "Test", role: "admin" } as const;

type Asked = {
  source: "index" | "confluence";
  call(tool: string, args: object): Promise<Answer>;
  data(tool: string, args: object): Promise<Json>;
  site(method: string, path: string, body?: unknown): Promise<Json>;
  /** Operations the site was asked for meanwhile. */
  requests(run: () => Promise<unknown>): Promise<number>;
};

let synced: Synced;
let plain: OpenSite;
let both: Asked[];
let since: string;
const made = new Map<Asked, Record<"created" | "edited" | "commented", string>>();

beforeAll(async () => {
  [synced, plain] = await Promise.all([openSynced(), openSite()]);
  const through = async (app: Synced["app"], tool: string, args: object) =>
    (await app.door.execute(admin, { tool, arguments: args, surface: "test" })) as Answer;
  const dataOf = ({ data, error }: Answer) => {
    if (error !== null) throw new Error(`${error.code}: ${error.message}`);
    return data;
  };
  both = [
    {
      source: "index",
      call: (tool, args) => through(synced.app, tool, args),
      data: async (tool, args) => dataOf(await through(synced.app, tool, args)),
      site: synced.site,
      requests: async (run) => Object.values(await synced.requests(run)).reduce((sum, count) => sum + count, 0),
    },
    {
      source: "confluence",
      call: (tool, args) => plain.call(tool, args),
      data: (tool, args) => plain.data(tool, args),
      site: async (method, path, body) => (await plain.site(method, path, body)).json,
      requests: async (run) => (await plain.requests(run)).length,
    },
  ];
  since = new Date(Date.now() - 1_000).toISOString();
  for (const asked of both) {
    const page = async (title: string, value: string) => {
      const space = (await asked.site("GET", "/wiki/api/v2/spaces?keys=ENG")).results[0];
      const body = { representation: "storage", value };
      return asked.site("POST", "/wiki/api/v2/pages", { spaceId: space.id, title, status: "current", body });
    };
    const created = await page("Lantern ballast", "<p>How the ballast of the lantern is changed.</p>");
    const find = async (title: string) =>
      (await asked.site("GET", `/wiki/api/v2/pages?title=${encodeURIComponent(title)}&body-format=storage`)).results[0];
    const edited = await find("Runbook: Journal lag");
    await asked.site("PUT", `/wiki/api/v2/pages/${edited.id}`, {
      id: edited.id,
      status: "current",
      title: edited.title,
      body: { representation: "storage", value: `${edited.body.storage.value}<p>One more step.</p>` },
      version: { number: edited.version.number + 1 },
    });
    const all = (await asked.site("GET", `/wiki/api/v2/spaces/${created.spaceId}/pages?limit=50`)).results as Json[];
    const commented = all.find(({ id }) => id !== created.id && id !== edited.id);
    for (const on of [commented, commented, created])
      await asked.site("POST", "/wiki/api/v2/footer-comments", {
        pageId: on.id,
        body: { representation: "storage", value: "<p>Why?</p>" },
      });
    made.set(asked, { created: created.id, edited: edited.id, commented: commented.id });
  }
  await synced.sync();
}, 120_000);
afterAll(async () => {
  await Promise.all([synced?.close(), plain?.close()]);
});

const each = async (
  check: (asked: Asked, ids: Record<"created" | "edited" | "commented", string>) => Promise<void>,
) => {
  for (const asked of both) await check(asked, made.get(asked) as Record<"created" | "edited" | "commented", string>);
};

describe("confluence_recently_changed", () => {
  it("lists what changed since, the newest first, and nothing older", () =>
    each(async ({ data, source }, { created, edited }) => {
      const found = await data("confluence_recently_changed", { spaceId: "ENG", since });
      expect(found.source).toBe(source);
      expect(found.items.map(({ id }: Json) => id).sort()).toEqual([created, edited].sort());
      const times = found.items.map(({ modifiedAt }: Json) => modifiedAt);
      expect(times).toEqual([...times].sort().reverse());
      expect(found.items[0]).toMatchObject({ spaceKey: "ENG", url: expect.stringContaining("/wiki/") });
    }));

  it("walks through everything once by its cursor, the same from the index and the site", async () => {
    const walks: string[][] = [];
    await each(async ({ data }) => {
      const titles: string[] = [];
      let args: Json = { spaceId: "ENG", type: "page", limit: 7 };
      while (args !== undefined && titles.length < 60) {
        const { items, cursor } = await data("confluence_recently_changed", args);
        titles.push(...items.map(({ title }: Json) => title));
        args = cursor && { cursor };
      }
      expect(new Set(titles).size).toBe(titles.length);
      walks.push(titles.sort());
    });
    expect(walks[0]).toEqual(walks[1]);
  });

  it("narrows by label and type, and asks the site nothing when it is synced", async () => {
    await each(async ({ data }) => {
      const { items } = await data("confluence_recently_changed", { labels: ["runbook"], limit: 100 });
      expect(items.length).toBeGreaterThan(0);
      const posts = await data("confluence_recently_changed", { type: "blogpost", limit: 100 });
      expect(new Set(posts.items.map(({ type }: Json) => type))).toEqual(new Set(["blogpost"]));
    });
    const [indexed] = both;
    expect(await indexed?.requests(() => indexed.data("confluence_recently_changed", { spaceId: "ENG" }))).toBe(0);
  });
});

describe("confluence_space_digest", () => {
  it("tells what was created and edited, and by whom", () =>
    each(async ({ data, source }, { created, edited }) => {
      const digest = await data("confluence_space_digest", { spaceId: "ENG", since });
      expect(digest).toMatchObject({ spaceKey: "ENG", created: 1, edited: 1, more: false, source });
      const byId = new Map(digest.items.map((item: Json) => [item.id, item]));
      expect(byId.get(created)).toMatchObject({
        change: "created",
        createdBy: expect.any(String),
        editedBy: [],
        version: 1,
      });
      expect(byId.get(edited)).toMatchObject({
        change: "edited",
        editedBy: expect.arrayContaining([expect.any(String)]),
      });
      expect(digest.comments).toBeUndefined();
    }));

  it("adds comments by page when asked to, also of pages that did not change", () =>
    each(async ({ data }, { created, commented }) => {
      const digest = await data("confluence_space_digest", { spaceId: "ENG", since, comments: true });
      expect(digest.comments).toBe(3);
      const byId = new Map(digest.items.map((item: Json) => [item.id, item]));
      expect(byId.get(created)).toMatchObject({ change: "created", comments: { count: 1 } });
      expect(byId.get(commented)).toMatchObject({
        change: "commented",
        title: expect.stringMatching(/./),
        comments: { count: 2, by: [expect.any(String)] },
      });
    }));

  it("says that there is more than was asked for", () =>
    each(async ({ data }) => {
      const digest = await data("confluence_space_digest", { spaceId: "ENG", since: "2000-01-01", limit: 3 });
      expect(digest.items).toHaveLength(3);
      expect(digest.more).toBe(true);
    }));

  it("refuses what is no date, and a space that is not there", () =>
    each(async ({ call }) => {
      const wrong = await call("confluence_space_digest", { spaceId: "ENG", since: "yesterday" });
      expect(wrong.error).toMatchObject({ code: "invalid_input" });
      const nowhere = await call("confluence_space_digest", { spaceId: "NOSUCH", since });
      expect(nowhere.error).toMatchObject({ code: "not_found" });
    }));
});

describe("confluence_related_pages", () => {
  it("finds what is about the same, and not the page itself", () =>
    each(async ({ data, source }, { edited }) => {
      const { items, ...found } = await data("confluence_related_pages", { pageId: edited, limit: 5 });
      expect(found.source).toBe(source);
      expect(items.length).toBeGreaterThan(0);
      expect(items.map(({ id }: Json) => id)).not.toContain(edited);
      // The incident in which the journal lagged, and the pages around it.
      expect(JSON.stringify(items)).toMatch(/journal/i);
      const elsewhere = await data("confluence_related_pages", { pageId: edited, spaceId: "PEOPLE", limit: 5 });
      for (const { spaceKey } of elsewhere.items) expect(spaceKey).toBe("PEOPLE");
    }));

  it("says of a page that is not there that it is not", () =>
    each(async ({ call }) => {
      expect((await call("confluence_related_pages", { pageId: "999999999" })).error).toMatchObject({
        code: "not_found",
      });
    }));
});

describe("confluence_search_cql from the index", () => {
  const asked = { cql: "type = page and space = ENG and label = runbook order by title", fromIndex: true, limit: 2 };

  it("answers as the site does, without asking it", async () => {
    const [indexed, site] = both as [Asked, Asked];
    const requests = await indexed.requests(() => indexed.data("confluence_search_cql", asked));
    expect(requests).toBe(0);
    const walks: string[][] = [];
    for (const { data } of [indexed, site]) {
      const titles: string[] = [];
      let args: Json = asked;
      while (args !== undefined) {
        const { items, cursor } = await data("confluence_search_cql", args);
        titles.push(...items.map(({ title }: Json) => title));
        args = cursor && { cursor };
      }
      walks.push(titles);
    }
    expect(walks[0]).toEqual(walks[1]);
    expect(walks[0]?.length).toBeGreaterThan(2);
  });

  it("says why the site was asked, where it was", async () => {
    const [indexed, site] = both as [Asked, Asked];
    const cql = "type = page and watcher = currentUser()";
    const { source, notFromIndex } = await indexed.data("confluence_search_cql", { ...asked, cql });
    expect([source, notFromIndex]).toEqual(["confluence", expect.stringContaining("watcher")]);
    expect((await site.data("confluence_search_cql", asked)).notFromIndex).toMatch(/synced/);
    expect((await indexed.data("confluence_search_cql", { ...asked, fromIndex: false })).notFromIndex).toBeUndefined();
  });
});
