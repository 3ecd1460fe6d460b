import { Tributary } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newSecret } from "../../packages/server/src/base/ids.ts";
import { policySchema } from "../../packages/server/src/policy/policy.ts";
import { newSettings } from "../../packages/server/src/store/sources.ts";
import type { Answer, Json } from "../open-site.ts";
import { openSynced, type Synced } from "../sync/open-synced.ts";

const groups = {
  Pages: { level: "write" },
  Spaces: { level: "read" },
  Search: { level: "read" },
  Attachments: { level: "read" },
  Users: { level: "read" },
} as const;

/** Every page of the trial says this; what else it says tells where it stands. */
const word = "wombatry";
/** Said only where an agent limited to ENG must not look. (What a page names in an include stands in the page itself.) */
const secrets = ["hqsecretium", "hqexcerptium", "restrictium", "belowlockium", "personalium", "Titelium"];

let synced: Synced;
let ids: Record<"hq" | "eng" | "including" | "restricted" | "below", string>;

beforeAll(async () => {
  // The account that is connected may see every space, and not the page that only the owner may read.
  synced = await openSynced({ account: "bruno@rillmark.example" });
  const spaces = (await synced.site("GET", "/wiki/api/v2/spaces?limit=250")).results as Json[];
  const spaceId = (key: string) => spaces.find((space) => space.key === key).id;
  const page = async (key: string, title: string, value: string, parentId?: string): Promise<string> => {
    const body = { representation: "storage", value };
    const made = { spaceId: spaceId(key), title, status: "current", body, ...(parentId && { parentId }) };
    return (await synced.site("POST", "/wiki/api/v2/pages", made)).id;
  };
  const excerpt = `<ac:structured-macro ac:name="excerpt"><ac:rich-text-body><p>hqexcerptium ${word}</p></ac:rich-text-body></ac:structured-macro>`;
  const hq = await page("HQ", "Ledger of HQ", `<p>${word} hqsecretium</p>${excerpt}`);
  await page("HQ", "Titelium", `<p>${word}</p>`);
  const eng = await page("ENG", "Open page", `<p>${word} in the open. ${"Long reading. ".repeat(200)}</p>`);
  const link = '<ri:page ri:space-key="HQ" ri:content-title="Ledger of HQ"/>';
  const include = (name: string) =>
    `<ac:structured-macro ac:name="${name}"><ac:parameter ac:name=""><ac:link>${link}</ac:link></ac:parameter></ac:structured-macro>`;
  const including = await page(
    "ENG",
    "Including page",
    `<p>${word} beside</p>${include("include")}${include("excerpt-include")}`,
  );
  const restricted = await page("ENG", "For the owner", `<p>${word} restrictium</p>`);
  const below = await page("ENG", "Below it", `<p>${word} belowlockium</p>`, restricted);
  const owner = synced.emulator.admin.accounts().find(({ email }) => email === synced.emulator.credentials.email);
  await synced.site("PUT", `/wiki/rest/api/content/${restricted}/restriction`, [
    { operation: "read", restrictions: { user: [{ type: "known", accountId: owner?.id }], group: [] } },
  ]);
  ids = { hq, eng, including, restricted, below };
  await synced.sync();
  await synced.sync({ sweep: true });
  // Personal spaces are not synced; one that got into the index all the same is still kept apart.
  const template = await synced.app.index.get(synced.connection.id, eng);
  if (template === undefined) throw new Error("the open page was not synced");
  const passages = [{ headingPath: [], text: `${word} personalium` }];
  const personal = { spaceId: "999", spaceKey: "~ada", spaceName: "Ada", title: "Diary", passages };
  await synced.app.index.put([{ ...template, ...personal, id: "personal" }]);
}, 120_000);
afterAll(() => synced?.close());

type Asking = { apiKey: string; call(tool: string, args: object, more?: object): Promise<Answer>; client: Tributary };

let agents = 0;
async function agent(policy: object, connected = true): Promise<Asking> {
  const id = `agt_${++agents}`;
  const connectionIds = connected ? [synced.connection.id] : [];
  const parsed = policySchema.parse({ groups, ...policy });
  const made = { id, name: "Agent", policy: parsed, connectionIds, callbackUrl: null, createdAt: 0, updatedAt: 0 };
  const { store, door, fetch: answer } = synced.app;
  await store.agents.insert(made);
  const apiKey = `trib_${newSecret()}`;
  await store.apiKeys.insert(`key_${id}`, apiKey, { kind: "agent", id }, "test", 0);
  const fetch = (input: string | URL | Request, init?: RequestInit) => answer(new Request(input, init));
  return {
    apiKey,
    client: new Tributary({ baseUrl: "http://t", apiKey, fetch: fetch as typeof globalThis.fetch }),
    async call(tool, args, more = {}) {
      const { policy: now } = await store.agents.get(id);
      const caller = { kind: "agent" as const, ...made, policy: policySchema.parse(now) };
      return (await door.execute(caller, { tool, arguments: args, surface: "test", ...more })) as Answer;
    },
  };
}

/** Everything a caller is told when they look for something in every way there is. */
async function everything({ call, client, apiKey }: Asking, text: string): Promise<string> {
  const scope = { connectionId: synced.connection.id };
  const got = (query: string) =>
    synced.app.fetch(new Request(`http://t/v1/search?${query}`, { headers: { authorization: `Bearer ${apiKey}` } }));
  const found = await Promise.all([
    got(`q=${encodeURIComponent(text)}&limit=100&total=true`).then((answer) => answer.json()),
    call("confluence_search", { query: text, limit: 50 }),
    call("confluence_search", { query: `${text} Ledger diary owner`, limit: 50, labels: [] }),
    call("confluence_search_content", { query: text, limit: 100 }),
    call("confluence_search_cql", { cql: `text ~ "${text}" or title ~ "${text}"`, limit: 100, fromIndex: true }),
    call("confluence_search_cql", { cql: "id > 0 or type in (page, blogpost)", limit: 250, fromIndex: true }),
    call("confluence_recently_changed", { limit: 100 }),
    call("confluence_recently_changed", { limit: 100, since: "2000-01-01", spaceId: "HQ" }),
    call("confluence_space_digest", { spaceId: "ENG", since: "2000-01-01", limit: 200, comments: true }),
    call("confluence_space_digest", { spaceId: "HQ", since: "2000-01-01", limit: 200 }),
    ...[ids.eng, ids.including].map((pageId) => call("confluence_related_pages", { pageId, limit: 25 })),
    call("confluence_search_cql", { cql: `text ~ "${text}" or title ~ "${text}"`, limit: 100 }),
    client.search(text, { limit: 100, total: true }),
    client.search(text, { limit: 100, perDocument: 20, prefix: true, ...scope }),
    client.search(`"${text}"`, { limit: 100, ...scope }),
  ]);
  return JSON.stringify(found);
}

const leaked = (text: string, but: readonly string[] = []) =>
  secrets.filter((secret) => !but.includes(secret) && text.includes(secret));

describe("what an agent finds", () => {
  it("answers from the index, as cited passages", async () => {
    const { call } = await agent({ spaces: { only: ["ENG"] } });
    const { data, error } = await call("confluence_search", { query: word });
    expect(error).toBeNull();
    expect(data.source).toBe("index");
    const titles = data.items.map(({ title }: Json) => title);
    expect(titles.sort()).toEqual(["Including page", "Open page"]);
    expect(data.items[0]).toMatchObject({ spaceKey: "ENG", url: expect.stringContaining("/wiki/") });
  });

  it("lies in the one space it is limited to, however it asks", async () => {
    for (const only of [["ENG"], ["eng"]]) {
      const asking = await agent({ spaces: { only } });
      for (const text of [word, ...secrets]) {
        expect(leaked(await everything(asking, text), [text]), text).toEqual([]);
      }
    }
  });

  it("is nothing where it may reach no space, or no connection", async () => {
    const nowhere = await agent({ spaces: { only: [] } });
    expect((await nowhere.client.search(word)).items).toEqual([]);
    const elsewhere = await agent({}, false);
    expect((await elsewhere.client.search(word)).items).toEqual([]);
    await expect(elsewhere.client.search(word, { connectionId: synced.connection.id })).rejects.toMatchObject({
      code: "not_found",
    });
    const { error } = await elsewhere.call(
      "confluence_search",
      { query: word },
      { connectionId: synced.connection.id },
    );
    expect(error).toMatchObject({ code: "not_found" });
  });

  it("cannot be widened by a filter", async () => {
    const { client, call } = await agent({ spaces: { only: ["ENG"] } });
    const widening = [
      { spaces: ["HQ"] },
      { spaces: ["HQ", "ENG"] },
      { ancestorId: ids.hq },
      { title: "Ledger" },
      { kinds: ["page" as const, "comment" as const, "file" as const] },
      { modifiedAfter: "1970-01-01" },
    ];
    for (const filter of widening)
      expect(
        leaked(JSON.stringify(await client.search(word, { limit: 100, ...filter }))),
        JSON.stringify(filter),
      ).toEqual([]);
    expect((await client.search(word, { spaces: ["HQ"], total: true })).total).toBe(0);
    const there = await call("confluence_search", { query: word, spaceId: "HQ" });
    const nowhere = await call("confluence_search", { query: word, spaceId: "NOSUCH" });
    const told = ({ data, error }: Answer, key: string) => JSON.stringify([data, error]).replaceAll(key, "KEY");
    expect(told(there, "HQ")).toBe(told(nowhere, "NOSUCH"));
  });

  it("is never what an account may not read, nor what stands below it", async () => {
    const asking = await agent({});
    const text = await everything(asking, word);
    expect(text).toContain("hqsecretium");
    expect(leaked(text, ["hqsecretium", "hqexcerptium", "Titelium"])).toEqual([]);
    const admin = { kind: "member" as const, id: "mbr_1", name: "Admin", role: "admin" as const };
    const { data } = (await synced.app.door.execute(admin, {
      tool: "confluence_search",
      arguments: { query: "restrictium belowlockium" },
      surface: "test",
    })) as Answer;
    expect(data).toMatchObject({ source: "index", items: [] });
  });

  it("is in personal spaces only where the policy says so", async () => {
    expect((await (await agent({})).client.search("personalium")).items).toEqual([]);
    expect((await (await agent({ spaces: { except: ["HQ"] } })).client.search("personalium")).items).toEqual([]);
    expect((await (await agent({ spaces: { personal: true } })).client.search("personalium")).items).toHaveLength(1);
    expect((await (await agent({ spaces: { only: ["~ada"] } })).client.search("personalium")).items).toHaveLength(1);
  });

  it("leaves out the spaces of a deny list, by key and by id", async () => {
    const hqId = (await synced.site("GET", "/wiki/api/v2/spaces?keys=HQ")).results[0].id;
    for (const except of [["HQ"], ["hq"], [hqId]]) {
      const asking = await agent({ spaces: { except } });
      expect(leaked(await everything(asking, word)), JSON.stringify(except)).toEqual([]);
    }
  });

  it("tells of a page or space outside and of none at all in the same words", async () => {
    const { call } = await agent({ spaces: { only: ["ENG"] } });
    const told = async (tool: string, args: Record<string, string>, named: string) => {
      const { data, error } = await call(tool, args);
      return JSON.stringify([data, error]).replaceAll(named, "NAMED");
    };
    for (const [there, nowhere] of [
      [ids.hq, "999999999"],
      [ids.restricted, "999999999"],
    ] as const) {
      expect(await told("confluence_related_pages", { pageId: there }, there)).toBe(
        await told("confluence_related_pages", { pageId: nowhere }, nowhere),
      );
    }
    for (const tool of ["confluence_space_digest", "confluence_recently_changed"]) {
      const ask = (spaceId: string) => told(tool, { spaceId, since: "2000-01-01" }, spaceId);
      expect(await ask("HQ"), tool).toBe(await ask("NOSUCH"));
    }
  });

  it("is all an agent hears of in the lists of what is synced", async () => {
    const { id } = synced.connection;
    const failure = { itemId: ids.hq, title: "Titelium", reason: "broken", at: 1 };
    await synced.app.store.syncMemory.saveBatch(id, { failures: [failure] });
    const told = async (policy: object) => {
      const { apiKey } = await agent(policy);
      const paths = ["/v1/sources", `/v1/sources/${id}`, `/v1/sources/${id}/failures`, "/v1/sync-runs"];
      const read = async (path: string): Promise<Json> =>
        (
          await synced.app.fetch(new Request(`http://t${path}`, { headers: { authorization: `Bearer ${apiKey}` } }))
        ).json();
      return Promise.all(paths.map(read));
    };
    const [limited, one] = await told({ spaces: { only: ["ENG"] } }).then(
      (all) => [JSON.stringify(all), all[1]] as const,
    );
    expect(one.spaces.map(({ key }: Json) => key)).toEqual(["ENG"]);
    expect(one.documents).toBe(one.spaces[0].documents);
    expect(limited).not.toMatch(/"HQ"|confidential|Titelium/);
    const denied = JSON.stringify(await told({ spaces: { except: ["HQ"] } }));
    expect(denied).not.toMatch(/"HQ"|Titelium/);
    expect(denied).toContain('"ENG"');
    // Nor how much there is of all of them together, nor how much of it was told apart.
    const whole = await told({});
    expect(whole[1].lastRun.requests).toBeGreaterThan(0);
    expect(whole[1].failures).toBe(1);
    expect(one.failures).toBe(0);
    const [run] = whole[3].items.filter(({ added }: Json) => added > 0);
    expect(run).toBeDefined();
    const counts = { added: 0, changed: 0, removed: 0, failed: 0, requests: 0, skipped: {}, failures: [] };
    const progress = { done: 0, spaces: 0, spacesDone: 0 };
    const [, , , { items }] = await told({ spaces: { only: ["ENG"] } });
    for (const hidden of [one.lastRun, ...items]) {
      expect(hidden).toMatchObject({ ...counts, progress });
      expect(hidden.progress.total).toBeUndefined();
      expect(hidden.warnings.join()).toContain("limited");
    }
    expect(JSON.stringify(await told({}))).toMatch(/"HQ".*Titelium/);
    await synced.app.store.syncMemory.saveBatch(id, { succeeded: [ids.hq] });
  });

  it("does not come by a suggestion", async () => {
    const { client, call } = await agent({ spaces: { only: ["ENG"] } });
    expect((await client.search("hqsecretiun")).didYouMean).toBeUndefined();
    expect(JSON.stringify(await call("confluence_search", { query: "hqsecretiun" }))).not.toContain("hqsecretium");
    expect((await (await agent({})).client.search("hqsecretiun")).didYouMean).toBe("hqsecretium");
  });
});

describe("text that a page takes from another one", () => {
  it("stays in the space it comes from: it was never put into the page that includes it", async () => {
    const including = await synced.app.index.get(synced.connection.id, ids.including);
    expect(JSON.stringify(including?.passages)).toContain(`${word} beside`);
    expect(leaked(JSON.stringify(including))).toEqual([]);
    const admin = await synced.app.index.query({
      text: "hqexcerptium",
      sources: [{ sourceId: synced.connection.id, viewer: "all" }],
    });
    expect(admin.hits.map(({ documentId }) => documentId)).toEqual([ids.hq]);
  });
});

describe("text that a page took from one of its own space", () => {
  // The next runs would look for it at the site.
  beforeAll(() => synced.app.index.remove(synced.connection.id, ["personal"]).then(() => undefined));

  it.each(["moved", "deleted", "restricted"])("goes when that one is %s", async (what) => {
    const secret = `takenium${what}`;
    const space = (await synced.site("GET", "/wiki/api/v2/spaces?keys=ENG")).results[0].id;
    const page = async (title: string, value: string) => {
      const made = { spaceId: space, title, status: "current", body: { representation: "storage", value } };
      return (await synced.site("POST", "/wiki/api/v2/pages", made)).id;
    };
    const source = await page(`Source ${what}`, `<p>${secret}</p>`);
    const link = `<ac:link><ri:page ri:content-title="Source ${what}"/></ac:link>`;
    const taker = await page(
      `Taker ${what}`,
      `<p>beside</p><ac:structured-macro ac:name="include"><ac:parameter ac:name="">${link}</ac:parameter></ac:structured-macro>`,
    );
    const textOf = async () => JSON.stringify((await synced.app.index.get(synced.connection.id, taker))?.passages);
    await synced.sync();
    expect(await textOf()).toContain(secret);
    const hq = (await synced.site("GET", "/wiki/api/v2/spaces?keys=HQ")).results[0];
    const owner = synced.emulator.admin.accounts().find(({ email }) => email === synced.emulator.credentials.email);
    if (what === "moved") await synced.site("PUT", `/wiki/rest/api/content/${source}/move/append/${hq.homepageId}`);
    else if (what === "deleted") await synced.site("DELETE", `/wiki/api/v2/pages/${source}`);
    else
      await synced.site("PUT", `/wiki/rest/api/content/${source}/restriction`, [
        { operation: "read", restrictions: { user: [{ type: "known", accountId: owner?.id }], group: [] } },
      ]);
    await synced.sync({ sweep: true });
    expect(await textOf()).toContain("beside");
    expect(await textOf()).not.toContain(secret);
  });
});

describe("a caller who may not search", () => {
  it("is refused without the group, or with the tool denied, on every way", async () => {
    const { Search: _, ...others } = groups;
    for (const policy of [
      { groups: others },
      { groups: { ...groups, Search: { level: "disabled" } } },
      { tools: { deny: ["confluence_search"] } },
    ]) {
      const asking = await agent(policy);
      expect((await asking.call("confluence_search", { query: word })).error).toMatchObject({ code: "policy_refused" });
      if (!("tools" in policy)) {
        for (const [tool, args] of [
          ["confluence_recently_changed", {}],
          ["confluence_related_pages", { pageId: ids.eng }],
          ["confluence_space_digest", { spaceId: "ENG", since: "2000-01-01" }],
          ["confluence_search_cql", { cql: "type = page", fromIndex: true }],
        ] as const)
          expect((await asking.call(tool, args)).error, tool).toMatchObject({ code: "policy_refused" });
      }
      await expect(asking.client.search(word)).rejects.toMatchObject({ code: "policy_refused" });
      const address = `http://t/v1/search?q=${word}`;
      const got = await synced.app.fetch(
        new Request(address, { headers: { authorization: `Bearer ${asking.apiKey}` } }),
      );
      expect(got.status).toBe(403);
    }
  });
});

describe("what is read on", () => {
  it("belongs to its caller, under the limits it was found with, while they may search", async () => {
    const finder = await agent({ spaces: { only: ["ENG"] } });
    const { data, meta } = await finder.call(
      "confluence_search",
      { query: `${word} reading`, limit: 50 },
      { maxCharacters: 900 },
    );
    expect(data.items.length).toBeGreaterThan(0);
    const next = meta.next as string;
    expect(next).toBeDefined();
    const other = await agent({});
    expect((await other.call("confluence_read_more", { next })).error).toMatchObject({ code: "not_found" });
    const disguised = next.replace(/\.\w+$/, ".Pages");
    expect((await finder.call("confluence_read_more", { next: disguised })).error).toMatchObject({ code: "not_found" });
    const rest = await finder.call("confluence_read_more", { next });
    expect(rest.error).toBeNull();
    expect(leaked(JSON.stringify(rest))).toEqual([]);
    const id = `agt_${agents - 1}`;
    await synced.app.store.agents.update(id, { policy: policySchema.parse({ groups, spaces: { only: ["HQ"] } }) }, 1);
    expect((await finder.call("confluence_read_more", { next })).error).toMatchObject({ code: "policy_refused" });
    const tools = { deny: ["confluence_search"] };
    const denied = policySchema.parse({ groups, spaces: { only: ["ENG"] }, tools });
    await synced.app.store.agents.update(id, { policy: denied }, 2);
    expect((await finder.call("confluence_read_more", { next })).error).toMatchObject({ code: "policy_refused" });
    const { Search: _, ...others } = groups;
    await synced.app.store.agents.update(
      id,
      { policy: policySchema.parse({ groups: others, spaces: { only: ["ENG"] } }) },
      3,
    );
    expect((await finder.call("confluence_read_more", { next })).error).toMatchObject({ code: "policy_refused" });
  });

  it("goes on by a cursor within the limits of the one who goes on", async () => {
    const wide = await agent({});
    const narrow = await agent({ spaces: { only: ["ENG"] } });
    const { data } = await wide.call("confluence_search", { query: word, limit: 1 });
    let cursor: string | undefined = data.cursor;
    const seen: unknown[] = [];
    while (cursor !== undefined) {
      const { data: page, error } = await narrow.call("confluence_search", { cursor });
      expect(error).toBeNull();
      seen.push(page);
      cursor = page.cursor;
    }
    expect(leaked(JSON.stringify(seen))).toEqual([]);
  });
});

describe("when nobody knows", () => {
  it("nothing is found: a chain that could not be read, a connection that ended", async () => {
    const { index, store } = synced.app;
    await index.patch(synced.connection.id, [{ id: ids.eng, readRestrictions: "unknown" }]);
    const asking = await agent({ spaces: { only: ["ENG"] } });
    expect((await asking.client.search(`"in the open"`)).items).toEqual([]);
    await index.patch(synced.connection.id, [{ id: ids.eng, readRestrictions: [] }]);
    expect((await asking.client.search(`"in the open"`)).items).toHaveLength(1);
    await store.sources.setSettings(synced.connection.id, { ...newSettings, paused: true }, 1);
    await store.connections.update(synced.connection.id, { status: "expired", statusReason: null }, 1);
    expect((await asking.client.search(word)).items).toEqual([]);
    expect((await asking.call("confluence_search", { query: word })).error).not.toBeNull();
  });
});
