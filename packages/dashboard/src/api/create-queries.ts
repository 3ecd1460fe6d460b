import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { TributaryError } from "@tributary/sdk";
import { meQuery } from "./queries.ts";

/** The cache of what the server said. `onSignedOut` runs when the server no longer knows who we are. */
export function createQueries(onSignedOut: () => void): QueryClient {
  const noticeSignOut = (error: unknown) => {
    const signedOut = error instanceof TributaryError && error.code === "unauthenticated";
    if (!signedOut || client.getQueryData(meQuery.queryKey) === undefined) return;
    client.removeQueries({ queryKey: meQuery.queryKey });
    onSignedOut();
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignOut }),
    mutationCache: new MutationCache({ onError: noticeSignOut }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        // The SDK has repeated what may be repeated.
        retry: false,
        networkMode: "always",
      },
      // The server may be on this very machine: a browser that is offline is no reason to wait, least of all to send
      // later what somebody has given up on.
      mutations: { networkMode: "always" },
    },
  });
  return client;
}
