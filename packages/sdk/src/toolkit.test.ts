import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openai } from "./adapters/openai.ts";
import { defineTool } from "./define-tool.ts";
import { createToolkit } from "./toolkit.ts";
import type { ToolResult } from "./tools.ts";
import { Tributary } from "./tributary.ts";

const tool = (name: string, effect: string) => ({ name, title: name, description: "", effect, inputSchema: {} });

/** A server with two tools; a read takes 30 ms, and it says what ran when. */
function site(answer: (name: string) => ToolResult | { status: number; code: string }) {
  const log: string[] = [];
  const bodies: Record<string, unknown>[] = [];
  const tributary = new Tributary({
    baseUrl: "http://t",
    retries: 0,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (pathname === "/v1/tools") {
        log.push("list");
        return Response.json({ tools: [tool("read", "read"), tool("write", "write")] });
      }
      const name = pathname.split("/")[3] ?? "";
      log.push(`${name} begins`);
      bodies.push((await request.json()) as Record<string, unknown>);
      await new Promise((resolve) => setTimeout(resolve, 30));
      log.push(`${name} ends`);
      const given = answer(name);
      if (!("code" in given)) return Response.json(given);
      return Response.json({ error: { code: given.code, message: "No." } }, { status: given.status });
    },
  });
  return { tributary, log, bodies };
}

const good = (data: unknown): ToolResult => ({ successful: true, data, error: null, meta: { callId: "call_1" } });

describe("a toolkit", () => {
  it("runs reads at the same time and writes one after another, and answers in the order of the calls", async () => {
    const { tributary, log } = site((name) => good(name));
    const { runAll } = createToolkit(tributary);
    const calls = ["write", "read", "write", "read"].map((name, i) => ({ id: String(i), name, arguments: "{}" }));
    const answers = await runAll(calls);
    expect(answers.map(({ id, text }) => [id, text])).toEqual([
      ["0", '{"data":"write"}'],
      ["1", '{"data":"read"}'],
      ["2", '{"data":"write"}'],
      ["3", '{"data":"read"}'],
    ]);
    expect(log.filter((line) => line.startsWith("write"))).toEqual([
      "write begins",
      "write ends",
      "write begins",
      "write ends",
    ]);
    expect(log.indexOf("read ends")).toBeGreaterThan(log.lastIndexOf("read begins"));
    expect(log.filter((line) => line === "list")).toHaveLength(1);
  });

  it("takes arguments as an object, as JSON text, or none, and tells the model of any other", async () => {
    const { tributary, bodies } = site(() => good(null));
    const { run } = createToolkit(tributary, { connectionId: "conn_1", siteId: "s" });
    for (const given of [{ a: 1 }, '{"a":1}', "", null, undefined]) {
      await run({ id: "", name: "read", arguments: given });
    }
    expect(bodies.map((body) => body.arguments)).toEqual([{ a: 1 }, { a: 1 }, {}, {}, {}]);
    expect(bodies[0]).toMatchObject({ connectionId: "conn_1", siteId: "s" });
    for (const given of ["{", "[1]", 7]) {
      const answer = await run({ id: "", name: "read", arguments: given });
      expect(JSON.parse(answer.text).error.code).toBe("invalid_input");
    }
    expect(bodies).toHaveLength(5);
  });

  it("tells the model of a refusal, and throws what the model cannot mend", async () => {
    const refused = createToolkit(site(() => ({ status: 403, code: "policy_refused" })).tributary);
    const answer = await refused.run({ id: "", name: "write", arguments: {} });
    expect(answer).toMatchObject({ failed: true });
    expect(JSON.parse(answer.text).error).toMatchObject({ code: "policy_refused", message: "No." });

    const { run } = createToolkit(site(() => ({ status: 401, code: "unauthenticated" })).tributary);
    await expect(run({ id: "", name: "write", arguments: {} })).rejects.toMatchObject({ code: "unauthenticated" });
    const signal = AbortSignal.abort();
    const call = { id: "", name: "write", arguments: {} };
    await expect(run(call, { signal })).rejects.toMatchObject({ code: "cancelled" });
  });

  it("runs no tool that was not offered, whatever a model asks for", async () => {
    const { tributary, log } = site(() => good(null));
    const answer = await createToolkit(tributary).run({ id: "", name: "confluence_delete_page", arguments: {} });
    expect(JSON.parse(answer.text).error.code).toBe("unknown_tool");
    expect(log).toEqual(["list"]);
  });

  it("shows a model how to go on, and not the rest of what a program is told", async () => {
    const approval = { id: "apr_1", status: "pending", url: "http://t/approvals/apr_1", expiresAt: "2026-11-21" };
    const { tributary } = site(() => ({
      ...good([1]),
      meta: { callId: "call_1", points: 2, next: "res_1", approval },
    }));
    const { text } = await createToolkit(tributary).run({ id: "", name: "read", arguments: {} });
    expect(JSON.parse(text)).toEqual({ data: [1], next: "res_1", approval });
  });
});

describe("a tool of one's own", () => {
  const weather = defineTool({
    name: "weather",
    description: "The weather at a place.",
    effect: "read",
    input: z.object({ place: z.string() }),
    run: async ({ place }, { userId }) => ({ place, sunny: true, for: userId }),
  });

  it("stands beside the server's, is checked by its schema, and goes through the same modifiers", async () => {
    const { tributary, log } = site(() => good(null));
    const seen: string[] = [];
    const toolkit = createToolkit(tributary, {
      userId: "ada",
      custom: [weather],
      modifiers: {
        before: ({ tool: name, request }) => {
          seen.push(name);
          return request;
        },
        after: ({ result }) => ({ ...result, data: { ...(result.data as object), seen: true } }) as ToolResult,
      },
    });
    const names = (await toolkit.list()).map(({ name, readOnly }) => [name, readOnly]);
    expect(names).toEqual([
      ["read", true],
      ["write", false],
      ["weather", true],
    ]);
    const { text } = await toolkit.run({ id: "", name: "weather", arguments: '{"place":"Duck"}' });
    expect(JSON.parse(text)).toEqual({ data: { place: "Duck", sunny: true, for: "ada", seen: true } });
    const wrong = await toolkit.run({ id: "", name: "weather", arguments: {} });
    expect(JSON.parse(wrong.text).error).toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(/^weather: place: /),
    });
    expect(seen).toEqual(["weather", "weather"]);
    expect(log).toEqual(["list"]);
  });

  it("reaches a model in its provider's shape", async () => {
    const { tributary } = site(() => good(null));
    const offered = await openai(tributary, { custom: [weather] }).tools();
    expect(offered.at(-1)?.function).toMatchObject({
      name: "weather",
      parameters: { type: "object", properties: { place: { type: "string" } }, required: ["place"] },
    });
  });

  it("takes a plain JSON Schema as well, and tells the model what it throws", async () => {
    const broken = defineTool({
      name: "broken",
      description: "",
      input: { type: "object" },
      run: () => {
        throw new Error("out of order");
      },
    });
    const { tributary } = site(() => good(null));
    const { text } = await createToolkit(tributary, { custom: [broken] }).run({
      id: "",
      name: "broken",
      arguments: {},
    });
    expect(JSON.parse(text).error).toEqual({ code: "internal", message: "out of order", status: 500 });
  });

  it("fails by itself where JSON cannot say what it returns", async () => {
    const { tributary } = site(() => good("read"));
    const run = () => ({ count: 10n });
    const big = defineTool({ name: "big", description: "", effect: "read", input: { type: "object" }, run });
    const [own, theirs] = await createToolkit(tributary, { custom: [big] }).runAll([
      { id: "1", name: "big", arguments: {} },
      { id: "2", name: "read", arguments: {} },
    ]);
    expect([own?.failed, theirs?.failed]).toEqual([true, false]);
    expect(own?.text).toContain("BigInt");
  });

  it("needs a name that every provider takes and no other tool has", async () => {
    const named = (name: string) => defineTool({ name, description: "", input: { type: "object" }, run: () => null });
    for (const name of ["", "two words", "a.b", "1st", "x".repeat(65)]) expect(() => named(name), name).toThrow(/name/);
    const { list } = createToolkit(site(() => good(null)).tributary, { custom: [named("read")] });
    await expect(list()).rejects.toMatchObject({ code: "invalid_input" });
    const twice = createToolkit(site(() => good(null)).tributary, { custom: [named("mine"), named("mine")] });
    await expect(twice.list()).rejects.toMatchObject({ code: "invalid_input" });
  });
});
