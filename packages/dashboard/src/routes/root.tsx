import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { TributaryError } from "@tributary/sdk";
import { tributary } from "../api/client.ts";
import { meQuery } from "../api/queries.ts";
import { AppShell } from "../shell/app-shell.tsx";
import { NotFound, PageError } from "../shell/page-states.tsx";

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
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

/** Everything behind it needs a member; others are sent to sign in, or to set up a new server. */
export const app = createRoute({
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

/** A search parameter's text; undefined when it has none. */
export const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
