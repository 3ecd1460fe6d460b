import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agent, type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";

const groups = {
  Pages: { level: "write", allowDelete: true },
  Spaces: { level: "write", allowDelete: true },
  Search: { level: "read" },
  Attachments: { level: "write", allowDelete: true },
  Users: { level: "read" },
} as const;
const json = { accept: "application/json" };
const sending = { ...json, "content-type": "application/json", "x-atlassian-token": "no-check" };

let site: OpenSite;
/** May reach ENG and nothing else, and there everything. */
let agent: Agent;
let shown: Json;
let hidden: Json;

beforeAll(async () => {
  site = await openSite();
  agent = await site.agent({ groups, spaces: { only: ["ENG"] } });
  shown = await aPageOf("ENG");
  hidden = await aPageOf("HQ");
});
afterAll(() => site?.close());

const api = (by: Pick<Agent, "call">, method: string, path: string, more: object = {}): Promise<Answer> =>
  by.call("confluence_api_call", { method, path, headers: json, ...more }, { maxCharacters: 0 });

async function aPageOf(key: string): Promise<Json> {
  const space = (await site.site("GET", `/wiki/api/v2/spaces?keys=${key}`)).json.results[0];
  const { json: pages } = await site.site("GET", `/wiki/api/v2/spaces/${space.id}/pages?limit=250&body-format=storage`);
  return pages.results.find(({ parentId, body }: Json) => parentId !== null && body.storage.value.length > 200);
}

describe("a raw request of an agent limited to a space", () => {
  it("is shown no rendered body, however often and where it asks for one", async () => {
    const body = `<ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ac:link><ri:page ri:space-key="HQ" ri:content-title="${hidden.title}" /></ac:link></ac:parameter></ac:structured-macro>`;
    const page = { spaceId: "ENG", title: "Shows what is elsewhere", body, format: "storage" };
    const { data } = await agent.call("confluence_create_page", page);
    for (const path of [
      `/wiki/rest/api/content/search?cql=id=${data.id}&expand=space&expand=body.view`,
      `/wiki/rest/api/content/search?cql=id=${data.id}&expand=space,%20body.view`,
      `/wiki/rest/api/search?cql=id=${data.id}&expand=content.space&expand=content.body.export_view`,
      `/wiki/rest/api/content/${shown.parentId}/descendant/page?expand=space&expand=body.styled_view`,
      `/wiki/api/v2/pages/${data.id}?body-format=storage&body-format=view`,
    ])
      expect((await api(agent, "GET", path)).error?.code, path).toBe("policy_refused");
  });

  it("is shown no earlier version, no draft and no list so either, nor where a link to another space leads", async () => {
    const include = `<ac:structured-macro ac:name='include'><ac:parameter ac:name=''>HQ:${hidden.title}</ac:parameter></ac:structured-macro>`;
    const page = { spaceId: "ENG", title: "Showed what is elsewhere", body: include, format: "storage" };
    const { id } = (await agent.call("confluence_create_page", page)).data;
    await agent.call("confluence_update_page", { pageId: id, body: "Nothing any more." });
    const get = async (query: string) => (await api(agent, "GET", `/wiki/api/v2/pages/${id}?${query}`)).error?.code;
    expect(await get("body-format=view")).toBeUndefined();
    expect(await get("body-format=view&version=1")).toBe("policy_refused");
    expect(await get("body-format=view&version=2&version=1")).toBe("policy_refused");
    const link = `<p><ac:link><ri:page ri:space-key="HQ" ri:content-title="${hidden.title}" /></ac:link></p>`;
    await agent.call("confluence_update_page", { pageId: id, body: link, format: "storage" });
    expect(await get("body-format=storage")).toBeUndefined();
    expect(await get("body-format=export_view")).toBe("policy_refused");
    expect(await get("body-format=atlas_doc_format")).toBe("policy_refused");
    const list = await api(agent, "GET", "/wiki/api/v2/pages?body-format=atlas_doc_format");
    expect(list.error?.code).toBe("policy_refused");
  });

  it("walks lists that do not even go through other spaces", async () => {
    const inside = (await site.site("GET", `/wiki/api/v2/spaces/${shown.spaceId}/pages?limit=250`)).json.results;
    const ids: string[] = [];
    let path: string | undefined = "/wiki/api/v2/pages?limit=50";
    while (path !== undefined) {
      const { body }: Json = (await api(agent, "GET", path)).data;
      path = body._links?.next;
      expect(body.results.length === 50 || path === undefined).toBe(true);
      ids.push(...body.results.map(({ id }: Json) => id));
    }
    expect(ids.sort()).toEqual(inside.map(({ id }: Json) => id).sort());
    const { data } = await agent.call("confluence_list_spaces", { limit: 1 });
    expect(data.items).toMatchObject([{ key: "ENG" }]);
  });

  it("is not told of personal spaces by way of their people", async () => {
    for (const path of [
      "/wiki/rest/api/user/current?expand=operations&expand=personalSpace",
      `/wiki/rest/api/search/user?cql=${encodeURIComponent('user.fullname ~ "a"')}&expand=user.personalSpace.homepage`,
    ])
      expect((await api(agent, "GET", path)).error?.code, path).toBe("policy_refused");
    expect((await api(agent, "GET", "/wiki/rest/api/user/current?expand=operations")).error).toBeNull();
  });

  it("takes no attachment elsewhere, nor names two spaces at once", async () => {
    const file = { contentId: shown.id, fileName: "stays.txt", text: "stays" };
    const { data } = await agent.call("confluence_upload_attachment", file);
    const moving = { id: data.id, type: "attachment", version: { number: 1 }, container: { id: hidden.id } };
    const path = `/wiki/rest/api/content/${shown.id}/child/attachment/${data.id}`;
    const moved = await api(agent, "PUT", path, { headers: sending, body: moving });
    expect(moved.error?.code).toBe("not_found");
    expect((await site.site("GET", `/wiki/api/v2/attachments/${data.id}`)).json.pageId).toBe(shown.id);
    for (const body of [
      { spaceId: [hidden.spaceId], parentId: shown.id, title: "Two", status: "current" },
      { spaceId: shown.spaceId, parentId: [hidden.id], title: "Two", status: "current" },
    ])
      expect((await api(agent, "POST", "/wiki/api/v2/pages", { headers: sending, body })).error?.code).toBe(
        "not_found",
      );
    const home = { name: "Engineering", homepage: { id: hidden.id } };
    const homed = await api(agent, "PUT", "/wiki/rest/api/space/ENG", { headers: sending, body: home });
    expect(homed.error?.code).toBe("not_found");
    const template = { name: "T", templateType: "page", body: { storage: { value: "", representation: "storage" } } };
    const space = { key: "ENG", id: hidden.spaceId };
    const made = await api(agent, "POST", "/wiki/rest/api/template", {
      headers: sending,
      body: { ...template, space },
    });
    expect(made.error?.code).toBe("not_found");
  });
});

describe("a raw request", () => {
  it("never asks anybody whether a space may be deleted, by no spelling of its path", async () => {
    const unlimited = await site.agent({ groups, spaces: { personal: true } });
    for (const path of [
      "/wiki/rest/api/space/ENG",
      "/wiki/rest/api/Space/ENG",
      "/wiki/rest/api/latest/space/ENG",
      `/wiki/api/v2/spaces/${shown.spaceId}`,
      `/wiki/api/v2/Spaces/${shown.spaceId}`,
    ]) {
      const answer = await api(unlimited, "DELETE", path);
      expect(answer.error?.code, path).toBe("policy_refused");
      expect(answer.error?.message, path).toContain("whole space");
    }
  });

  it("of an operation nobody has judged is a delete when its method is one", async () => {
    const writes = { groups: { Pages: { level: "write" } }, spaces: { personal: true } };
    const noDelete = await site.agent(writes);
    const path = `/wiki/api/v3/pages/${shown.id}`;
    expect((await api(noDelete, "DELETE", path)).error?.message).toContain("deleting is off");
    expect((await api(noDelete, "PATCH", path, { headers: sending, body: {} })).meta.approval?.status).toBe("pending");
    const deletes = await site.agent({ groups, spaces: { personal: true } });
    expect((await api(deletes, "DELETE", path)).meta.approval?.status).toBe("pending");
  });

  it("may be a HEAD, judged as the GET it is", async () => {
    const reader = await site.agent({ groups: { Pages: { level: "read" } }, spaces: { only: ["ENG"] } });
    const head = await api(reader, "head", `/wiki/api/v2/pages/${shown.id}`);
    expect(head.data).toMatchObject({ status: 200, encoding: "none" });
    expect((await api(reader, "HEAD", `/wiki/api/v2/pages/${hidden.id}`)).error?.code).toBe("not_found");
  });

  it("sets no header that would change who asks or what is asked, nor one that is none", async () => {
    const wrong: Record<string, string>[] = [
      { Authorization: "Bearer other" },
      { cookie: "a=b" },
      { Host: "example.com" },
      { "X-HTTP-Method": "DELETE" },
      { x_http_method_override: "DELETE" },
      { "X-Original-URL": "/wiki/rest/api/audit" },
      { "X-HTTP-Method-Override ": "DELETE" },
      { "x y": "1" },
      { "x-one": "a\r\nx-two: b" },
      { "x-one": "snow ☃" },
    ];
    for (const headers of wrong) {
      const requests = await site.requests(async () => {
        const answer = await api(site, "GET", "/wiki/api/v2/pages", { headers });
        expect(answer.error?.code, JSON.stringify(headers)).toBe("invalid_input");
      });
      expect(requests).toEqual([]);
    }
  });

  it("leaves out what is null, and has no body where none is read", async () => {
    const query = { limit: 2, cursor: null, sort: null };
    expect((await api(site, "GET", "/wiki/api/v2/pages", { query })).data.body.results).toHaveLength(2);
    const refused = await api(site, "GET", "/wiki/api/v2/pages", { body: { limit: 2 } });
    expect(refused.error).toMatchObject({ code: "invalid_input", message: "A GET has no body." });
  });
});
