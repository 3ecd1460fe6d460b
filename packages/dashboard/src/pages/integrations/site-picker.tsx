import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Connection } from "@tributary/sdk";
import { useState } from "react";
import { tributary } from "../../api/client.ts";
import { connectionsQuery } from "../../api/queries.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";

/** The choice of the one site tools work on, among those the account granted. */
export function SitePicker({
  connection,
  onChosen,
}: {
  connection: Connection;
  onChosen?: (connection: Connection) => void;
}) {
  const queryClient = useQueryClient();
  const [siteId, setSiteId] = useState(connection.site?.id ?? connection.sites[0]?.id ?? "");
  const choose = useMutation({
    mutationFn: () => tributary.connections.chooseSite(connection.id, siteId),
    onSuccess: async (chosen) => {
      await queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      onChosen?.(chosen);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate();
      }}
    >
      <fieldset>
        <legend className="mb-2 font-medium">Which site shall tools work on?</legend>
        <div className="space-y-2">
          {connection.sites.map(({ id, name, url }) => (
            <label
              key={id}
              className="flex cursor-pointer items-start gap-3 rounded-lg border px-3.5 py-3 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent/6"
            >
              <input
                type="radio"
                name="site"
                value={id}
                checked={siteId === id}
                onChange={() => setSiteId(id)}
                className="mt-0.5 size-4 accent-accent"
              />
              <span className="min-w-0">
                <span className="block font-medium">{name}</span>
                <span className="block text-muted wrap-anywhere">{url}</span>
                <span className="block font-mono text-xs text-muted wrap-anywhere">{id}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {choose.isError && (
        <div className="mt-3">
          <ErrorNotice error={choose.error} />
        </div>
      )}
      <div className="mt-4 flex items-center justify-between gap-3">
        <p className="text-[0.8125rem] text-muted">You can change it later.</p>
        <Button type="submit" variant="primary" busy={choose.isPending}>
          Use this site
        </Button>
      </div>
    </form>
  );
}
