import { beforeEach, describe, expect, it } from "vitest";
import { type Company, createCompany, kim, robin, type Send } from "../../test/company.ts";
import { turnOn } from "../../test/features.ts";

let company: Company;
let send: Send;
let spaceId: string;

beforeEach(async () => {
  company = await createCompany();
  send = company.as(robin);
  spaceId = (await send("GET", `/api/v2/pages/${await company.pageId("Child")}`)).json.spaceId;
});

const code =
  '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[key = secret]]></ac:plain-text-body></ac:structured-macro>';

async function page(value: string, title = "Secrets"): Promise<{ id: string; createdAt: string }> {
  const body = { representation: "storage", value };
  const { json } = await send("POST", "/api/v2/pages", { json: { spaceId, title, body } });
  return { id: json.id, createdAt: json.version.createdAt };
}
const redact = (id: string, json: unknown, as = send) => as("POST", `/api/v2/pages/${id}/redact`, { json });
const read = async (id: string) => (await send("GET", `/api/v2/pages/${id}?body-format=storage`)).json;

it("is refused without Guard Premium", async () => {
  const { id, createdAt } = await page("<p>x</p>");
  expect((await redact(id, { createdAt })).status).toBe(403);
});

describe("redaction", () => {
  beforeEach(() => turnOn(company.emulator, { redaction: true }));

  it("blacks out what the pointers lead to and leaves the rest of the markup alone", async () => {
    const { id, createdAt } = await page(`<p>pin 1234</p><p>the <strong>pin 1234</strong> again</p>${code}`);
    const answer = await redact(id, {
      createdAt,
      body: {
        redactions: [
          { pointer: "/content/1/content/1", from: 4, to: 8, reason: "a pin" },
          { pointer: "/content/2/content/0/text", from: 6, to: 12 },
        ],
      },
    });
    expect(answer.status, answer.text).toBe(202);
    expect(answer.json.body.redactions).toEqual([
      {
        pointer: "/content/1/content/1",
        from: 4,
        to: 8,
        reason: "a pin",
        redactionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      { pointer: "/content/2/content/0/text", from: 6, to: 12 },
    ]);
    const after = await read(id);
    expect(after.version.number).toBe(2);
    const { value } = after.body.storage;
    expect(value).toContain("pin 1234");
    expect(value).toContain("<strong>pin █████</strong>");
    expect(value).toContain("key = █████");
  });

  it("gives overlapping places one id and keeps the order of the request", async () => {
    const { id, createdAt } = await page("<p>alpha beta gamma</p>", "Alpha");
    const pointer = "/content/0/content/0";
    const { json } = await redact(id, {
      createdAt,
      body: {
        redactions: [
          { pointer, from: 11, to: 16 },
          { pointer, from: 0, to: 5 },
          { pointer, from: 1, to: 3 },
        ],
      },
      title: { redactions: [{ pointer: "/title", from: 0, to: 5 }] },
    });
    const [last, first, inner] = json.body.redactions;
    expect([last.from, first.from, inner.from]).toEqual([11, 0, 1]);
    expect(inner.redactionId).toBe(first.redactionId);
    expect(last.redactionId).not.toBe(first.redactionId);
    const after = await read(id);
    expect([after.title, after.body.storage.value]).toEqual(["█████", "<p>█████ beta █████</p>"]);
  });

  it("cleans the history when asked to", async () => {
    const { id } = await page("<p>old secret</p>");
    const body = { representation: "storage", value: "<p>new secret</p>" };
    const json = { id, status: "current", title: "Secrets", body, version: { number: 2 } };
    const { createdAt } = (await send("PUT", `/api/v2/pages/${id}`, { json })).json.version;
    const redactions = [{ pointer: "/content/0/content/0", from: 4, to: 10 }];
    expect((await redact(id, { createdAt, cleanHistory: true, body: { redactions } })).status).toBe(202);
    const versions = (await send("GET", `/api/v2/pages/${id}/versions?body-format=storage`)).text;
    expect(versions).not.toContain("secret");
  });

  it("refuses what is out of date or leads nowhere", async () => {
    const { id, createdAt } = await page("<p>x</p>");
    const at = (more: object) => ({
      createdAt,
      body: { redactions: [{ pointer: "/content/0/content/0", from: 0, to: 1, ...more }] },
    });
    for (const bad of [
      {},
      { createdAt: "2020-01-01T00:00:00Z" },
      { createdAt: "now" },
      at({ pointer: "/content/9" }),
      at({ pointer: "content" }),
      at({ pointer: null }),
      at({ from: 1, to: 0 }),
      at({ to: 99 }),
      at({ from: "0" }),
      { createdAt, body: { redactions: {} } },
      { createdAt, body: [] },
      { createdAt, versionNumber: 7 },
      [],
    ]) {
      expect((await redact(id, bad)).status, JSON.stringify(bad)).toBe(400);
    }
    expect((await redact("999", { createdAt })).status).toBe(404);
    expect((await send("POST", `/api/v2/blogposts/${id}/redact`, { json: { createdAt } })).status).toBe(404);
    expect((await redact(id, { createdAt }, company.as(kim))).status).toBe(202);
  });
});
