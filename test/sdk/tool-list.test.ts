import { type Agent, type NewAgent, Tributary, TributaryError } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, startServer } from "../set-up.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let connectionId: string;

beforeAll(async () => {
  server = await startServer();
  connectionId = await connect(server);
});
afterAll(() => server?.stop());

async function newAgent(policy: NewAgent["policy"] & object): Promise<{ agent: Agent; client: Tributary }> {
  const { apiKey, ...agent } = await server.tributary.agents.create({
    name: "Lister",
    policy,
    connectionIds: [connectionId],
  });
  return { agent, client: new Tributary({ baseUrl: server.url, apiKey }) };
}

const names = (tools: { name: string }[]) => tools.map(({ name }) => name);

describe("the list of tools", () => {
  it("holds everything for an admin, and for an agent what its policy allows", async () => {
    const all = names(await server.tributary.tools.get());
    const { client } = await newAgent({ groups: { Pages: { level: "read" } } });
    const offered = await client.tools.get();
    expect(all).toContain("confluence_delete_page");
    const listed = offered.filter(({ name }) => name !== "confluence_api_call");
    // A raw request may read, too, so it is offered, and judged when it is made.
    expect(listed).toHaveLength(offered.length - 1);
    expect(listed.every(({ effect, group }) => effect === "read" && ["Pages", "Users"].includes(group))).toBe(true);
    expect(names(offered)).toContain("confluence_get_page");
    // What is kept for the agent itself is of no group.
    expect(names(offered)).toContain("confluence_get_call");
    expect(names(offered)).not.toContain("confluence_get_space");
    // The same order for everybody.
    expect(all.filter((name) => names(offered).includes(name))).toEqual(names(offered));
  });

  it("never widens by a filter what the policy allows", async () => {
    const { client } = await newAgent({
      groups: { Pages: { level: "write" }, Spaces: { level: "read" } },
      tools: { deny: ["confluence_create_page"] },
    });
    const asked = ["confluence_create_page", "confluence_delete_page", "confluence_edit_page"];
    expect(names(await client.tools.get({ tools: asked }))).toEqual(["confluence_edit_page"]);
    expect(names(await client.tools.get({ toolsets: ["Attachments"] }))).toEqual([]);
    expect(names(await client.tools.get({ toolsets: ["Spaces"], effect: "write" }))).toEqual([]);
  });

  it("narrows by toolsets in any case, names, words and names left out", async () => {
    const { tools } = server.tributary;
    const groups = new Set((await tools.get({ toolsets: ["Pages", "Search"] })).map(({ group }) => group));
    expect([...groups].sort()).toEqual(["Pages", "Search"]);
    const response = await server.admin.fetch(`${server.url}/v1/tools?toolsets=pages,SEARCH&exclude=confluence_search`);
    const listed = names(((await response.json()) as { tools: { name: string }[] }).tools);
    expect(listed).toContain("confluence_get_page");
    expect(listed).not.toContain("confluence_search");
    expect(names(await tools.get({ search: "label" }))).toContain("confluence_add_labels");
    await expect(tools.get({ toolsets: ["Nonsense" as "Pages"] })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(tools.get({ tools: ["confluence_get_pag"] })).rejects.toBeInstanceOf(TributaryError);
  });

  it("comes in the shape of each provider's API", async () => {
    const get = async (format: string) => {
      const response = await server.admin.fetch(`${server.url}/v1/tools?tools=confluence_get_page&format=${format}`);
      return (await response.json()) as { tools: Record<string, unknown>[] };
    };
    expect(await get("openai")).toMatchObject({
      tools: [{ type: "function", function: { name: "confluence_get_page", parameters: { type: "object" } } }],
    });
    expect(await get("openai-responses")).toMatchObject({
      tools: [{ type: "function", name: "confluence_get_page", strict: false }],
    });
    expect(await get("anthropic")).toMatchObject({
      tools: [{ name: "confluence_get_page", input_schema: { type: "object", required: ["pageId"] } }],
    });
    expect(await get("gemini")).toMatchObject({
      tools: [{ functionDeclarations: [{ name: "confluence_get_page", parameters: { type: "OBJECT" } }] }],
    });
    expect((await server.admin.fetch(`${server.url}/v1/tools?format=other`)).status).toBe(400);
  });
});

describe("what an agent could do", () => {
  it("says of each tool whether it is allowed, needs a person, or is refused, and why", async () => {
    const { agent, client } = await newAgent({
      groups: { Pages: { level: "write", requireApproval: true }, Spaces: { level: "read" } },
    });
    const standings = await server.tributary.agents.tools(agent.id);
    const of = (name: string) => standings.find((one) => one.name === name);
    expect(of("confluence_get_page")).toMatchObject({ standing: "allowed", depends: false });
    expect(of("confluence_edit_page")).toMatchObject({
      standing: "needs_approval",
      reason: expect.stringMatching(/approves/),
    });
    expect(of("confluence_delete_page")).toMatchObject({
      standing: "refused",
      reason: expect.stringMatching(/deleting is off/),
    });
    expect(of("confluence_update_space")).toMatchObject({
      standing: "refused",
      reason: expect.stringMatching(/read-only/),
    });
    expect(of("confluence_delete_space")).toMatchObject({
      standing: "refused",
      reason: expect.stringMatching(/whole space/),
    });
    expect(of("confluence_api_call")).toMatchObject({ standing: "allowed", depends: true });
    // It is the same judgement as that of the list and of the call.
    const offered = names(await client.tools.get());
    expect(names(standings.filter(({ standing }) => standing !== "refused"))).toEqual(offered);
    const refused = await client.tools.execute("confluence_delete_page", { arguments: { pageId: "1" } });
    expect(refused.error?.message).toContain("deleting is off");
  });

  it("is told to the agent about itself, and not about others", async () => {
    const { agent, client } = await newAgent({ groups: { Pages: { level: "read" } } });
    const other = await newAgent({ groups: {} });
    expect((await client.agents.tools(agent.id)).length).toBeGreaterThan(50);
    await expect(client.agents.tools(other.agent.id)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a call by curl", () => {
  it("that gives the arguments beside the options hears where they belong", async () => {
    const { apiKey } = await server.tributary.account.createApiKey("By hand");
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    const body = JSON.stringify({ pageId: "ENG:Sluice" });
    const response = await fetch(`${server.url}/v1/tools/confluence_get_page/execute`, {
      method: "POST",
      headers,
      body,
    });
    const { error } = (await response.json()) as { error: { message: string } };
    expect([response.status, error.message]).toEqual([
      400,
      expect.stringContaining('pageId here; what the tool takes belongs under "arguments"'),
    ]);
  });
});
