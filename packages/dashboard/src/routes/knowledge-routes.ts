import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { SearchHit } from "@tributary/sdk";
import { connectionsQuery } from "../api/queries.ts";
import { sourceQuery, sourcesQuery, syncRunsQuery } from "../api/source-queries.ts";
import { app, text } from "./root.tsx";

const kinds: readonly SearchHit["kind"][] = ["page", "blogpost", "comment", "file"];
const views = ["changes", "digest"] as const;

type KnowledgeSearch = {
  q?: string | undefined;
  source?: string | undefined;
  space?: string | undefined;
  label?: string | undefined;
  kind?: SearchHit["kind"] | undefined;
  since?: string | undefined;
  /** What is shown while nothing is searched for; without it, the sources. */
  view?: (typeof views)[number] | undefined;
};

export const knowledge = createRoute({
  getParentRoute: () => app,
  path: "/knowledge",
  validateSearch: (search): KnowledgeSearch => ({
    q: text(search.q),
    source: text(search.source),
    space: text(search.space),
    label: text(search.label),
    kind: kinds.find((kind) => kind === search.kind),
    since: text(search.since),
    view: views.find((view) => view === search.view),
  }),
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(sourcesQuery);
    void queryClient.prefetchQuery(connectionsQuery);
  },
  component: lazyRouteComponent(() => import("../pages/knowledge/knowledge-page.tsx"), "KnowledgePage"),
});

export const knowledgeSource = createRoute({
  getParentRoute: () => app,
  path: "/knowledge/sources/$id",
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(sourceQuery(id));
    void queryClient.prefetchInfiniteQuery(syncRunsQuery(id));
  },
  component: lazyRouteComponent(() => import("../pages/knowledge/source-page.tsx"), "SourcePage"),
});
