import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Connection, Source, SourceChange, StartSync } from "@tributary/sdk";
import { tributary } from "../api/client.ts";
import { connectionsQuery } from "../api/queries.ts";
import { sourceQuery, sourcesQuery } from "../api/source-queries.ts";
import { useMe } from "../api/use-me.ts";
import { useToast } from "../ui/toast.tsx";

/** Starting, stopping and changing what is synced of one source; what is shown follows at once. */
export function useSync({ id, name }: Pick<Source, "id" | "name">) {
  const client = useQueryClient();
  const toast = useToast();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
      client.invalidateQueries({ queryKey: ["sync-runs", id] }),
    ]);
  const shown = (change: Partial<Source>) => {
    const put = (source: Source) => (source.id === id ? { ...source, ...change } : source);
    client.setQueryData(sourcesQuery.queryKey, (list) => list?.map(put));
    client.setQueryData(sourceQuery(id).queryKey, (source) => source && put(source));
  };
  return {
    start: useMutation({
      mutationFn: (wanted: StartSync) => tributary.sync.start(id, wanted),
      onSuccess: (lastRun) => {
        shown({ lastRun });
        return refresh();
      },
      onError: toast.failed,
    }),
    cancel: useMutation({
      mutationFn: () => tributary.sync.cancel(id),
      onSuccess: async () => {
        await refresh();
        toast.done(`The sync of ${name} is stopped`, "What it has done stays.");
      },
      onError: toast.failed,
    }),
    change: useMutation({
      mutationFn: (change: SourceChange) => tributary.sources.update(id, change),
      onSuccess: (source) => {
        shown(source);
        return refresh();
      },
      onError: toast.failed,
    }),
  };
}

/** Who may do more than ask for what is new: admins, and members for their own connections. The server decides alike. */
export function useMayChange({ kind }: Pick<Source, "kind">): boolean {
  const me = useMe();
  const role = me.kind === "member" ? me.role : "viewer";
  return role === "admin" || (role === "member" && kind === "confluence");
}

/** The connection a source is synced through; undefined for a folder, and where one may not see it. */
export function useConnectionOf({ id, kind }: Pick<Source, "id" | "kind">): Connection | undefined {
  const { data } = useQuery({ ...connectionsQuery, enabled: kind === "confluence" });
  return data?.find((connection) => connection.id === id);
}
