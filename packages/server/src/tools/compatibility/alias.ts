import type { z } from "zod";
import { parseInput } from "../input.ts";
import type { Tool, ToolContext } from "../tool.ts";
import type { Preview } from "../write.ts";
import { offsetOutput, type Paged, pageAt } from "./page-at.ts";

/** One row of a compatibility table: somebody else's name and parameters for a tool of the catalogue. */
export type Row<I extends z.ZodObject = z.ZodObject> = {
  name: string;
  tool: Tool;
  input: I;
  /** The same call in the tool's own parameters. */
  toInput: (input: z.output<I>) => Record<string, unknown>;
  /** Parameters of the tool's own that have to be asked of the site. */
  look?: (input: z.output<I>, context: ToolContext) => Promise<Record<string, unknown>>;
  /** Refuses, with a TributaryError, what the tool's own parameters cannot say. */
  check?: (input: z.output<I>, preview: Preview | null, context: ToolContext) => Promise<void>;
  /** Of a list with `start`: which of the tool's items belong to it. Default: all. */
  keep?: (input: z.output<I>, item: Record<string, unknown>) => boolean;
  /** Arguments as callers send them. */
  example: z.input<I>;
};

/**
 * A tool under somebody else's name and parameters. It is judged, run and recorded as the tool behind it; only the
 * input is translated, and lists that are paged by `start` are served over the tool's cursors.
 */
export function alias<I extends z.ZodObject>({ name, tool, input, example, ...row }: Row<I>): Tool {
  const translate = (given: unknown, found: Record<string, unknown> = {}) =>
    parseInput(tool, defined({ ...row.toInput(given as z.output<I>), ...found }));
  const paged = Object.hasOwn(input.shape, "start");
  return {
    ...tool,
    name,
    aliasOf: tool.name,
    description: `${tool.description} (Another name of ${tool.name}.)`,
    input,
    output: paged ? offsetOutput(tool) : tool.output,
    example,
    targets: (given) => tool.targets(translate(given)),
    action: (given) => tool.action(translate(given)),
    async prepare(given, context) {
      const found = await row.look?.(given as z.output<I>, context);
      const own = translate(given, found);
      if (!paged) {
        const prepared = await tool.prepare(own, context);
        await row.check?.(given as z.output<I>, prepared.preview, context);
        return prepared;
      }
      const keep = (item: Record<string, unknown>) => row.keep?.(given as z.output<I>, item) ?? true;
      const commit = async () => ({ data: await pageAt(tool, own, context, given as Paged, keep) });
      return { preview: null, commit };
    },
  };
}

const defined = (input: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** The same tool under each of several names. A policy that names one of them means them all. */
export const underNames = (tool: Tool, names: readonly string[]): Tool[] =>
  names.map((name) => ({ ...tool, name, alsoNamed: names.filter((other) => other !== name) }));
