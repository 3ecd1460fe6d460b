import { Link } from "@tanstack/react-router";
import type { AuthConfig, Connection } from "@tributary/sdk";
import { Plug } from "lucide-react";
import { useRights } from "../../api/use-me.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ConfluenceMark } from "../../ui/confluence-mark.tsx";

/** Confluence as something to connect: its state in one badge and the next step in one button. */
export function ConfluenceTile({
  authConfigs,
  connections,
  onConnect,
}: {
  authConfigs: AuthConfig[];
  connections: Connection[];
  onConnect: () => void;
}) {
  const { mayConnect, mayConfigure } = useRights();
  const active = connections.filter(({ status }) => status === "active").length;
  const waiting = connections.filter(({ status }) => status === "expired" || status === "choose_site").length;
  const ready = authConfigs.some(({ type }) => type === "oauth2");
  return (
    <section aria-label="Confluence">
      <Card className="flex flex-wrap items-center gap-4 p-5">
        <span className="inline-flex size-11 shrink-0 items-center justify-center rounded-xl bg-accent/10 text-accent">
          <ConfluenceMark className="size-6" />
        </span>
        <div className="min-w-56 flex-1">
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="font-semibold">Confluence Cloud</h2>
            {active > 0 ? (
              <Badge tone="good" dot>
                {active === 1 ? "Connected" : `${active} connected`}
              </Badge>
            ) : (
              waiting === 0 && <Badge dot>{ready ? "Not connected" : "Not set up"}</Badge>
            )}
            {waiting > 0 && (
              <Badge tone="warn" dot>
                {waiting} need{waiting === 1 ? "s" : ""} you
              </Badge>
            )}
          </div>
          <p className="mt-0.5 text-muted text-pretty">
            Agents search, read and write pages, comments and labels, as the account that connects.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {mayConnect && ready && (
            <Button variant={active + waiting > 0 ? "secondary" : "primary"} onClick={onConnect}>
              <Plug aria-hidden className="size-4" />
              {active + waiting > 0 ? "Connect another" : "Connect"}
              <span className="sr-only"> Confluence</span>
            </Button>
          )}
          {mayConfigure && !ready && (
            <Link to="/integrations/set-up" className={buttonClass("primary")}>
              Set up Confluence
            </Link>
          )}
        </div>
      </Card>
    </section>
  );
}
