import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { emulatedClient, type Json, people } from "../testing/emulated-client.ts";

const api = "/wiki/rest/api/audit";

describe("the audit log", () => {
  it("lists what other operations did, the newest first", async () => {
    const ada = await emulatedClient();
    await ada.send("POST", "/wiki/rest/api/space", { key: "NEW", name: "New" });
    const { json: group } = await ada.send("POST", "/wiki/rest/api/group", { name: "reviewers" });
    await ada.send("POST", `/wiki/rest/api/group/userByGroupId?groupId=${group.id}`, { accountId: "712020:ben" });
    const { json: page } = await ada.get("/wiki/api/v2/pages?title=Documentation");
    await ada.send("DELETE", `/wiki/api/v2/pages/${page.results[0]?.id}`);
    const { json } = await ada.get(api);
    expect(json.results.map((record: Json) => record.summary)).toEqual([
      "Page deleted",
      "User added to group",
      "Group created",
      "Space created",
    ]);
    expect(json.results[1]).toMatchObject({
      author: { type: "user", displayName: "Ada Byrne", accountId: "712020:ada" },
      category: "Users and groups",
      creationDate: Date.parse("2026-06-01T10:00:00.000Z"),
      affectedObject: { name: "reviewers", objectType: "Group" },
      associatedObjects: [{ name: "Ben Okafor", objectType: "User" }],
    });
  });

  it("is read and written by administrators only", async () => {
    const ben = (await emulatedClient()).as(people.ben);
    expect((await ben.get(api)).status).toBe(403);
    expect((await ben.get(`${api}/since`)).status).toBe(403);
    expect((await ben.get(`${api}/export`)).status).toBe(403);
    expect((await ben.get(`${api}/retention`)).status).toBe(403);
    expect((await ben.send("POST", api, { remoteAddress: "::1" })).status).toBe(403);
  });

  it("takes records from outside, and finds them by period and text", async () => {
    const { get, send } = await emulatedClient();
    const day = 86_400_000;
    const now = Date.parse("2026-06-01T10:00:00.000Z");
    for (const days of [0, 2, 40]) {
      const answer = await send("POST", api, {
        remoteAddress: "",
        summary: `Robot ran ${days}`,
        creationDate: now - days * day,
      });
      expect(answer.status).toBe(200);
    }
    expect((await send("POST", api, { summary: "x" })).status).toBe(400);
    const summaries = async (query: string) =>
      (await get(`${api}${query}`)).json.results.map((record: Json) => record.summary);
    expect(await summaries("?searchString=ROBOT")).toEqual(["Robot ran 0", "Robot ran 2", "Robot ran 40"]);
    expect(await summaries(`?startDate=${now - 3 * day}&endDate=${now - day}`)).toEqual(["Robot ran 2"]);
    expect(await summaries("/since?number=1&units=DAYS")).toEqual(["Robot ran 0"]);
    expect(await summaries("/since?number=1&units=MONTHS&searchString=ran%202")).toEqual(["Robot ran 2"]);
    expect((await get(`${api}?startDate=yesterday`)).status).toBe(400);
  });

  it("forgets what is older than the retention period", async () => {
    const { get, send } = await emulatedClient();
    const creationDate = Date.parse("2026-05-01T10:00:00.000Z");
    await send("POST", api, { remoteAddress: "::1", summary: "Old", creationDate });
    expect((await get(`${api}/retention`)).json).toEqual({ number: 1, units: "YEARS" });
    expect((await send("PUT", `${api}/retention`, { number: 7, units: "DAYS" })).json).toEqual({
      number: 7,
      units: "DAYS",
    });
    expect((await get(api)).json.results).toEqual([]);
    for (const bad of [
      { number: 2, units: "YEARS" },
      { number: 1, units: "FOREVER" },
      { number: 0, units: "DAYS" },
      { units: "DAYS" },
      [],
      null,
    ]) {
      expect((await send("PUT", `${api}/retention`, bad)).status).toBe(400);
    }
  });

  it("is exported as CSV, with quotes where they are needed and no formulas, and as ZIP", async () => {
    const { emulator, get, send } = await emulatedClient();
    await send("POST", api, { remoteAddress: "::1", summary: 'Said "hi", twice', description: "=1+1" });
    const csv = await get(`${api}/export`);
    expect(csv.headers.get("content-type")).toBe("text/csv");
    expect(String(csv.json)).toContain('"Said ""hi"", twice",\'=1+1,');
    const { email, apiToken } = emulator.credentials;
    const zip = await emulator.fetch(`${emulator.url}${api}/export?format=zip`, {
      headers: { authorization: `Basic ${btoa(`${email}:${apiToken}`)}` },
    });
    expect(zip.headers.get("content-type")).toBe("application/zip");
    const bytes = Buffer.from(await zip.arrayBuffer());
    const start = 30 + bytes.readUInt16LE(26);
    expect(bytes.toString("latin1", 30, start)).toBe("auditlog-2026-06-01.csv");
    expect(inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(18))).toString()).toBe(String(csv.json));
  });
});
