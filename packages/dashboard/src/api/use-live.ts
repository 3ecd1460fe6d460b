import { useQueryClient } from "@tanstack/react-query";
import type { LiveTopic } from "@tributary/sdk";
import { useEffect } from "react";
import { tributary } from "./client.ts";

/** The first part of the keys of what is to be asked for again when a topic has changed. */
const keysOf: Record<LiveTopic, readonly string[]> = {
  approvals: ["approvals", "approval"],
  calls: ["calls", "call", "rate-budget"],
  connections: ["connections", "sources"],
  agents: ["agents", "agent"],
  sync: ["sources", "sync-runs"],
  meetings: ["meetings", "meeting"],
  members: ["members", "me"],
};

/** Keeps what is on the page current, as the server tells of changes. After a break everything shown is asked for anew. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const end = new AbortController();
    let first = true;
    void (async () => {
      for await (const topics of tributary.live({ signal: end.signal })) {
        const keys = topics.flatMap((topic) => keysOf[topic]);
        const all = topics.length === 0 && !first;
        first = false;
        void client.invalidateQueries({ predicate: ({ queryKey }) => all || keys.includes(String(queryKey[0])) });
      }
      // Signed out: the next request of the page says so.
    })().catch(() => undefined);
    return () => end.abort();
  }, [client]);
}
