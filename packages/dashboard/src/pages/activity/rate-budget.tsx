import { useQuery } from "@tanstack/react-query";
import type { RateLedger } from "@tributary/sdk";
import { Gauge } from "lucide-react";
import { rateBudgetQuery } from "../../api/call-queries.ts";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice, Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";

/** What is left of Atlassian's limits, by app and site. */
export function RateBudget() {
  const ledgers = useQuery({ ...rateBudgetQuery, refetchInterval: 30_000 });
  return (
    <section aria-labelledby="limits">
      <h2 id="limits" className="mb-3 font-semibold">
        Atlassian's limits
      </h2>
      {ledgers.isError && ledgers.data === undefined ? (
        <ErrorNotice error={ledgers.error} onRetry={() => ledgers.refetch()} />
      ) : ledgers.data === undefined ? (
        <Card className="p-5">
          <Skeleton lines={4} label="Loading limits" />
        </Card>
      ) : ledgers.data.length === 0 ? (
        <EmptyState icon={Gauge} title="Nothing was asked of Confluence yet">
          With the first request to a site, what is known of its limits stands here.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 lg:grid-cols-2">
          {ledgers.data.map((ledger) => (
            <li key={`${ledger.app.id} ${ledger.site.id}`}>
              <LedgerCard ledger={ledger} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function LedgerCard({ ledger: { app, site, points, requests, quotas, paused, slowed } }: { ledger: RateLedger }) {
  return (
    <Card className="h-full space-y-4 p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-medium wrap-anywhere">
          {app.name} <span className="font-normal text-muted">at {site.name}</span>
        </h3>
        <span className="text-[0.8125rem] text-muted">{app.type === "oauth2" ? "OAuth app" : "API token"}</span>
      </div>
      <dl className="flex gap-8">
        <Figure term="Points this hour" value={points} />
        <Figure term="Requests this hour" value={requests} />
      </dl>
      {paused !== null && (
        <Notice tone="warn" title="Paused by Atlassian">
          {paused.reason} It goes on <Time value={paused.until} />.
        </Notice>
      )}
      {quotas.map((quota) => (
        <Quota key={`${quota.name} ${quota.scope}`} quota={quota} />
      ))}
      {quotas.length === 0 && (
        <p className="text-[0.8125rem] text-muted">The site has not said yet how much is left of its limits.</p>
      )}
      {slowed.length > 0 && (
        <div>
          <p className="text-[0.8125rem] text-muted">Called more slowly, as Atlassian asked:</p>
          <ul className="mt-1 space-y-0.5 font-mono text-xs">
            {slowed.map(({ endpoint, gapMs }) => (
              <li key={endpoint} className="wrap-anywhere">
                {endpoint} <span className="text-muted">every {gapMs} ms</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function Figure({ term, value }: { term: string; value: number }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-muted">{term}</dt>
      <dd className="text-lg font-semibold tabular-nums">{value.toLocaleString()}</dd>
    </div>
  );
}

function Quota({
  quota: { name, scope, limit, remaining, reserved, resetAt, enforced },
}: {
  quota: RateLedger["quotas"][number];
}) {
  const left = Math.max(0, Math.min(1, limit === 0 ? 0 : remaining / limit));
  const tone = left > 0.5 ? "bg-good" : left > 0.2 ? "bg-warn" : "bg-bad";
  return (
    <div>
      <div className="mb-1 flex flex-wrap items-baseline gap-x-2 text-[0.8125rem]">
        <span className="font-medium">{name}</span>
        {!enforced && <Badge>announced, refuses nothing yet</Badge>}
        <span className="ml-auto text-muted tabular-nums">
          {remaining.toLocaleString()} of {limit.toLocaleString()} left
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers do not let a <meter> be styled alike. */}
      <div
        role="meter"
        aria-label={`${name}: left of the limit`}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={remaining}
        className="h-2 overflow-hidden rounded-full bg-hover"
      >
        <div className={`h-full rounded-full ${tone}`} style={{ width: `${left * 100}%` }} />
      </div>
      <p className="mt-1 text-xs text-muted">
        {scope === "app" ? "Over all sites of the app. " : ""}
        {reserved > 0 && `${reserved.toLocaleString()} are kept for calls somebody waits for. `}
        New from <Time value={resetAt} />.
      </p>
    </div>
  );
}
