import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { meetingSettingsQuery } from "../api/meeting-queries.ts";
import {
  aboutQuery,
  apiKeysQuery,
  invitationsQuery,
  membersQuery,
  serverSettingsQuery,
  sessionsQuery,
} from "../api/settings-queries.ts";
import { app } from "./root.tsx";

export const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyRouteComponent(() => import("../pages/settings/settings-page.tsx"), "SettingsPage"),
});

export const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/account", replace: true });
  },
});

export const settingsAccount = createRoute({
  getParentRoute: () => settings,
  path: "/account",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(sessionsQuery);
    void queryClient.prefetchQuery(apiKeysQuery);
  },
  component: lazyRouteComponent(() => import("../pages/settings/account-settings.tsx"), "AccountSettings"),
});

export const settingsMembers = createRoute({
  getParentRoute: () => settings,
  path: "/members",
  loader: ({ context: { queryClient, me } }) => {
    void queryClient.prefetchQuery(membersQuery);
    if (me.kind === "member" && me.role === "admin") void queryClient.prefetchQuery(invitationsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/settings/member-settings.tsx"), "MemberSettings"),
});

export const settingsMinutes = createRoute({
  getParentRoute: () => settings,
  path: "/minutes",
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(meetingSettingsQuery),
  component: lazyRouteComponent(() => import("../pages/settings/minutes-settings.tsx"), "MinutesSettings"),
});

export const settingsData = createRoute({
  getParentRoute: () => settings,
  path: "/data",
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(serverSettingsQuery);
    void queryClient.prefetchQuery(aboutQuery);
  },
  component: lazyRouteComponent(() => import("../pages/settings/data-settings.tsx"), "DataSettings"),
});

export const settingsAbout = createRoute({
  getParentRoute: () => settings,
  path: "/about",
  loader: ({ context: { queryClient } }) => void queryClient.prefetchQuery(aboutQuery),
  component: lazyRouteComponent(() => import("../pages/settings/about-settings.tsx"), "AboutSettings"),
});
