import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Agent, type Json, type OpenSite, openSite } from "../open-site.ts";

let site: OpenSite;
let agent: Agent;

beforeAll(async () => {
  site = await openSite();
  agent = await site.agent({ groups: { Pages: { level: "write", allowDelete: true }, Spaces: { level: "read" } } });
});
afterAll(() => site?.close());

const page = async (id: string) =>
  (await site.site("GET", `/wiki/api/v2/pages/${id}?body-format=storage`)).json as Json;

describe("undo", () => {
  it("brings the text and title back as a new version, and is itself a call that can be undone", async () => {
    const { data: made } = await agent.call("confluence_create_page", {
      spaceId: "ENG",
      title: "Undo me",
      body: "first",
    });
    const changed = await agent.call("confluence_update_page", { pageId: made.id, title: "Changed", body: "second" });
    expect(changed.meta.undoable).toBe(true);
    const [preview] = await agent.undo(changed.meta.callId, { dryRun: true });
    expect(preview).toMatchObject({ meta: { dryRun: true }, data: { changes: [{ after: { title: "Undo me" } }] } });
    expect((await page(made.id)).title).toBe("Changed");
    const [undone] = await agent.undo(changed.meta.callId);
    expect(undone).toMatchObject({ successful: true });
    expect(await page(made.id)).toMatchObject({ title: "Undo me", version: { number: 3 } });
    expect((await page(made.id)).body.storage.value).toContain("first");
    await expect(agent.undo(changed.meta.callId)).rejects.toMatchObject({ code: "conflict" });
    await agent.undo(undone?.meta.callId ?? "");
    expect(await page(made.id)).toMatchObject({ title: "Changed" });
  });

  it("refuses when somebody edited since, unless told to", async () => {
    const { data: made } = await agent.call("confluence_create_page", {
      spaceId: "ENG",
      title: "Edited since",
      body: "1",
    });
    const changed = await agent.call("confluence_update_page", { pageId: made.id, body: "2" });
    await site.data("confluence_update_page", { pageId: made.id, body: "3" });
    expect((await agent.undo(changed.meta.callId))[0]?.error?.code).toBe("version_conflict");
    expect((await agent.undo(changed.meta.callId, { force: true }))[0]?.successful).toBe(true);
    expect((await page(made.id)).body.storage.value).toContain("1");
  });

  it("refuses to lose what somebody did since, of whatever kind it is, unless told to", async () => {
    const made = async (title: string) =>
      (await site.data("confluence_create_page", { spaceId: "ENG", title, body: "1" })).id;
    const [id, one] = [await made("Done to"), await made("One place")];
    const [other, third] = [await made("Other place"), await made("Third place")];
    const comment = await site.data("confluence_add_comment", { pageId: id, body: "1" });
    const file = (text: string) => ({ contentId: id, fileName: "a.txt", text });
    const property = (value: unknown) => ({ contentId: id, key: "k", value });
    const me = site.connection.account?.accountId ?? "";
    for (const [tool, ours, theirs] of [
      ["confluence_rename_page", { pageId: id, title: "Ours" }, { title: "Theirs" }],
      ["confluence_move_page", { pageId: id, targetId: one }, { targetId: other }],
      ["confluence_update_page", { pageId: id, parentId: other }, { parentId: third }],
      ["confluence_update_comment", { commentId: comment.id, body: "2" }, { body: "3" }],
      ["confluence_set_content_property", property(1), property(2)],
      ["confluence_set_content_state", { contentId: id, state: "In progress" }, { state: "Ready for review" }],
      ["confluence_set_restrictions", { contentId: id, updateUsers: [me] }, { updateGroups: ["engineering"] }],
      ["confluence_upload_attachment", file("1"), file("2")],
      ["confluence_update_space", { spaceId: "HQ", description: "Ours" }, { description: "Theirs" }],
    ] as const) {
      const call = async (args: object) => {
        const answer = await site.call(tool, { ...ours, ...args });
        expect(answer.error, tool).toBeNull();
        return answer.meta.callId;
      };
      const undo = async (callId: string, force = false) =>
        (await site.app.door.undo(site.admin, callId, { surface: "test", force }))[0] as Json;
      const first = await call({});
      const second = await call(theirs);
      expect((await undo(first)).error?.code, tool).toBe("version_conflict");
      expect((await undo(second)).error, tool).toBeNull();
      const again = await call(theirs);
      expect((await undo(again, true)).error, tool).toBeNull();
    }
    const created = await site.call("confluence_create_page", { spaceId: "ENG", title: "Written into since" });
    await site.data("confluence_update_page", { pageId: created.data.id, body: "theirs" });
    const [refused] = await site.app.door.undo(site.admin, created.meta.callId, { surface: "test" });
    expect(refused?.error?.code).toBe("version_conflict");
    expect((await page(created.data.id)).status).toBe("current");
    await site.app.door.undo(site.admin, created.meta.callId, { surface: "test", force: true });
    expect((await page(created.data.id)).status).toBe("trashed");
  });

  it("that a person had to approve counts as one", async () => {
    const asking = await site.agent({ groups: { Pages: { level: "write", requireApproval: true } } });
    const by = { id: "mbr_test", name: "Test" };
    const { data: made } = await agent.call("confluence_create_page", { spaceId: "ENG", title: "Asked for" });
    const asked = await asking.call("confluence_rename_page", { pageId: made.id, title: "Renamed" });
    const { runCallId } = await site.app.door.approve(by, asked.data.approvalId, {});
    const [waiting] = await asking.undo(runCallId ?? "");
    expect(waiting?.meta.approval?.status).toBe("pending");
    await site.app.door.approve(by, waiting?.data.approvalId, {});
    expect((await page(made.id)).title).toBe("Asked for");
    await expect(asking.undo(runCallId ?? "")).rejects.toMatchObject({ code: "conflict" });
  });

  it("is told of somebody else's calls and approvals as of none", async () => {
    const other = await site.agent({ groups: { Pages: { level: "write", requireApproval: true } } });
    const theirs = await other.call("confluence_create_page", { spaceId: "ENG", title: "Theirs", body: "x" });
    const told = async (tool: string, name: string, id: string) => {
      const { error } = await agent.call(tool, { [name]: id });
      return JSON.stringify(error).replaceAll(id, "ID");
    };
    for (const [tool, name, id] of [
      ["confluence_get_call", "callId", theirs.meta.callId],
      ["confluence_get_approval", "approvalId", theirs.meta.approval.id],
    ] as const)
      expect(await told(tool, name, id), tool).toBe(await told(tool, name, `${id.slice(0, -4)}zzzz`));
  });

  it("is held to the policy, and to one's own calls", async () => {
    const { meta, data } = await agent.call("confluence_create_page", { spaceId: "ENG", title: "Not yours" });
    const other = await site.agent({ groups: { Pages: { level: "write" } } });
    await expect(other.undo(meta.callId)).rejects.toMatchObject({ code: "not_found" });
    const timid = await site.agent({ groups: { Pages: { level: "write" } } });
    const own = await timid.call("confluence_create_page", { spaceId: "ENG", title: "Cannot delete" });
    expect((await timid.undo(own.meta.callId))[0]?.error?.code).toBe("policy_refused");
    expect((await page(data.id)).status).toBe("current");
  });

  it("says what cannot be undone", async () => {
    const read = await agent.call("confluence_list_spaces");
    await expect(agent.undo(read.meta.callId)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the record", () => {
  it("says of a write who, what, where, and what it made of it", async () => {
    const { meta, data } = await agent.call(
      "confluence_create_page",
      { spaceId: "ENG", title: "On record", body: "x".repeat(5_000) },
      { reason: "because" },
    );
    const call = await site.app.store.calls.get(meta.callId);
    expect(call).toMatchObject({
      caller: { kind: "agent", id: agent.id },
      tool: "confluence_create_page",
      effect: "write",
      reason: "because",
      spaceIds: [data.spaceId],
      decision: { action: "allow" },
      input: { body: { length: 5_000, sha256: expect.any(String) } },
      changes: [{ after: { title: "On record" } }],
      result: { id: data.id, version: 1 },
      undo: [{ tool: "confluence_delete_page" }],
      outcome: "ok",
    });
    expect(call.durationMs).toBeGreaterThan(0);
  });

  it("is searched by space, words, time and outcome", async () => {
    const { meta, data } = await agent.call("confluence_create_page", { spaceId: "ENG", title: "Findable quokka" });
    const ids = async (filter: object) =>
      (await site.app.store.calls.list({ limit: 50, ...filter })).map(({ id }) => id);
    expect(await ids({ text: "quokka" })).toContain(meta.callId);
    expect(await ids({ spaceId: data.spaceId })).toContain(meta.callId);
    expect(await ids({ text: "quokka", outcome: "error" })).not.toContain(meta.callId);
    expect(await ids({ until: 1 })).toEqual([]);
  });

  it("verifies, and shows a row changed, taken out or cut off afterwards", async () => {
    const { calls, db } = site.app.store;
    expect(await calls.verify()).toMatchObject({ ok: true });
    const rows = await db
      .selectFrom("call")
      .selectAll()
      .where("chain_seq", "is not", null)
      .orderBy("chain_seq")
      .execute();
    const middle = rows[Math.floor(rows.length / 2)] as (typeof rows)[number];
    const newest = rows.at(-1) as (typeof rows)[number];
    await db.updateTable("call").set({ caller_name: "Somebody else" }).where("id", "=", middle.id).execute();
    expect(await calls.verify()).toMatchObject({ ok: false, at: middle.chain_seq });
    await db.updateTable("call").set({ caller_name: middle.caller_name }).where("id", "=", middle.id).execute();
    expect(await calls.verify()).toMatchObject({ ok: true });
    for (const row of [middle, newest]) {
      await db.deleteFrom("call").where("id", "=", row.id).execute();
      expect(await calls.verify()).toMatchObject({ ok: false, at: row.chain_seq });
      await db.insertInto("call").values(row).execute();
    }
    const forged = {
      ...middle,
      id: "call_forged",
      seq: newest.seq + 1,
      chain_seq: null,
      previous_hash: null,
      hash: null,
    };
    await db.insertInto("call").values(forged).execute();
    expect(await calls.verify()).toMatchObject({ ok: false, problem: expect.stringContaining("call_forged") });
    await db.deleteFrom("call").where("id", "=", forged.id).execute();
    expect(await calls.verify()).toMatchObject({ ok: true });
  });

  it("still verifies after old calls were forgotten", async () => {
    site.advance(10 * 24 * 3600_000);
    await agent.call("confluence_list_spaces");
    const now = Date.now() + 10 * 24 * 3600_000;
    expect(await site.app.store.calls.removeBefore(now - 5 * 24 * 3600_000)).toBeGreaterThan(3);
    expect(await site.app.store.calls.verify()).toMatchObject({ ok: true });
    await agent.call("confluence_list_spaces");
    expect(await site.app.store.calls.verify()).toMatchObject({ ok: true });
  });
});
