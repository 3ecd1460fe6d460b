import type { Client, ClientCapabilities, ElicitRequest, ElicitResult } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenSite, openSite } from "../open-site.ts";
import { connectClient, eras, newAgentKey } from "./connect-client.ts";

const policy = {
  groups: { Pages: { level: "write", requireApproval: true }, Search: { level: "read" }, Spaces: { level: "read" } },
};

let site: OpenSite;
let apiKey: string;
const clients: Client[] = [];
beforeAll(async () => {
  site = await openSite();
  ({ apiKey } = await newAgentKey(site, policy));
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await site.close();
});

type Answer = { isError?: boolean; structuredContent: Record<string, never>; content: { text: string }[] };
type Elicited = ElicitRequest["params"];

let count = 0;
const create = async (client: Client): Promise<Answer> =>
  (await client.callTool({
    name: "confluence_create_page",
    arguments: { spaceId: "ENG", title: `Asked ${++count}`, body: "A text." },
  })) as unknown as Answer;

/** A client that can ask, what it was asked, and what it then does. */
async function asking(
  era: (typeof eras)[number],
  elicitation: NonNullable<ClientCapabilities["elicitation"]>,
  answer: (params: Elicited) => ElicitResult | Promise<ElicitResult>,
): Promise<{ client: Client; asked: Elicited[] }> {
  const asked: Elicited[] = [];
  const client = await connectClient(site, apiKey, {
    era,
    options: { capabilities: { elicitation } },
    prepare: (made) =>
      made.setRequestHandler("elicitation/create", ({ params }) => {
        asked.push(params);
        return answer(params);
      }),
  });
  clients.push(client);
  return { client, asked };
}

const approvalIn = (message: string) => /apr_\w+/.exec(message)?.[0] ?? "";
const person = { id: "mbr_test", name: "Test" };

describe.each(eras)("approvals for a %s client", (era) => {
  it("are answered with a handle and a link where the client cannot ask", async () => {
    const client = await connectClient(site, apiKey, { era });
    clients.push(client);
    const waiting = await create(client);
    expect(waiting.isError).not.toBe(true);
    expect(waiting.structuredContent).toMatchObject({
      status: "pending",
      approvalId: expect.stringMatching(/^apr_/),
      url: expect.stringMatching(/\/approvals\/apr_/),
    });
    const { approvalId } = waiting.structuredContent as unknown as { approvalId: string };
    const look = () => client.callTool({ name: "confluence_get_approval", arguments: { approvalId } });
    expect(await look()).toMatchObject({ structuredContent: { status: "pending" } });
    await site.app.door.approve(person, approvalId, {});
    expect(await look()).toMatchObject({ structuredContent: { status: "done" } });
  });

  it("lead the person to the dashboard by a link and give the outcome in the same call", async () => {
    const { client, asked } = await asking(era, { form: {}, url: {} }, async (params) => {
      await site.app.door.approve(person, approvalIn((params as { url: string }).url), {});
      return { action: "accept" };
    });
    const answer = await create(client);
    expect(asked).toMatchObject([{ mode: "url", url: expect.stringContaining("/approvals/apr_") }]);
    expect(answer.structuredContent).toMatchObject({ id: expect.any(String), meta: { approval: { status: "done" } } });
  });

  it("lead there by a message where the client knows forms only", async () => {
    const { client, asked } = await asking(era, {}, async ({ message }) => {
      await site.app.door.approve(person, approvalIn(message), {});
      return { action: "accept", content: {} };
    });
    const answer = await create(client);
    expect(asked[0]?.message).toMatch(/wants to: .*\n[\s\S]*A text\.[\s\S]*Decide at http/);
    expect(answer.structuredContent).toMatchObject({ id: expect.any(String) });
  });

  it("are not given by a client that accepts by itself", async () => {
    const { client } = await asking(era, {}, () => ({ action: "accept", content: { decision: "approve" } }));
    const before = (await site.app.desk.list({ limit: 250, status: "done" })).length;
    const answer = await create(client);
    expect(answer.structuredContent).toMatchObject({ status: "pending" });
    expect((await site.app.desk.list({ limit: 250, status: "done" })).length).toBe(before);
  });

  it("end when the person says no in the client", async () => {
    const { client } = await asking(era, {}, () => ({ action: "decline" }));
    const answer = await create(client);
    expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("denied") }] });
  });

  it("stay pending when the client was closed over it", async () => {
    const { client } = await asking(era, {}, () => ({ action: "cancel" }));
    expect((await create(client)).structuredContent).toMatchObject({ status: "pending" });
  });
});

describe("what a client carries between two requests", () => {
  it("is refused when it was changed, or belongs to another caller", async () => {
    const post = async (key: string, params: object) => {
      const response = await site.app.fetch(
        new Request("http://127.0.0.1:7350/mcp", {
          method: "POST",
          headers: {
            authorization: `Bearer ${key}`,
            "content-type": "application/json",
            accept: "application/json, text/event-stream",
            "mcp-protocol-version": "2026-07-28",
            "mcp-method": "tools/call",
            "mcp-name": "confluence_create_page",
          },
          body: JSON.stringify({
            jsonrpc: "2.0",
            id: 1,
            method: "tools/call",
            params: {
              name: "confluence_create_page",
              arguments: { spaceId: "ENG", title: "By hand", body: "x" },
              _meta: {
                "io.modelcontextprotocol/protocolVersion": "2026-07-28",
                "io.modelcontextprotocol/clientCapabilities": { elicitation: { url: {} } },
              },
              ...params,
            },
          }),
        }),
      );
      return (await response.json()) as { result?: { requestState?: string; resultType?: string }; error?: object };
    };
    const first = await post(apiKey, {});
    expect(first.result?.resultType).toBe("input_required");
    const requestState = first.result?.requestState ?? "";
    const inputResponses = { approval: { action: "cancel" } };
    expect(await post(apiKey, { requestState: `${requestState}x`, inputResponses })).toMatchObject({
      error: { code: -32602 },
    });
    const { apiKey: other } = await newAgentKey(site, policy);
    expect(await post(other, { requestState, inputResponses })).toMatchObject({ error: { code: -32602 } });
    expect(await post(apiKey, { requestState, inputResponses })).toMatchObject({
      result: { structuredContent: { status: "pending" } },
    });
  });
});
