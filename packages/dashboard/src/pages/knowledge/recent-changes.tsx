import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { Source } from "@tributary/sdk";
import { CalendarClock, ExternalLink } from "lucide-react";
import { recentChangesQuery } from "../../api/change-queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { ChangeControls, dateBack, spanOf } from "./change-controls.tsx";
import { NoSite } from "./no-site.tsx";

const route = getRouteApi("/app/knowledge");

export type ChangeViewProps = {
  sources: Source[] | undefined;
  source: string | undefined;
  space: string | undefined;
  since: string | undefined;
};

/** What changed on a site lately, newest first. */
export function RecentChanges({ sources, source, ...rest }: ChangeViewProps) {
  const sites = sources?.filter(({ kind }) => kind === "confluence");
  const site = sites?.find(({ id }) => id === source) ?? sites?.[0];
  if (sites === undefined || site === undefined) return <NoSite loading={sites === undefined} />;
  return <OfSite sites={sites} site={site} {...rest} />;
}

function OfSite({
  sites,
  site,
  space,
  since,
}: {
  sites: Source[];
  site: Source;
  space: string | undefined;
  since: string | undefined;
}) {
  const navigate = route.useNavigate();
  const span = spanOf(since, Date.now());
  const changes = useInfiniteQuery(recentChangesQuery(site.id, dateBack(Number(span), Date.now()), space));
  const rows = changes.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <ChangeControls
        sources={sites}
        source={site}
        space={space}
        span={span}
        onChange={(change) => navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
      />
      {changes.isError && rows.length === 0 ? (
        <ErrorNotice error={changes.error} onRetry={() => changes.refetch()} />
      ) : changes.data === undefined ? (
        <Card className="p-5">
          <Skeleton lines={6} label="Loading what changed" />
        </Card>
      ) : rows.length === 0 ? (
        <EmptyState icon={CalendarClock} title="Nothing changed in that time">
          Look further back, or at another space.
        </EmptyState>
      ) : (
        <>
          <ul aria-label="Recently changed" className="divide-y overflow-hidden rounded-xl border bg-surface shadow-xs">
            {rows.map(({ id, url, title, excerpt, type, spaceName, spaceKey, modifiedAt }) => (
              <li key={id ?? url} className="relative px-4 py-3 transition-colors hover:bg-hover/60 sm:px-5">
                <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
                  <a
                    data-hit
                    href={url}
                    target="_blank"
                    rel="noreferrer"
                    className="rounded font-medium wrap-anywhere after:absolute after:inset-0 hover:text-accent"
                  >
                    {title}
                    <ExternalLink aria-hidden className="mb-0.5 ml-1.5 inline size-3.5 text-muted" />
                    <span className="sr-only">(opens in a new tab)</span>
                  </a>
                  <span className="text-xs text-muted">
                    {[type === "blogpost" ? "Blog post" : undefined, spaceName ?? spaceKey]
                      .filter((part) => part !== undefined)
                      .join(" · ")}
                    {modifiedAt !== undefined && (
                      <>
                        {" · "}
                        <Time value={modifiedAt} />
                      </>
                    )}
                  </span>
                </p>
                {excerpt !== "" && <p className="mt-0.5 line-clamp-2 max-w-3xl text-muted">{excerpt}</p>}
              </li>
            ))}
          </ul>
          {changes.hasNextPage && (
            <div className="mt-4 flex justify-center">
              <Button busy={changes.isFetchingNextPage} onClick={() => changes.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
