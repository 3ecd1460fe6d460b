import { countTokens } from "gpt-tokenizer";
import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { schemasOf } from "./input-schema.ts";
import type { Tool } from "./tool.ts";

/** What a tool takes of a model's context: name, description and input schema, as lists of tools send them. */
const tokensOf = (tool: Tool): number =>
  countTokens(JSON.stringify({ name: tool.name, description: tool.description, inputSchema: schemasOf(tool).input }));

describe("the catalogue's size in a model's context", () => {
  it("is at most 220 tokens a tool on average, and 525 for the biggest", () => {
    const sizes = catalogue
      .map((tool) => ({ name: tool.name, tokens: tokensOf(tool) }))
      .sort((a, b) => b.tokens - a.tokens);
    const average = sizes.reduce((sum, { tokens }) => sum + tokens, 0) / sizes.length;
    const biggest = sizes
      .slice(0, 15)
      .map(({ name, tokens }) => `${tokens} ${name}`)
      .join("\n");
    expect(average, `average ${Math.round(average)} tokens; the biggest:\n${biggest}`).toBeLessThanOrEqual(220);
    expect(sizes[0]?.tokens, `the biggest:\n${biggest}`).toBeLessThanOrEqual(525);
  });
});
