import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { CallOutcome, Effect } from "@tributary/sdk";
import { type CallSearch, recordQuery } from "../api/call-queries.ts";
import { app, text } from "./root.tsx";

const outcomes: readonly CallOutcome[] = ["ok", "pending", "error", "refused", "unknown", "running"];
const effects: readonly Effect[] = ["read", "write", "delete"];

const day = (value: unknown) => (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined);

export const activity = createRoute({
  getParentRoute: () => app,
  path: "/activity",
  validateSearch: (search): CallSearch & { view?: "charts" | undefined; call?: string | undefined } => ({
    q: text(search.q),
    tool: text(search.tool),
    outcome: outcomes.find((outcome) => outcome === search.outcome),
    effect: effects.find((effect) => effect === search.effect),
    caller: text(search.caller),
    hours: typeof search.hours === "number" && search.hours > 0 ? search.hours : undefined,
    from: day(search.from),
    to: day(search.to),
    view: search.view === "charts" ? search.view : undefined,
    call: text(search.call),
  }),
  loaderDeps: ({ search: { call: _call, view: _view, ...filter } }) => filter,
  loader: ({ context: { queryClient }, deps }) => void queryClient.prefetchInfiniteQuery(recordQuery(deps)),
  component: lazyRouteComponent(() => import("../pages/activity/activity-page.tsx"), "ActivityPage"),
});
