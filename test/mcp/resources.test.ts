import type { Client } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { profiles } from "../../packages/server/src/policy/policy.ts";
import { type OpenSite, openSite } from "../open-site.ts";
import { connectClient, eras, newAgentKey } from "./connect-client.ts";

let site: OpenSite;
const keys: Record<string, string> = {};
beforeAll(async () => {
  site = await openSite();
  for (const [name, policy] of Object.entries(profiles)) keys[name] = (await newAgentKey(site, policy)).apiKey;
  keys.limited = (await newAgentKey(site, { ...profiles["read-only"], spaces: { only: ["ENG"] } })).apiKey;
  keys.none = (await newAgentKey(site, { groups: {} })).apiKey;
});
afterAll(() => site.close());

const textOf = async (client: Client, uri: string) => {
  const { contents } = await client.readResource({ uri });
  return (contents[0] as { text: string }).text;
};

describe.each(eras)("MCP resources and prompts for a %s client", (era) => {
  const connect = (who: string, query = "") => connectClient(site, keys[who] as string, { era, query });

  it("list the spaces, and templates for spaces and pages", async () => {
    const client = await connect("read-only");
    const { resources } = await client.listResources();
    expect(resources).toContainEqual(expect.objectContaining({ uri: "confluence://spaces/ENG", name: "ENG" }));
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      "confluence://pages/{pageId}",
      "confluence://spaces/{spaceKey}",
    ]);
  });

  it("read a page as Markdown, by reference or by id, and a space with links to its top pages", async () => {
    const client = await connect("read-only");
    const text = await textOf(client, `confluence://pages/${encodeURIComponent("ENG:Runbook: Journal lag")}`);
    expect(text).toMatch(/^---\ntitle: "Runbook: Journal lag"\nurl: http\S+\nversion: \d+\n---\n\n/);
    expect(text).toContain("**Before scaling, look at the decoder queue**");
    const space = await textOf(client, "confluence://spaces/ENG");
    const [, linked = ""] = /\((confluence:\/\/pages\/[^)]+)\)/.exec(space) ?? [];
    expect(await textOf(client, linked)).toMatch(/^---\ntitle: /);
  });

  it("read nothing the policy or the address does not allow", async () => {
    const limited = await connect("limited");
    const { resources } = await limited.listResources();
    expect(resources.map(({ name }) => name)).toEqual(["ENG"]);
    const other = (await (await connect("read-only")).listResources()).resources.find(({ name }) => name !== "ENG");
    await expect(limited.readResource({ uri: other?.uri ?? "" })).rejects.toMatchObject({ code: -32602 });
    await expect(textOf(await connect("none"), "confluence://spaces/ENG")).rejects.toMatchObject({ code: -32602 });
    const narrowed = await connect("read-only", "?exclude=confluence_get_page");
    await expect(textOf(narrowed, "confluence://pages/1")).rejects.toThrow(/confluence_get_page/);
  });

  it("answer what there is not as invalid parameters, with the address", async () => {
    const client = await connect("read-only");
    for (const uri of ["confluence://pages/ENG%3ANo%20such%20page", "confluence://nowhere/1", "file:///etc/passwd"])
      await expect(client.readResource({ uri }), uri).rejects.toMatchObject({ code: -32602, data: { uri } });
  });

  it("suggest pages and spaces while somebody types", async () => {
    const client = await connect("read-only");
    const suggest = async (name: string, value: string) =>
      (
        await client.complete({
          ref: { type: "ref/resource", uri: `confluence://pages/{${name}}` },
          argument: { name, value },
        })
      ).completion.values;
    expect(await suggest("pageId", "journal la")).toContain("ENG:Runbook: Journal lag");
    expect(await suggest("pageId", "ENG:journal la")).toContain("ENG:Runbook: Journal lag");
    expect(await suggest("spaceKey", "en")).toContain("ENG");
    expect(await suggest("nothing", "x")).toEqual([]);
    expect(await suggest("pageId", '" OR space = "X')).toEqual(expect.any(Array));
  });

  it("offer the five recipes to whom the tools are offered", async () => {
    const names = async (who: string) => (await (await connect(who)).listPrompts()).prompts.map(({ name }) => name);
    expect(await names("full-access")).toEqual([
      "weekly_digest",
      "meeting_minutes",
      "tidy_labels",
      "review_page",
      "answer_from_wiki",
    ]);
    expect(await names("read-only")).toEqual(["weekly_digest", "review_page", "answer_from_wiki"]);
    expect(await names("none")).toEqual([]);
  });

  it("write a prompt with its arguments, and say which is missing", async () => {
    const client = await connect("full-access");
    const { messages } = await client.getPrompt({ name: "weekly_digest", arguments: { spaceKey: "ENG", days: "3" } });
    expect(messages).toMatchObject([
      { role: "user", content: { type: "text", text: expect.stringContaining('now("-3d")') } },
    ]);
    await expect(client.getPrompt({ name: "weekly_digest", arguments: {} })).rejects.toThrow(/spaceKey/);
    await expect(client.getPrompt({ name: "no_such", arguments: {} })).rejects.toThrow(/weekly_digest/);
  });
});
