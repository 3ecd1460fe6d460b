import { and, clause, escapeTextQuery, printCql } from "@tributary/cql";
import { z } from "zod";
import { spaceKeysOf, splitSpaces } from "../pages/spaces-of.ts";
import { resolvePageId } from "../references.ts";
import { listOf, type V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { subjectWords } from "./query-words.ts";
import { inTitleOrText } from "./ranked-queries.ts";
import {
  fromIndex,
  type SearchResult,
  searchResultShape,
  sourceShape,
  toSearchResult,
  type V1Result,
} from "./search-result.ts";

export const relatedPages = defineTool({
  name: "confluence_related_pages",
  title: "Related pages",
  description:
    "Finds pages and blog posts about the same things as a page: to read on, to link, or to see whether something is written twice. Compares whole texts in the synced index, or the title's words in Confluence while nothing is synced (source says which). Returns items with the beginning of their text, the nearest first.",
  group: "Search",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    pageId: parameter.pageId,
    spaceId: parameter.spaceId.optional().describe("Space: id or key; several with commas."),
    limit: parameter.limit(25, 10),
  }),
  output: listOf(searchResultShape).extend({ source: sourceShape }),
  endpoints: ["v1.searchByCQL", "getSpaces", "getPages", "getPageById"],
  targets: ({ pageId, spaceId }) => [
    { kind: "page", ref: pageId },
    ...splitSpaces(spaceId).map((ref) => ({ kind: "space" as const, ref })),
  ],
  example: { pageId: "ENG:Runbook: Journal lag", limit: 3 },
  async run({ pageId, spaceId, limit }, context) {
    const id = await resolvePageId(context, pageId);
    const spaceKeys = await spaceKeysOf(context, splitSpaces(spaceId));
    const filters = spaceKeys.length === 0 ? {} : { spaceKeys };
    const related = await context.own.index?.related(id, filters, limit);
    if (related !== undefined) return { source: "index" as const, items: related.map(fromIndex) };
    return { source: "confluence" as const, items: await byTitle(context, id, spaceKeys, limit) };
  },
});

/** What holds words of the page's title, as Confluence ranks it. */
async function byTitle(
  { confluence, site }: ToolContext,
  id: string,
  spaceKeys: readonly string[],
  limit: number,
): Promise<SearchResult[]> {
  const { title } = await confluence.call<V2Page>("getPageById", { path: { id }, what: `page ${id}` });
  const words = subjectWords(title).map(escapeTextQuery).join(" ");
  if (words === "") return [];
  const spaces = spaceKeys.length === 0 ? [] : [clause("space", "IN", spaceKeys)];
  const cql = printCql(and(inTitleOrText(words), clause("type", "IN", ["page", "blogpost"]), ...spaces));
  const { results } = await confluence.call<{ results: V1Result[] }>("v1.searchByCQL", {
    query: { cql, limit: limit + 1 },
    what: "related pages",
  });
  return results
    .filter(({ content }) => content?.id !== id)
    .slice(0, limit)
    .map((row) => toSearchResult(row, site.url));
}
