import { describe, expect, it } from "vitest";
import { Tributary } from "../tributary.ts";
import { langchain } from "./langchain.ts";
import { vercel } from "./vercel.ts";

const tool = { name: "read", title: "", description: "", effect: "read", inputSchema: {} };
const tributary = new Tributary({
  baseUrl: "http://t",
  fetch: async (input) =>
    String(input).endsWith("/v1/tools")
      ? Response.json({ tools: [tool] })
      : Response.json({ successful: true, data: "read", error: null, meta: {} }),
});

describe("LangChain", () => {
  const bad = { id: "1", name: "read", args: '{"pageId": ', error: "Malformed args.", type: "invalid_tool_call" };

  it("has the model told of calls that could not be read, so that its conversation goes on", async () => {
    const { handleToolCalls } = langchain(tributary);
    expect(await handleToolCalls({ tool_calls: [], invalid_tool_calls: [bad] })).toMatchObject([
      { tool_call_id: "1", name: "read", status: "error", content: expect.stringContaining("not a JSON object") },
    ]);
  });

  it("is given no answer to calls that it leaves out of the conversation", async () => {
    const { handleToolCalls } = langchain(tributary);
    const good = { id: "2", name: "read", args: {} };
    const answers = await handleToolCalls({ tool_calls: [good], invalid_tool_calls: [bad] });
    expect(answers.map(({ tool_call_id: id, status }) => [id, status])).toEqual([["2", "success"]]);
  });
});

describe("the AI SDK's tools", () => {
  it("run without a model, too", async () => {
    const { read } = await vercel(tributary).tools();
    expect(await read?.execute({})).toEqual({ data: "read" });
  });
});
