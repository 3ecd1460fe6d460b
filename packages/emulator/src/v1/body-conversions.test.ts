import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let asSasha: Send;

const root = "/rest/api/contentbody/convert/async";
const storage = "<p>hello <strong>world</strong></p>";
const start = (to: string, value = storage, representation = "storage", query = "") =>
  asRobin("POST", `${root}/${to}${query}`, { json: { value, representation } });
const result = (id: string, send = asRobin) => send("GET", `${root}/${id}`);
const wait = (milliseconds: number) => company.emulator.admin.clock.advance(milliseconds);

beforeEach(async () => {
  company = await createCompany();
  company.emulator.admin.clock.freeze();
  asRobin = company.as(robin);
  asSasha = company.as(sasha);
});

describe("converting a body", () => {
  it("takes a moment, and the result can be had for five minutes", async () => {
    const { status, json } = await start("export_view");
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual(["asyncId"]);
    const early = await result(json.asyncId);
    expect(early.json).toMatchObject({ status: "WORKING", renderTaskId: json.asyncId });
    expect(early.json).not.toHaveProperty("value");
    wait(1000);
    expect((await result(json.asyncId)).json).toMatchObject({
      status: "COMPLETED",
      representation: "export_view",
      value: expect.stringContaining("<strong>world</strong>"),
    });
    expect((await result(json.asyncId, asSasha)).status).toBe(403);
    wait(5 * 60 * 1000);
    expect((await result(json.asyncId)).status).toBe(404);
  });

  it("goes from storage to the document format and back", async () => {
    const there = await start("atlas_doc_format");
    wait(1000);
    const adf = (await result(there.json.asyncId)).json.value;
    expect(JSON.parse(adf)).toMatchObject({ type: "doc", version: 1, content: [{ type: "paragraph" }] });
    const back = await start("storage", adf, "atlas_doc_format");
    wait(1000);
    expect((await result(back.json.asyncId)).json.value).toContain("hello <strong>world</strong>");
    for (const to of ["view", "styled_view", "editor"]) expect((await start(to)).status, to).toBe(200);
    expect((await start("storage", storage, "editor")).status).toBe(200);
  });

  it("gives the same id for the same request when the cache may be used", async () => {
    const first = await start("view", storage, "storage", "?allowCache=true");
    wait(1000);
    const second = await start("view", storage, "storage", "?allowCache=true");
    expect(second.json.asyncId).toBe(first.json.asyncId);
    expect((await result(first.json.asyncId)).json).toMatchObject({ status: "RERUNNING", value: expect.any(String) });
    const third = await start("view");
    expect(third.json.asyncId).not.toBe(first.json.asyncId);
  });

  it("refuses unknown forms, broken bodies and contexts one does not see", async () => {
    expect((await start("export_view", storage, "view")).status).toBe(400);
    expect((await start("storage")).status).toBe(400);
    expect((await start("moon")).status).toBe(400);
    expect((await start("view", "<p>open")).status).toBe(400);
    expect((await start("storage", "{}", "atlas_doc_format")).status).toBe(400);
    expect((await start("view", storage, "storage", "?contentIdContext=999")).status).toBe(404);
    expect((await start("view", storage, "storage", "?spaceKeyContext=NOWHERE")).status).toBe(404);
    for (const json of [
      "null",
      [],
      {},
      { value: storage },
      { value: 3, representation: "storage" },
      { representation: "storage" },
    ]) {
      expect((await asRobin("POST", `${root}/view`, { json })).status, JSON.stringify(json)).toBe(400);
    }
    expect((await result("no-such-conversion")).status).toBe(400);
    expect((await result("00000000-0000-4000-8000-000000000000")).status).toBe(404);
  });

  it("of many answers one id each, or the word for what can not be done", async () => {
    const input = (value: string) => ({
      to: "view",
      spaceKeyContext: "TEAM",
      body: { value, representation: "storage" },
    });
    const bulk = (conversionInputs: unknown) => asRobin("POST", `${root}/bulk/tasks`, { json: { conversionInputs } });
    const { json } = await bulk([input("<p>one</p>"), input("<p>open"), input("<p>three</p>")]);
    expect(json[1]).toEqual({ asyncId: "FAILED_TO_QUEUE" });
    wait(1000);
    const results = await asRobin("GET", `${root}/bulk/tasks?ids=${json[2].asyncId}&ids=${json[0].asyncId},unknown`);
    expect(results.json.map((one: { status: string; value?: string }) => [one.status, one.value])).toEqual([
      ["COMPLETED", expect.stringContaining("three")],
      ["COMPLETED", expect.stringContaining("one")],
      ["FAILED", undefined],
    ]);
    expect((await bulk(Array.from({ length: 11 }, () => input("")))).status).toBe(400);
    expect((await bulk("x")).status).toBe(400);
    expect((await bulk([null])).status).toBe(400);
    const ids = Array.from({ length: 51 }, (_, at) => `x${at}`).join(",");
    expect((await asRobin("GET", `${root}/bulk/tasks?ids=${ids}`)).status).toBe(400);
    expect((await asRobin("GET", `${root}/bulk/tasks`)).status).toBe(400);
  });
});
