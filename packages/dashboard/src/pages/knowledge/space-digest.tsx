import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { Source, ToolOutput } from "@tributary/sdk";
import { CalendarClock, ExternalLink } from "lucide-react";
import { digestQuery } from "../../api/change-queries.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { ChangeControls, dateBack, spanOf } from "./change-controls.tsx";
import { NoSite } from "./no-site.tsx";
import type { ChangeViewProps } from "./recent-changes.tsx";

const route = getRouteApi("/app/knowledge");

type Digest = ToolOutput<"confluence_space_digest">;

const changes: Record<Digest["items"][number]["change"], { word: string; tone: Tone }> = {
  created: { word: "New", tone: "good" },
  edited: { word: "Edited", tone: "accent" },
  commented: { word: "Commented", tone: "neutral" },
};

/** Who did what in one space: to read on a Monday. */
export function SpaceDigest({ sources, source, ...rest }: ChangeViewProps) {
  const sites = sources?.filter(({ kind, spaces }) => kind === "confluence" && spaces.length > 0);
  const site = sites?.find(({ id }) => id === source) ?? sites?.[0];
  if (sites === undefined || site === undefined) return <NoSite loading={sites === undefined} />;
  return <OfSpace sites={sites} site={site} {...rest} />;
}

function OfSpace({
  sites,
  site,
  space: asked,
  since,
}: {
  sites: Source[];
  site: Source;
  space: string | undefined;
  since: string | undefined;
}) {
  const navigate = route.useNavigate();
  const span = spanOf(since, Date.now());
  const largest = site.spaces.toSorted((a, b) => b.documents - a.documents)[0];
  const space = site.spaces.find(({ key }) => key === asked)?.key ?? largest?.key ?? "";
  const digest = useQuery(digestQuery(site.id, dateBack(Number(span), Date.now()), space));
  return (
    <>
      <ChangeControls
        sources={sites}
        source={site}
        space={space}
        span={span}
        needsSpace
        onChange={(change) => navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
      />
      {digest.isError ? (
        <ErrorNotice error={digest.error} onRetry={() => digest.refetch()} />
      ) : digest.data === undefined ? (
        <Card className="p-5">
          <Skeleton lines={6} label="Loading the digest" />
        </Card>
      ) : digest.data.items.length === 0 ? (
        <EmptyState icon={CalendarClock} title="A quiet time">
          Nothing was made, edited or commented on in this space since then.
        </EmptyState>
      ) : (
        <Loaded digest={digest.data} />
      )}
    </>
  );
}

function Loaded({ digest: { created, edited, comments, items, more } }: { digest: Digest }) {
  const figures = [
    { count: created, word: created === 1 ? "new page" : "new pages" },
    { count: edited, word: edited === 1 ? "page edited" : "pages edited" },
    ...(comments === undefined ? [] : [{ count: comments, word: comments === 1 ? "comment" : "comments" }]),
  ];
  return (
    <>
      <ul aria-label="In figures" className="mb-4 flex flex-wrap gap-3">
        {figures.map(({ count, word }) => (
          <li key={word} className="min-w-32 flex-1 rounded-xl border bg-surface px-4 py-3 shadow-xs sm:flex-none">
            <span className="block text-xl font-semibold tabular-nums">{count.toLocaleString("en")}</span>
            <span className="text-muted">{word}</span>
          </li>
        ))}
      </ul>
      <ul aria-label="Digest" className="divide-y overflow-hidden rounded-xl border bg-surface shadow-xs">
        {items.map(({ id, title, url, change, createdBy, editedBy, changedAt, comments: said }) => {
          const { word, tone } = changes[change];
          const people = [...new Set([...(createdBy === undefined ? [] : [createdBy]), ...editedBy])];
          return (
            <li
              key={id}
              className="relative flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3 hover:bg-hover/60 sm:px-5"
            >
              <span className="w-24">
                <Badge tone={tone}>{word}</Badge>
              </span>
              <span className="min-w-52 flex-1">
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
                <span className="block text-[0.8125rem] text-muted">
                  {[
                    people.length > 0 && `by ${people.join(", ")}`,
                    said !== undefined &&
                      said.count > 0 &&
                      `${said.count} ${said.count === 1 ? "comment" : "comments"} by ${said.by.join(", ")}`,
                  ]
                    .filter((part) => part !== false)
                    .join(" · ")}
                </span>
              </span>
              {changedAt !== undefined && (
                <span className="text-xs text-muted">
                  <Time value={changedAt} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {more && <p className="mt-3 text-muted">There is more than fits here: choose a shorter time.</p>}
    </>
  );
}
