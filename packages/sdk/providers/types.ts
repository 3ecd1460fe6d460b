/**
 * Nothing here runs: it compiles only while what the adapters give is what the packages take, and the other way round.
 * `test/sdk/providers.test.ts` compiles it, where the packages are installed.
 */

import type Anthropic from "@anthropic-ai/sdk";
import type { MessageParam, Tool } from "@anthropic-ai/sdk/resources/messages";
import type { Content, GoogleGenAI, ToolListUnion } from "@google/genai";
import { type BaseMessageLike, isAIMessage } from "@langchain/core/messages";
import type { ChatOpenAI } from "@langchain/openai";
import type { ToolsInput } from "@mastra/core/agent";
import { type AgentInputItem, Agent as OpenAiAgent } from "@openai/agents-core";
import { Tributary } from "@tributary/sdk";
import { anthropic } from "@tributary/sdk/anthropic";
import { gemini } from "@tributary/sdk/gemini";
import { langchain } from "@tributary/sdk/langchain";
import { mastra } from "@tributary/sdk/mastra";
import { openai, openaiResponses } from "@tributary/sdk/openai";
import { openaiAgents } from "@tributary/sdk/openai-agents";
import { vercel } from "@tributary/sdk/vercel";
import { generateText, type LanguageModel, type ModelMessage, type ToolSet } from "ai";
import type OpenAI from "openai";
import type { ChatCompletionMessageParam, ChatCompletionTool } from "openai/resources/chat/completions";
import type { ResponseInputItem, Tool as ResponsesTool } from "openai/resources/responses/responses";

const tributary = new Tributary({ baseUrl: "http://127.0.0.1:7350" });

export async function chatCompletions(client: OpenAI, messages: ChatCompletionMessageParam[]) {
  const { tools, handleToolCalls } = openai(tributary);
  const offered: ChatCompletionTool[] = await tools();
  const completion = await client.chat.completions.create({ model: "m", messages, tools: offered });
  messages.push(...(await handleToolCalls(completion)));
  const stream = client.chat.completions.stream({ model: "m", messages, tools: offered });
  messages.push(...(await handleToolCalls(await stream.finalChatCompletion())));
}

export async function responses(client: OpenAI, input: ResponseInputItem[]) {
  const { tools, handleToolCalls } = openaiResponses(tributary);
  const offered: ResponsesTool[] = await tools();
  const response = await client.responses.create({ model: "m", input, tools: offered });
  input.push(...(await handleToolCalls(response)));
  const stream = client.responses.stream({ model: "m", input, tools: offered });
  input.push(...(await handleToolCalls(await stream.finalResponse())));
}

export async function messages(client: Anthropic, sent: MessageParam[]) {
  const { tools, handleToolCalls } = anthropic(tributary);
  const offered: Tool[] = await tools();
  const message = await client.messages.create({ model: "m", max_tokens: 1, messages: sent, tools: offered });
  sent.push(...(await handleToolCalls(message)));
  const stream = client.messages.stream({ model: "m", max_tokens: 1, messages: sent, tools: offered });
  sent.push(...(await handleToolCalls(await stream.finalMessage())));
}

export async function generateContent(client: GoogleGenAI, contents: Content[]) {
  const { tools, handleToolCalls } = gemini(tributary);
  const offered: ToolListUnion = await tools();
  const response = await client.models.generateContent({ model: "m", contents, config: { tools: offered } });
  contents.push(...(await handleToolCalls(response)));
}

export async function aiSdk(model: LanguageModel, sent: ModelMessage[]) {
  const { tools, handleToolCalls } = vercel(tributary);
  const offered: ToolSet = await tools();
  const result = await generateText({ model, messages: sent, tools: offered });
  sent.push(...(await handleToolCalls(result)));
}

export async function chatModel(model: ChatOpenAI, sent: BaseMessageLike[]) {
  const { tools, handleToolCalls } = langchain(tributary);
  const message = await model.bindTools(await tools()).invoke(sent);
  if (isAIMessage(message)) sent.push(...(await handleToolCalls(message)));
}

export async function mastraAgent(): Promise<ToolsInput> {
  return mastra(tributary).tools();
}

export async function agents(items: AgentInputItem[]) {
  const { tools, handleToolCalls } = openaiAgents(tributary);
  items.push(...(await handleToolCalls({ output: items })));
  return new OpenAiAgent({ name: "a", tools: await tools() });
}
