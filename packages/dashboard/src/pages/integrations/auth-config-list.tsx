import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AuthConfig } from "@tributary/sdk";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { authConfigsQuery } from "../../api/queries.ts";
import { useRights } from "../../api/use-me.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, buttonClass, IconButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyValue } from "../../ui/code-block.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";

/** How accounts connect: OAuth apps and API tokens. */
export function AuthConfigList({ authConfigs }: { authConfigs: AuthConfig[] }) {
  const { mayConfigure, mayConnect } = useRights();
  const [removing, setRemoving] = useState<AuthConfig>();
  return (
    <section aria-labelledby="ways-to-connect" className="mt-10">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="ways-to-connect" className="font-semibold">
            Ways to connect
          </h2>
          <p className="text-muted">The OAuth apps and API tokens accounts come in by.</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {mayConnect && (
            <Link to="/integrations/api-token" className={buttonClass("ghost", "sm")}>
              Connect with an API token
            </Link>
          )}
          {mayConfigure && (
            <Link to="/integrations/set-up" className={buttonClass("secondary", "sm")}>
              <Plus aria-hidden className="size-4" />
              Add an OAuth app
            </Link>
          )}
        </div>
      </div>
      {authConfigs.length === 0 ? (
        <p className="rounded-xl border border-dashed px-5 py-6 text-center text-muted">None yet.</p>
      ) : (
        <Card>
          <ul className="divide-y">
            {authConfigs.map((config) => (
              <li key={config.id} className="px-5 py-3.5">
                <div className="flex items-center gap-2">
                  <h3 className="min-w-0 truncate font-medium">{config.name}</h3>
                  <Badge>{config.type === "oauth2" ? "OAuth 2.0" : "API token"}</Badge>
                  {config.source === "environment" && (
                    <Badge tone="accent">{config.type === "oauth2" ? "from the environment" : "built in"}</Badge>
                  )}
                  {mayConfigure && config.source === "api" && (
                    <IconButton label={`Remove ${config.name}`} className="ml-auto" onClick={() => setRemoving(config)}>
                      <Trash2 aria-hidden className="size-4" />
                    </IconButton>
                  )}
                </div>
                {config.type === "oauth2" && (
                  <details className="mt-1 text-[0.8125rem]">
                    <summary className="w-fit rounded text-muted hover:text-ink">
                      Client id {config.clientId} · {config.scopes.length} scopes
                    </summary>
                    <div className="mt-2 space-y-2">
                      {config.redirectUri !== undefined && (
                        <CopyValue value={config.redirectUri} what={`callback URL of ${config.name}`} />
                      )}
                      <p className="font-mono text-xs leading-relaxed text-muted wrap-anywhere">
                        {config.scopes.join("  ")}
                      </p>
                    </div>
                  </details>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {removing !== undefined && <RemoveDialog config={removing} onClose={() => setRemoving(undefined)} />}
    </section>
  );
}

function RemoveDialog({ config, onClose }: { config: AuthConfig; onClose: () => void }) {
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => tributary.authConfigs.delete(config.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: authConfigsQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: ["connections"] });
      onClose();
    },
  });
  return (
    <Dialog
      title={`Remove ${config.name}?`}
      description="Its client secret and its disconnected connections are deleted here. Connections in use have to be disconnected first. The app at Atlassian stays as it is."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
        </>
      }
    >
      {remove.isError && <ErrorNotice error={remove.error} />}
    </Dialog>
  );
}
