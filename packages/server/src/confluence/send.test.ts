import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpSend } from "./send.ts";

let stop: (() => void) | undefined;
afterEach(() => stop?.());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = createHttpSend();
const get = { method: "GET", headers: {}, timeoutMs: 1000 };

describe("createHttpSend", () => {
  it("adds no header of its own but what HTTP itself needs", async () => {
    const url = await serve((request, response) => response.end(JSON.stringify(request.headers)));
    const { body } = await send({
      ...get,
      method: "POST",
      url: `${url}/x`,
      headers: { "X-Given": "yes" },
      body: "äöü",
    });
    const seen = JSON.parse(Buffer.from(body).toString()) as object;
    expect(seen).toEqual({
      "x-given": "yes",
      "content-length": "6",
      host: expect.any(String),
      connection: "keep-alive",
    });
  });

  it("does not follow redirects", async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
    expect((await send({ ...get, url })).status).toBe(302);
  });

  it("undoes compression", async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("plain")),
    );
    const { body, headers } = await send({ ...get, url });
    expect(Buffer.from(body).toString()).toBe("plain");
    expect(headers.get("content-encoding")).toBeNull();
  });

  it("breaks off an answer that is too large once it is unpacked", async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(1_000_000))),
    );
    await expect(send({ ...get, url, mostBytes: 10_000 })).rejects.toMatchObject({ name: "AnswerTooLarge" });
    expect((await send({ ...get, url, mostBytes: 1_000_000 })).body.byteLength).toBe(1_000_000);
  });

  it("rejects an answer that breaks off, one that never comes, and one that was cancelled", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/half") {
        response.writeHead(200, { "content-length": "100" }).write("half");
        setTimeout(() => response.destroy(), 10);
      }
    });
    await expect(send({ ...get, url: `${url}/half` })).rejects.toMatchObject({ code: "ECONNRESET" });
    await expect(send({ ...get, url: `${url}/never`, timeoutMs: 50 })).rejects.toMatchObject({
      name: "NoAnswerInTime",
    });
    const cancelling = new AbortController();
    setTimeout(() => cancelling.abort(), 10);
    await expect(send({ ...get, url: `${url}/never`, signal: cancelling.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  it("gives every value of a header that comes several times", async () => {
    const url = await serve((_, response) => response.writeHead(200, { "set-cookie": ["a=1", "b=2"] }).end());
    expect((await send({ ...get, url })).headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });
});
