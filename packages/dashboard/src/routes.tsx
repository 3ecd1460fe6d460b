import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { activity } from "./routes/activity-routes.ts";
import { agent, agents, newAgent } from "./routes/agent-routes.ts";
import { approval, approvals } from "./routes/approval-routes.ts";
import { home, join, setup, signIn } from "./routes/entry-routes.ts";
import { connectWithToken, integrations, setUpConfluence } from "./routes/integration-routes.ts";
import { knowledge, knowledgeSource } from "./routes/knowledge-routes.ts";
import { meeting, meetings } from "./routes/meeting-routes.ts";
import { app, root } from "./routes/root.tsx";
import {
  settings,
  settingsAbout,
  settingsAccount,
  settingsData,
  settingsHome,
  settingsMembers,
  settingsMinutes,
} from "./routes/settings-routes.ts";
import { apiCall, playground, tools } from "./routes/tool-routes.ts";
import { NotFound, PageError, PagePending } from "./shell/page-states.tsx";

const routeTree = root.addChildren([
  setup,
  signIn,
  join,
  app.addChildren([
    home,
    integrations,
    setUpConfluence,
    connectWithToken,
    agents,
    newAgent,
    agent,
    approvals,
    approval,
    meetings,
    meeting,
    knowledge,
    knowledgeSource,
    playground,
    apiCall,
    tools,
    activity,
    settings.addChildren([
      settingsHome,
      settingsAccount,
      settingsMembers,
      settingsMinutes,
      settingsData,
      settingsAbout,
    ]),
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    // Query's own stale times count.
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
