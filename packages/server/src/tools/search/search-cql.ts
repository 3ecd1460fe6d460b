import { z } from "zod";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { checkCql } from "./check-cql.ts";
import { type SearchResult, searchResultShape, toSearchResult, type V1Result } from "./search-result.ts";

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
    includeArchivedSpaces: z.boolean().default(false).describe("Also search archived spaces."),
    limit: parameter.limit(250, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(searchResultShape).extend({ total: z.number().optional() }),
  endpoints: ["v1.searchByCQL"],
  targets: ({ cql }) => (cql === undefined ? [] : [{ kind: "search", ref: cql }]),
  example: { cql: 'type = page AND text ~ "release checklist"', limit: 3 },
  run: ({ cursor, ...first }, context) =>
    listPage<V1Result, SearchResult, { total?: number }>(context, {
      tool: name,
      cursor,
      first: () => ({ key: "v1.searchByCQL", query: { ...first, cql: checkCql(first.cql) } }),
      item: (found) => toSearchResult(found, context.site.url),
      extra: ({ totalSize }) => (typeof totalSize === "number" ? { total: totalSize } : {}),
      what: "the query",
    }),
});
