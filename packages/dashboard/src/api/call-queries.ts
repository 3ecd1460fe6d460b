import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { CallFilter, CallOutcome, Effect } from "@tributary/sdk";
import { tributary } from "./client.ts";

/** The filters of the record, as they stand in the address. */
export type CallSearch = {
  q?: string | undefined;
  tool?: string | undefined;
  outcome?: CallOutcome | undefined;
  effect?: Effect | undefined;
  /** An agent's or a member's id. */
  caller?: string | undefined;
  /** Hours up to now; or else `from` and `to`, days in the reader's zone. */
  hours?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** The server's filter for what stands in the address, at the moment `now`. */
export function callFilter({ q, tool, outcome, effect, caller, hours, from, to }: CallSearch, now: Date): CallFilter {
  const since = hours !== undefined ? new Date(now.getTime() - hours * 3_600_000) : dayAt(from, "00:00:00");
  const until = hours !== undefined ? undefined : dayAt(to, "23:59:59.999");
  return {
    ...(q !== undefined && { text: q }),
    ...(tool !== undefined && { tool }),
    ...(outcome !== undefined && { outcome }),
    ...(effect !== undefined && { effect }),
    ...(caller !== undefined && { callerId: caller }),
    ...(since !== undefined && { since: since.toISOString() }),
    ...(until !== undefined && { until: until.toISOString() }),
  };
}

/** A day's beginning or end where the reader is. */
function dayAt(day: string | undefined, time: string): Date | undefined {
  if (day === undefined) return undefined;
  const date = new Date(`${day}T${time}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Rows asked for at a time: the most the server gives. */
export const pageOf = 250;

/** The record from its newest call back. The first part of its key is its own: what is live is `newestCallsQuery`. */
export const recordQuery = (search: CallSearch) =>
  infiniteQueryOptions({
    queryKey: ["record", search],
    // Read once; what comes later is put in front of it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    queryFn: async ({ signal, pageParam }) =>
      await tributary.calls.list(
        { ...callFilter(search, new Date()), limit: pageOf, ...(pageParam !== "" && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
  });

export const mostNewest = 50;

/** The newest calls only, asked for again whenever the server says that there are others. */
export const newestCallsQuery = (search: CallSearch) =>
  queryOptions({
    queryKey: ["calls", search],
    queryFn: async ({ signal }) =>
      (await tributary.calls.list({ ...callFilter(search, new Date()), limit: mostNewest }, { signal })).items,
  });

export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ["call", id],
    queryFn: ({ signal }) => tributary.calls.get(id, { signal }),
  });

/** What of the record charts are made of, and whether that is all of the time asked for. */
export type CallSample = { at: number; durationMs: number | null; failed: boolean; points: number }[];

const mostSampled = 5_000;

/** The calls of the last hours, as far as charts need them; the newest where there are very many. */
export const callSampleQuery = (hours: number) =>
  queryOptions({
    queryKey: ["calls", "sample", hours],
    staleTime: 30_000,
    async queryFn({ signal }) {
      const now = Date.now();
      const sample: CallSample = [];
      const since = new Date(now - hours * 3_600_000).toISOString();
      for await (const call of tributary.calls.list({ since, limit: pageOf }, { signal })) {
        const { points = 0 } = call as { points?: number | null };
        sample.push({
          at: Date.parse(call.at),
          durationMs: call.durationMs,
          failed: call.outcome === "error" || call.outcome === "unknown",
          points: points ?? 0,
        });
        if (sample.length === mostSampled) break;
      }
      return { now, sample, whole: sample.length < mostSampled };
    },
  });

export const rateBudgetQuery = queryOptions({
  queryKey: ["rate-budget"],
  queryFn: ({ signal }) => tributary.rateBudget({ signal }),
});
