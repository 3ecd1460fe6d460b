import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { agentQuery, agentsQuery } from "../api/agent-queries.ts";
import { connectionsQuery, toolsQuery } from "../api/queries.ts";
import { app } from "./root.tsx";

export const agents = createRoute({
  getParentRoute: () => app,
  path: "/agents",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(agentsQuery);
    void queryClient.prefetchQuery(connectionsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/agents/agents-page.tsx"), "AgentsPage"),
});

export const newAgent = createRoute({
  getParentRoute: () => app,
  path: "/agents/new",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(toolsQuery);
    void queryClient.prefetchQuery(connectionsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/agents/new-agent-page.tsx"), "NewAgentPage"),
});

const tabs = ["tools", "connect"] as const;

export const agent = createRoute({
  getParentRoute: () => app,
  path: "/agents/$id",
  validateSearch: (search): { tab?: (typeof tabs)[number] | undefined } => ({
    tab: tabs.find((tab) => tab === search.tab),
  }),
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(agentQuery(id));
    void queryClient.prefetchQuery(toolsQuery);
    void queryClient.prefetchQuery(connectionsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/agents/agent-page.tsx"), "AgentPage"),
});
