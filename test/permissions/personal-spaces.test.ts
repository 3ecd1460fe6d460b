import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agent, type Answer, type Json, type OpenSite, openSite } from "../open-site.ts";

const groups = {
  Pages: { level: "write", allowDelete: true },
  Spaces: { level: "write", allowDelete: true },
  Search: { level: "read" },
  Attachments: { level: "write", allowDelete: true },
  Users: { level: "read" },
} as const;

let site: OpenSite;
/** Under no limit but the usual one: personal spaces are left alone. */
let agent: Agent;
/** A personal space that the account may see. */
let personal: { id: string; key: string; homepageId: string };

beforeAll(async () => {
  site = await openSite();
  agent = await site.agent({ groups });
  personal = (await site.site("GET", "/wiki/api/v2/spaces?type=personal")).json.results[0];
});
afterAll(() => site?.close());

const api = (by: Pick<Agent, "call">, method: string, path: string, more: object = {}): Promise<Answer> =>
  by.call("confluence_api_call", { method, path, headers: { accept: "application/json" }, ...more });

describe("an agent that personal spaces are left out for", () => {
  it("is not told what others did in them", async () => {
    for (const path of ["/wiki/rest/api/longtask", "/wiki/rest/api/audit", "/wiki/rest/api/audit/export"])
      expect((await api(agent, "GET", path)).error, path).toMatchObject({
        code: "policy_refused",
        hint: expect.any(String),
      });
    expect((await agent.call("confluence_get_audit_logs", {})).error?.code).toBe("policy_refused");
    const everywhere = await site.agent({ groups, spaces: { personal: true } });
    expect((await everywhere.call("confluence_get_audit_logs", {})).error).toBeNull();
    expect((await api(everywhere, "GET", "/wiki/rest/api/longtask")).error).toBeNull();
  });

  it("reaches none by a parameter of what is about the whole site otherwise", async () => {
    const path = "/wiki/rest/api/settings/lookandfeel";
    expect((await api(agent, "GET", path)).error).toBeNull();
    expect((await api(agent, "GET", `${path}?spaceKey=ENG`)).error).toBeNull();
    expect((await api(agent, "GET", `${path}?spaceKey=${encodeURIComponent(personal.key)}`)).error?.code).toBe(
      "not_found",
    );
  });

  it("changes access to all spaces at once by no request", async () => {
    for (const what of ["role-assignments", "access-removals", "combinations"])
      expect((await api(agent, "POST", `/wiki/api/v2/space-permissions/transition/${what}`)).error?.code, what).toBe(
        "policy_refused",
      );
  });

  it("is listed the labels in use elsewhere, and none that is in use there only", async () => {
    await site.data("confluence_add_labels", { contentId: personal.homepageId, labels: ["only-at-home", "runbook"] });
    const page = await site.data("confluence_create_page", { spaceId: "ENG", title: "Labelled", body: "x" });
    await site.data("confluence_add_labels", { contentId: page.id, labels: ["in-the-open"] });
    const listed = async (call: (cursor?: string) => Promise<Answer>) => {
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const { data, error } = await call(cursor);
        expect(error).toBeNull();
        names.push(...data.items.map(({ name }: Json) => name));
        cursor = data.cursor;
      } while (cursor !== undefined);
      return names;
    };
    const args = (cursor?: string) => ({ limit: 7, ...(cursor && { cursor }) });
    const all = await listed((cursor) => site.call("confluence_list_site_labels", args(cursor)));
    const seen = await listed((cursor) => agent.call("confluence_list_site_labels", args(cursor)));
    expect(all).toContain("only-at-home");
    // Two of spaces themselves, and some of pages.
    expect(seen).toEqual(expect.arrayContaining(["in-the-open", "runbook", "software", "support"]));
    expect(seen).not.toContain("only-at-home");
    expect(seen.length).toBeGreaterThan(all.length * 0.8);
    const raw = await api(agent, "GET", "/wiki/api/v2/labels?limit=250");
    expect(JSON.stringify(raw.data)).not.toContain("only-at-home");
  });
});

describe("an agent whose spaces are named", () => {
  it("is told that it makes no spaces, by no way of asking", async () => {
    const limited = await site.agent({ groups, spaces: { only: ["ENG"] } });
    const body = { key: "NEWS", name: "News" };
    for (const answer of [
      await limited.call("confluence_create_space", body),
      await limited.call("confluence_create_private_space", body),
      await api(limited, "POST", "/wiki/rest/api/space", { body }),
      await api(limited, "POST", "/wiki/api/v2/spaces", { body }),
    ]) {
      expect(answer.error).toMatchObject({ code: "policy_refused", hint: expect.any(String) });
      expect(answer.error?.message).toContain("makes no new ones");
    }
    expect((await agent.call("confluence_create_space", body)).error).toBeNull();
  });
});
