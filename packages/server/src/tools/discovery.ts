import { z } from "zod";
import type { Effect } from "../base/permissions.ts";
import { parseInput } from "./input.ts";
import { toPlainSchema } from "./input-schema.ts";
import type { Tool } from "./tool.ts";

/** The tools that lists for agents show whole; the others are found by `discover`. In the order lists show them. */
export const primaryTools: readonly string[] = [
  "confluence_search",
  "confluence_search_cql",
  "confluence_get_page",
  "confluence_list_child_pages",
  "confluence_create_page",
  "confluence_edit_page",
  "confluence_update_page",
  "confluence_add_comment",
  "confluence_list_spaces",
  "confluence_read_more",
  "confluence_get_approval",
];

export const discoverName = "confluence_discover";

/** A tool that runs other tools of one effect, so that a client which asks its person before writes asks rightly. */
export const executeTools = {
  confluence_execute_read: "read",
  confluence_execute_write: "write",
  confluence_execute_delete: "delete",
} as const satisfies Record<string, Effect>;

export type ExecuteName = keyof typeof executeTools;

export const executeNameOf = (effect: Effect): ExecuteName => `confluence_execute_${effect}`;

const discoverInput = z.strictObject({
  query: z.string().default("").describe("What to do, in a few words, or a tool's name. Empty: all names."),
  effect: z.enum(["read", "write", "delete"]).optional(),
  limit: z.number().int().min(1).max(20).default(5),
});

const discoverOutput = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      runWith: z.string(),
      inputSchema: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const executeInput = z.strictObject({
  tool: z.string().min(1).describe("Name of the tool."),
  arguments: z.record(z.string(), z.unknown()).default({}).describe("Its arguments."),
});

export const discoverSchemas = {
  input: toPlainSchema(discoverInput, "input"),
  output: toPlainSchema(discoverOutput, "output"),
};
export const executeSchema = toPlainSchema(executeInput, "input");

/** The arguments of `discover`. Throws `invalid_input`, as those of every tool. */
export const readDiscover = (given: unknown) =>
  parseInput({ name: discoverName, input: discoverInput } as unknown as Tool, given) as z.output<typeof discoverInput>;

/** The arguments of an execute tool: which tool to run, with what. */
export const readExecute = (name: ExecuteName, given: unknown) =>
  parseInput({ name, input: executeInput } as unknown as Tool, given) as z.output<typeof executeInput>;

/**
 * The tools that fit words best, best first. A word counts most in the name, less in the title, least in the
 * description; a tool that no word fits is not among them. An exact name stands alone.
 */
export function findTools(tools: readonly Tool[], query: string): Tool[] {
  const named = tools.find(({ name }) => name === query.trim());
  if (named !== undefined) return [named];
  const words = wordsOf(query);
  return tools
    .map((tool) => ({ tool, score: scoreOf(tool, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ tool }) => tool);
}

/** Words that stand in every question and tell nothing. */
const idle = new Set(
  "a an and are as at be by can confluence do for from how i in into is it me my of on or our page pages please that the this to tool want we what which who with you".split(
    " ",
  ),
);

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map(stem);

/** Enough of a word to meet its plural and its other forms: labels, labelled, label. */
const stem = (word: string): string => (word.length > 4 ? word.replace(/(ies|ing|ed|es|s)$/, "") : word);

function scoreOf(tool: Tool, all: readonly string[]): number {
  const telling = all.filter((word) => !idle.has(word));
  const words = telling.length > 0 ? telling : all;
  const places: [string, number][] = [
    [tool.name, 6],
    [tool.title, 4],
    [tool.description, 1],
  ];
  let score = 0;
  for (const [text, weight] of places) {
    const there = new Set(wordsOf(text));
    score += weight * words.filter((word) => there.has(word)).length;
  }
  return score;
}
