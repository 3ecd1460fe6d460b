import { and, call, clause, cql, printCql } from "@tributary/cql";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { type ListRequest, listPage } from "../list-page.ts";
import { listOf, pageShape, toPage, type V2List, type V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import { spaceIdsOf, spaceKeysOf, splitSpaces } from "./spaces-of.ts";

const name = "confluence_list_pages";

const input = z.strictObject({
  spaceId: parameter.spaceId.optional().describe("Space: id or key; several with commas."),
  labels: z.array(z.string().min(1)).max(20).default([]).describe("Only pages with all these labels."),
  author: z.string().min(1).optional().describe("Only pages created by this account id, or me."),
  title: z.string().min(1).optional().describe("Only pages with exactly this title."),
  status: z
    .enum(["current", "archived", "trashed", "deleted"])
    .default("current")
    .describe("Only pages of this status."),
  sort: z
    .enum(["id", "-id", "title", "-title", "created-date", "-created-date", "modified-date", "-modified-date"])
    .default("id")
    .describe("Order; - means descending."),
  limit: parameter.limit(250, 25),
  cursor: parameter.cursor,
});

type Filters = Omit<z.output<typeof input>, "cursor">;

/** A row of REST v2's list, or of the search index, which only knows the id for certain. */
type Row = V2Page | { content?: { id: string } };

export const listPages = defineTool({
  name,
  title: "List pages",
  description:
    "Lists pages without their bodies: to walk through spaces, or to find pages by labels, author or title (labels and author go by the search index, some seconds behind). To find pages by words, use confluence_search_cql. Returns items and, when there are more, a cursor to pass back.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input,
  output: listOf(pageShape),
  endpoints: ["getPages", "getSpaces", "v1.searchByCQL"],
  targets: ({ spaceId }) => splitSpaces(spaceId).map((ref) => ({ kind: "space", ref })),
  example: { spaceId: "ENG", labels: ["runbook"], limit: 5 },
  async run({ cursor, ...filters }, context) {
    const { items, ...more } = await listPage<Row, V2Page | string>(context, {
      tool: name,
      cursor,
      first: () => firstRequest(context, filters),
      item: (row, { query }) => {
        if (!("version" in row)) return row.content?.id;
        return sameTitle(row, query?.title) ? row : undefined;
      },
      what: "the pages",
    });
    const pages = await wholePages(context, items);
    return { items: pages.map((page) => toPage(page, context.site)), ...more };
  },
});

/** Whether Confluence's title filter is exact is disputed, so it is compared here. */
const sameTitle = (page: V2Page, title: unknown) =>
  typeof title !== "string" || page.title.toLowerCase() === title.toLowerCase();

async function firstRequest(context: ToolContext, filters: Filters): Promise<ListRequest> {
  const { labels, author, title, status, sort, limit } = filters;
  const spaces = splitSpaces(filters.spaceId);
  if (spaces.length > 100) {
    throw new TributaryError("invalid_input", `${spaces.length} spaces are too many for one list.`, {
      hint: "Name up to 100 spaces, or none for all.",
    });
  }
  if (labels.length === 0 && author === undefined) {
    const ids = await spaceIdsOf(context, spaces);
    return { key: "getPages", query: { ...(ids.length > 0 && { "space-id": ids }), title, status, sort, limit } };
  }
  if (status !== "current") {
    throw new TributaryError("invalid_input", `${status} pages cannot be found by label or author.`, {
      hint: "Leave out labels and author, or the status.",
    });
  }
  const keys = await spaceKeysOf(context, spaces);
  const where = and(
    clause("type", "=", "page"),
    ...(keys.length === 0 ? [] : [clause("space", "IN", keys)]),
    ...labels.map((label) => clause("label", "=", label.toLowerCase())),
    ...(author === undefined ? [] : [clause("creator", "=", author === "me" ? call("currentUser") : author)]),
    ...(title === undefined ? [] : [clause("title", "=", title)]),
  );
  const order = [indexOrder[sort.replace("-", "")] ?? "created", sort.startsWith("-") ? "desc" : "asc"] as const;
  return { key: "v1.searchByCQL", query: { cql: printCql(cql(where, order)), limit, excerpt: "none" } };
}

/** Ids are given in the order of creation. */
const indexOrder: Record<string, string> = {
  id: "created",
  title: "title",
  "created-date": "created",
  "modified-date": "lastmodified",
};

/** What the search index found, as it is now: in one request, without what is gone meanwhile. */
async function wholePages({ confluence }: ToolContext, items: readonly (V2Page | string)[]): Promise<V2Page[]> {
  const ids = items.filter((item) => typeof item === "string");
  if (ids.length === 0) return items.filter((item) => typeof item !== "string");
  const { results } = await confluence.call<V2List<V2Page>>("getPages", {
    query: { id: ids, status: "current", limit: ids.length },
    what: "the pages found",
  });
  const found = new Map(results.map((page) => [page.id, page]));
  return ids.map((id) => found.get(id)).filter((page) => page !== undefined);
}
