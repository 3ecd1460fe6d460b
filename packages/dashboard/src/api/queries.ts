import { queryOptions } from "@tanstack/react-query";
import { tributary } from "./client.ts";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => tributary.me({ signal }),
  staleTime: 5 * 60_000,
});

export const connectionsQuery = queryOptions({
  queryKey: ["connections"],
  queryFn: ({ signal }) => tributary.connections.list({}, { signal }),
});

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ["connections", id],
    queryFn: ({ signal }) => tributary.connections.get(id, { signal }),
  });

/** What the connection's scopes are good for. */
export const doctorQuery = (id: string) =>
  queryOptions({
    queryKey: ["connections", id, "doctor"],
    queryFn: ({ signal }) => tributary.connections.doctor(id, { signal }),
    staleTime: 60_000,
  });

export const authConfigsQuery = queryOptions({
  queryKey: ["auth-configs"],
  queryFn: ({ signal }) => tributary.authConfigs.list({ signal }),
});

export const toolsQuery = queryOptions({
  queryKey: ["tools"],
  queryFn: ({ signal }) => tributary.tools.get({}, { signal }),
  staleTime: 60_000,
});

export const scopeSetsQuery = queryOptions({
  queryKey: ["scope-sets"],
  queryFn: ({ signal }) => tributary.scopeSets.list({ signal }),
  staleTime: 60 * 60_000,
});
