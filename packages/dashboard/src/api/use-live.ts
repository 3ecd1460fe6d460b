import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type LiveTopic, Tributary } from "@tributary/sdk";
import { useCallback, useEffect, useState } from "react";
import { watchedFetch } from "./watched-fetch.ts";

/** The first part of the keys of what is to be asked for again when a topic has changed. */
const keysOf: Record<LiveTopic, readonly string[]> = {
  approvals: ["approvals", "approval"],
  calls: ["calls", "call", "rate-budget"],
  connections: ["connections", "sources", "search"],
  agents: ["agents", "agent"],
  sync: ["sources", "sync-runs"],
  meetings: ["meetings", "meeting"],
  members: ["members", "me"],
};

/**
 * Keeps what is on the page current, as the server tells of changes. After a break everything shown is asked for anew.
 * `reachable` says whether the server could be reached last; `retry` tries now, without waiting for the next time.
 */
export function useLive(): { reachable: boolean; retry: () => void } {
  const client = useQueryClient();
  const router = useRouter();
  const [reachable, setReachable] = useState(true);
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((before) => before + 1), []);

  useEffect(() => {
    const end = new AbortController();
    // Anything but the first stream of a page follows a break.
    let fresh = tries > 0;
    const listener = new Tributary({
      baseUrl: window.location.origin,
      clientName: "dashboard",
      fetch: watchedFetch((now) => {
        if (end.signal.aborted) return;
        fresh ||= !now;
        setReachable(now);
      }),
    });
    void (async () => {
      for await (const topics of listener.live({ signal: end.signal })) {
        const keys = topics.flatMap((topic) => keysOf[topic]);
        const all = topics.length === 0 && fresh;
        fresh = true;
        void client.invalidateQueries({ predicate: ({ queryKey }) => all || keys.includes(String(queryKey[0])) });
        // A page that could not be shown gets another chance.
        if (all) void router.invalidate();
      }
      // Signed out: the next request of the page says so.
    })().catch(() => undefined);
    return () => end.abort();
  }, [client, router, tries]);

  // The pauses between attempts grow; whoever comes back to the page, or online, need not wait for their end.
  useEffect(() => {
    if (reachable) return;
    const look = () => document.visibilityState === "visible" && retry();
    window.addEventListener("online", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("online", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [reachable, retry]);

  return { reachable, retry };
}
