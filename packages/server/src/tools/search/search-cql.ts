import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { listPage } from "../list-page.ts";
import type { IndexCqlAnswer } from "../own.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { checkCql } from "./check-cql.ts";
import {
  fromIndex,
  type SearchResult,
  searchResultShape,
  sourceShape,
  toSearchResult,
  type V1Result,
} from "./search-result.ts";

const name = "confluence_search_cql";

export const searchCql = defineTool({
  name,
  title: "Search with CQL",
  description:
    'Searches Confluence with CQL, its query language: type = page AND space = "ENG" AND text ~ "release checklist" ORDER BY lastmodified DESC. Fields: text, title, space, type, label, creator, contributor, created, lastmodified, ancestor, parent, id. Quote values; AND and OR are read from left to right, so use parentheses. For plain words use confluence_search. Returns items with an excerpt, the words found in **bold**, the total, and a cursor when there are more.',
  group: "Search",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    cql: z.string().min(1).optional().describe("The query. Not needed with cursor."),
    excerpt: z
      .enum(["highlight", "indexed", "none"])
      .default("highlight")
      .describe("Excerpt: around the words found, the text's beginning, or none."),
    fromIndex: z.boolean().default(false).describe("Answer from what is synced, where that can answer."),
    includeArchivedSpaces: z.boolean().default(false).describe("Also search archived spaces."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(searchResultShape).extend({
    total: z.number().optional(),
    source: sourceShape,
    /** With fromIndex: why Confluence had to be asked. */
    notFromIndex: z.string().optional(),
  }),
  endpoints: ["v1.searchByCQL"],
  targets: ({ cql }) => (cql === undefined ? [] : [{ kind: "search", ref: cql }]),
  example: { cql: 'type = page AND text ~ "release checklist"', limit: 3 },
  async run({ cursor, fromIndex: wanted, ...first }, context) {
    const from = cursor === undefined ? undefined : decodeCursor(name, cursor);
    const offset = from?.next === byOffset ? Number(from.query.offset) : 0;
    const asked = from?.next === byOffset ? (from.query as unknown as Asked) : { cql: first.cql, limit: first.limit };
    const inIndex =
      from?.next === byOffset || (wanted && from === undefined)
        ? await context.own.index?.cql({ cql: checkCql(asked.cql), limit: asked.limit, offset })
        : undefined;
    if (inIndex?.answered) return { source: "index" as const, ...pageOf(inIndex, asked, offset) };
    if (from?.next === byOffset) {
      throw new TributaryError("invalid_input", "What this cursor goes on in is no longer synced.", {
        hint: "Search again without the cursor.",
      });
    }
    const found = await listPage<V1Result, SearchResult, { total?: number }>(context, {
      tool: name,
      cursor,
      first: () => ({ key: "v1.searchByCQL", query: { ...first, cql: checkCql(first.cql) } }),
      item: (row) => toSearchResult(row, context.site.url),
      extra: ({ totalSize }) => (typeof totalSize === "number" ? { total: totalSize } : {}),
      what: "the query",
    });
    if (!wanted || from !== undefined) return { source: "confluence" as const, ...found };
    const why = inIndex?.reason ?? "Nothing is synced through this connection yet.";
    return { source: "confluence" as const, ...found, notFromIndex: why };
  },
});

/** In a cursor of the index, where a cursor of Confluence has its position. */
const byOffset = "offset";

type Asked = { cql: string | undefined; limit: number };

function pageOf(
  { documents, total }: Extract<IndexCqlAnswer, { answered: true }>,
  asked: Asked,
  offset: number,
): { items: SearchResult[]; total: number; cursor?: string } {
  const next = offset + documents.length;
  const more = documents.length > 0 && next < total;
  return {
    items: documents.map(fromIndex),
    total,
    ...(more && { cursor: encodeCursor(name, { ...asked, offset: next }, byOffset) }),
  };
}
