import type { Connection, Source } from "@tributary/sdk";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { useMe, useRights } from "../../api/use-me.ts";
import { connectionAdvice, connectionState } from "../../connections/connection-state.ts";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/time.tsx";
import { type CardAction, ConnectionActions } from "./connection-actions.tsx";
import { ConnectionSync } from "./connection-sync.tsx";
import { ScopeList } from "./scope-list.tsx";
import { ScopeReach } from "./scope-reach.tsx";

/** One connection: its state, site, account and rights, and what can be done with it. */
export function ConnectionCard({
  connection,
  source,
  fresh = false,
  onAction,
}: {
  connection: Connection;
  /** What of it is synced. */
  source?: Source | undefined;
  /** It was connected a moment ago. */
  fresh?: boolean;
  onAction: (action: CardAction) => void;
}) {
  const { mayConnect } = useRights();
  const { name, status, type } = connection;
  const { word, tone, live = false } = connectionState[status];
  const advice = connectionAdvice(connection);
  const active = status === "active";
  return (
    <article aria-label={name} data-status={status}>
      <Card className={`overflow-hidden ${active ? "border-good/50" : ""} ${fresh ? "animate-settle" : ""}`}>
        <header
          className={`flex items-center gap-x-3 border-b py-2.5 pr-3 pl-5 ${active ? "border-good/25 bg-good/8" : "bg-sunken"}`}
        >
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1">
            <h3 className="min-w-0 font-semibold wrap-anywhere">{name}</h3>
            <Badge tone={tone} dot live={live}>
              {word}
            </Badge>
            {type === "api_token" && <Badge>API token</Badge>}
          </div>
          {mayConnect && <ConnectionActions connection={connection} onAction={onAction} />}
        </header>
        <div className="space-y-4 px-5 py-4">
          {advice !== undefined && (
            <Notice tone={status === "expired" || status === "choose_site" ? "warn" : "info"}>{advice}</Notice>
          )}
          {status !== "initiated" && <Facts connection={connection} onReconnect={() => onAction("reconnect")} />}
        </div>
        {active && source !== undefined && <ConnectionSync source={source} />}
        <Origin connection={connection} />
      </Card>
    </article>
  );
}

function Facts({ connection, onReconnect }: { connection: Connection; onReconnect: () => void }) {
  const { site, sites, account, status, scopes, type } = connection;
  if (site === null && account === null) return null;
  return (
    <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
      {site !== null && (
        <Fact term="Site">
          <span className="block font-medium wrap-anywhere">{site.name}</span>
          <a
            href={site.url}
            target="_blank"
            rel="noreferrer"
            className="mt-0.5 inline-block rounded text-accent underline-offset-4 wrap-anywhere hover:underline"
          >
            {site.url.replace(/^https?:\/\//, "")}
            <ExternalLink aria-hidden className="mb-0.5 ml-1 inline size-3.5" />
            <span className="sr-only">(opens in a new tab)</span>
          </a>
          {sites.length > 1 && <span className="block text-[0.8125rem] text-muted">one of {sites.length} granted</span>}
        </Fact>
      )}
      {account !== null && (
        <Fact term="Account">
          <span className="block font-medium wrap-anywhere">{account.name}</span>
          {account.email !== undefined && <span className="text-muted wrap-anywhere">{account.email}</span>}
        </Fact>
      )}
      {status === "active" && (
        <Fact term="Access" className="sm:col-span-2 lg:col-span-3">
          <ScopeList scopes={scopes} type={type} />
          {type === "oauth2" && <ScopeReach connection={connection} onReconnect={onReconnect} />}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, className = "", children }: { term: string; className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <dt className="mb-1 text-xs text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The small print: id, age, and for whom it was made. */
function Origin({ connection: { id, createdAt, userId } }: { connection: Connection }) {
  const me = useMe();
  return (
    <p className="flex flex-wrap items-center gap-x-3 border-t px-5 py-2 text-xs text-muted">
      <span className="-my-0.5 inline-flex items-center font-mono">
        {id}
        <CopyButton text={id} what="connection id" />
      </span>
      <span>
        added <Time value={createdAt} />
      </span>
      {userId !== me.id && (
        <span>
          for user <span className="font-mono wrap-anywhere">{userId}</span>
        </span>
      )}
    </p>
  );
}
