import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { SearchHit, SearchOptions } from "@tributary/sdk";
import { tributary } from "./client.ts";

const step = 20;

/** What to look for and where; what is undefined does not count. */
export type Search = {
  q: string;
  source?: string | undefined;
  space?: string | undefined;
  label?: string | undefined;
  kind?: SearchHit["kind"] | undefined;
  /** ISO date; only what changed since. */
  since?: string | undefined;
};

/** Search as one types: the last word may be the beginning of one. */
export const searchQuery = (search: Search) =>
  infiniteQueryOptions({
    queryKey: ["search", search],
    queryFn: ({ signal, pageParam }) =>
      tributary.search(search.q, { ...optionsOf(search), offset: pageParam, limit: step }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.items.length < step ? undefined : pages.length * step),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });

function optionsOf({ source, space, label, kind, since }: Search): SearchOptions {
  return {
    prefix: true,
    total: true,
    ...(source !== undefined && { sources: [source] }),
    ...(space !== undefined && { spaces: [space] }),
    ...(label !== undefined && { labels: [label] }),
    ...(kind !== undefined && { kinds: [kind] }),
    ...(since !== undefined && { modifiedAfter: since }),
  };
}
