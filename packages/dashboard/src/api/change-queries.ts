import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { tributary } from "./client.ts";
import { dataOf } from "./data-of.ts";

/** What changed lately on a connection's site, newest first. `since` is an ISO date. */
export const recentChangesQuery = (connectionId: string, since: string, spaceKey: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["changes", connectionId, since, spaceKey],
    queryFn: async ({ signal, pageParam }) =>
      dataOf(
        await tributary.tools.execute(
          "confluence_recently_changed",
          {
            connectionId,
            arguments: {
              since,
              limit: 20,
              ...(spaceKey !== undefined && { spaceId: spaceKey }),
              ...(pageParam !== "" && { cursor: pageParam }),
            },
          },
          { signal },
        ),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
    staleTime: 60_000,
  });

/** Who did what in one space since an ISO date. */
export const digestQuery = (connectionId: string, since: string, spaceKey: string) =>
  queryOptions({
    queryKey: ["changes", connectionId, since, spaceKey, "digest"],
    queryFn: async ({ signal }) =>
      dataOf(
        await tributary.tools.execute(
          "confluence_space_digest",
          { connectionId, arguments: { spaceId: spaceKey, since, comments: true, limit: 50 } },
          { signal },
        ),
      ),
    staleTime: 60_000,
  });
