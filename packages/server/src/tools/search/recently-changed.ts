import { and, type CqlExpression, clause, cql, printCql } from "@tributary/cql";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { toMilliseconds } from "../date-parameter.ts";
import { listPage } from "../list-page.ts";
import type { IndexFilters } from "../own.ts";
import { spaceKeysOf, splitSpaces } from "../pages/spaces-of.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { dayBefore } from "./day-before.ts";
import {
  fromIndex,
  type SearchResult,
  searchResultShape,
  sourceShape,
  toSearchResult,
  type V1Result,
} from "./search-result.ts";

const name = "confluence_recently_changed";

const output = listOf(searchResultShape).extend({ source: sourceShape });

type Answer = z.input<typeof output>;
/** What a cursor of the index carries. */
type Walk = IndexFilters & { limit: number; offset: number };

export const recentlyChanged = defineTool({
  name,
  title: "Recently changed",
  description:
    "Lists pages and blog posts by when they were last changed, the newest first: what is new, or what changed since you last looked. For who changed what in one space use confluence_space_digest. Reads the synced index, or Confluence while nothing is synced (source says which). Returns items with the beginning of their text, and a cursor when there are more.",
  group: "Search",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId.optional().describe("Space: id or key; several with commas."),
    since: z.string().optional().describe("Only what changed since, such as 2026-11-01 or 2026-11-01T09:00:00Z."),
    labels: z.array(z.string().min(1)).max(20).default([]).describe("Only content with all these labels."),
    type: z.enum(["page", "blogpost"]).optional().describe("Only this type of content."),
    limit: parameter.limit(100, 25),
    cursor: parameter.cursor,
  }),
  output,
  endpoints: ["v1.searchByCQL", "getSpaces"],
  targets: ({ spaceId }) => splitSpaces(spaceId).map((ref) => ({ kind: "space" as const, ref })),
  example: { spaceId: "ENG", limit: 3 },
  async run({ cursor, spaceId, since, labels, type, limit }, context) {
    const from = cursor === undefined ? undefined : decodeCursor(name, cursor);
    if (from?.next === byOffset) return (await fromSynced(context, from.query as Walk)) ?? nothingSynced();
    const modifiedAfter = toMilliseconds(since, "since", "start");
    const spaceKeys = cursor === undefined ? await spaceKeysOf(context, splitSpaces(spaceId)) : [];
    const filters: IndexFilters = {
      kinds: type === undefined ? ["page", "blogpost"] : [type],
      ...(spaceKeys.length > 0 && { spaceKeys }),
      ...(labels.length > 0 && { labels: labels.map((label) => label.toLowerCase()) }),
      ...(modifiedAfter !== undefined && { modifiedAfter }),
    };
    const synced = cursor === undefined ? await fromSynced(context, { ...filters, limit, offset: 0 }) : undefined;
    return synced ?? fromSite(context, cursor, filters, limit);
  },
});

/** In a cursor of the index, where a cursor of Confluence has its position: the query has the offset. */
const byOffset = "offset";

async function fromSynced({ own }: ToolContext, walk: Walk): Promise<Answer | undefined> {
  const pages = await own.index?.recent(walk);
  if (pages === undefined) return undefined;
  const following: Walk = { ...walk, offset: walk.offset + pages.length };
  return {
    source: "index",
    items: pages.map(fromIndex),
    ...(pages.length === walk.limit && { cursor: encodeCursor(name, following, byOffset) }),
  };
}

function nothingSynced(): never {
  throw new TributaryError("invalid_input", "What this cursor goes on in is no longer synced.", {
    hint: "Ask again without the cursor.",
  });
}

async function fromSite(
  context: ToolContext,
  cursor: string | undefined,
  filters: IndexFilters,
  limit: number,
): Promise<Answer> {
  const found = await listPage<V1Result, SearchResult>(context, {
    tool: name,
    cursor,
    first: () => ({
      key: "v1.searchByCQL",
      query: { cql: toCql(filters), limit },
      ...(filters.modifiedAfter !== undefined && { note: String(filters.modifiedAfter) }),
    }),
    item: (row, { note }) => {
      const early = note !== undefined && row.lastModified !== undefined && Date.parse(row.lastModified) < Number(note);
      return early ? undefined : toSearchResult(row, context.site.url);
    },
    what: "what changed",
  });
  return { source: "confluence", ...found };
}

function toCql({ kinds = [], spaceKeys = [], labels = [], modifiedAfter }: IndexFilters): string {
  const conditions: CqlExpression[] = [
    ...(spaceKeys.length === 0 ? [] : [clause("space", "IN", [...spaceKeys])]),
    ...labels.map((label) => clause("label", "=", label)),
    ...(modifiedAfter === undefined ? [] : [clause("lastmodified", ">=", dayBefore(modifiedAfter))]),
  ];
  return printCql(cql(and(clause("type", "IN", [...kinds]), ...conditions), ["lastmodified", "desc"]));
}
