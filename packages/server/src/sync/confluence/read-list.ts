import { TributaryError } from "../../base/errors.ts";
import type { Confluence, QueryValue } from "../../confluence/client.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";

export type List<Row> = { rows: Row[]; next?: string };

type Answer<Row> = { results?: Row[]; _links?: { next?: string } };

const smallestLimit = 10;

/**
 * Reads one page of a list. A page that the site cannot make, or that breaks on the way, is asked for again with half
 * the limit: one page of many megabytes among 250 must not stop a sync.
 */
export function createListReader(confluence: Confluence) {
  const limits = new Map<string, number>();

  return async function readList<Row>(
    key: EndpointKey,
    query: Record<string, QueryValue>,
    { cursor, limit: most, what }: { cursor?: string | undefined; limit: number; what: string },
  ): Promise<List<Row>> {
    for (;;) {
      const limit = Math.min(most, limits.get(key) ?? most);
      try {
        const answer = await confluence.call<Answer<Row>>(key, { query: { ...query, limit, cursor }, what });
        if (limit < most) limits.set(key, limit * 2);
        return shown(answer, cursor, what);
      } catch (error) {
        if (!(error instanceof TributaryError) || !mayFitWhenSmaller(error) || limit <= smallestLimit) throw error;
        limits.set(key, Math.max(smallestLimit, Math.floor(limit / 2)));
      }
    }
  };
}

export type ReadList = ReturnType<typeof createListReader>;

const mayFitWhenSmaller = ({ code }: TributaryError) =>
  code === "upstream_error" || code === "timeout" || code === "upstream_unreachable" || code === "payload_too_large";

function shown<Row>(answer: Answer<Row> | undefined, cursor: string | undefined, what: string): List<Row> {
  if (!Array.isArray(answer?.results))
    throw new TributaryError("upstream_error", `Confluence answered ${what} with something that is not a list.`);
  const link = answer._links?.next;
  const next = link === undefined ? undefined : new URL(link, "http://site").searchParams.get("cursor");
  if (next !== undefined && (next === null || next === cursor))
    throw new TributaryError("upstream_error", `Confluence's list of ${what} does not go on: its next page is itself.`);
  return { rows: answer.results, ...(next != null && { next }) };
}
