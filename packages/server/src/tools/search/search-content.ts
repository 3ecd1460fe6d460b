import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { nextPosition, position } from "../list-page.ts";
import { spaceKeysOf, splitSpaces } from "../pages/spaces-of.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { matches, type RankedQuery, rankedQueries } from "./ranked-queries.ts";
import { searchResultShape, toSearchResult, type V1Result } from "./search-result.ts";

const name = "confluence_search_content";

const output = listOf(searchResultShape.extend({ match: z.enum(matches) }));

/** What a cursor carries: the queries, and the one it goes on in. */
type Walk = { queries: RankedQuery[]; at: number; limit: number };

export const searchContent = defineTool({
  name,
  title: "Search content",
  description:
    "Finds pages and blog posts whose title or text holds some words: first those with the exact phrase, then with all words, then with some or their beginnings. Use it for words that stand there; for a question use confluence_search, for other filters confluence_search_cql. Returns items with an excerpt and how they match, and a cursor when there are more.",
  group: "Search",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    query: z.string().min(1).optional().describe("Words. Not needed with cursor."),
    spaceId: parameter.spaceId.optional().describe("Space: id or key; several with commas."),
    limit: parameter.limit(100, 25),
    cursor: parameter.cursor,
  }),
  output,
  endpoints: ["v1.searchByCQL", "getSpaces"],
  targets: ({ query, spaceId }) => [
    ...(query === undefined ? [] : [{ kind: "search" as const, ref: query }]),
    ...splitSpaces(spaceId).map((ref) => ({ kind: "space" as const, ref })),
  ],
  example: { query: "release checklist", spaceId: "ENG", limit: 3 },
  async run({ cursor, query = "", spaceId, limit }, context) {
    if (cursor !== undefined) {
      const from = decodeCursor(name, cursor);
      return fill(context, from.query as Walk, from.next);
    }
    const queries = rankedQueries(query, await spaceKeysOf(context, splitSpaces(spaceId)));
    if (queries.length > 0) return fill(context, { queries, at: 0, limit }, "");
    throw new TributaryError("invalid_input", "There is no word to search for.", { hint: "Pass words as query." });
  },
});

/** One page, which may take from several queries: one request to each. `from` is Confluence's cursor, if any. */
async function fill(context: ToolContext, walk: Walk, from: string): Promise<z.input<typeof output>> {
  const items: z.input<typeof output>["items"] = [];
  let next: string | undefined = from;
  for (const [at, { cql, match }] of walk.queries.entries()) {
    if (at < walk.at) continue;
    if (items.length >= walk.limit) return { items, cursor: encodeCursor(name, { ...walk, at }, "") };
    const answer: { results: V1Result[]; _links?: { next?: string } } = await context.confluence.call(
      "v1.searchByCQL",
      {
        query: { cql, limit: walk.limit - items.length, ...(next ? position(next) : {}) },
        what: "the query",
      },
    );
    items.push(...answer.results.map((row) => ({ ...toSearchResult(row, context.site.url), match })));
    next = nextPosition(answer._links?.next);
    if (next !== undefined) return { items, cursor: encodeCursor(name, { ...walk, at }, next) };
  }
  return { items };
}
