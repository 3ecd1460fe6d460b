import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { tributary } from "./client.ts";

/** The most that is shown of what waits; beyond it the list says "and more". */
export const mostPending = 100;

export const pendingApprovalsQuery = queryOptions({
  queryKey: ["approvals", "pending"],
  queryFn: async ({ signal }) => await tributary.approvals.list({ status: "pending", limit: mostPending }, { signal }),
});

/** Everything ever asked, newest first, in pages; what still waits is among it. */
export const allApprovalsQuery = infiniteQueryOptions({
  queryKey: ["approvals", "all"],
  queryFn: async ({ signal, pageParam }) =>
    await tributary.approvals.list({ limit: 50, ...(pageParam !== "" && { cursor: pageParam }) }, { signal }),
  initialPageParam: "",
  getNextPageParam: (page) => page.cursor,
});

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: ["approval", id],
    queryFn: ({ signal }) => tributary.approvals.get(id, { signal }),
  });
