import type { CustomTool } from "./define-tool.ts";
import { type Modifiers, modified, type Tool, type ToolFilter, type ToolResult } from "./tools.ts";
import type { Tributary } from "./tributary.ts";
import { type ErrorBody, TributaryError } from "./tributary-error.ts";

export type ToolkitOptions = ToolFilter & {
  siteId?: string;
  /** Tools of your own; see `defineTool`. */
  custom?: readonly CustomTool[];
  /** Run around every call, your own tools included. */
  modifiers?: Modifiers;
  /** How long a call waits for a person, when the write needs one: seconds, 60 at most. Default 0: it says so at once. */
  waitSeconds?: number;
  signal?: AbortSignal;
};

/** What a model has to be told of a tool. */
export type OfferedTool = Pick<Tool, "name" | "title" | "description" | "inputSchema"> & { readOnly: boolean };

/** A call as a model asks for it: arguments as an object, as JSON text, or not at all. */
export type ModelCall = { id: string; name: string; arguments: unknown };

/** What a model is told of a call: text, and whether it failed. */
export type ModelAnswer = { id: string; name: string; text: string; failed: boolean; result: ToolResult };

/**
 * The tools of one conversation, for any model: whose account they work on, which there are, and how a model's calls
 * become answers to it. The adapters put this into each provider's shapes.
 */
export type Toolkit = {
  /** Asked of the server once; a new toolkit sees a changed policy. */
  list(): Promise<OfferedTool[]>;
  run(call: ModelCall, options?: { signal?: AbortSignal | undefined }): Promise<ModelAnswer>;
  /** Reads at the same time, writes one after another in the model's order. Answers stand in the order of the calls. */
  runAll(calls: readonly ModelCall[], options?: { signal?: AbortSignal | undefined }): Promise<ModelAnswer[]>;
};

export function createToolkit(tributary: Pick<Tributary, "tools">, options: ToolkitOptions = {}): Toolkit {
  const { siteId, custom = [], modifiers, waitSeconds, signal: outer, ...filter } = options;
  const { userId, connectionId } = filter;
  const target = {
    ...(userId !== undefined && { userId }),
    ...(connectionId !== undefined && { connectionId }),
    ...(siteId !== undefined && { siteId }),
  };
  let listed: Promise<OfferedTool[]> | undefined;

  const load = async (): Promise<OfferedTool[]> => {
    const ours = await tributary.tools.get(filter, outer === undefined ? {} : { signal: outer });
    const all = [...ours, ...custom];
    const names = all.map(({ name }) => name);
    const taken = names.find((name, at) => names.indexOf(name) !== at);
    if (taken !== undefined) throw twice(taken);
    return all.map(({ name, title, description, inputSchema, effect }) => ({
      name,
      title,
      description,
      inputSchema,
      readOnly: effect === "read",
    }));
  };
  const list = () => {
    listed ??= load().catch((thrown: unknown) => {
      listed = undefined;
      throw thrown;
    });
    return listed;
  };

  const run: Toolkit["run"] = async (call, { signal = outer } = {}) => {
    const own = custom.find(({ name }) => name === call.name);
    const cancel = signal === undefined ? {} : { signal };
    try {
      // A model can ask for what it was not offered; the server would judge that by the policy alone.
      if (!(await list()).some(({ name }) => name === call.name)) throw notOffered(call.name);
      const request = { ...target, arguments: readArguments(call) };
      const result =
        own === undefined
          ? await tributary.tools.execute(
              call.name,
              { ...request, ...(waitSeconds !== undefined && { waitSeconds }) },
              { ...cancel, ...(modifiers !== undefined && { modifiers }) },
            )
          : await runCustom(own, request, modifiers, { ...cancel, ...(userId !== undefined && { userId }) });
      return answer(call, result);
    } catch (thrown) {
      // These are not the model's to mend.
      if (!(thrown instanceof TributaryError) || ["cancelled", "unauthenticated"].includes(thrown.code)) throw thrown;
      return answer(call, { successful: false, data: null, error: bodyOf(thrown), meta: {} });
    }
  };

  const runAll: Toolkit["runAll"] = async (calls, given) => {
    const readOnly = new Set((await list()).filter((tool) => tool.readOnly).map(({ name }) => name));
    let before: Promise<unknown> = Promise.resolve();
    return Promise.all(
      calls.map((call) => {
        if (readOnly.has(call.name)) return run(call, given);
        const next = before.then(() => run(call, given));
        before = next;
        return next;
      }),
    );
  };
  return { list, run, runAll };
}

function runCustom(
  tool: CustomTool,
  request: { arguments: Record<string, unknown> },
  modifiers: Modifiers = {},
  context: { signal?: AbortSignal; userId?: string },
): Promise<ToolResult> {
  const meta = { tool: tool.name };
  return modified(tool.name, request, modifiers, async (sent) => {
    try {
      const data = (await tool.run(sent.arguments ?? {}, context)) ?? null;
      // What JSON cannot say fails here, as the tool's own error.
      JSON.stringify(data);
      return { successful: true, data, error: null, meta };
    } catch (thrown) {
      if (context.signal?.aborted) throw thrown;
      return { successful: false, data: null, error: bodyOf(thrown), meta };
    }
  });
}

/** Models send arguments as an object, as JSON text, or nothing where there are none. */
function readArguments({ name, arguments: given }: ModelCall): Record<string, unknown> {
  if (given === undefined || given === null || given === "") return {};
  let value: unknown = given;
  if (typeof given === "string") {
    try {
      value = JSON.parse(given);
    } catch {
      value = undefined;
    }
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new TributaryError({
    code: "invalid_input",
    message: `${name}: the arguments are not a JSON object.`,
    status: 400,
    hint: 'Send an object such as {"pageId": "123"}.',
  });
}

/** What a model reads: the data, or the error; and of the rest only what tells it how to go on. */
function answer({ id, name }: ModelCall, result: ToolResult): ModelAnswer {
  const { next, approval, truncated } = result.meta;
  const rest = {
    ...(truncated !== undefined && { truncated }),
    ...(next !== undefined && { next }),
    ...(approval !== undefined && { approval }),
  };
  const shown = result.successful ? { data: result.data, ...rest } : { error: result.error, ...rest };
  return { id, name, text: JSON.stringify(shown), failed: !result.successful, result };
}

function bodyOf(thrown: unknown): ErrorBody {
  if (!(thrown instanceof TributaryError)) {
    return { code: "internal", message: thrown instanceof Error ? thrown.message : String(thrown), status: 500 };
  }
  const { code, message, status, hint, details } = thrown;
  return { code, message, status, ...(hint !== undefined && { hint }), ...(details !== undefined && { details }) };
}

const notOffered = (name: string) =>
  new TributaryError({
    code: "unknown_tool",
    message: `There is no tool ${name} in this conversation.`,
    status: 404,
    hint: "Use one of the tools that were offered.",
  });

const twice = (name: string) =>
  new TributaryError({
    code: "invalid_input",
    message: `${name} is the name of two tools, one of which is your own.`,
    status: 0,
    hint: "Give your own tool another name.",
  });
