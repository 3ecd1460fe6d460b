import type { Connection } from "@tributary/sdk";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { useMe, useRights } from "../../api/use-me.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Time } from "../../ui/time.tsx";
import { connectionAdvice, connectionState } from "./connection-state.ts";
import { ScopeList } from "./scope-list.tsx";

export type CardAction = "reconnect" | "rename" | "choose-site" | "disconnect";

/** One connection: its state, site, account and rights, and what can be done with it. */
export function ConnectionCard({
  connection,
  fresh = false,
  onAction,
}: {
  connection: Connection;
  /** It was connected a moment ago. */
  fresh?: boolean;
  onAction: (action: CardAction) => void;
}) {
  const me = useMe();
  const { mayConnect } = useRights();
  const { id, name, status, type, account, site, sites, userId } = connection;
  const { word, tone, live = false } = connectionState[status];
  const advice = connectionAdvice(connection);
  const active = status === "active";
  return (
    <article aria-label={name} data-status={status}>
      <Card className={`overflow-hidden ${active ? "border-good/45" : ""} ${fresh ? "animate-settle" : ""}`}>
        <div
          className={`flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-5 py-3.5 ${active ? "border-good/25 bg-good/7" : "bg-sunken"}`}
        >
          <h3 className="min-w-0 font-semibold wrap-anywhere">{name}</h3>
          <Badge tone={tone} dot live={live}>
            {word}
          </Badge>
          {type === "api_token" && <Badge>API token</Badge>}
          {mayConnect && (
            <div className="ml-auto flex flex-wrap gap-1">
              <Actions connection={connection} onAction={onAction} />
            </div>
          )}
        </div>
        <div className="space-y-4 px-5 py-4">
          {advice !== undefined && (
            <Notice tone={status === "expired" || status === "choose_site" ? "warn" : "info"}>{advice}</Notice>
          )}
          {status !== "initiated" && (
            <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
              {site !== null && (
                <Fact term="Site">
                  <span className="font-medium">{site.name}</span>
                  <a
                    href={site.url}
                    target="_blank"
                    rel="noreferrer"
                    className="mt-0.5 flex w-fit items-center gap-1.5 text-accent underline-offset-4 wrap-anywhere hover:underline"
                  >
                    {site.url.replace(/^https?:\/\//, "")}
                    <ExternalLink aria-hidden className="size-3.5 shrink-0" />
                    <span className="sr-only">(opens in a new tab)</span>
                  </a>
                  {sites.length > 1 && <span className="text-muted">one of {sites.length} granted</span>}
                </Fact>
              )}
              {account !== null && (
                <Fact term="Account">
                  <span className="block font-medium">{account.name}</span>
                  {account.email !== undefined && <span className="text-muted wrap-anywhere">{account.email}</span>}
                </Fact>
              )}
              {active && (
                <Fact term="May" wide>
                  <ScopeList scopes={connection.scopes} type={type} />
                </Fact>
              )}
            </dl>
          )}
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted">
            <span className="inline-flex items-center font-mono text-xs">
              {id}
              <CopyButton text={id} what="connection id" />
            </span>
            <span>
              made <Time value={connection.createdAt} />
            </span>
            {userId !== me.id && (
              <span>
                for user <span className="font-mono text-xs">{userId}</span>
              </span>
            )}
          </p>
        </div>
      </Card>
    </article>
  );
}

function Actions({ connection, onAction }: { connection: Connection; onAction: (action: CardAction) => void }) {
  const { status, type, sites, name } = connection;
  const action = (kind: CardAction, word: string, variant: "primary" | "ghost" = "ghost") => (
    <Button size="sm" variant={variant} onClick={() => onAction(kind)} aria-label={`${word} ${name}`}>
      {word}
    </Button>
  );
  const chooses = status === "choose_site" || (status === "active" && sites.length > 1);
  return (
    <>
      {chooses &&
        action(
          "choose-site",
          status === "active" ? "Change site" : "Choose site",
          status === "active" ? "ghost" : "primary",
        )}
      {type === "oauth2" &&
        action(
          "reconnect",
          status === "initiated" ? "Continue" : "Reconnect",
          status === "active" || status === "choose_site" ? "ghost" : "primary",
        )}
      {status !== "disconnected" && status !== "initiated" && action("rename", "Rename")}
      {status !== "disconnected" && action("disconnect", status === "initiated" ? "Discard" : "Disconnect")}
    </>
  );
}

function Fact({ term, wide = false, children }: { term: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "sm:col-span-2" : ""}>
      <dt className="mb-1 text-xs font-medium tracking-wide text-muted uppercase">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
