import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Tributary } from "@tributary/sdk";
import { anthropic } from "@tributary/sdk/anthropic";
import { gemini } from "@tributary/sdk/gemini";
import { langchain } from "@tributary/sdk/langchain";
import { mastra } from "@tributary/sdk/mastra";
import { openai, openaiResponses } from "@tributary/sdk/openai";
import { openaiAgents } from "@tributary/sdk/openai-agents";
import { vercel } from "@tributary/sdk/vercel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { howToInstall, importProvider, type Json, providersInstalled } from "../../packages/sdk/providers/installed.ts";
import { connect, startServer } from "../set-up.ts";
import { pageId, question, startMockModel } from "./mock-model.ts";

let server: Awaited<ReturnType<typeof startServer>>;
let model: Awaited<ReturnType<typeof startMockModel>>;
let agent: Tributary;

beforeAll(async () => {
  if (!providersInstalled) return;
  server = await startServer();
  model = await startMockModel();
  const connectionId = await connect(server);
  const { apiKey } = await server.tributary.agents.create({
    name: "Model",
    connectionIds: [connectionId],
    policy: {
      groups: {
        Pages: { level: "write", requireApproval: true },
        Search: { level: "read" },
        Spaces: { level: "read" },
      },
    },
  });
  agent = new Tributary({ baseUrl: server.url, apiKey });
});
afterAll(async () => {
  await model?.stop();
  await server?.stop();
});

/** Every story's options: whose account, which tools, and that a write waits for a person. */
const options = {
  userId: "ada",
  tools: ["confluence_search", "confluence_get_page", "confluence_edit_page"],
  waitSeconds: 20,
};

const key = "not-a-key";
const mostTurns = 6;

/** Each gives the model's last words, after a whole conversation through the provider's package. */
const stories: Record<string, () => Promise<string>> = {
  async "openai, chat completions"() {
    const { default: OpenAI } = await importProvider("openai/index.mjs");
    const client = new OpenAI({ apiKey: key, baseURL: `${model.url}/v1` });
    const { tools, handleToolCalls } = openai(agent, options);
    const messages: Json[] = [{ role: "user", content: question }];
    for (let turn = 0; turn < mostTurns; turn++) {
      const completion = await client.chat.completions.create({ model: "gpt-5", messages, tools: await tools() });
      const answers = await handleToolCalls(completion);
      if (answers.length === 0) return completion.choices[0].message.content;
      messages.push(completion.choices[0].message, ...answers);
    }
    throw new Error("the model did not end");
  },

  async "openai, responses"() {
    const { default: OpenAI } = await importProvider("openai/index.mjs");
    const client = new OpenAI({ apiKey: key, baseURL: `${model.url}/v1` });
    const { tools, handleToolCalls } = openaiResponses(agent, options);
    const input: Json[] = [{ role: "user", content: question }];
    for (let turn = 0; turn < mostTurns; turn++) {
      const response = await client.responses.create({ model: "gpt-5", input, tools: await tools() });
      const answers = await handleToolCalls(response);
      if (answers.length === 0) return response.output_text;
      input.push(...response.output, ...answers);
    }
    throw new Error("the model did not end");
  },

  async anthropic() {
    const { default: Anthropic } = await importProvider("@anthropic-ai/sdk/index.mjs");
    const client = new Anthropic({ apiKey: key, baseURL: model.url });
    const { tools, handleToolCalls } = anthropic(agent, options);
    const messages: Json[] = [{ role: "user", content: question }];
    for (let turn = 0; turn < mostTurns; turn++) {
      const message = await client.messages.create({
        model: "claude-opus-4-5",
        max_tokens: 1000,
        messages,
        tools: await tools(),
      });
      const answers = await handleToolCalls(message);
      if (answers.length === 0) return message.content[0].text;
      messages.push({ role: "assistant", content: message.content }, ...answers);
    }
    throw new Error("the model did not end");
  },

  async gemini() {
    const { GoogleGenAI } = await importProvider("@google/genai/dist/node/index.mjs");
    const client = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: model.url } });
    const { tools, handleToolCalls } = gemini(agent, options);
    const contents: Json[] = [{ role: "user", parts: [{ text: question }] }];
    for (let turn = 0; turn < mostTurns; turn++) {
      const response = await client.models.generateContent({
        model: "gemini-3-flash",
        contents,
        config: { tools: await tools() },
      });
      const answers = await handleToolCalls(response);
      if (answers.length === 0) return response.text;
      contents.push(response.candidates[0].content, ...answers);
    }
    throw new Error("the model did not end");
  },

  async "vercel ai sdk"() {
    const { generateText, stepCountIs } = await importProvider("ai/dist/index.mjs");
    const { text } = await generateText({
      model: await vercelModel(),
      tools: await vercel(agent, options).tools(),
      prompt: question,
      stopWhen: stepCountIs(mostTurns),
    });
    return text;
  },

  async "vercel ai sdk, in a loop of one's own"() {
    const { generateText } = await importProvider("ai/dist/index.mjs");
    const { tools, handleToolCalls } = vercel(agent, options);
    const offered = Object.entries(await tools()).map(([name, { execute, ...tool }]) => [name, tool]);
    const messages: Json[] = [{ role: "user", content: question }];
    for (let turn = 0; turn < mostTurns; turn++) {
      const result = await generateText({
        model: await vercelModel(),
        tools: Object.fromEntries(offered),
        messages,
      });
      const answers = await handleToolCalls(result);
      if (answers.length === 0) return result.text;
      messages.push(...result.response.messages, ...answers);
    }
    throw new Error("the model did not end");
  },

  async langchain() {
    const { ChatOpenAI } = await importProvider("@langchain/openai/dist/index.js");
    const { tools, handleToolCalls } = langchain(agent, options);
    const chat = new ChatOpenAI({ model: "gpt-5", apiKey: key, configuration: { baseURL: `${model.url}/v1` } });
    const bound = chat.bindTools(await tools());
    const messages: Json[] = [{ role: "user", content: question }];
    for (let turn = 0; turn < mostTurns; turn++) {
      const message = await bound.invoke(messages);
      const answers = await handleToolCalls(message);
      if (answers.length === 0) return message.content;
      messages.push(message, ...answers);
    }
    throw new Error("the model did not end");
  },

  async mastra() {
    const { Agent } = await importProvider("@mastra/core/dist/agent/index.js");
    const assistant = new Agent({
      name: "assistant",
      instructions: "Help.",
      // Mastra brings the generation of the AI SDK it knows.
      model: await vercelModel("@ai-sdk/openai-v5"),
      tools: await mastra(agent, options).tools(),
    });
    const { text } = await assistant.generate(question, { maxSteps: mostTurns });
    return text;
  },

  async "openai agents"() {
    const { Agent, Runner, setTracingDisabled } = await importProvider("@openai/agents-core/dist/index.mjs");
    const { OpenAIProvider } = await importProvider("@openai/agents-openai/dist/index.mjs");
    setTracingDisabled(true);
    const modelProvider = new OpenAIProvider({ apiKey: key, baseURL: `${model.url}/v1`, useResponses: false });
    const assistant = new Agent({
      name: "assistant",
      instructions: "Help.",
      model: "gpt-5",
      tools: await openaiAgents(agent, options).tools(),
    });
    const { finalOutput } = await new Runner({ modelProvider }).run(assistant, question, { maxTurns: mostTurns });
    return finalOutput;
  },
};

async function vercelModel(of = "@ai-sdk/openai"): Promise<Json> {
  const { createOpenAI } = await importProvider(`${of}/dist/index.mjs`);
  return createOpenAI({ apiKey: key, baseURL: `${model.url}/v1` }).chat("gpt-5");
}

/** The person at the approvals desk: says yes to the next write. */
async function approveNext(): Promise<string> {
  for (;;) {
    const { items } = await server.tributary.approvals.list({ status: "pending" });
    const [next] = items;
    if (next !== undefined) return (await server.tributary.approvals.approve(next.id)).id;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const bodyNow = async () => {
  const { data } = await server.tributary.tools.execute("confluence_get_page", {
    userId: "ada",
    arguments: { pageId },
  });
  return (data as { body: string }).body;
};

describe.skipIf(!providersInstalled)(
  `a model through its provider's package${providersInstalled ? "" : ` (${howToInstall})`}`,
  () => {
    it.each(Object.keys(stories))(
      "finds, reads, edits under approval, is on record and is undone: %s",
      async (name) => {
        const before = await bodyNow();
        const [words, approvalId] = await Promise.all([stories[name]?.(), approveNext()]);
        expect(words).toMatch(/^Done: version \d+\.$/);
        const [found, read, edited] = model.told.map((text) => JSON.parse(text));
        expect(JSON.stringify(found.data)).toContain("Journal lag");
        expect(read.data.body).toBe(before);
        expect(edited.data.version).toBe(read.data.version + 1);
        expect(await bodyNow()).toContain("Checked by the model.");

        const { items } = await server.tributary.calls.list({ approvalId, outcome: "ok" });
        expect(items).toMatchObject([{ tool: "confluence_edit_page", caller: { name: "Model" } }]);
        const undone = await server.tributary.calls.undo(items[0]?.id ?? "");
        expect(undone.successful).toBe(true);
        expect(await bodyNow()).toBe(before);
      },
      60_000,
    );

    it("has the types that the package takes and gives", async () => {
      const root = join(import.meta.dirname, "../..");
      const compiler = join(root, "node_modules/typescript/bin/tsc");
      await promisify(execFile)(process.execPath, [compiler, "-p", join(root, "packages/sdk/providers")]);
    }, 120_000);
  },
);
