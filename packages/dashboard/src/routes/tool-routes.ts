import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { connectionsQuery, toolsQuery } from "../api/queries.ts";
import { app, text } from "./root.tsx";

type PlaygroundSearch = {
  q?: string | undefined;
  tool?: string | undefined;
  connection?: string | undefined;
  args?: Record<string, unknown> | undefined;
};

const object = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

export const playground = createRoute({
  getParentRoute: () => app,
  path: "/playground",
  validateSearch: (search): PlaygroundSearch => ({
    q: text(search.q),
    tool: text(search.tool),
    connection: text(search.connection),
    args: object(search.args),
  }),
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(toolsQuery);
    void queryClient.prefetchQuery(connectionsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/playground/playground-page.tsx"), "PlaygroundPage"),
});

export const apiCall = createRoute({
  getParentRoute: () => app,
  path: "/playground/api-call",
  validateSearch: (search): { connection?: string | undefined } => ({ connection: text(search.connection) }),
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(connectionsQuery),
  component: lazyRouteComponent(() => import("../pages/playground/api-call-page.tsx"), "ApiCallPage"),
});

/** Where the tools were before they could be tried. */
export const tools = createRoute({
  getParentRoute: () => app,
  path: "/tools",
  validateSearch: (search) => ({ q: text(search.q), tool: text(search.tool) }),
  beforeLoad: ({ search }) => {
    throw redirect({ to: "/playground", search, replace: true });
  },
});
