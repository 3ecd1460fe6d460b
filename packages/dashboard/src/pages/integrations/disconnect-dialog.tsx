import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Connection } from "@tributary/sdk";
import { ExternalLink } from "lucide-react";
import { tributary } from "../../api/client.ts";
import { connectionsQuery } from "../../api/queries.ts";
import { sourcesQuery } from "../../api/source-queries.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { useToast } from "../../ui/toast.tsx";

const atlassianPages = {
  oauth2: { url: "https://id.atlassian.com/manage-profile/apps", label: "Connected apps of your Atlassian account" },
  api_token: {
    url: "https://id.atlassian.com/manage-profile/security/api-tokens",
    label: "API tokens of your Atlassian account",
  },
};

/** Asks before the tokens are wiped; says what goes, what stays, and how to end it at Atlassian too. */
export function DisconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const { id, name, type, site, status } = connection;
  const disconnect = useMutation({
    mutationFn: () => tributary.connections.disconnect(id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      toast.done(`${name} is disconnected`, "Its tokens were wiped.");
      onClose();
    },
  });
  const sources = useQuery(sourcesQuery);
  const documents = sources.data?.find((source) => source.id === id)?.documents ?? 0;
  const { url, label } = atlassianPages[type];
  return (
    <Dialog
      title={status === "initiated" ? `Discard ${name}?` : `Disconnect ${name}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button variant="danger" busy={disconnect.isPending} onClick={() => disconnect.mutate()}>
            {status === "initiated" ? "Discard" : "Disconnect"}
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <ul className="list-disc space-y-1.5 pl-5 marker:text-muted">
          <li>
            The stored tokens are deleted at once, and every agent that uses this connection stops working with it.
          </li>
          {documents > 0 && (
            <li>
              Its {documents.toLocaleString("en")} synced documents leave the search index; with a new consent they are
              synced again.
            </li>
          )}
          <li>
            Nothing is deleted in Confluence{site === null ? "" : ` at ${site.name}`}, and the record of past calls
            stays.
          </li>
          {type === "oauth2" && <li>You can connect again later with a new consent.</li>}
        </ul>
        {status !== "initiated" && (
          <p className="text-muted">
            Atlassian offers no way to {type === "oauth2" ? "take back the consent" : "revoke the token"} from here. To
            end it there too, use{" "}
            <a
              href={url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 text-accent underline underline-offset-4"
            >
              {label}
              <ExternalLink aria-hidden className="size-3.5" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
            .
          </p>
        )}
        {disconnect.isError && <ErrorNotice error={disconnect.error} />}
      </div>
    </Dialog>
  );
}
