import { z } from "zod";
import { searchScope } from "../../calls/search-scope.ts";
import type { SearchFilters, SearchIndex } from "../../search/index.ts";
import type { Store } from "../../store/store.ts";
import type { Sync } from "../../sync/sync.ts";
import { type Route, route } from "../route.ts";
import { hitShape, searchShape, showAnswer } from "../search-schemas.ts";

const moment = z.iso.datetime({ offset: true }).or(z.iso.date());
/** How long a search waits for writes that are on their way into the index. */
const mostWaitMs = 1_500;
/** Of labels, each is a condition of its own: with a thousand a query is deeper than SQLite goes. */
const most = { limit: 100, offset: 10_000, query: 2_000, labels: 20, listed: 1_000 };

const wanted = z.strictObject({
  query: z.string().min(1).max(most.query).describe('Words, "exact phrases", identifiers.'),
  limit: z.number().int().min(1).max(most.limit).default(10),
  offset: z.number().int().min(0).max(most.offset).default(0),
  sources: z.array(z.string()).max(most.listed).optional().describe("Ids of sources; default: all the caller may use."),
  connectionId: z.string().optional(),
  userId: z.string().optional(),
  spaces: z.array(z.string()).max(most.listed).optional().describe("Space keys, any of them."),
  labels: z.array(z.string()).max(most.labels).optional().describe("All of them."),
  authorId: z.string().optional(),
  kinds: z.array(hitShape.shape.kind).max(20).optional(),
  title: z.string().max(most.query).optional().describe("Words the title has to hold."),
  ancestorId: z.string().optional(),
  createdAfter: moment.optional(),
  createdBefore: moment.optional(),
  modifiedAfter: moment.optional(),
  modifiedBefore: moment.optional(),
  perDocument: z.number().int().min(1).max(20).default(1).describe("Most passages of one page."),
  prefix: z.boolean().default(false).describe("The last word may be the beginning of one."),
  mode: z.enum(["keyword", "hybrid"]).optional(),
  total: z.boolean().default(false).describe("Count what matches."),
});

type Wanted = z.output<typeof wanted>;

const list = z
  .string()
  .transform((text) => text.split(",").filter((one) => one !== ""))
  .optional();
const whole = (smallest: number, largest: number, usual: number) =>
  z.coerce.number().int().min(smallest).max(largest).default(usual);
const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((text) => text === "true");

const inQuery = z
  .strictObject({
    q: wanted.shape.query,
    limit: whole(1, most.limit, 10),
    offset: whole(0, most.offset, 0),
    sources: list.pipe(wanted.shape.sources),
    connectionId: z.string().optional(),
    userId: z.string().optional(),
    spaces: list.pipe(wanted.shape.spaces),
    labels: list.pipe(wanted.shape.labels),
    kinds: list.pipe(wanted.shape.kinds),
    authorId: z.string().optional(),
    title: wanted.shape.title,
    ancestorId: z.string().optional(),
    createdAfter: moment.optional(),
    createdBefore: moment.optional(),
    modifiedAfter: moment.optional(),
    modifiedBefore: moment.optional(),
    perDocument: whole(1, 20, 1),
    prefix: flag,
    mode: wanted.shape.mode,
    total: flag,
  })
  .transform(({ q, ...rest }): Wanted => ({ query: q, ...rest }));

/** Searching the index. What a caller may find is decided in `calls/search-scope.ts`. */
export function searchRoutes(store: Store, index: SearchIndex, sync: Sync): Route[] {
  const search = async (asked: Wanted, caller: Parameters<Route["handle"]>[0]["caller"]) => {
    const { query, limit, offset, sources, connectionId, userId, perDocument, prefix, mode, total } = asked;
    const scope = await searchScope(store, caller, {
      ...(sources !== undefined && { sourceIds: sources }),
      ...(connectionId !== undefined && { connectionId }),
      ...(userId !== undefined && { userId }),
    });
    await sync.writesTaken(
      scope.sources.map(({ sourceId }) => sourceId),
      mostWaitMs,
    );
    const answer = await index.query({
      ...scope,
      text: query,
      filters: filtersOf(asked),
      limit,
      offset,
      perDocument,
      prefix,
      countTotal: total,
      ...(mode !== undefined && { mode }),
    });
    return showAnswer(answer);
  };
  return [
    route({
      method: "POST",
      path: "/v1/search",
      summary: "Find passages of synced pages and files",
      access: "caller",
      body: wanted,
      response: searchShape,
      handle: ({ body, caller }) => search(body, caller),
    }),
    route({
      method: "GET",
      path: "/v1/search",
      summary: "Find passages of synced pages and files; lists with commas between",
      access: "caller",
      query: inQuery,
      response: searchShape,
      handle: ({ query, caller }) => search(query, caller),
    }),
  ];
}

function filtersOf(asked: Wanted): SearchFilters {
  const { spaces, labels, authorId, kinds, title, ancestorId } = asked;
  const times = ["createdAfter", "createdBefore", "modifiedAfter", "modifiedBefore"] as const;
  return {
    ...(spaces !== undefined && { spaceKeys: spaces }),
    ...(labels !== undefined && { labels }),
    ...(authorId !== undefined && { authorId }),
    ...(kinds !== undefined && { kinds }),
    ...(title !== undefined && { title }),
    ...(ancestorId !== undefined && { ancestorId }),
    ...Object.fromEntries(
      times.flatMap((name) => (asked[name] === undefined ? [] : [[name, Date.parse(asked[name] ?? "")]])),
    ),
  };
}
