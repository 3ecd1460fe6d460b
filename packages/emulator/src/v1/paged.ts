import { type OperationCall, ok, type Reply } from "../http/operation.ts";

type Asked = Pick<OperationCall, "request" | "siteUrl">;

/** Links of v1 are relative to `base`; this is the request's own, as `_links` writes it. */
const pathOf = ({ request }: Asked): string => request.url.pathname.slice(request.url.pathname.indexOf("/rest/api/"));

/** A single object of v1: its links say where the site is. */
export function single(call: Asked, json: Record<string, unknown>, more: Omit<Reply, "json"> = {}): Reply {
  const links = (json._links ?? {}) as Record<string, unknown>;
  return ok({ ...json, _links: { ...links, base: `${call.siteUrl}/wiki`, context: "/wiki" } }, more);
}

/** One page of a v1 list, by `start` and `limit`, with the way to the next one. */
export function paged<T>(
  call: Asked,
  rows: readonly T[],
  { start, limit }: { readonly start: number; readonly limit: number },
  toJson: (row: T) => unknown,
): Reply {
  const shown = rows.slice(start, start + limit);
  const end = start + shown.length;
  const path = pathOf(call);
  const { search } = call.request.url;
  const next = new URLSearchParams(search);
  next.set("start", String(end));
  next.set("limit", String(limit));
  return ok(
    {
      results: shown.map(toJson),
      start,
      limit,
      size: shown.length,
      _links: {
        ...(limit > 0 && end < rows.length ? { next: `${path}?${next}` } : {}),
        base: `${call.siteUrl}/wiki`,
        context: "/wiki",
        self: `${call.siteUrl}/wiki${path}${search}`,
      },
    },
    { objects: shown.length },
  );
}
