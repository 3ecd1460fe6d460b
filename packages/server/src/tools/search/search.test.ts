import { describe, expect, it } from "vitest";
import type { IndexAnswer, IndexQuery } from "../own.ts";
import type { ToolContext } from "../tool.ts";
import { search } from "./search.ts";

const passages = Array.from({ length: 5 }, (_, i) => ({
  documentId: String(i),
  kind: i === 4 ? ("file" as const) : ("page" as const),
  title: `Page ${i}`,
  url: `https://example.atlassian.net/wiki/pages/${i}#here`,
  spaceKey: "ENG",
  headingPath: ["Above", "Here"],
  text: "What stands there.",
  modifiedAt: Date.parse("2026-11-01T00:00:00Z"),
  labels: ["runbook"],
}));

function contextWith(index: (query: IndexQuery) => IndexAnswer | undefined) {
  const asked: IndexQuery[] = [];
  const context = {
    own: {
      index: {
        search: async (query: IndexQuery) => {
          asked.push(query);
          return index(query);
        },
      },
    },
  } as unknown as ToolContext;
  const run = async (args: Record<string, unknown>) =>
    (await (await search.prepare(search.input.parse(args), context)).commit()).data as {
      source: string;
      items: { id: string }[];
      cursor?: string;
    };
  return { asked, run };
}

describe("search in the synced index", () => {
  const { asked, run } = contextWith(({ offset, limit }) => ({ hits: passages.slice(offset, offset + limit) }));

  it("answers with passages that can be cited", async () => {
    const { source, items } = await run({
      query: "what",
      labels: ["Runbook"],
      spaceId: "ENG",
      modifiedSince: "2026-11-01",
    });
    expect(source).toBe("index");
    expect(items[0]).toEqual({
      id: "0",
      type: "page",
      title: "Page 0",
      heading: "Above > Here",
      text: "What stands there.",
      url: "https://example.atlassian.net/wiki/pages/0#here",
      spaceKey: "ENG",
      modifiedAt: "2026-11-01T00:00:00.000Z",
      labels: ["runbook"],
    });
    expect(asked.at(-1)).toEqual({
      text: "what",
      labels: ["runbook"],
      spaceKeys: ["ENG"],
      modifiedAfter: Date.parse("2026-11-01"),
      limit: 10,
      offset: 0,
    });
  });

  it("goes on where it ended, with the same query", async () => {
    const seen: string[] = [];
    let args: Record<string, unknown> | undefined = { query: "what", limit: 2, type: "page" };
    while (args !== undefined) {
      const { items, cursor } = await run(args);
      expect(asked.at(-1)).toMatchObject({ text: "what", kinds: ["page"] });
      seen.push(...items.map(({ id }) => id));
      args = cursor === undefined ? undefined : { cursor };
    }
    expect(seen).toEqual(["0", "1", "2", "3", "4"]);
  });

  it("keeps within so many tokens, and goes on after what was shown", async () => {
    const long = passages.map((one) => ({ ...one, text: "word ".repeat(300) }));
    const trial = contextWith(({ offset, limit }) => ({ hits: long.slice(offset, offset + limit) }));
    const seen: string[] = [];
    let args: Record<string, unknown> | undefined = { query: "what", maxTokens: 1_000 };
    while (args !== undefined) {
      const { items, cursor } = await trial.run(args);
      expect(JSON.stringify(items).length / 4).toBeLessThanOrEqual(1_000);
      seen.push(...items.map(({ id }) => id));
      args = cursor === undefined ? undefined : { cursor };
    }
    expect(seen).toEqual(["0", "1", "2", "3", "4"]);
    const [cut, ...others] = (await trial.run({ query: "what", maxTokens: 200 })).items as { text?: string }[];
    expect(cut?.text).toMatch(/word …$/);
    expect(others).toEqual([]);
  });

  it("does not go on in an index that is gone", async () => {
    const { cursor } = await run({ query: "what", limit: 2 });
    await expect(contextWith(() => undefined).run({ cursor })).rejects.toMatchObject({ code: "invalid_input" });
  });
});
