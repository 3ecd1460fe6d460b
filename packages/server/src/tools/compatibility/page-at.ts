import { z } from "zod";
import type { Tool, ToolContext } from "../tool.ts";

/** Where a page of a list begins, counted from 0, and how many items it has. */
export type Paged = { start?: number; limit?: number };

type Item = Record<string, unknown>;
type List = { items: Item[]; cursor?: string };

/** The output of a list that is paged by `start`. `nextStart` is there while there is more. */
export const offsetOutput = (tool: Tool): z.ZodType =>
  (tool.output as z.ZodObject)
    .omit({ ...("cursor" in (tool.output as z.ZodObject).shape && { cursor: true }) })
    .extend({ start: z.number().int(), nextStart: z.number().int().optional() });

/**
 * One page of a list by its offset, over a tool that pages by cursor: walks from the beginning, in pages as large as
 * the tool has them, until the page asked for is whole.
 */
export async function pageAt(
  tool: Tool,
  input: Record<string, unknown>,
  context: ToolContext,
  { start = 0, limit = usualLimit(tool, input) }: Paged,
  keep: (item: Item) => boolean,
): Promise<Record<string, unknown>> {
  const end = start + limit;
  const most = largestPage(tool);
  const first = most === undefined ? input : { ...input, limit: Math.min(end, most) };
  let answer = await run(tool, first, context);
  let kept = answer.items.filter(keep);
  while (kept.length < end && answer.cursor !== undefined) {
    answer = await run(tool, { ...first, cursor: answer.cursor }, context);
    kept = kept.concat(answer.items.filter(keep));
  }
  const { items: _, cursor, ...beside } = answer;
  const more = kept.length > end || cursor !== undefined;
  return { ...beside, items: kept.slice(start, end), start, ...(more && { nextStart: end }) };
}

async function run(tool: Tool, input: Record<string, unknown>, context: ToolContext): Promise<List> {
  const prepared = await tool.prepare(input, context);
  return (await prepared.commit()).data as List;
}

/** Undefined for a list that is always given whole. */
function largestPage(tool: Tool): number | undefined {
  const limit = tool.input.shape.limit as z.ZodDefault<z.ZodNumber> | undefined;
  return limit?.unwrap().maxValue ?? undefined;
}

const usualLimit = (tool: Tool, { limit }: Record<string, unknown>): number =>
  typeof limit === "number" ? limit : (largestPage(tool) ?? 250);
