import type { CallInput } from "../confluence/client.ts";
import type { EndpointKey } from "../confluence/endpoints.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { ToolContext } from "./tool.ts";

/** The request of a list's first page. What a cursor carries. */
export type ListRequest = {
  key: EndpointKey;
  path?: Record<string, string | number>;
  query?: NonNullable<CallInput["query"]>;
  /** Whatever `item` needs to know of the query, such as the format asked for. */
  note?: string;
};

type Answer<Row> = { results: Row[]; _links?: { next?: string } };

/**
 * One page of a list. Without a cursor the request is made by `first`; with one it is the cursor's, so that going on
 * needs nothing else and cannot change the query. Works over Confluence's cursors (v2) and offsets (v1).
 */
export async function listPage<Row, Item, Extra extends object = object>(
  { confluence }: ToolContext,
  list: {
    /** Name of the tool, which its cursors belong to. */
    tool: string;
    cursor: string | undefined;
    /** Undefined when it is known without asking that there is nothing. */
    first: () => ListRequest | undefined | Promise<ListRequest | undefined>;
    item: (row: Row, request: ListRequest) => Item | undefined;
    /** What the answer says beside its rows, such as how many there are in all. */
    extra?: (answer: Record<string, unknown>) => Extra;
    what?: string;
  },
): Promise<{ items: Item[]; cursor?: string } & Extra> {
  const from = list.cursor === undefined ? undefined : decodeCursor(list.tool, list.cursor);
  const request = (from?.query as ListRequest | undefined) ?? (await list.first());
  if (request === undefined) return { items: [] as Item[] } as { items: Item[] } & Extra;
  const answer = await confluence.call<Answer<Row>>(request.key, {
    ...(request.path !== undefined && { path: request.path }),
    query: { ...request.query, ...(from !== undefined && position(from.next)) },
    ...(list.what !== undefined && { what: list.what }),
  });
  const next = nextPosition(answer._links?.next);
  return {
    items: answer.results.map((row) => list.item(row, request)).filter((item) => item !== undefined),
    ...(next !== undefined && { cursor: encodeCursor(list.tool, request, next) }),
    ...(list.extra?.(answer) as Extra),
  };
}

/** Every row of a list that must be known whole, such as the labels of a page. */
export async function allRows<Row>({ confluence }: ToolContext, request: ListRequest, what?: string): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | undefined;
  do {
    const answer: Answer<Row> = await confluence.call<Answer<Row>>(request.key, {
      ...(request.path !== undefined && { path: request.path }),
      query: { limit: 250, ...request.query, ...(next !== undefined && position(next)) },
      ...(what !== undefined && { what }),
    });
    rows.push(...answer.results);
    next = nextPosition(answer._links?.next);
  } while (next !== undefined);
  return rows;
}

/** Where a `_links.next` goes on: a v2 cursor as it is, a v1 offset as `start:50`. It is relative to the site, never to the gateway. */
export function nextPosition(next: string | undefined): string | undefined {
  if (next === undefined) return undefined;
  const { searchParams } = new URL(next, "https://site.invalid");
  const cursor = searchParams.get("cursor");
  if (cursor !== null) return cursor;
  const start = searchParams.get("start");
  if (start !== null) return `start:${start}`;
  throw new Error("Confluence named a next page without saying where it begins");
}

export function position(next: string): { cursor: string } | { start: number } {
  return /^start:\d+$/.test(next) ? { start: Number(next.slice("start:".length)) } : { cursor: next };
}
