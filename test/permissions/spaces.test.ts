import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agent, type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";

const everything = {
  Pages: { level: "write", allowDelete: true },
  Spaces: { level: "write", allowDelete: true },
  Search: { level: "read" },
  Attachments: { level: "write", allowDelete: true },
  Users: { level: "read" },
} as const;

let site: OpenSite;
/** May reach ENG and nothing else, and there everything. */
let agent: Agent;
/** A page of PEOPLE, which the connection's account may see and the agent may not. */
let hidden: { id: string; title: string; spaceId: string; url: string };
let shown: { id: string; title: string; spaceId: string };
/** Ids and titles of everything outside. */
let secrets: string[];

beforeAll(async () => {
  site = await openSite();
  agent = await site.agent({ groups: everything, spaces: { only: ["ENG"] } });
  const spaces = (await site.site("GET", "/wiki/api/v2/spaces?limit=250")).json.results as Json[];
  const eng = spaces.find(({ key }) => key === "ENG");
  const pages: Json[] = [];
  for (const space of spaces) {
    const { json } = await site.site("GET", `/wiki/api/v2/spaces/${space.id}/pages?limit=250`);
    pages.push(...json.results);
  }
  const outside = pages.filter(({ spaceId }) => spaceId !== eng.id);
  const inside = new Set(pages.filter(({ spaceId }) => spaceId === eng.id).map(({ title }) => title));
  // Short titles stand in other texts by chance.
  secrets = outside.flatMap(({ id, title }) => [id, ...(title.length > 15 && !inside.has(title) ? [title] : [])]);
  const hq = spaces.find(({ key }) => key === "HQ");
  const page = outside.find(({ spaceId, parentId }) => spaceId === hq.id && parentId !== null);
  hidden = { id: page.id, title: page.title, spaceId: page.spaceId, url: `/wiki/spaces/HQ/pages/${page.id}` };
  shown = pages.find(({ spaceId, parentId }) => spaceId === eng.id && parentId !== null);
});
afterAll(() => site?.close());

/** What an answer tells of the outside that the caller did not say itself. */
function leaks(answer: Answer, given: unknown): string[] {
  const text = JSON.stringify({ data: answer.data, error: answer.error });
  const own = JSON.stringify(given);
  return secrets.filter((secret) => text.includes(`"${secret}"`) && !own.includes(secret));
}

async function refused(tool: string, args: Record<string, unknown>): Promise<void> {
  const before = await snapshotOf(hidden.id);
  const answer = await agent.call(tool, args);
  expect(answer.error, `${tool} ${JSON.stringify(args)}`).not.toBeNull();
  expect(["not_found", "policy_refused", "invalid_input", "invalid_cql"]).toContain(answer.error?.code);
  expect(leaks(answer, args)).toEqual([]);
  expect(JSON.stringify(answer)).not.toContain(hidden.title);
  expect(await snapshotOf(hidden.id)).toEqual(before);
}

const snapshotOf = async (id: string) => {
  const { json } = await site.site("GET", `/wiki/api/v2/pages/${id}?body-format=storage&include-labels=true`);
  return JSON.stringify([json.title, json.status, json.parentId, json.version?.number, json.body, json.labels]);
};

describe("an agent limited to a space", () => {
  it("reads and writes there", async () => {
    expect((await agent.call("confluence_get_page", { pageId: shown.id })).error).toBeNull();
    expect((await agent.call("confluence_get_page", { pageId: `ENG:${shown.title}` })).error).toBeNull();
    const created = await agent.call("confluence_create_page", { spaceId: "ENG", title: "Inside", body: "yes" });
    expect(created.error).toBeNull();
    expect(
      (await agent.call("confluence_add_labels", { contentId: created.data.id, labels: ["inside"] })).error,
    ).toBeNull();
    expect((await agent.call("confluence_delete_page", { pageId: created.data.id })).error).toBeNull();
  });

  it("reaches no page elsewhere by id, address, tiny link or title", async () => {
    const tiny = Buffer.alloc(8);
    tiny.writeBigUInt64LE(BigInt(hidden.id));
    const code = tiny
      .toString("base64")
      .replace(/A*=+$/, "")
      .replace(/A+$/, "")
      .replace(/\//g, "-")
      .replace(/\+/g, "_");
    for (const pageId of [
      hidden.id,
      hidden.url,
      `/wiki/x/${code}`,
      `HQ:${hidden.title}`,
      `/wiki/pages/viewpage.action?pageId=${hidden.id}`,
    ]) {
      await refused("confluence_get_page", { pageId });
      await refused("confluence_list_child_pages", { pageId });
      await refused("confluence_list_comments", { pageId });
      await refused("confluence_update_page", { pageId, title: "Taken over" });
      await refused("confluence_delete_page", { pageId });
      await refused("confluence_add_labels", { contentId: pageId, labels: ["taken"] });
      await refused("confluence_list_labels", { contentId: pageId });
      await refused("confluence_add_comment", { pageId, body: "hello" });
    }
  });

  it("tells of a page elsewhere and of no page in the same words", async () => {
    const [there, nowhere] = await Promise.all(
      [hidden.id, "999999999999"].map((pageId) => agent.call("confluence_get_page", { pageId })),
    );
    const words = (answer: Answer | undefined, id: string) => JSON.stringify(answer?.error).replaceAll(id, "ID");
    expect(words(there, hidden.id)).toBe(words(nowhere, "999999999999"));
  });

  it("cannot put anything elsewhere, nor take anything from there", async () => {
    await refused("confluence_create_page", { spaceId: "HQ", title: "Planted" });
    await refused("confluence_create_page", { parentId: hidden.id, title: "Planted" });
    await refused("confluence_create_page", { spaceId: "ENG", parentId: hidden.id, title: "Planted" });
    await refused("confluence_update_page", { pageId: shown.id, parentId: hidden.id });
  });

  it("neither shows nor asks people about what would be put elsewhere, as if it were nowhere", async () => {
    const asking = Object.fromEntries(
      Object.entries(everything).map(([group, rule]) => [group, { ...rule, requireApproval: rule.level === "write" }]),
    );
    const asks = await site.agent({ groups: asking, spaces: { only: ["ENG"] } });
    const told = async (by: Agent, tool: string, args: Record<string, unknown>, id: string, dryRun: boolean) => {
      const answer = await by.call(tool, { ...args, dryRun });
      expect(answer.error?.code, `${tool} ${JSON.stringify(args)}`).toBe("not_found");
      return JSON.stringify(answer.error).replaceAll(id, "ID");
    };
    const nowhere = "999999999999";
    for (const [by, dryRun] of [
      [agent, true],
      [asks, false],
    ] as const) {
      const ask = (tool: string, args: (id: string) => Record<string, unknown>, id: string) =>
        told(by, tool, args(id), id, dryRun);
      const under = (parentId: string) => ({ spaceId: "ENG", parentId, title: "Planted" });
      const moved = (parentId: string) => ({ pageId: shown.id, parentId });
      const inSpace = (spaceId: string) => ({ spaceId, title: "Planted" });
      for (const [tool, args, id] of [
        ["confluence_create_page", under, hidden.id],
        ["confluence_update_page", moved, hidden.id],
        ["confluence_create_page", inSpace, hidden.spaceId],
        ["confluence_create_blog_post", inSpace, hidden.spaceId],
      ] as const)
        expect(await ask(tool, args, id), tool).toBe(await ask(tool, args, nowhere));
      const raw = (id: string) => ({ method: "DELETE", path: `/wiki/api/v2/pages/${id}` });
      expect(await ask("confluence_api_call", raw, hidden.id)).toBe(await ask("confluence_api_call", raw, nowhere));
      expect((await by.call("confluence_api_call", { ...raw(shown.id), dryRun: true })).error).toBeNull();
      const fine = { spaceId: shown.spaceId, parentId: shown.id, title: "Fine", dryRun };
      expect((await by.call("confluence_create_page", fine)).error).toBeNull();
    }
  });

  it("lists only what is in its space", async () => {
    for (const [tool, args] of [
      ["confluence_list_pages", { limit: 250 }],
      ["confluence_list_spaces", { limit: 250 }],
      ["confluence_search_cql", { cql: "type = page", limit: 250 }],
      ["confluence_list_attachments", { limit: 250 }],
    ] as const) {
      const answer = await agent.call(tool, args, { maxCharacters: 0 });
      expect(answer.error, tool).toBeNull();
      expect(answer.data.items.length, tool).toBeGreaterThan(0);
      expect(leaks(answer, args), tool).toEqual([]);
    }
  });

  it("cannot make CQL look elsewhere, whatever the query says", async () => {
    for (const cql of [
      'space = "HQ"',
      `id = ${hidden.id}`,
      `title = "${hidden.title}"`,
      `space = ENG or space = HQ`,
      `space = ENG) or (space = HQ`,
      `type = page or type = page order by created`,
      `type = page ORDER BY created DESC, "space = HQ"`,
      `text ~ "a*" or text ~ "e*"`,
      `not (space = ENG) and type = page`,
      `space in (HQ, "ENG")`,
      `space.type = global and type = page`,
      `ancestor = ${hidden.id} or parent = ${hidden.id}`,
      `label = "x" or (type = page and space != ENG)`,
      `siteSearch ~ "the"`,
      `type = space`,
    ]) {
      const answer = await agent.call("confluence_search_cql", { cql, limit: 100 }, { maxCharacters: 0 });
      expect(leaks(answer, cql), cql).toEqual([]);
      const raw = {
        method: "GET",
        path: "/wiki/rest/api/search",
        query: { cql, limit: 100 },
        headers: { accept: "application/json" },
      };
      const direct = await agent.call("confluence_api_call", raw, { maxCharacters: 0 });
      expect(leaks(direct, raw), cql).toEqual([]);
      expect(JSON.stringify(direct), cql).not.toMatch(/space in \(ENG\)/i);
    }
  });

  it("gets nothing through raw requests that tools would not give", async () => {
    const get = async (path: string, extra: Record<string, unknown> = {}) => {
      const args = { method: "GET", path, headers: { accept: "application/json" }, ...extra };
      const answer = await agent.call("confluence_api_call", args, { maxCharacters: 0 });
      expect(leaks(answer, args), path).toEqual([]);
      return answer;
    };
    for (const path of [
      `/wiki/api/v2/pages/${hidden.id}`,
      `/wiki/api/v2/pages/${hidden.id}?body-format=view`,
      `/wiki/api/v2/pages?id=${hidden.id}`,
      `/wiki/api/v2/pages?id=${shown.id}&id=${hidden.id}`,
      `/wiki/api/v2/pages?id=${shown.id},${hidden.id}`,
      `/wiki/api/v2/spaces/${hidden.spaceId}/pages`,
      `/wiki/api/v2/spaces?keys=HQ`,
      `/wiki/api/v2/pages/${hidden.id}/versions`,
      `/wiki/api/v2/pages/${hidden.id}/properties`,
      `/wiki/api/v2/pages/${hidden.id}/ancestors`,
      `/wiki/rest/api/content/${hidden.id}/restriction`,
      `/wiki/rest/api/content/${hidden.id}/descendant/page`,
      `/wiki/rest/api/content/search?cql=type=page&cql=space=HQ`,
      `/wiki/rest/api/search?cql=type=page&expand=content.body.view`,
      `/wiki/rest/api/audit`,
      `/wiki/rest/api/audit?spaceKey=ENG`,
      `/wiki/api/v2/labels?space-id=${shown.spaceId}`,
      `/wiki/rest/api/longtask`,
      `/wiki/rest/api/label?name=decision`,
      `/wiki/rest/api/template/page?spaceKey=HQ`,
      `/wiki/rest/api/space/HQ/settings`,
      `/wiki/api/v2/tasks?space-id=${hidden.spaceId}`,
      `/wiki//api/v2/pages/${hidden.id}`,
      `/wiki/api/v2/../v2/pages/${hidden.id}`,
      `/wiki/api/v2/%2e%2e/v2/pages/${hidden.id}`,
      `/wiki/api/v2/pages/%2e/${hidden.id}`,
      `/wiki/API/v2/pages/${hidden.id}`,
      `/wiki/api/V2/PAGES/${hidden.id}`,
      `/wiki/api/v2/pages/${hidden.id}/`,
      `/wiki/api/v2/pages;x=1/${hidden.id}`,
      `https://example.com/wiki/api/v2/pages/${hidden.id}`,
    ]) {
      expect((await get(path)).error, path).not.toBeNull();
    }
    for (const path of [
      "/wiki/api/v2/pages?limit=250",
      "/wiki/api/v2/spaces?limit=250",
      "/wiki/api/v2/tasks?limit=250",
      "/wiki/api/v2/footer-comments?limit=100",
    ])
      expect((await get(path)).error, path).toBeNull();
    const override = await agent.call("confluence_api_call", {
      method: "GET",
      path: `/wiki/api/v2/pages/${shown.id}`,
      headers: { "X-HTTP-Method-Override": "DELETE" },
    });
    expect(override.error?.code).toBe("invalid_input");
  });

  it("cannot write elsewhere through raw requests, not even with bodies that read two ways", async () => {
    const headers = { "content-type": "application/json", "x-atlassian-token": "no-check" };
    const write = (method: string, path: string, body?: unknown) =>
      refused("confluence_api_call", { method, path, headers, ...(body !== undefined && { body }) });
    await write("POST", "/wiki/api/v2/pages", { spaceId: hidden.spaceId, status: "current", title: "Planted" });
    await write(
      "POST",
      "/wiki/api/v2/pages",
      `{"spaceId":"${shown.spaceId}","spaceId":"${hidden.spaceId}","title":"Planted","status":"current"}`,
    );
    await write("POST", "/wiki/api/v2/footer-comments", {
      pageId: hidden.id,
      body: { representation: "storage", value: "<p>x</p>" },
    });
    await write("PUT", `/wiki/rest/api/content/${shown.id}/move/append/${hidden.id}`);
    await write("PUT", `/wiki/rest/api/content/${hidden.id}/move/append/${shown.id}`);
    await write("POST", `/wiki/rest/api/content/${hidden.id}/copy`, {
      destination: { type: "parent_page", value: shown.id },
    });
    await write("POST", `/wiki/rest/api/content/${shown.id}/copy`, { destination: { type: "space", value: "HQ" } });
    await write("POST", `/wiki/rest/api/content/${shown.id}/pagehierarchy/copy`, { destinationPageId: hidden.id });
    await write("POST", "/wiki/rest/api/content/archive", { pages: [{ id: shown.id }, { id: hidden.id }] });
    await write("DELETE", `/wiki/api/v2/pages/${hidden.id}`);
    await write("POST", `/wiki/api/v2/pages/${hidden.id}/properties`, { key: "x", value: 1 });
    await write("DELETE", "/wiki/rest/api/space/ENG");
    await write("DELETE", "/wiki/rest/api/space/HQ");
  });

  it("notices that a page was moved away since it last read it", async () => {
    const { data } = await agent.call("confluence_create_page", { spaceId: "ENG", title: "Moves away", body: "x" });
    expect((await agent.call("confluence_get_page", { pageId: data.id })).error).toBeNull();
    const moved = await site.site("PUT", `/wiki/rest/api/content/${data.id}/move/append/${hidden.id}`);
    expect(moved.status).toBe(200);
    for (const [tool, args] of [
      ["confluence_get_page", { pageId: data.id }],
      ["confluence_list_labels", { contentId: data.id }],
      ["confluence_update_page", { pageId: data.id, title: "Still mine" }],
    ] as const)
      expect((await agent.call(tool, args)).error?.code, tool).toBe("not_found");
  });

  it("is not shown what macros fetch from elsewhere", async () => {
    const body = `<ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ac:link><ri:page ri:space-key="HQ" ri:content-title="${hidden.title}" /></ac:link></ac:parameter></ac:structured-macro>`;
    const { data } = await agent.call("confluence_create_page", {
      spaceId: "ENG",
      title: "Includes",
      body,
      format: "storage",
    });
    const view = await agent.call("confluence_get_page", { pageId: data.id, format: "view" });
    expect(view.error?.code).toBe("policy_refused");
    expect((await agent.call("confluence_get_page", { pageId: data.id, format: "markdown" })).error).toBeNull();
    expect((await agent.call("confluence_get_page", { pageId: shown.id, format: "view" })).error).toBeNull();
  });

  it("reads no rest of a result once its spaces were changed", async () => {
    const other = await site.agent({ groups: everything });
    const { meta } = await other.call("confluence_list_pages", { limit: 250 });
    await other.setPolicy({ groups: everything, spaces: { only: ["ENG"] } });
    expect((await other.call("confluence_read_more", { next: meta.next })).error?.code).toBe("policy_refused");
  });
});

describe("an agent without limits by name", () => {
  it("leaves personal spaces alone unless it is told otherwise", async () => {
    const usual = await site.agent({ groups: everything });
    const spaces = (await site.site("GET", "/wiki/api/v2/spaces?limit=250&type=personal")).json.results as Json[];
    const pages = (await site.site("GET", `/wiki/api/v2/spaces/${spaces[0].id}/pages`)).json.results as Json[];
    expect((await usual.call("confluence_get_page", { pageId: pages[0].id })).error?.code).toBe("not_found");
    expect((await usual.call("confluence_get_page", { pageId: hidden.id })).error).toBeNull();
    const listed = await usual.call("confluence_list_spaces", { limit: 250 });
    expect(listed.data.items.some(({ type }: Json) => type === "personal")).toBe(false);
    const trusted = await site.agent({ groups: everything, spaces: { personal: true } });
    expect((await trusted.call("confluence_get_page", { pageId: pages[0].id })).error).toBeNull();
  });
});
