import { queryOptions } from "@tanstack/react-query";
import { tributary } from "./client.ts";

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => tributary.members.list({ signal }),
});

export const invitationsQuery = queryOptions({
  queryKey: ["members", "invitations"],
  queryFn: ({ signal }) => tributary.invitations.list({ signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => tributary.account.sessions({ signal }),
});

export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: ({ signal }) => tributary.account.apiKeys({ signal }),
});

export const serverSettingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => tributary.settings.get({ signal }),
});

export const aboutQuery = queryOptions({
  queryKey: ["about"],
  queryFn: ({ signal }) => tributary.settings.about({ signal }),
  staleTime: 5 * 60_000,
});
