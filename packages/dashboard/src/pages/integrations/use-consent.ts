import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Connection, ConnectionRequest } from "@tributary/sdk";
import { useEffect, useRef, useState } from "react";
import { connectionQuery, connectionsQuery } from "../../api/queries.ts";

export type Consent =
  | { phase: "idle" | "opening" }
  /** The person is at Atlassian. `blocked`: no window could be opened, so a link has to do. */
  | { phase: "waiting"; id: string; redirectUrl: string; blocked: boolean }
  | { phase: "choose-site"; connection: Connection }
  | { phase: "done"; connection: Connection }
  /** It came to nothing; `reason` says why, in words. */
  | { phase: "ended"; id: string; reason: string }
  | { phase: "failed"; error: unknown };

type Flow = {
  request: ConnectionRequest;
  blocked: boolean;
  /** `updatedAt` of a connection that was active already; anything newer is the new consent. */
  before: string | undefined;
};

type Start = { start: () => Promise<ConnectionRequest>; before?: string | undefined };

const pollMs = 1000;

/**
 * Takes a person through Atlassian's consent in a window of its own, and follows what becomes of the connection: by
 * the message that window sends when it is back, and by asking the server, since the message can be lost (another
 * origin, a severed opener, a tab instead of a window).
 */
export function useConsent(): { consent: Consent; begin: (start: Start) => void } {
  const queryClient = useQueryClient();
  const [flow, setFlow] = useState<Flow>();
  const [message, setMessage] = useState<string>();
  const lastPopup = useRef<Window | null>(null);

  const begin = useMutation({
    async mutationFn({ start, before }: Start) {
      // Opened before anything is awaited: browsers allow a window only in answer to a click.
      lastPopup.current?.close();
      const popup = window.open("", "_blank", "popup,width=600,height=760");
      lastPopup.current = popup;
      try {
        const request = await start();
        queryClient.removeQueries({ queryKey: connectionQuery(request.id).queryKey, exact: true });
        setMessage(undefined);
        setFlow({ request, blocked: popup === null, before });
        if (popup !== null) popup.location.href = request.redirectUrl;
      } catch (error) {
        popup?.close();
        throw error;
      }
    },
  });

  const id = flow?.request.id;
  const { data: connection, refetch } = useQuery({
    ...connectionQuery(id ?? ""),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (settled(state.data, flow?.before) ? false : pollMs),
    refetchIntervalInBackground: true,
  });

  useEffect(() => {
    if (id === undefined) return;
    const hear = ({ origin, data }: MessageEvent) => {
      if (origin !== window.location.origin || data?.type !== "tributary:connection" || data.id !== id) return;
      setMessage(String(data.status));
      void refetch();
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, [id, refetch]);

  // The list shows the new state in the same moment as the toast does.
  const finished = settled(connection, flow?.before) ? connection : undefined;
  useEffect(() => {
    if (finished === undefined) return;
    lastPopup.current?.close();
    queryClient.setQueryData(connectionsQuery.queryKey, (list) =>
      list === undefined ? list : [...list.filter((other) => other.id !== finished.id), finished],
    );
    void queryClient.invalidateQueries({ queryKey: connectionsQuery.queryKey, exact: true });
  }, [finished, queryClient]);

  return { consent: consentOf(), begin: begin.mutate };

  function consentOf(): Consent {
    if (begin.isPending) return { phase: "opening" };
    if (begin.isError) return { phase: "failed", error: begin.error };
    if (flow === undefined) return { phase: "idle" };
    const { request, blocked, before } = flow;
    if (connection !== undefined && settled(connection, before)) {
      if (connection.status === "active") return { phase: "done", connection };
      return { phase: "ended", id: request.id, reason: connection.statusReason ?? "It was disconnected meanwhile." };
    }
    if (connection?.status === "choose_site") return { phase: "choose-site", connection };
    if (message === "declined" || message === "failed") {
      const what = message === "declined" ? "You declined access." : "Atlassian's answer could not be used.";
      return { phase: "ended", id: request.id, reason: `${what} The connection works as before.` };
    }
    return { phase: "waiting", id: request.id, redirectUrl: request.redirectUrl, blocked };
  }
}

function settled(connection: Connection | undefined, before: string | undefined): boolean {
  if (connection === undefined) return false;
  if (connection.status === "active") return connection.updatedAt !== before;
  return connection.status === "disconnected" || connection.status === "expired";
}
