import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { CallOutcome } from "@tributary/sdk";
import { callsQuery } from "../api/queries.ts";
import { app, text } from "./root.tsx";

const outcomes: readonly CallOutcome[] = ["ok", "error", "refused", "unknown", "running"];

export const activity = createRoute({
  getParentRoute: () => app,
  path: "/activity",
  validateSearch: (search) => ({
    outcome: outcomes.find((outcome) => outcome === search.outcome),
    call: text(search.call),
  }),
  loaderDeps: ({ search: { outcome } }) => ({ outcome }),
  loader: ({ context: { queryClient }, deps }) => void queryClient.prefetchInfiniteQuery(callsQuery(deps)),
  component: lazyRouteComponent(() => import("../pages/activity/activity-page.tsx"), "ActivityPage"),
});
