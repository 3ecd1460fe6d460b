import { describe, expect, it } from "vitest";
import { createRelay, type Message } from "./relay.ts";

type Sent = { method: string; headers: Headers; body: Message };

/** A server that answers from a list, one entry for each request, and what it was sent. */
function serverOf(...answers: (Response | ((sent: Sent) => Response | Promise<Response>))[]) {
  const sent: Sent[] = [];
  const written: Message[] = [];
  const relay = createRelay({
    where: () => ({ url: "http://127.0.0.1/mcp", apiKey: "trib_key" }),
    write: (message) => void written.push(message),
    fetch: (async (_url: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      if (init.method !== "POST") return new Response(null, { status: 405 });
      const one = { method: init.method, headers, body: JSON.parse(String(init.body)) as Message };
      sent.push(one);
      const answer = answers.shift() ?? new Response(null, { status: 202 });
      return typeof answer === "function" ? answer(one) : answer;
    }) as typeof fetch,
  });
  return { relay, sent, written };
}

const result = (id: number, value: unknown = {}) => Response.json({ jsonrpc: "2.0", id, result: value });
const modern = (id: number, method: string, params: Record<string, unknown> = {}): Message => ({
  jsonrpc: "2.0",
  id,
  method,
  params: { ...params, _meta: { "io.modelcontextprotocol/protocolVersion": "2026-07-28" } },
});
const initialize: Message = { jsonrpc: "2.0", id: 1, method: "initialize", params: {} };
const opened = (session: string) =>
  Response.json(
    { jsonrpc: "2.0", id: 1, result: { protocolVersion: "2025-06-18" } },
    { headers: { "mcp-session-id": session } },
  );

describe("the relay", () => {
  it("repeats in headers what a request of the newest revision says", async () => {
    const { relay, sent, written } = serverOf(result(7), result(8));
    await relay.handle(modern(7, "tools/call", { name: "confluence_search" }));
    await relay.handle(modern(8, "resources/read", { uri: "confluence://Zürich" }));
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toMatchObject({
      authorization: "Bearer trib_key",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": "tools/call",
      "mcp-name": "confluence_search",
    });
    expect(sent[1]?.headers.get("mcp-name")).toBe(
      `=?base64?${Buffer.from("confluence://Zürich").toString("base64")}?=`,
    );
    expect(written.map(({ id }) => id)).toEqual([7, 8]);
  });

  it("stays in the session that initialize opened, at the version agreed on", async () => {
    const { relay, sent } = serverOf(opened("s1"));
    await relay.handle(initialize);
    await relay.handle({ jsonrpc: "2.0", id: 2, method: "ping" });
    expect(sent[1]?.headers.get("mcp-session-id")).toBe("s1");
    expect(sent[1]?.headers.get("mcp-protocol-version")).toBe("2025-06-18");
  });

  it("opens its session again when the server has forgotten it", async () => {
    const { relay, sent, written } = serverOf(
      opened("s1"),
      new Response("gone", { status: 404 }),
      opened("s2"),
      new Response(null, { status: 202 }),
      result(2),
    );
    await relay.handle(initialize);
    await relay.handle({ jsonrpc: "2.0", id: 2, method: "tools/list" });
    expect(sent.map(({ body }) => body.method)).toEqual([
      "initialize",
      "tools/list",
      "initialize",
      "notifications/initialized",
      "tools/list",
    ]);
    expect(sent.at(-1)?.headers.get("mcp-session-id")).toBe("s2");
    expect(written.map(({ id }) => id)).toEqual([1, 2]);
  });

  it("opens it once for all that was asked meanwhile", async () => {
    const gone = () => new Response("gone", { status: 404 });
    const { relay, sent, written } = serverOf(
      opened("s1"),
      gone(),
      () => new Promise((resolve) => setTimeout(() => resolve(gone()), 20)),
      opened("s2"),
      new Response(null, { status: 202 }),
      ...[2, 3].map(
        () =>
          ({ body: { id } }: Sent) =>
            result(Number(id)),
      ),
    );
    await relay.handle(initialize);
    await Promise.all([2, 3].map((id) => relay.handle({ jsonrpc: "2.0", id, method: "tools/list" })));
    expect(sent.filter(({ body }) => body.method === "initialize")).toHaveLength(2);
    expect(written.slice(1)).toEqual([2, 3].map((id) => ({ jsonrpc: "2.0", id, result: {} })));
  });

  it("passes on all that a stream says before its answer", async () => {
    const events = [{ method: "notifications/progress" }, { id: 3, result: {} }].map(
      (message) => `event: message\ndata: ${JSON.stringify({ jsonrpc: "2.0", ...message })}\n\n`,
    );
    const stream = new Response(events.join(""), { headers: { "content-type": "text/event-stream" } });
    const { relay, written } = serverOf(stream);
    await relay.handle(modern(3, "tools/call", { name: "x" }));
    expect(written).toMatchObject([{ method: "notifications/progress" }, { id: 3, result: {} }]);
  });

  it("breaks off a request that is called off, and writes nothing of it", async () => {
    const { relay, written } = serverOf(
      () => new Promise<Response>((_resolve, reject) => setTimeout(() => reject(new Error("aborted")), 30)),
    );
    const asked = relay.handle(modern(4, "tools/call", { name: "x" }));
    await relay.handle({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 4 } });
    await asked;
    expect(written).toEqual([]);
  });

  it("answers in the server's place when it refuses or is away", async () => {
    const refused = Response.json({ error: { message: "This key is not known." } }, { status: 401 });
    const { relay, written } = serverOf(refused, () => {
      throw new Error("connection refused");
    });
    await relay.handle(modern(5, "tools/list"));
    await relay.handle(modern(6, "tools/list"));
    expect(written).toMatchObject([
      { id: 5, error: { message: "This key is not known." } },
      { id: 6, error: { message: expect.stringContaining("connection refused") } },
    ]);
  });
});
