import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { approvalQuery, pendingApprovalsQuery } from "../api/approval-queries.ts";
import { connectionsQuery } from "../api/queries.ts";
import { app } from "./root.tsx";

export const approvals = createRoute({
  getParentRoute: () => app,
  path: "/approvals",
  validateSearch: (search): { tab?: "decided" | undefined } => ({
    tab: search.tab === "decided" ? search.tab : undefined,
  }),
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(pendingApprovalsQuery),
  component: lazyRouteComponent(() => import("../pages/approvals/approvals-page.tsx"), "ApprovalsPage"),
});

export const approval = createRoute({
  getParentRoute: () => app,
  path: "/approvals/$id",
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(approvalQuery(id));
    void queryClient.prefetchQuery(connectionsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/approvals/approval-page.tsx"), "ApprovalPage"),
});
