import type { z } from "zod";
import type { Tool } from "../tool.ts";

/**
 * A tool under somebody else's name and parameters. It is judged, run and recorded as the tool behind it; only the
 * input is translated.
 */
export function alias<I extends z.ZodObject>(definition: {
  name: string;
  tool: Tool;
  input: I;
  toInput: (input: z.output<I>) => Record<string, unknown>;
}): Tool {
  const { name, tool, input } = definition;
  const translate = (given: unknown) => tool.input.parse(definition.toInput(given as z.output<I>));
  return {
    ...tool,
    name,
    aliasOf: tool.name,
    description: `${tool.description} (Another name of ${tool.name}.)`,
    input,
    targets: (given) => tool.targets(translate(given)),
    action: (given) => tool.action(translate(given)),
    prepare: (given, context) => tool.prepare(translate(given), context),
  };
}
