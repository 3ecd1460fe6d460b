import type { Effect, JsonSchema } from "./tools.ts";
import { TributaryError } from "./tributary-error.ts";

/**
 * A schema of some library (zod 4.2 and later, valibot, arktype …) as the Standard Schema and Standard JSON Schema
 * specifications describe it: it checks values, and says what they look like.
 */
export type StandardSchema<Output = unknown> = {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Validated<Output> | Promise<Validated<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
    readonly jsonSchema: { readonly input: (options: { target: "draft-07" }) => Record<string, unknown> };
  };
};

type Validated<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[] };

export type CustomContext = {
  /** Whose conversation it is, as the toolkit was told. */
  userId?: string;
  signal?: AbortSignal;
};

/** A tool of your own, run in your process beside the server's tools. It is not judged or recorded by Tributary. */
export type CustomTool = {
  name: string;
  title: string;
  description: string;
  /** Reads run side by side when a model asks for several; the rest one after another. */
  effect: Effect;
  inputSchema: JsonSchema;
  run(input: unknown, context: CustomContext): Promise<unknown>;
};

type Definition = { name: string; title?: string; description: string; effect?: Effect };

/**
 * Makes a tool of your own. `input` is a schema of a library that speaks Standard JSON Schema, and then the arguments
 * are checked and typed; or a JSON Schema, and then `run` gets them as the model sent them. What `run` returns goes to
 * the model as JSON; what it throws does so as an error.
 */
export function defineTool<Input>(
  definition: Definition & {
    input: StandardSchema<Input>;
    run: (input: Input, context: CustomContext) => unknown;
  },
): CustomTool;
export function defineTool(
  definition: Definition & {
    input: JsonSchema;
    run: (input: Record<string, unknown>, context: CustomContext) => unknown;
  },
): CustomTool;
export function defineTool({
  name,
  title = name,
  description,
  effect = "write",
  input,
  run,
}: Definition & {
  input: StandardSchema | JsonSchema;
  run: (input: never, context: CustomContext) => unknown;
}): CustomTool {
  // What all providers take: OpenAI and Anthropic allow no dots, Gemini wants a letter or underscore first.
  if (!/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(name)) {
    throw new TributaryError({
      code: "invalid_input",
      message: `${JSON.stringify(name)} cannot be the name of a tool.`,
      status: 0,
      hint: "Use up to 64 letters, digits, _ and -, beginning with a letter.",
    });
  }
  const standard = isStandard(input) ? input["~standard"] : undefined;
  return {
    name,
    title,
    description,
    effect,
    inputSchema: standard === undefined ? (input as JsonSchema) : standard.jsonSchema.input({ target: "draft-07" }),
    async run(given, context) {
      const checked = standard === undefined ? given : await check(name, standard, given);
      return run(checked as never, context);
    },
  };
}

const isStandard = (input: StandardSchema | JsonSchema): input is StandardSchema => "~standard" in input;

async function check(name: string, standard: StandardSchema["~standard"], given: unknown): Promise<unknown> {
  const result = await standard.validate(given);
  if (result.issues === undefined) return result.value;
  const problems = result.issues.map(({ message, path = [] }) => {
    const where = path.map((step) => (isKeyed(step) ? step.key : step)).join(".");
    return where === "" ? message : `${where}: ${message}`;
  });
  throw new TributaryError({ code: "invalid_input", message: `${name}: ${problems.join("; ")}.`, status: 400 });
}

const isKeyed = (step: unknown): step is { key: unknown } => typeof step === "object" && step !== null && "key" in step;
