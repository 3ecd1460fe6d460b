import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { authConfigsQuery, connectionsQuery, scopeSetsQuery, toolsQuery } from "../api/queries.ts";
import { sourcesQuery } from "../api/source-queries.ts";
import { app } from "./root.tsx";

export const integrations = createRoute({
  getParentRoute: () => app,
  path: "/integrations",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(connectionsQuery);
    void queryClient.prefetchQuery(authConfigsQuery);
    void queryClient.prefetchQuery(sourcesQuery);
  },
  component: lazyRouteComponent(() => import("../pages/integrations/integrations-page.tsx"), "IntegrationsPage"),
});

export const setUpConfluence = createRoute({
  getParentRoute: () => app,
  path: "/integrations/set-up",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(toolsQuery);
    void queryClient.prefetchQuery(scopeSetsQuery);
    void queryClient.prefetchQuery(authConfigsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/integrations/set-up-page.tsx"), "SetUpPage"),
});

export const connectWithToken = createRoute({
  getParentRoute: () => app,
  path: "/integrations/api-token",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(authConfigsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/integrations/api-token-page.tsx"), "ApiTokenPage"),
});
