import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { app, root, text } from "./root.tsx";

export const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  validateSearch: (search) => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import("../pages/setup-page.tsx"), "SetupPage"),
});

export const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { next?: string | undefined; error?: string | undefined } => ({
    next: text(search.next),
    error: text(search.error),
  }),
  component: lazyRouteComponent(() => import("../pages/sign-in-page.tsx"), "SignInPage"),
});

export const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  validateSearch: (search) => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import("../pages/join-page.tsx"), "JoinPage"),
});

export const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/integrations" });
  },
});
