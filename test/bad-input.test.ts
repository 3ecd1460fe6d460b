import { Tributary } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../bench/src/program.ts";

type Demo = { url: string; apiKey: string; connectionId: string };
let demo: Program<Demo>;
let tributary: Tributary;

beforeAll(async () => {
  demo = await startProgram<Demo>(["demo", "--port", "0"]);
  tributary = new Tributary({ baseUrl: demo.ready.url, apiKey: demo.ready.apiKey });
});
afterAll(() => demo?.stop());

const call = (name: string, args: Record<string, unknown>) => tributary.tools.execute(name, { arguments: args });

const pagesCalled = async (title: string) => {
  const result = await call("confluence_list_pages", { spaceId: "ENG", title });
  return (result.data as { items: { title: string }[] }).items.filter((page) => page.title === title).length;
};

describe("bad input", () => {
  it("names the nearest tools for a wrong name", async () => {
    await expect(call("confluence_get_pages_", {})).rejects.toMatchObject({
      code: "unknown_tool",
      hint: expect.stringContaining("confluence_get_page"),
    });
  });

  it.each([
    ["an unknown parameter", { pageID: "1" }, /no parameter pageID/, /pageId/],
    ["a missing parameter", {}, /pageId is missing/, /pageId/],
    ["a parameter of another type", { pageId: true }, /pageId/, /pageId/],
    ["an unknown format", { pageId: "1", format: "pdf" }, /format/, /./],
    ["text that names no page", { pageId: "no such thing" }, /does not name a page/, /SPACE:Title/],
  ])("explains %s", async (_, args, message, hint) => {
    const { successful, error } = await call("confluence_get_page", args);
    expect(successful).toBe(false);
    expect(error).toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it("explains a body that is not JSON", async () => {
    const response = await fetch(`${demo.ready.url}/v1/tools/confluence_get_page/execute`, {
      method: "POST",
      headers: { authorization: `Bearer ${demo.ready.apiKey}`, "content-type": "application/json" },
      body: '{"arguments": ',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: "invalid_input", message: expect.stringContaining("not JSON") },
    });
  });

  describe("nested without end", () => {
    const deep = `${"[".repeat(100_000)}1${"]".repeat(100_000)}`;
    const body = `{"method":"POST","path":"/wiki/api/v2/pages","body":${deep}}`;
    const given = {
      "an object": body,
      "JSON text": JSON.stringify(body),
      "a field of JSON text": JSON.stringify({ method: "POST", path: "/wiki/api/v2/pages", body: deep }),
      "JSON text in JSON text": JSON.stringify(JSON.stringify(body)),
    };
    it.each(Object.entries(given))("is refused as %s, by every way in", async (_, args) => {
      const headers = { authorization: `Bearer ${demo.ready.apiKey}`, "content-type": "application/json" };
      const rest = await fetch(`${demo.ready.url}/v1/tools/confluence_api_call/execute`, {
        method: "POST",
        headers,
        body: `{"arguments":${args}}`,
      });
      expect([rest.status, await rest.json()]).toMatchObject([400, { error: { code: "invalid_input" } }]);
      const mcp = await fetch(`${demo.ready.url}/mcp`, {
        method: "POST",
        headers: { ...headers, accept: "application/json, text/event-stream", "mcp-protocol-version": "2025-11-25" },
        body: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"confluence_api_call","arguments":${args}}}`,
      });
      const answer = await mcp.text();
      expect(mcp.status).toBeLessThan(500);
      expect(answer).not.toMatch(/"internal"|call stack/);
    });
  });

  it.each([
    "space = ",
    "text ~ ",
    'title = "unclosed',
    "nonsense = 1",
    "type = page ORDER BY label",
    "NOT space = ENG",
    "(type = page",
  ])("says where the query %s is wrong", async (cql) => {
    const { error } = await call("confluence_search_cql", { cql });
    expect(error).toMatchObject({
      code: "invalid_cql",
      message: expect.stringMatching(/line 1, column \d+/),
      details: { offset: expect.any(Number) },
    });
  });

  it("says that a page does not exist, with Confluence's words", async () => {
    const { error } = await call("confluence_get_page", { pageId: "999999999" });
    expect(error).toMatchObject({ code: "not_found", atlassian: { status: 404 }, hint: expect.any(String) });
    expect((await call("confluence_get_page", { pageId: "ENG:Nobody wrote this" })).error).toMatchObject({
      code: "not_found",
    });
    expect((await call("confluence_get_page", { pageId: "NOSPACE:Home" })).error).toMatchObject({ code: "not_found" });
  });

  it("refuses a stale version and says which one is current", async () => {
    const { data } = await call("confluence_create_page", { spaceId: "ENG", title: "Stale version", body: "one" });
    const { id } = data as { id: string };
    expect((await call("confluence_update_page", { pageId: id, body: "two", version: 2 })).successful).toBe(true);
    const { error } = await call("confluence_update_page", { pageId: id, body: "three", version: 2 });
    expect(error).toMatchObject({ code: "version_conflict", details: { currentVersion: 2 } });
    expect((await call("confluence_get_page", { pageId: id })).data).toMatchObject({
      version: 2,
      body: expect.stringContaining("two"),
    });
  });

  it("refuses a duplicate title and creates nothing", async () => {
    expect((await call("confluence_create_page", { spaceId: "ENG", title: "Only once" })).successful).toBe(true);
    const { error } = await call("confluence_create_page", { spaceId: "ENG", title: "Only once" });
    expect(error).toMatchObject({
      code: "title_taken",
      atlassian: { status: 400, message: expect.stringContaining("already exists") },
    });
    expect(await pagesCalled("Only once")).toBe(1);
  });

  it("finds malformed storage before it is sent, with its place", async () => {
    const { error } = await call("confluence_create_page", {
      spaceId: "ENG",
      title: "Malformed",
      format: "storage",
      body: "<p>one</p>\n<p>two<br></p>",
    });
    expect(error).toMatchObject({ code: "invalid_body", details: { line: 2 } });
    expect(await pagesCalled("Malformed")).toBe(0);
  });

  it("explains a connection that is not there, or is not connected", async () => {
    const missing = await tributary.tools.execute("confluence_get_current_user", {
      connectionId: "conn_nothing",
      arguments: {},
    });
    expect(missing.error).toMatchObject({ code: "not_found" });
    const { id } = await tributary.connections.initiate({ userId: "somebody" });
    const waiting = await tributary.tools.execute("confluence_get_current_user", { connectionId: id, arguments: {} });
    expect(waiting.error).toMatchObject({ code: "connection_not_ready", hint: expect.stringContaining("redirectUrl") });
  });

  it("never answers with a stack trace", async () => {
    for (const path of ["/v1/nothing", "/v1/connections/x", "/v1/tools/x", "/v1/calls/x", "/v1/auth-configs/%00"]) {
      const response = await fetch(demo.ready.url + path, {
        headers: { authorization: `Bearer ${demo.ready.apiKey}` },
      });
      const text = await response.text();
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(response.status, path).toBeLessThan(500);
      expect(text).not.toMatch(/\bat .*\.(js|ts):\d+/);
      expect(JSON.parse(text)).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
    }
  });

  it("refuses callers it does not know", async () => {
    expect((await fetch(`${demo.ready.url}/v1/tools`)).status).toBe(401);
    expect(
      (await fetch(`${demo.ready.url}/v1/tools`, { headers: { authorization: "Bearer trib_wrong" } })).status,
    ).toBe(401);
  });
});
