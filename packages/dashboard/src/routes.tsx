import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { CallOutcome } from "@tributary/sdk";
import { TributaryError } from "@tributary/sdk";
import { tributary } from "./api/client.ts";
import { authConfigsQuery, callsQuery, connectionsQuery, meQuery, toolsQuery } from "./api/queries.ts";
import { AppShell } from "./shell/app-shell.tsx";
import { NotFound, PageError, PagePending } from "./shell/page-states.tsx";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: () => (
    <main>
      <NotFound />
    </main>
  ),
  errorComponent: (props) => (
    <main>
      <PageError {...props} />
    </main>
  ),
});

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  validateSearch: (search) => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import("./pages/setup-page.tsx"), "SetupPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search) => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import("./pages/sign-in-page.tsx"), "SignInPage"),
});

/** Everything behind it needs a member; others are sent to sign in, or to set up a new server. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  async beforeLoad({ context, location }) {
    try {
      return { me: await context.queryClient.ensureQueryData(meQuery) };
    } catch (error) {
      if (!(error instanceof TributaryError && error.code === "unauthenticated")) throw error;
      if (await tributary.setup.needed()) throw redirect({ to: "/setup", search: { token: undefined } });
      const next = location.href === "/" ? undefined : location.href;
      throw redirect({ to: "/sign-in", search: { next } });
    }
  },
  component: AppShell,
  errorComponent: (props) => (
    <main>
      <PageError {...props} />
    </main>
  ),
});

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/integrations" });
  },
});

const integrations = createRoute({
  getParentRoute: () => app,
  path: "/integrations",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(connectionsQuery);
    void queryClient.prefetchQuery(authConfigsQuery);
  },
  component: lazyRouteComponent(() => import("./pages/integrations/integrations-page.tsx"), "IntegrationsPage"),
});

const setUpConfluence = createRoute({
  getParentRoute: () => app,
  path: "/integrations/set-up",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(toolsQuery);
    void queryClient.prefetchQuery(authConfigsQuery);
  },
  component: lazyRouteComponent(() => import("./pages/integrations/set-up-page.tsx"), "SetUpPage"),
});

const connectWithToken = createRoute({
  getParentRoute: () => app,
  path: "/integrations/api-token",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(authConfigsQuery);
  },
  component: lazyRouteComponent(() => import("./pages/integrations/api-token-page.tsx"), "ApiTokenPage"),
});

const tools = createRoute({
  getParentRoute: () => app,
  path: "/tools",
  validateSearch: (search) => ({ q: text(search.q), tool: text(search.tool) }),
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(toolsQuery),
  component: lazyRouteComponent(() => import("./pages/tools/tools-page.tsx"), "ToolsPage"),
});

const outcomes: readonly CallOutcome[] = ["ok", "error", "refused", "unknown", "running"];

const activity = createRoute({
  getParentRoute: () => app,
  path: "/activity",
  validateSearch: (search) => ({
    outcome: outcomes.find((outcome) => outcome === search.outcome),
    call: text(search.call),
  }),
  loaderDeps: ({ search: { outcome } }) => ({ outcome }),
  loader: ({ context: { queryClient }, deps }) => void queryClient.prefetchInfiniteQuery(callsQuery(deps)),
  component: lazyRouteComponent(() => import("./pages/activity/activity-page.tsx"), "ActivityPage"),
});

const routeTree = root.addChildren([
  setup,
  signIn,
  app.addChildren([home, integrations, setUpConfluence, connectWithToken, tools, activity]),
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
