import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agent, type Json, type OpenSite, openSite } from "../open-site.ts";

const asking = {
  groups: { Pages: { level: "write", allowDelete: true, requireApproval: true }, Spaces: { level: "read" } },
};

let site: OpenSite;
let agent: Agent;
const person = { id: "mbr_1", name: "Petra" };

beforeAll(async () => {
  site = await openSite();
  agent = await site.agent(asking);
});
afterAll(() => site?.close());

let serial = 0;
const newPage = async (body = "before") =>
  (await site.data("confluence_create_page", { spaceId: "ENG", title: `Approve me ${++serial}`, body })) as Json;
const titleOf = async (id: string) => (await site.site("GET", `/wiki/api/v2/pages/${id}`)).json.title;
const writes = async (run: () => Promise<unknown>) =>
  (await site.requests(run)).filter((request) => !request.startsWith("GET"));

describe("a write that needs a person", () => {
  it("waits with a preview, and nothing is sent", async () => {
    const { id, title } = await newPage("one\n\ntwo");
    let asked: Json;
    const sent = await writes(async () => {
      asked = await agent.call(
        "confluence_update_page",
        { pageId: id, body: "one\n\nthree" },
        { reason: "two was wrong" },
      );
    });
    expect(sent).toEqual([]);
    expect(asked).toMatchObject({
      successful: true,
      data: { status: "pending", approvalId: expect.stringMatching(/^apr_/), url: expect.any(String) },
      meta: { approval: { status: "pending" } },
    });
    const approval = site.app.desk.show(await site.app.desk.get(asked.data.approvalId));
    expect(approval).toMatchObject({
      reason: "two was wrong",
      preview: {
        undoable: true,
        changes: [{ id, title, baseVersion: 1, diff: expect.stringMatching(/- two[\s\S]*\+ three/) }],
      },
    });
    expect((await site.app.store.calls.get(asked.meta.callId)).outcome).toBe("pending");
  });

  it("is not needed for reads and dry runs", async () => {
    const { id } = await newPage();
    expect((await agent.call("confluence_get_page", { pageId: id })).meta.approval).toBeUndefined();
    const dry = await agent.call("confluence_update_page", { pageId: id, title: "x", dryRun: true });
    expect(dry).toMatchObject({
      successful: true,
      meta: { dryRun: true },
      data: { changes: [{ after: { title: "x" } }] },
    });
  });

  it("is asked for by every tool and by raw requests alike", async () => {
    const { id } = await newPage();
    const body = {
      id,
      status: "current",
      title: "Raw",
      body: { representation: "storage", value: "" },
      version: { number: 2 },
    };
    for (const [tool, args] of [
      ["confluence_update_page", { pageId: id, title: "Renamed" }],
      ["update_confluence_page", { page_id: id, version_number: 2, title: "Renamed" }],
      ["confluence_delete_page", { pageId: id }],
      [
        "confluence_api_call",
        { method: "PUT", path: `/wiki/api/v2/pages/${id}`, body, headers: { "content-type": "application/json" } },
      ],
      ["confluence_api_call", { method: "POST", path: "/wiki/api/v2/unheard-of" }],
    ] as const) {
      const sent = await writes(async () =>
        expect((await agent.call(tool, args)).meta.approval?.status, tool).toBe("pending"),
      );
      expect(sent).toEqual([]);
    }
  });

  it("is run when a person says yes, once, however many say it at the same moment", async () => {
    const { id } = await newPage();
    const { data } = await agent.call("confluence_update_page", { pageId: id, title: `${serial} approved` });
    let results: PromiseSettledResult<unknown>[] = [];
    const sent = await writes(async () => {
      results = await Promise.allSettled(
        Array.from({ length: 5 }, () => site.app.door.approve(person, data.approvalId, { comment: "fine" })),
      );
    });
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
    expect(sent).toHaveLength(1);
    expect(await titleOf(id)).toBe(`${serial} approved`);
    const approval = await site.app.desk.get(data.approvalId);
    expect(approval).toMatchObject({
      status: "done",
      decidedBy: person,
      comment: "fine",
      outcome: { data: { version: 2 } },
    });
    const run = await site.app.store.calls.get(approval.runCallId ?? "");
    expect(run).toMatchObject({ outcome: "ok", approvalId: approval.id, decision: { action: "approved" } });
  });

  it("can be changed by the person before it is run", async () => {
    const { id } = await newPage();
    const { data } = await agent.call("confluence_update_page", { pageId: id, title: "Agent's words" });
    const edited = { pageId: id, title: "Petra's words" };
    expect(await site.app.door.approve(person, data.approvalId, { arguments: edited })).toMatchObject({
      edited: true,
      status: "done",
    });
    expect(await titleOf(id)).toBe("Petra's words");
    await expect(site.app.door.approve(person, data.approvalId, {})).rejects.toMatchObject({ code: "conflict" });
  });

  it("is run with whatever the person changed, but about other content only once they have seen it", async () => {
    const { id, title } = await newPage("one");
    const other = await newPage("other");
    const ask = async () => (await agent.call("confluence_update_page", { pageId: id, body: "two" })).data.approvalId;
    const approve = (approvalId: string, args?: object) =>
      site.app.door.approve(person, approvalId, args === undefined ? {} : { arguments: args as Json });
    const renamed = await approve(await ask(), { pageId: id, body: "two", title: `${title}, renamed` });
    expect(renamed).toMatchObject({ status: "done", outcome: { data: { title: `${title}, renamed` } } });
    const elsewhere = await ask();
    const moved = approve(elsewhere, { pageId: other.id, body: "two" });
    await expect(moved).rejects.toMatchObject({ code: "version_conflict", message: expect.stringMatching(/other/) });
    expect((await site.app.desk.get(elsewhere)).preview).toMatchObject({ changes: [{ id: other.id }] });
    expect(await approve(elsewhere)).toMatchObject({ status: "done", outcome: { data: { id: other.id } } });
    const shown = await ask();
    const dry = approve(shown, { pageId: id, body: "two", dryRun: "true" });
    await expect(dry).rejects.toMatchObject({ code: "invalid_input" });
    expect((await site.app.desk.get(shown)).status).toBe("pending");
  });

  it("shows all of a raw request, and whatever the person makes of it deletes no space", async () => {
    const { id } = await newPage();
    const raw = { method: "DELETE", path: `/wiki/api/v2/pages/${id}`, query: { purge: true }, headers: { "x-a": "b" } };
    const { data } = await agent.call("confluence_api_call", raw);
    expect(data.summary).toContain("?purge=true");
    expect((await site.app.desk.get(data.approvalId)).preview).toMatchObject({
      changes: [{ after: { method: "DELETE", query: "?purge=true", headers: { "x-a": "b" } } }],
    });
    const space = { method: "DELETE", path: "/wiki/rest/api/space/HQ" };
    const run = await site.app.door.approve(person, data.approvalId, { arguments: space });
    expect(run).toMatchObject({ status: "failed", outcome: { error: { code: "policy_refused" } } });
  });

  it("fails when its agent is there no more", async () => {
    const { id, title } = await newPage();
    const leaving = await site.agent(asking);
    const { data } = await leaving.call("confluence_update_page", { pageId: id, title: "Left behind" });
    await site.app.store.agents.remove(leaving.id);
    expect(await site.app.door.approve(person, data.approvalId, {})).toMatchObject({
      status: "failed",
      outcome: { error: { code: "not_found" } },
    });
    expect(await titleOf(id)).toBe(title);
  });

  it("is told of a no, with the comment, while it waits", async () => {
    const { id } = await newPage();
    const waiting = agent.call("confluence_delete_page", { pageId: id }, { waitSeconds: 20 });
    let pending: Json[] = [];
    while (pending.length === 0)
      pending = (await site.app.desk.list({ limit: 10, status: "pending" })).filter(
        (a) => (a.input as Json).pageId === id,
      );
    await site.app.desk.deny(pending[0].id, person, "Keep it.");
    expect(await waiting).toMatchObject({
      successful: false,
      error: { code: "policy_refused", message: expect.stringContaining("Keep it.") },
    });
    expect(await agent.call("confluence_get_approval", { approvalId: pending[0].id })).toMatchObject({
      data: { status: "denied", comment: "Keep it." },
    });
    const other = await site.agent(asking);
    expect((await other.call("confluence_get_approval", { approvalId: pending[0].id })).error?.code).toBe("not_found");
  });

  it("shows a fresh preview when the page has moved on, and runs on the second yes", async () => {
    const { id } = await newPage("first");
    const { data } = await agent.call("confluence_update_page", { pageId: id, title: `${serial} stale` });
    await site.data("confluence_update_page", { pageId: id, body: "somebody else was here" });
    const sent = await writes(() =>
      expect(site.app.door.approve(person, data.approvalId, {})).rejects.toMatchObject({ code: "version_conflict" }),
    );
    expect(sent).toEqual([]);
    const fresh = await site.app.desk.get(data.approvalId);
    expect(fresh).toMatchObject({ status: "pending", decidedBy: null, refreshedAt: expect.any(Number) });
    expect(fresh.preview).toMatchObject({ changes: [{ baseVersion: 2 }] });
    expect(await site.app.door.approve(person, data.approvalId, {})).toMatchObject({ status: "done" });
    expect((await site.data("confluence_get_page", { pageId: id })).body).toContain("somebody else was here");
  });

  it("is judged again: what the policy no longer allows is not run", async () => {
    const changing = await site.agent(asking);
    const { id, title } = await newPage();
    const { data } = await changing.call("confluence_update_page", { pageId: id, title: "Too late" });
    await changing.setPolicy({ groups: { Pages: { level: "read" } } });
    expect(await site.app.door.approve(person, data.approvalId, {})).toMatchObject({
      status: "failed",
      outcome: { error: { code: "policy_refused" } },
    });
    expect(await titleOf(id)).toBe(title);
  });

  it("expires after a day", async () => {
    const { id } = await newPage();
    const { data } = await agent.call("confluence_delete_page", { pageId: id });
    site.advance(24 * 3600_000 + 1);
    expect((await site.app.desk.get(data.approvalId)).status).toBe("expired");
    await expect(site.app.door.approve(person, data.approvalId, {})).rejects.toMatchObject({ code: "conflict" });
  });

  it("says beforehand what cannot be undone", async () => {
    const { id } = await newPage();
    await site.data("confluence_delete_page", { pageId: id });
    const { data } = await agent.call("confluence_delete_page", { pageId: id, purge: true });
    expect((await site.app.desk.get(data.approvalId)).preview).toMatchObject({
      undoable: false,
      irreversible: expect.any(String),
    });
  });
});
