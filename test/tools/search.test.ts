import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

const v1 = "/wiki/rest/api";

describe("search", () => {
  let site: OpenSite;
  beforeAll(async () => {
    site = await openSite();
    const spaceId = (await site.data("confluence_get_space", { spaceId: "ENG" })).id;
    const page = async (title: string, body: string) =>
      (
        await site.site("POST", "/wiki/api/v2/pages", {
          spaceId,
          title,
          status: "current",
          body: { representation: "storage", value: `<p>${body}</p>` },
        })
      ).json.id as string;
    await page("Zebra crossing rules", "How the crossing is painted.");
    await page("Painted roads", "Where a zebra runs, the crossing is closed.");
    await page("Animals", "A zebra crossing the road.");
    await page("Zebras only", "Nothing about roads.");
    await page("Bare crossings", "A crossings list.");
  });
  afterAll(() => site.close());

  describe("confluence_search_content", () => {
    it("ranks the exact phrase before all words before some of them", async () => {
      const { items } = await site.data("confluence_search_content", { query: "zebra crossing", limit: 100 });
      const by = (match: string) => items.filter((item: Json) => item.match === match).map((item: Json) => item.title);
      expect(by("phrase").sort()).toEqual(["Animals", "Zebra crossing rules"]);
      expect(by("words")).toEqual(["Painted roads"]);
      expect(by("part")).toEqual(expect.arrayContaining(["Zebras only", "Bare crossings"]));
      const order = ["phrase", "words", "part"];
      const ranks = items.map((item: Json) => order.indexOf(item.match));
      expect(ranks).toEqual([...ranks].sort());
      expect(new Set(items.map((item: Json) => item.id)).size).toBe(items.length);
    });

    it("finds the beginnings of words", async () => {
      const { items } = await site.data("confluence_search_content", { query: "zebr", limit: 100 });
      expect(items.map((item: Json) => item.title)).toContain("Zebras only");
      expect(items[0].match).toBe("part");
    });

    it.each([1, 2, 3])("walks through everything once, %i at a time", async (limit) => {
      const whole = await site.data("confluence_search_content", { query: "zebra crossing", limit: 100 });
      const seen: string[] = [];
      let args: Json = { query: "zebra crossing", limit };
      while (args !== undefined) {
        const { items, cursor } = await site.data("confluence_search_content", args);
        expect(items.length).toBeLessThanOrEqual(limit);
        seen.push(...items.map((item: Json) => item.id));
        args = cursor && { cursor };
      }
      expect(seen.sort()).toEqual(whole.items.map((item: Json) => item.id).sort());
    });

    it("asks once when the best matches fill the page, and stays in the space named", async () => {
      const requests = await site.requests(() =>
        site.data("confluence_search_content", { query: "zebra crossing", limit: 1 }),
      );
      expect(requests).toEqual([`GET ${v1}/search`]);
      const { items } = await site.data("confluence_search_content", { query: "zebra crossing", spaceId: "PEOPLE" });
      expect(items.filter((item: Json) => item.spaceKey !== "PEOPLE")).toEqual([]);
    });

    it("takes signs in the words as they are, and refuses a query without words", async () => {
      for (const query of ['zebra "crossing', "zebra AND (crossing", "zebra* crossing~ \\", "C++ + - ? ! zebra"]) {
        expect((await site.call("confluence_search_content", { query })).error, query).toBeNull();
      }
      expect((await site.call("confluence_search_content", { query: "?!" })).error).toMatchObject({
        code: "invalid_input",
      });
    });
  });

  describe("confluence_search_cql", () => {
    it("gives excerpts around the words, of the beginning, or none", async () => {
      const excerpts = async (excerpt: string) =>
        (await site.data("confluence_search_cql", { cql: 'title = "Animals"  AND text ~ zebra', excerpt })).items[0]
          .excerpt;
      expect(await excerpts("highlight")).toContain("**zebra**");
      expect(await excerpts("indexed")).toBe("A zebra crossing the road.");
      expect(await excerpts("none")).toBe("");
    });

    it("sends people's fields to the search for people", async () => {
      const { error } = await site.call("confluence_search_cql", { cql: 'user.fullname ~ "Ilse"' });
      expect(error).toMatchObject({ code: "invalid_cql", hint: expect.stringContaining("confluence_search_users") });
    });

    it("leaves archived spaces out unless they are asked for", async () => {
      const { items: archived } = await site.data("confluence_list_spaces", { status: "archived" });
      expect(archived.length).toBeGreaterThan(0);
      const cql = `type = page AND space = "${archived[0].key}"`;
      expect((await site.data("confluence_search_cql", { cql })).total).toBe(0);
      expect((await site.data("confluence_search_cql", { cql, includeArchivedSpaces: true })).total).toBeGreaterThan(0);
    });
  });

  describe("confluence_search_users", () => {
    const found = async (query: string) => site.data("confluence_search_users", { query });

    it("finds people by name, by the beginning of one, and by account id", async () => {
      const me = (await site.site("GET", `${v1}/user/current`)).json;
      const [first, last] = me.displayName.split(" ");
      for (const query of [me.displayName, first, last.slice(0, 4), me.accountId]) {
        const { items } = await found(query);
        expect(
          items.map((user: Json) => user.accountId),
          query,
        ).toContain(me.accountId);
      }
      expect((await found("Nobody Atall")).items).toEqual([]);
    });

    it("sees at once that a long text is no address", async () => {
      const before = performance.now();
      await site.call("confluence_search_users", { query: `${"@.".repeat(3_000)} x` });
      expect(performance.now() - before).toBeLessThan(2_000);
    });

    it("finds an address that is shown, and says so when none is", async () => {
      const me = await site.data("confluence_get_current_user");
      expect(await found(me.email)).toEqual({ items: [expect.objectContaining({ accountId: me.accountId })] });
      const { items } = await site.data("confluence_search_users");
      const other = items.find((user: Json) => user.accountId !== me.accountId);
      const [name = ""] = other.name.toLowerCase().split(" ");
      const guess = await found(`${name}@rillmark.example`);
      expect(guess.note).toMatch(/Nobody shows the address/);
      expect(guess.items.map((user: Json) => user.accountId)).toContain(other.accountId);
      expect(await found("nobody.atall@rillmark.example")).toEqual({ items: [], note: expect.any(String) });
    });

    it("lists everybody, page by page", async () => {
      const whole = (await site.site("GET", `${v1}/search/user?cql=${encodeURIComponent("type = user")}&limit=200`))
        .json;
      const seen: string[] = [];
      let args: Json = { limit: 3 };
      while (args !== undefined) {
        const { items, cursor } = await site.data("confluence_search_users", args);
        seen.push(...items.map((user: Json) => user.accountId));
        args = cursor && { cursor };
      }
      expect(seen).toEqual(whole.results.map((row: Json) => row.user.accountId));
    });
  });

  describe("confluence_search", () => {
    it("answers a question from Confluence while nothing is synced", async () => {
      const { source, items } = await site.data("confluence_search", {
        query: "Where do zebras cross the road?",
        limit: 5,
      });
      expect(source).toBe("confluence");
      expect(items.map((item: Json) => item.title)).toContain("Animals");
      expect(items[0]).toMatchObject({ type: "page", url: expect.stringContaining("/wiki/"), spaceKey: "ENG" });
      expect(items.every((item: Json) => Date.parse(item.modifiedAt) > 0)).toBe(true);
    });

    it("puts what has the words in its title first", async () => {
      const { items } = await site.data("confluence_search", { query: "release checklist", limit: 5 });
      expect(items[0].title.toLowerCase()).toContain("release");
    });

    it("narrows by space, labels, type and date", async () => {
      const titles = async (args: Json) =>
        (await site.data("confluence_search", { query: "zebra runbook", limit: 50, ...args })).items.map(
          (i: Json) => i.title,
        );
      expect(await titles({ spaceId: "PEOPLE" })).not.toContain("Animals");
      expect(await titles({ type: "comment" })).not.toContain("Animals");
      expect(await titles({ labels: ["runbook"] })).not.toContain("Animals");
      expect((await titles({ labels: ["runbook"] })).length).toBeGreaterThan(0);
      const changed = await titles({ modifiedSince: (await today()).slice(0, 10) });
      expect(changed).toContain("Animals");
      expect((await site.call("confluence_search", { query: "zebra", modifiedSince: "lately" })).error?.code).toBe(
        "invalid_input",
      );
    });

    it("wants a quoted phrase to be there", async () => {
      const { items } = await site.data("confluence_search", { query: '"zebra crossing" road', limit: 50 });
      expect(items.map((item: Json) => item.title).sort()).toEqual(["Animals", "Zebra crossing rules"]);
    });

    const today = async () => (await site.data("confluence_get_page", { pageId: "ENG:Animals" })).modifiedAt as string;
  });
});
