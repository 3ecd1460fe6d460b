import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Source } from "@tributary/sdk";
import { tributary } from "./client.ts";

/** While something runs the server tells of it, too; asking as well keeps the figures moving where it cannot. */
const whileRunning = (sources: readonly Source[] | undefined) =>
  sources?.some(({ lastRun }) => lastRun?.status === "running" || lastRun?.status === "waiting") ? 2000 : false;

export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: ({ signal }) => tributary.sources.list({ signal }),
  refetchInterval: ({ state }) => whileRunning(state.data),
});

export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ["sources", id],
    queryFn: ({ signal }) => tributary.sources.get(id, { signal }),
    refetchInterval: ({ state }) => whileRunning(state.data && [state.data]),
  });

export const failuresQuery = (id: string) =>
  queryOptions({
    queryKey: ["sources", id, "failures"],
    queryFn: ({ signal }) => tributary.sources.failures(id, { signal }),
  });

export const syncRunsQuery = (sourceId: string) =>
  infiniteQueryOptions({
    queryKey: ["sync-runs", sourceId],
    queryFn: async ({ signal, pageParam }) =>
      await tributary.sync.list({ sourceId, limit: 15, ...(pageParam !== "" && { cursor: pageParam }) }, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
  });
