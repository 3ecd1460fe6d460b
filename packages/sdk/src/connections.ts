import { type ConnectionRequest, connectionRequest } from "./connection-request.ts";
import type { RequestOptions } from "./request-options.ts";
import type { ConnectionDoctor, ScopeSetName } from "./scope-sets.ts";
import type { Transport } from "./transport.ts";

export type ConnectionStatus = "initiated" | "choose_site" | "active" | "expired" | "disconnected";

/** One Atlassian site. `id` is its cloud id. */
export type Site = { id: string; name: string; url: string; avatarUrl?: string };

/** The Atlassian account behind a connection. */
export type Account = { accountId: string; name: string; email?: string; picture?: string };

/** One account authorised through one auth config, belonging to one `userId` of yours. */
export type Connection = {
  id: string;
  name: string;
  userId: string;
  authConfigId: string;
  type: "oauth2" | "api_token";
  status: ConnectionStatus;
  /** Why it is not active, in words. */
  statusReason?: string | null;
  account: Account | null;
  /** The site tools work on; null until it is chosen. */
  site: Site | null;
  /** Every site the account granted. */
  sites: Site[];
  /** What the person granted; empty for API tokens, which carry their own rights. */
  scopes: string[];
  createdAt: string;
  updatedAt: string;
};

export type InitiateConnection = {
  /** The person in your product. A signed-in member may leave it out and connects themselves. */
  userId?: string;
  /** May be left out when there is only one. */
  authConfigId?: string;
  name?: string;
  /** Where the browser goes in the end, instead of a page that says it may be closed. */
  returnUrl?: string;
  /** Ask consent for this ready-made set of scopes instead of the auth config's; see `scopeSets.list`. */
  scopeSet?: ScopeSetName;
};

export type ApiTokenConnection = {
  userId?: string;
  /** An auth config of type `api_token`; may be left out when there is only one. */
  authConfigId?: string;
  name?: string;
  siteUrl: string;
  email: string;
  apiToken: string;
};

export type Connections = ReturnType<typeof createConnections>;

export const connectionPath = (id: string) => `/v1/connections/${encodeURIComponent(id)}`;

export function createConnections(transport: Transport) {
  const get = (id: string, { waitSeconds, ...options }: RequestOptions & { waitSeconds?: number } = {}) =>
    transport<Connection>({
      method: "GET",
      path: connectionPath(id),
      query: { wait: waitSeconds },
      ...options,
      // The server holds the request open for that long on purpose.
      ...(waitSeconds !== undefined && { timeoutMs: (options.timeoutMs ?? 15_000) + waitSeconds * 1000 }),
    });

  return {
    /**
     * Begins a connection by consent: send the person to `redirectUrl`, then `await waitForConnection()`.
     * The link is good once and until `expiresAt`.
     */
    async initiate(input: InitiateConnection = {}, options: RequestOptions = {}): Promise<ConnectionRequest> {
      const begun = await transport<Begun>({ method: "POST", path: "/v1/connections", body: input, ...options });
      return connectionRequest(begun, get);
    },

    /** Connects with an Atlassian API token. The server tries it at the site first; the answer is active. */
    createWithApiToken(input: ApiTokenConnection, options: RequestOptions = {}): Promise<Connection> {
      const { siteUrl, email, apiToken, ...rest } = input;
      const body = { ...rest, credentials: { siteUrl, email, apiToken } };
      return transport({ method: "POST", path: "/v1/connections", body, ...options });
    },

    async list(
      filter: { userId?: string; status?: ConnectionStatus } = {},
      options: RequestOptions = {},
    ): Promise<Connection[]> {
      const request = { method: "GET", path: "/v1/connections", query: filter, ...options } as const;
      return (await transport<{ items: Connection[] }>(request)).items;
    },

    /** One connection. With `waitSeconds` the server answers once the connection is settled, or after that time. */
    get,

    /** What the connection's scopes are good for, and what each tool misses. */
    doctor(id: string, options: RequestOptions = {}): Promise<ConnectionDoctor> {
      return transport({ method: "GET", path: `${connectionPath(id)}/doctor`, ...options });
    },

    rename(id: string, name: string, options: RequestOptions = {}): Promise<Connection> {
      return transport({ method: "PATCH", path: connectionPath(id), body: { name }, ...options });
    },

    /** Chooses the site tools work on, one of the connection's `sites`. */
    chooseSite(id: string, siteId: string, options: RequestOptions = {}): Promise<Connection> {
      return transport({ method: "PUT", path: `${connectionPath(id)}/site`, body: { siteId }, ...options });
    },

    /** Asks for consent again, for more scopes or after it ended. An active connection works on meanwhile. */
    async reconnect(
      id: string,
      input: { returnUrl?: string; scopeSet?: ScopeSetName } = {},
      options: RequestOptions = {},
    ): Promise<ConnectionRequest> {
      const path = `${connectionPath(id)}/reconnect`;
      const begun = await transport<Begun>({ method: "POST", path, body: input, ...options });
      // Nobody has the link yet, so what is read now is the state before the new consent.
      const before = begun.status === "active" ? (await get(id, options)).updatedAt : undefined;
      return connectionRequest(begun, get, before);
    },

    /**
     * Wipes the tokens. The record stays, with status `disconnected`. Atlassian still lists the app until the person
     * removes it in their account settings: it offers no way to do that for them.
     */
    disconnect(id: string, options: RequestOptions = {}): Promise<Connection> {
      return transport({ method: "DELETE", path: connectionPath(id), ...options });
    },
  };
}

type Begun = { id: string; redirectUrl: string; status: ConnectionStatus; expiresAt: string };
