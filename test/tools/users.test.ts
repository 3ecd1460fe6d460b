import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

const v1 = "/wiki/rest/api";

describe("users and groups", () => {
  let site: OpenSite;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  it("are named by their ids in one request, and unknown ids are told", async () => {
    const { json } = await site.site("GET", `${v1}/group`);
    const everybody = json.results.find((group: Json) => group.name === "confluence-users");
    const members = (await site.site("GET", `${v1}/group/${everybody.id}/membersByGroupId`)).json.results;
    const accountIds = [...members.map((user: Json) => user.accountId), "712020:nobody"];
    let answer: Json;
    const requests = await site.requests(async () => {
      answer = await site.data("confluence_get_users", { accountIds });
    });
    expect(requests).toEqual(["POST /wiki/api/v2/users-bulk"]);
    expect(answer.unknown).toEqual(["712020:nobody"]);
    expect(answer.items.map((user: Json) => user.name).sort()).toEqual(
      members.map((user: Json) => user.displayName).sort(),
    );
  });

  it("include the one the calls are made with, and nobody", async () => {
    const { json } = await site.site("GET", `${v1}/user/current`);
    expect(await site.data("confluence_get_current_user")).toMatchObject({
      accountId: json.accountId,
      name: json.displayName,
      status: "active",
    });
    expect(await site.data("confluence_get_anonymous_user")).toMatchObject({ name: "Anonymous", type: "anonymous" });
  });

  it("list groups and their members over all pages, by name and by id", async () => {
    const groups: Json[] = [];
    let cursor: string | undefined;
    do {
      const page = await site.data("confluence_list_groups", cursor === undefined ? { limit: 2 } : { cursor });
      groups.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    const all = (await site.site("GET", `${v1}/group`)).json.results;
    expect(groups).toEqual(all.map(({ id, name }: Json) => ({ id, name })));

    const { id } = groups.find(({ name }) => name === "engineering");
    const direct = (await site.site("GET", `${v1}/group/${id}/membersByGroupId`)).json.results;
    for (const groupId of [id, "Engineering"]) {
      const seen: string[] = [];
      do {
        const given = cursor === undefined ? { groupId, limit: 1 } : { cursor };
        const page = await site.data("confluence_list_group_members", given);
        seen.push(...page.items.map((user: Json) => user.accountId));
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(direct.map((user: Json) => user.accountId));
    }
  });

  it("tell an unknown group from an empty one", async () => {
    for (const groupId of ["nobody-at-all", "00000000-0000-4000-8000-000000000000", ""]) {
      const { error } = await site.call("confluence_list_group_members", { groupId });
      expect(error?.code, groupId).toBe(groupId === "" ? "invalid_input" : "not_found");
    }
  });

  it("leave records in the audit log, which is read by date and text", async () => {
    const record = { remoteAddress: "10.0.0.1", creationDate: Date.parse("2026-11-10T12:00:00Z"), category: "Groups" };
    await site.site("POST", `${v1}/audit`, { ...record, summary: "Group made" });
    await site.site("POST", `${v1}/audit`, { ...record, summary: "Group gone", creationDate: record.creationDate + 1 });
    const { items } = await site.data("confluence_get_audit_logs");
    expect(items).toMatchObject([
      { summary: "Group gone", category: "Groups", address: "10.0.0.1", at: "2026-11-10T12:00:00.001Z" },
      { summary: "Group made", author: "Ilse Brandauer" },
    ]);
    const count = async (args: object) => (await site.data("confluence_get_audit_logs", args)).items.length;
    expect(await count({ from: "2026-11-10", to: "2026-11-10" })).toBe(2);
    expect(await count({ from: "2026-11-11" })).toBe(0);
    expect(await count({ search: "made" })).toBe(1);
    const { error } = await site.call("confluence_get_audit_logs", { from: "yesterday" });
    expect(error?.code).toBe("invalid_input");
  });
});
