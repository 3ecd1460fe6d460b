import type { Client } from "@modelcontextprotocol/client";
import { encode } from "gpt-tokenizer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { profiles } from "../../packages/server/src/policy/policy.ts";
import { catalogue } from "../../packages/server/src/tools/catalogue.ts";
import { primaryTools } from "../../packages/server/src/tools/discovery.ts";
import { type OpenSite, openSite } from "../open-site.ts";
import { connectClient, eras, newAgentKey } from "./connect-client.ts";

let site: OpenSite;
const keys: Record<string, string> = {};
const clients: Client[] = [];
beforeAll(async () => {
  site = await openSite();
  for (const [name, policy] of Object.entries(profiles)) keys[name] = (await newAgentKey(site, policy)).apiKey;
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await site.close();
});

const connect = async (profile: string, options: Parameters<typeof connectClient>[2] = {}) => {
  const client = await connectClient(site, keys[profile] as string, options);
  clients.push(client);
  return client;
};
const names = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

type Answer = { structuredContent?: Record<string, never>; isError?: boolean; content: { text: string }[] };
const call = async (client: Client, name: string, args: Record<string, unknown> = {}) =>
  (await client.callTool({ name, arguments: args })) as unknown as Answer;

describe.each(eras)("MCP tools for a %s client", (era) => {
  it("lists the primary tools and the four that reach the rest, in at most 4,000 tokens", async () => {
    const { tools } = await (await connect("full-access", { era })).listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...primaryTools,
      "confluence_discover",
      "confluence_execute_read",
      "confluence_execute_write",
      "confluence_execute_delete",
    ]);
    expect(encode(JSON.stringify(tools)).length).toBeLessThanOrEqual(4_000);
  });

  it("says of each tool what it is called, takes, gives and does", async () => {
    const { tools } = await (await connect("full-access", { era, query: "?tools=all" })).listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      catalogue.map(({ name }) => name).filter((name) => name !== "confluence_delete_space"),
    );
    for (const { name, title, inputSchema, outputSchema, annotations } of tools) {
      expect(title, name).toEqual(expect.any(String));
      expect(inputSchema.type, name).toBe("object");
      expect(outputSchema?.type, name).toBe("object");
      const tool = catalogue.find((one) => one.name === name);
      expect(annotations, name).toEqual({
        readOnlyHint: tool?.effect === "read",
        destructiveHint: tool?.effect === "delete",
        idempotentHint: tool?.idempotent || tool?.effect === "read",
        openWorldHint: true,
      });
    }
  });

  it("lists what the policy allows, and no more whatever the address asks for", async () => {
    const listed = await names(await connect("read-only", { era }));
    expect(listed).toContain("confluence_execute_read");
    expect(listed.filter((name) => /create|edit|update|add|execute_write|execute_delete/.test(name))).toEqual([]);
    const all = await names(await connect("read-only", { era, query: "?tools=all" }));
    expect(all).not.toContain("confluence_create_page");
    const asked = await connect("read-only", { era, query: "?tools=confluence_create_page,confluence_get_page" });
    expect(await names(asked)).toEqual(["confluence_get_page"]);
    const refused = await call(asked, "confluence_create_page", { spaceId: "ENG", title: "x" });
    expect(refused).toMatchObject({ isError: true, structuredContent: { error: { code: "policy_refused" } } });
  });

  it("narrows by toolset, by name and by exclusion", async () => {
    const search = await names(await connect("full-access", { era, query: "?toolsets=search" }));
    expect(search).toEqual(catalogue.filter(({ group }) => group === "Search").map(({ name }) => name));
    const without = await connect("full-access", { era, query: "?exclude=confluence_get_page" });
    expect(await names(without)).not.toContain("confluence_get_page");
    for (const [name, args] of [
      ["confluence_get_page", { pageId: "1" }],
      ["get_confluence_page_tool", { page_id: "1" }],
      ["confluence_execute_read", { tool: "confluence_get_page", arguments: { pageId: "1" } }],
    ] as const)
      expect(await call(without, name, args), name).toMatchObject({
        structuredContent: { error: { code: "unknown_tool" } },
      });
  });

  it("are found at an address that ends with a slash, too", async () => {
    expect((await (await connect("read-only", { era, query: "/" })).listTools()).tools.length).toBeGreaterThan(0);
  });

  it("names a tool, and no request of another way in, where there is none of a name", async () => {
    const answer = await call(await connect("read-only", { era }), "nope", {});
    expect(answer).toMatchObject({ isError: true, structuredContent: { error: { hint: expect.any(String) } } });
    expect(JSON.stringify(answer)).toContain("Find tools with confluence_discover.");
    expect(JSON.stringify(answer)).not.toContain("/v1/");
    const unknown = await call(await connect("read-only", { era }), "confluence_get_call", { callId: "call_nope" });
    expect(unknown.structuredContent).toMatchObject({ error: { code: "not_found", hint: "Check the id." } });
  });

  it("answers with structured content and the same as text", async () => {
    const answer = await call(await connect("read-only", { era }), "confluence_get_page", {
      pageId: "ENG:Runbook: Journal lag",
    });
    expect(answer.structuredContent).toMatchObject({
      title: "Runbook: Journal lag",
      body: expect.stringContaining("decoder queue"),
      meta: { callId: expect.stringMatching(/^call_/) },
    });
    expect(JSON.parse(answer.content[0]?.text ?? "")).toEqual(answer.structuredContent);
  });

  it("answers as the output schemas say: the client checks it", async () => {
    const client = await connect("full-access", { era, query: "?tools=all" });
    const { tools } = await client.listTools();
    let checked = 0;
    for (const { name } of tools) {
      const tool = catalogue.find((one) => one.name === name);
      if (tool === undefined) continue;
      const args = tool.effect === "read" ? tool.example : { ...tool.example, dryRun: true };
      const answer = await call(client, name, args);
      if (answer.isError !== true) checked++;
    }
    expect(checked).toBeGreaterThan(50);
  });

  it("puts every call on record, as one by MCP", async () => {
    const answer = await call(await connect("read-only", { era }), "confluence_list_spaces");
    const { callId } = (answer.structuredContent as unknown as { meta: { callId: string } }).meta;
    expect(await site.app.store.calls.get(callId)).toMatchObject({ surface: "mcp", tool: "confluence_list_spaces" });
  });

  it("answers errors as results that say what to do", async () => {
    const client = await connect("read-only", { era });
    const missing = await call(client, "confluence_get_page", { pageId: "ENG:No such page" });
    expect(missing).toMatchObject({ isError: true, structuredContent: { error: { code: "not_found" } } });
    const misspelt = await call(client, "confluence_get_page", { page: "1" });
    expect(misspelt.content[0]?.text).toContain("pageId");
    expect(await call(client, "confluence_get_pag")).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining("confluence_get_page") }],
    });
  });

  it("finds tools by words and runs them by their effect only", async () => {
    const client = await connect("full-access", { era });
    const found = await call(client, "confluence_discover", { query: "which versions does a page have" });
    expect(found.structuredContent).toMatchObject({
      tools: expect.arrayContaining([
        expect.objectContaining({
          name: "confluence_list_page_versions",
          runWith: "confluence_execute_read",
          inputSchema: expect.objectContaining({ type: "object" }),
        }),
      ]),
    });
    const versions = await call(client, "confluence_execute_read", {
      tool: "confluence_list_page_versions",
      arguments: { pageId: "ENG:Runbook: Journal lag" },
    });
    expect(versions.structuredContent).toMatchObject({ items: expect.any(Array) });
    for (const [runner, tool, args] of [
      ["confluence_execute_read", "confluence_delete_page", { pageId: "1" }],
      ["confluence_execute_write", "confluence_delete_page", { pageId: "1" }],
      ["confluence_execute_delete", "confluence_rename_page", { pageId: "1", title: "x" }],
      ["confluence_execute_read", "confluence_api_call", { path: "/wiki/api/v2/pages", method: "POST", body: {} }],
    ] as const)
      expect(await call(client, runner, { tool, arguments: args }), `${runner} ${tool}`).toMatchObject({
        isError: true,
        structuredContent: { error: { code: "invalid_input" } },
      });
    const raw = await call(client, "confluence_execute_read", {
      tool: "confluence_api_call",
      arguments: { path: "/wiki/api/v2/spaces" },
    });
    expect(raw.structuredContent).toMatchObject({ status: 200 });
  });

  it("finds for a caller only what it may call", async () => {
    const found = await call(await connect("read-only", { era }), "confluence_discover", { query: "delete" });
    const listed = (found.structuredContent as unknown as { tools: { name: string }[] }).tools;
    expect(listed.filter(({ name }) => name.includes("delete"))).toEqual([]);
  });
});
