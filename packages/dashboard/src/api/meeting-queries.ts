import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { tributary } from "./client.ts";

export const meetingsQuery = (query: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["meetings", query ?? ""],
    queryFn: async ({ signal, pageParam }) =>
      await tributary.meetings.list(
        { limit: 30, ...(query !== undefined && { query }), ...(pageParam !== "" && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.cursor,
  });

export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: ["meeting", id],
    queryFn: ({ signal }) => tributary.meetings.get(id, { signal }),
  });

export const meetingSettingsQuery = queryOptions({
  queryKey: ["meetings", "settings"],
  queryFn: ({ signal }) => tributary.meetings.settings({ signal }),
});
