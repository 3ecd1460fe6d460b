import {
  acceptedContent,
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ContentBlock,
  createRequestStateCodec,
  type InputRequests,
  type InputRequiredResult,
  inputRequired,
  McpServer,
  type McpServerFactory,
  ResourceTemplate,
  type ServerContext,
  type ServerNotifier,
} from "@modelcontextprotocol/server";
import { z } from "zod";

/** One pixel, and a tenth of a second of silence. */
const image = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const audio = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

const state = createRequestStateCodec<{ round: number; name?: string }>({ key: "conformance ".repeat(4) });

type Answer = CallToolResult | InputRequiredResult;
type Handler = (context: ServerContext, args: Record<string, string>) => Answer | Promise<Answer>;

const say = (text: string): CallToolResult => ({ content: [{ type: "text", text }] });
const show = (...content: ContentBlock[]): Handler => {
  return () => ({ content });
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const form = (name: string, type: "string" | "boolean", message: string) => {
  const field = type === "string" ? { type } : { type };
  return inputRequired.elicit({
    message,
    requestedSchema: { type: "object", properties: { [name]: field }, required: [name] },
  });
};
const question = (text: string) =>
  inputRequired.createMessage({ messages: [{ role: "user", content: { type: "text", text } }], maxTokens: 50 });
const accepted = (context: ServerContext, key: string): Record<string, unknown> | undefined =>
  acceptedContent(context.mcpReq.inputResponses, key);

/** Tools the conformance suite calls by name, for what it has to see on the wire. */
const tools = (notify: () => ServerNotifier): Record<string, Handler> => ({
  test_simple_text: show({ type: "text", text: "This is a simple text response for testing." }),
  test_image_content: show({ type: "image", data: image, mimeType: "image/png" }),
  test_audio_content: show({ type: "audio", data: audio, mimeType: "audio/wav" }),
  test_embedded_resource: show({
    type: "resource",
    resource: { uri: "test://embedded-resource", mimeType: "text/plain", text: "Embedded." },
  }),
  test_multiple_content_types: show(
    { type: "text", text: "Three kinds of content." },
    { type: "image", data: image, mimeType: "image/png" },
    { type: "resource", resource: { uri: "test://mixed", mimeType: "application/json", text: '{"test":"data"}' } },
  ),
  async test_tool_with_logging({ mcpReq }) {
    for (const data of ["Tool execution started", "Tool processing data", "Tool execution completed"]) {
      await mcpReq.notify({ method: "notifications/message", params: { level: "info", data } });
      await pause(30);
    }
    return say("logged");
  },
  async test_tool_with_progress({ mcpReq }) {
    const progressToken = mcpReq._meta?.progressToken;
    for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
      await mcpReq.notify({
        method: "notifications/progress",
        params: { progressToken: progressToken as string, progress, total: 100 },
      });
      await pause(30);
    }
    return say("done");
  },
  test_error_handling: () => {
    throw new Error("This tool always fails.");
  },
  async test_reconnection({ http }) {
    http?.closeSSE?.();
    await pause(100);
    return say("after the stream was closed");
  },
  async test_sampling({ mcpReq }, { prompt = "" }) {
    const { content } = await mcpReq.requestSampling({
      messages: [{ role: "user", content: { type: "text", text: prompt } }],
      maxTokens: 100,
    });
    return say(`LLM response: ${"text" in content ? content.text : "no text"}`);
  },
  async test_elicitation({ mcpReq }, { message = "" }) {
    const { action, content } = await mcpReq.elicitInput({
      message,
      requestedSchema: { type: "object", properties: { response: { type: "string" } }, required: ["response"] },
    });
    return say(`User response: action=${action}, content=${JSON.stringify(content)}`);
  },
  async test_elicitation_sep1034_defaults({ mcpReq }) {
    const { action, content } = await mcpReq.elicitInput({
      message: "Every primitive type with its default",
      requestedSchema: {
        type: "object",
        properties: {
          name: { type: "string", default: "John Doe" },
          age: { type: "integer", default: 30 },
          score: { type: "number", default: 95.5 },
          status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
          verified: { type: "boolean", default: true },
        },
      },
    });
    return say(`Elicitation completed: action=${action}, content=${JSON.stringify(content)}`);
  },
  async test_elicitation_sep1330_enums({ mcpReq }) {
    const options = ["option1", "option2", "option3"];
    const titled = ["value1", "value2", "value3"].map((value) => ({ const: value, title: `Title of ${value}` }));
    const { action, content } = await mcpReq.elicitInput({
      message: "Every kind of choice",
      requestedSchema: {
        type: "object",
        properties: {
          untitledSingle: { type: "string", enum: options },
          titledSingle: { type: "string", oneOf: titled },
          legacyEnum: { type: "string", enum: ["opt1", "opt2", "opt3"], enumNames: ["One", "Two", "Three"] },
          untitledMulti: { type: "array", items: { type: "string", enum: options } },
          titledMulti: { type: "array", items: { anyOf: titled } },
        },
      },
    });
    return say(`Elicitation completed: action=${action}, content=${JSON.stringify(content)}`);
  },
  test_missing_capability: ({ mcpReq }) =>
    mcpReq.inputResponses?.answer === undefined
      ? inputRequired({ inputRequests: { answer: question("Say pong.") } })
      : say("answered"),
  test_streaming_elicitation: () => say("a stream with nothing but its result"),
  async test_logging_tool({ mcpReq }) {
    await mcpReq.log("info", "only for those who asked for a level");
    return say("logged where asked for");
  },
  test_input_required_result_elicitation(context) {
    const name = accepted(context, "user_name")?.name;
    if (typeof name === "string") return say(`Hello, ${name}!`);
    return inputRequired({ inputRequests: { user_name: form("name", "string", "What is your name?") } });
  },
  test_input_required_result_sampling({ mcpReq }) {
    const answer = mcpReq.inputResponses?.capital_question as { content?: { text?: string } } | undefined;
    if (answer !== undefined) return say(`Sampling response: ${answer.content?.text}`);
    return inputRequired({ inputRequests: { capital_question: question("What is the capital of France?") } });
  },
  test_input_required_result_list_roots({ mcpReq }) {
    const roots = (mcpReq.inputResponses?.client_roots as { roots?: { uri: string }[] } | undefined)?.roots;
    if (roots !== undefined) return say(`Roots: ${roots.map(({ uri }) => uri).join(", ")}`);
    return inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
  },
  async test_input_required_result_request_state(context) {
    if (accepted(context, "confirm") !== undefined && context.mcpReq.requestState() !== undefined)
      return say("state-ok: the state came back as it was sent");
    const requestState = await state.mint({ round: 1 });
    return inputRequired({ inputRequests: { confirm: form("ok", "boolean", "Please confirm") }, requestState });
  },
  async test_input_required_result_multiple_inputs(context) {
    const { inputResponses = {} } = context.mcpReq;
    const name = accepted(context, "user_name")?.name;
    if (typeof name === "string" && "greeting" in inputResponses && "client_roots" in inputResponses)
      return say(`All three came: ${name}`);
    return inputRequired({
      inputRequests: {
        user_name: form("name", "string", "What is your name?"),
        greeting: question("Greet me."),
        client_roots: inputRequired.listRoots(),
      },
      requestState: await state.mint({ round: 1 }),
    });
  },
  async test_input_required_result_multi_round(context) {
    const { round = 0, name } = context.mcpReq.requestState<{ round: number; name?: string }>() ?? {};
    if (round === 0) {
      const requestState = await state.mint({ round: 1 });
      return inputRequired({ inputRequests: { step1: form("name", "string", "Your name?") }, requestState });
    }
    if (round === 1) {
      const requestState = await state.mint({ round: 2, name: String(accepted(context, "step1")?.name) });
      return inputRequired({ inputRequests: { step2: form("color", "string", "Your colour?") }, requestState });
    }
    return say(`${name} likes ${accepted(context, "step2")?.color}`);
  },
  async test_input_required_result_tampered_state(context) {
    if (context.mcpReq.requestState() !== undefined && accepted(context, "confirm") !== undefined)
      return say("the state is the one that was sent");
    const requestState = await state.mint({ round: 1 });
    return inputRequired({ inputRequests: { confirm: form("ok", "boolean", "Please confirm") }, requestState });
  },
  test_input_required_result_capabilities({ mcpReq }) {
    if (mcpReq.inputResponses !== undefined) return say("answered");
    const can = (mcpReq.envelope as Record<string, Record<string, unknown>> | undefined)?.[
      CLIENT_CAPABILITIES_META_KEY
    ];
    const inputRequests: InputRequests = {
      ...(can?.elicitation !== undefined && { user_name: form("name", "string", "Your name?") }),
      ...(can?.sampling !== undefined && { greeting: question("Greet me.") }),
      ...(can?.roots !== undefined && { client_roots: inputRequired.listRoots() }),
    };
    return Object.keys(inputRequests).length > 0 ? inputRequired({ inputRequests }) : say("nothing can be asked");
  },
  test_trigger_tool_change() {
    notify().toolsChanged();
    return say("said");
  },
  test_trigger_prompt_change() {
    notify().promptsChanged();
    return say("said");
  },
});

const withArguments: Record<string, z.ZodObject> = {
  test_sampling: z.object({ prompt: z.string() }),
  test_elicitation: z.object({ message: z.string() }),
};

/** A server with what the conformance suite looks for. It takes the product's place behind the product's own HTTP. */
export function createFixtureFactory(notify: () => ServerNotifier): McpServerFactory {
  return () => {
    const server = new McpServer(
      { name: "tributary-conformance", version: "1.0.0" },
      {
        capabilities: {
          tools: { listChanged: true },
          resources: { subscribe: true, listChanged: true },
          prompts: { listChanged: true },
          logging: {},
          completions: {},
        },
        requestState: { verify: state.verify },
      },
    );
    for (const [name, handle] of Object.entries(tools(notify))) {
      const inputSchema = withArguments[name] ?? z.object({});
      server.registerTool(name, { description: `For the suite: ${name}`, inputSchema }, (args, context) =>
        handle(context, args as Record<string, string>),
      );
    }
    addResources(server);
    addPrompts(server);
    server.server.setRequestHandler("resources/subscribe", () => ({}));
    server.server.setRequestHandler("resources/unsubscribe", () => ({}));
    server.server.setRequestHandler("completion/complete", () => ({ completion: { values: [], total: 0 } }));
    return server;
  };
}

function addResources(server: McpServer): void {
  for (const name of ["static-text", "watched-resource"]) {
    const uri = `test://${name}`;
    server.registerResource(name, uri, { mimeType: "text/plain" }, () => ({
      contents: [{ uri, mimeType: "text/plain", text: `The text of ${name}.` }],
    }));
  }
  const binary = "test://static-binary";
  server.registerResource("static-binary", binary, { mimeType: "image/png" }, () => ({
    contents: [{ uri: binary, mimeType: "image/png", blob: image }],
  }));
  const template = new ResourceTemplate("test://template/{id}/data", { list: undefined });
  server.registerResource("template", template, { mimeType: "application/json" }, (uri, { id }) => ({
    contents: [{ uri: uri.href, mimeType: "application/json", text: JSON.stringify({ id, templateTest: true }) }],
  }));
}

function addPrompts(server: McpServer): void {
  const user = (...content: ContentBlock[]) => ({
    messages: content.map((one) => ({ role: "user" as const, content: one })),
  });
  server.registerPrompt("test_simple_prompt", { description: "A text" }, () =>
    user({ type: "text", text: "This is a simple prompt for testing." }),
  );
  server.registerPrompt(
    "test_prompt_with_arguments",
    { description: "Two arguments", argsSchema: z.object({ arg1: z.string(), arg2: z.string() }) },
    ({ arg1, arg2 }) => user({ type: "text", text: `arg1='${arg1}', arg2='${arg2}'` }),
  );
  server.registerPrompt(
    "test_prompt_with_embedded_resource",
    { description: "A resource", argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri: uri }) =>
      user(
        { type: "resource", resource: { uri, mimeType: "text/plain", text: "Embedded." } },
        { type: "text", text: "Look at this." },
      ),
  );
  server.registerPrompt("test_prompt_with_image", { description: "An image" }, () =>
    user({ type: "image", data: image, mimeType: "image/png" }, { type: "text", text: "Look at this." }),
  );
  server.registerPrompt("test_input_required_result_prompt", { description: "Asks first" }, (given: unknown) => {
    const context = accepted(given as ServerContext, "user_context")?.context;
    if (typeof context === "string") return user({ type: "text", text: `In the context ${context}` });
    return inputRequired({ inputRequests: { user_context: form("context", "string", "Which context?") } });
  });
}
