import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "./open-site.ts";

describe("files", () => {
  let site: OpenSite;
  let keys: { mine: string; others: string };
  beforeAll(async () => {
    site = await openSite();
    const keyOf = async (name: string) => {
      const now = Date.now();
      const id = `agt_${name}`;
      const times = { callbackUrl: null, createdAt: now, updatedAt: now };
      await site.app.store.agents.insert({ id, name, policy: { groups: {} }, connectionIds: [], ...times });
      await site.app.store.apiKeys.insert(`key_${name}`, `secret-${name}`, { kind: "agent", id }, name, now);
      return `secret-${name}`;
    };
    keys = { mine: await keyOf("mine"), others: await keyOf("others") };
  });
  afterAll(() => site.close());

  const ask = (method: string, path: string, init: Json = {}, key = keys.mine) =>
    site.app.fetch(
      new Request(`http://t/v1${path}`, {
        method,
        ...init,
        headers: { authorization: `Bearer ${key}`, ...init.headers },
      }),
    );
  const bytes = new Uint8Array([0, 255, 10, 13, 128]);

  it("are put as bytes or as JSON and got as they were", async () => {
    const raw = await ask("POST", "/files?name=a%20b.png", { body: bytes, headers: { "content-type": "image/png" } });
    expect(raw.status).toBe(201);
    const json = await ask("POST", "/files", {
      body: JSON.stringify({
        name: "a b.png",
        mediaType: "image/png",
        contentBase64: Buffer.from(bytes).toString("base64"),
      }),
      headers: { "content-type": "application/json" },
    });
    for (const answer of [await raw.json(), await json.json()] as Json[]) {
      expect(answer).toMatchObject({ name: "a b.png", mediaType: "image/png", size: 5 });
      expect(Date.parse(answer.expiresAt)).toBeGreaterThan(Date.now() + 23 * 3600_000);
      const got = await ask("GET", `/files/${answer.fileId}`);
      expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
      expect(Object.fromEntries(got.headers)).toMatchObject({
        "content-type": "image/png",
        "content-disposition": "attachment; filename*=UTF-8''a%20b.png",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox",
      });
    }
  });

  it("of hostile names and types break no header", async () => {
    const name = encodeURIComponent('x"; filename=evil.html\r\nset-cookie: a=b\u202e.txt');
    const put = await ask("POST", `/files?name=${name}`, {
      body: "<script>",
      headers: { "content-type": "text/html, x" },
    });
    const { fileId, mediaType } = (await put.json()) as Json;
    expect(mediaType).toBe("application/octet-stream");
    const got = await ask("GET", `/files/${fileId}`);
    expect(got.headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''[\w.%~!-]+$/);
    expect(got.headers.has("set-cookie")).toBe(false);
  });

  it("belong to who put them, and are forgotten after a day", async () => {
    const put = (await (await ask("POST", "/files?name=x.txt", { body: "x" })).json()) as Json;
    expect((await ask("GET", `/files/${put.fileId}`, {}, keys.others)).status).toBe(404);
    expect((await site.app.fetch(new Request(`http://t/v1/files/${put.fileId}`))).status).toBe(401);
    site.advance(25 * 3600_000);
    expect((await ask("GET", `/files/${put.fileId}`)).status).toBe(404);
  });

  it("that are too large or none at all are refused", async () => {
    const large = await ask("POST", "/files?name=x.bin", { body: new Uint8Array(26 * 1024 * 1024) });
    expect(large.status).toBe(413);
    for (const body of ["{", '{"name":"x"}', '{"name":"x","contentBase64":"a$"}', ""]) {
      expect((await ask("POST", "/files", { body })).status).toBe(400);
    }
  });
});
