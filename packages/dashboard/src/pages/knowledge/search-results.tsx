import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Source } from "@tributary/sdk";
import { SearchX } from "lucide-react";
import { connectionsQuery } from "../../api/queries.ts";
import { type Search, searchQuery } from "../../api/search-queries.ts";
import { unusableInWords } from "../../connections/connection-state.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type FilterChange, filtersOff, SearchFilters } from "./search-filters.tsx";
import { SearchHitRow } from "./search-hit-row.tsx";

/** What was found, narrowed by filters; what was found before stays until the new answer is there. */
export function SearchResults({
  search,
  sources,
  onFilter,
  onSuggestion,
}: {
  search: Search;
  sources: Source[];
  onFilter: (change: FilterChange) => void;
  onSuggestion: (query: string) => void;
}) {
  const found = useInfiniteQuery(searchQuery(search));
  const pages = found.data?.pages ?? [];
  const hits = pages.flatMap(({ items }) => items);
  const [first] = pages;
  const connections = useQuery(connectionsQuery);
  const asked = sources.filter(({ id }) => search.source === undefined || search.source === id);
  const left = asked.filter(({ id }) => unusableInWords(connections.data?.find((one) => one.id === id)) !== undefined);
  const filtered = Object.keys(filtersOff).some((name) => search[name as keyof Search] !== undefined);
  return (
    <>
      <SearchFilters search={search} sources={sources} onChange={onFilter} />
      <p role="status" className="mt-4 mb-2 flex min-h-5 flex-wrap gap-x-3 text-[0.8125rem] text-muted">
        {first !== undefined && !found.isError && (
          <>
            <span>{countInWords(first.total ?? hits.length)}</span>
            <span>{Math.max(1, Math.round(first.tookMs))} ms</span>
            {first.hybrid === "unavailable" && <span>by words only: the embeddings endpoint does not answer</span>}
          </>
        )}
      </p>
      {left.length > 0 && <LeftOut sources={left} />}
      {first?.didYouMean !== undefined && (
        <p className="mb-3">
          Did you mean{" "}
          <button
            type="button"
            className="rounded font-medium text-accent underline underline-offset-4"
            onClick={() => onSuggestion(first.didYouMean ?? "")}
          >
            {first.didYouMean}
          </button>
          ?
        </p>
      )}
      {found.isError ? (
        <ErrorNotice error={found.error} onRetry={() => found.refetch()} />
      ) : first === undefined ? (
        <div className="rounded-xl border bg-surface p-5">
          <Skeleton lines={6} label="Searching" />
        </div>
      ) : hits.length === 0 && left.length > 0 && left.length === asked.length ? null : hits.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={`Nothing found for “${search.q}”`}
          actions={filtered && <Button onClick={() => onFilter(filtersOff)}>Search without filters</Button>}
        >
          {sources.length === 0
            ? "Nothing has been synced yet. Connect a site under Integrations."
            : filtered
              ? "Nothing fits with these filters."
              : "Try fewer or other words, or put a phrase into quotation marks."}
        </EmptyState>
      ) : (
        <>
          <ol aria-label="Found" className="divide-y overflow-hidden rounded-xl border bg-surface shadow-xs">
            {hits.map((hit) => (
              <SearchHitRow
                key={`${hit.sourceId}:${hit.id}:${hit.url}:${hit.headingPath.join("/")}`}
                hit={hit}
                source={sources.length > 1 ? sources.find(({ id }) => id === hit.sourceId)?.name : undefined}
                onLabel={(label) => onFilter({ label })}
              />
            ))}
          </ol>
          {found.hasNextPage && (
            <div className="mt-4 flex justify-center">
              <Button busy={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}

/** What is synced through a connection that does not work is found by nobody: to be said before one looks in vain. */
function LeftOut({ sources }: { sources: Source[] }) {
  const one = sources.length === 1;
  return (
    <div className="mb-3">
      <Notice
        tone="warn"
        title={`Left out: ${sources.map(({ name }) => name).join(", ")}`}
        actions={
          <Link to="/integrations" className={buttonClass("secondary", "sm")}>
            Go to Integrations
          </Link>
        }
      >
        {one ? "Its connection does" : "Their connections do"} not work now. Once reconnected,{" "}
        {one ? "it is" : "they are"} searched again.
      </Notice>
    </div>
  );
}

const countInWords = (count: number) =>
  count === 0 ? "Nothing found" : `${count.toLocaleString("en")} ${count === 1 ? "result" : "results"}`;
