import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import type { OperationCall } from "../http/operation.ts";
import { Refusal } from "../http/refusal.ts";
import type { QueryResult, Wanted } from "../search/run-query.ts";
import { keyOf } from "../search/search-index.ts";

/** Both searches mark their cursors, as real sites do. */
const mark = "_sa_";

type Asked = { readonly cursor: string | undefined; readonly prev: boolean; readonly start: number };

/**
 * Which hits a request wants. A cursor names the hit at the end of the page it came with, so hits that come or go before
 * it do no harm; it also knows that hit's place, for when the hit is gone.
 */
export function wantedHits({ cursor, prev, start }: Asked, limit: number): Wanted {
  if (cursor === undefined || cursor === "") return { limit, start };
  const { id, order, value } = decodeCursor(cursor.replace(/^_[a-z]+_/, ""));
  const place = Number(value);
  if (order !== "search" || !Number.isSafeInteger(place) || place < 0)
    throw new Refusal(400, "The cursor does not belong to a search.");
  return prev
    ? { limit: Math.min(limit, place), start: Math.max(0, place - limit), beside: { key: id, direction: "before" } }
    : { limit, start: place, beside: { key: id, direction: "after" } };
}

/** Links are relative to `base` (with the context), so they begin with `/rest/api`. `prev` comes with every page but the first. */
export function searchLinks({ request, siteUrl }: OperationCall, { hits, start, totalSize }: QueryResult) {
  const path = request.url.pathname.slice(request.url.pathname.indexOf("/rest/api/"));
  const linkTo = (direction: "next" | "prev", at: number, place: number) => {
    const entry = hits.at(at)?.entry;
    if (!entry) return {};
    const query = new URLSearchParams(request.url.search);
    for (const name of ["start", "next", "prev"]) query.delete(name);
    query.set(direction, "true");
    query.set("cursor", `${mark}${encodeCursor({ id: keyOf(entry), order: "search", value: place })}`);
    return { [direction]: `${path}?${query}` };
  };
  const end = start + hits.length;
  return {
    base: `${siteUrl}/wiki`,
    context: "/wiki",
    ...(end < totalSize ? linkTo("next", -1, end) : {}),
    ...(start > 0 ? linkTo("prev", 0, start) : {}),
    self: `${siteUrl}/wiki${path}${request.url.search}`,
  };
}
