import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { toolsQuery } from "../api/queries.ts";
import { app, text } from "./root.tsx";

export const tools = createRoute({
  getParentRoute: () => app,
  path: "/tools",
  validateSearch: (search) => ({ q: text(search.q), tool: text(search.tool) }),
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(toolsQuery),
  component: lazyRouteComponent(() => import("../pages/tools/tools-page.tsx"), "ToolsPage"),
});
