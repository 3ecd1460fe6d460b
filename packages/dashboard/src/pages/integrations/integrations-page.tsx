import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AuthConfig, Connection } from "@tributary/sdk";
import { Plug } from "lucide-react";
import { useCallback, useState } from "react";
import { authConfigsQuery, connectionsQuery } from "../../api/queries.ts";
import { sourcesQuery } from "../../api/source-queries.ts";
import { useRights } from "../../api/use-me.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { AuthConfigList } from "./auth-config-list.tsx";
import { ConfluenceTile } from "./confluence-tile.tsx";
import { ConnectDialog } from "./connect-dialog.tsx";
import type { CardAction } from "./connection-actions.tsx";
import { ConnectionCard } from "./connection-card.tsx";
import { DisconnectDialog } from "./disconnect-dialog.tsx";
import { freshName } from "./fresh-name.ts";
import { RenameDialog } from "./rename-dialog.tsx";
import { SitePicker } from "./site-picker.tsx";

export function IntegrationsPage() {
  const connections = useQuery({ ...connectionsQuery, refetchInterval: 15_000 });
  const authConfigs = useQuery(authConfigsQuery);
  const failed = [connections, authConfigs].find(({ isError, data }) => isError && data === undefined);
  return (
    <Page title="Integrations" description="The accounts agents and people work with, and how they connect.">
      {failed !== undefined ? (
        <ErrorNotice error={failed.error} onRetry={() => failed.refetch()} />
      ) : connections.data === undefined || authConfigs.data === undefined ? (
        <Card className="p-5">
          <Skeleton lines={4} label="Loading connections" />
        </Card>
      ) : (
        <Loaded connections={connections.data} authConfigs={authConfigs.data} />
      )}
    </Page>
  );
}

const urgency: readonly Connection["status"][] = ["choose_site", "expired", "active", "initiated", "disconnected"];

/** What waits for the person first, then the newest. */
const byUrgency = (a: Connection, b: Connection) =>
  urgency.indexOf(a.status) - urgency.indexOf(b.status) || (a.createdAt < b.createdAt ? 1 : -1);

type Open = { action: CardAction | "connect"; connectionId?: string };

function Loaded({ connections, authConfigs }: { connections: Connection[]; authConfigs: AuthConfig[] }) {
  const { mayConnect, mayConfigure } = useRights();
  const toast = useToast();
  const sources = useQuery(sourcesQuery);
  const [open, setOpen] = useState<Open>();
  const [freshId, setFreshId] = useState<string>();
  const close = useCallback(() => setOpen(undefined), []);
  const onConnected = useCallback(
    (connection: Connection) => {
      setOpen(undefined);
      setFreshId(connection.id);
      toast.done(`Connected to ${connection.site?.name ?? "Confluence"}`, connection.site?.url);
    },
    [toast],
  );

  const subject = connections.find(({ id }) => id === open?.connectionId);
  const current = connections.filter(({ status }) => status !== "disconnected").sort(byUrgency);
  const past = connections.filter(({ status }) => status === "disconnected").toReversed();
  const oauthApps = authConfigs.filter(({ type }) => type === "oauth2");
  const card = (connection: Connection) => (
    <li key={connection.id}>
      <ConnectionCard
        connection={connection}
        source={sources.data?.find(({ id }) => id === connection.id)}
        fresh={connection.id === freshId}
        onAction={(action) => setOpen({ action, connectionId: connection.id })}
      />
    </li>
  );

  return (
    <>
      <ConfluenceTile
        authConfigs={authConfigs}
        connections={connections}
        onConnect={() => setOpen({ action: "connect" })}
      />

      <section aria-labelledby="connections" className="mt-10">
        <h2 id="connections" className="mb-3 font-semibold">
          Connections{current.length > 0 && <span className="ml-2 font-normal text-muted">{current.length}</span>}
        </h2>
        {current.length === 0 ? (
          <EmptyState
            icon={Plug}
            title="No account is connected"
            actions={
              mayConnect &&
              (oauthApps.length > 0 ? (
                <Button variant="primary" onClick={() => setOpen({ action: "connect" })}>
                  Connect an account
                </Button>
              ) : (
                <Link to="/integrations/api-token" className={buttonClass("secondary")}>
                  Connect with an API token
                </Link>
              ))
            }
          >
            {oauthApps.length > 0
              ? "Connect yours: you choose the site at Atlassian, and can disconnect any time."
              : `${mayConfigure ? "Set up an OAuth app" : "An admin can set up an OAuth app"}, so that people connect with two clicks. One account connects with an API token right away.`}
          </EmptyState>
        ) : (
          <ul className="space-y-4">{current.map(card)}</ul>
        )}
        {past.length > 0 && (
          <details className="mt-4">
            <summary className="w-fit rounded px-1 text-muted hover:text-ink">Disconnected ({past.length})</summary>
            <ul className="mt-3 space-y-4">{past.map(card)}</ul>
          </details>
        )}
      </section>

      <AuthConfigList authConfigs={authConfigs} />

      {open?.action === "connect" && (
        <ConnectDialog
          authConfigs={oauthApps}
          name={freshName(connections)}
          onConnected={onConnected}
          onClose={close}
        />
      )}
      {open?.action === "reconnect" && subject !== undefined && (
        <ConnectDialog authConfigs={oauthApps} connection={subject} onConnected={onConnected} onClose={close} />
      )}
      {open?.action === "rename" && subject !== undefined && <RenameDialog connection={subject} onClose={close} />}
      {open?.action === "disconnect" && subject !== undefined && (
        <DisconnectDialog connection={subject} onClose={close} />
      )}
      {open?.action === "choose-site" && subject !== undefined && (
        <Dialog title={`Site of ${subject.name}`} onClose={close}>
          <SitePicker connection={subject} onChosen={onConnected} />
        </Dialog>
      )}
    </>
  );
}
