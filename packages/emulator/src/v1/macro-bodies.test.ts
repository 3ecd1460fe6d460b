import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, robin, type Send, sasha } from "../../test/company.ts";

let company: Company;
let asRobin: Send;
let id: string;

const infoId = "50884bd9-0cb8-41d5-98be-f80943c14f96";
const codeId = "50884bd9-0cb8-41d5-98be-f80943c14f97";
const storage =
  `<p>Before</p><ac:structured-macro ac:name="info" ac:schema-version="1" ac:macro-id="${infoId}"><ac:parameter ac:name="title">A &amp; B</ac:parameter>` +
  `<ac:rich-text-body><p>Around</p><ac:structured-macro ac:name="code" ac:macro-id="${codeId}"><ac:plain-text-body><![CDATA[if (a < b) "</ac:structured-macro>"]]></ac:plain-text-body></ac:structured-macro></ac:rich-text-body></ac:structured-macro>`;

const macro = (macroId: string, version: number | string = 0, rest = "") =>
  asRobin("GET", `/rest/api/content/${id}/history/${version}/macro/id/${macroId}${rest}`);

beforeEach(async () => {
  company = await createCompany();
  asRobin = company.as(robin);
  id = await company.pageId("Child");
  await asRobin("PUT", `/api/v2/pages/${id}`, {
    json: {
      id,
      status: "current",
      title: "Child",
      body: { representation: "storage", value: storage },
      version: { number: 2 },
    },
  });
});

describe("macro bodies", () => {
  it("are read by the id of the macro, nested ones too", async () => {
    const info = await macro(infoId);
    expect(info.json).toMatchObject({ name: "info", parameters: { title: { value: "A & B" } } });
    expect(info.json.body).toMatch(/^<p>Around<\/p><ac:structured-macro /);
    expect((await macro(codeId, 2)).json).toMatchObject({
      name: "code",
      body: 'if (a < b) "</ac:structured-macro>"',
      parameters: {},
    });
  });

  it("are found by the hash of the body as well", async () => {
    const hash = createHash("md5").update('if (a < b) "</ac:structured-macro>"').digest("hex");
    expect((await macro(hash)).json.name).toBe("code");
  });

  it("are converted at once, or by an id to ask for later", async () => {
    expect((await macro(infoId, 0, "/convert/view")).json).toMatchObject({
      representation: "view",
      value: expect.stringContaining("<p>Around</p>"),
    });
    expect((await macro(codeId, 0, "/convert/export_view")).json.value).toContain("if (a &lt; b)");
    const { json } = await macro(infoId, 0, "/convert/async/export_view");
    company.emulator.admin.clock.advance(1000);
    expect((await asRobin("GET", `/rest/api/contentbody/convert/async/${json.asyncId}`)).json).toMatchObject({
      status: "COMPLETED",
      value: expect.stringContaining("Around"),
    });
  });

  it("are 404 for unknown macros, versions and content, and 400 for unknown forms", async () => {
    expect((await macro("no-such-macro")).status).toBe(404);
    expect((await macro(infoId, 1)).status).toBe(404);
    expect((await macro(infoId, 999)).status).toBe(404);
    expect((await macro(infoId, "x")).status).toBe(400);
    expect((await macro(infoId, 0, "/convert/moon")).status).toBe(400);
    expect((await macro(infoId, 0, "/convert/async/storage")).status).toBe(400);
    await asRobin("PUT", `/rest/api/content/${id}/restriction/byOperation/read/user?accountId=${robin.accountId}`);
    expect((await company.as(sasha)("GET", `/rest/api/content/${id}/history/0/macro/id/${infoId}`)).status).toBe(404);
  });
});
