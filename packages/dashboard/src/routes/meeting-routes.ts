import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { meetingQuery, meetingSettingsQuery, meetingsQuery } from "../api/meeting-queries.ts";
import { connectionsQuery } from "../api/queries.ts";
import { app, text } from "./root.tsx";

export const meetings = createRoute({
  getParentRoute: () => app,
  path: "/meetings",
  validateSearch: (search) => ({ q: text(search.q) }),
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: ({ context: { queryClient }, deps: { q } }) => void queryClient.prefetchInfiniteQuery(meetingsQuery(q)),
  component: lazyRouteComponent(() => import("../pages/meetings/meetings-page.tsx"), "MeetingsPage"),
});

export const meeting = createRoute({
  getParentRoute: () => app,
  path: "/meetings/$id",
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(meetingQuery(id));
    void queryClient.prefetchQuery(meetingSettingsQuery);
    void queryClient.prefetchQuery(connectionsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/meetings/meeting-page.tsx"), "MeetingPage"),
});
