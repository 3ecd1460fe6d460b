import { EventEmitter } from "node:events";
import type { Clock } from "../base/clock.ts";
import { eventWithin } from "../base/deadline.ts";
import { TributaryError } from "../base/errors.ts";
import { newId, newSecret } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import { createRateBudget, type RateLedger } from "../confluence/rate-budget.ts";
import type { AuthConfig } from "../store/auth-configs.ts";
import type { Account, Connection, Tokens } from "../store/connections.ts";
import type { Store } from "../store/store.ts";
import { type ApiTokenCredentials, connectWithApiToken } from "./api-token.ts";
import { type AtlassianAccount, createAtlassianAccount } from "./atlassian-account.ts";
import { notReady, type OpenConnection, openConnection, unknownSite } from "./open-connection.ts";
import { type ScopeSetName, scopeSet, scopeSetNames } from "./scope-sets.ts";
import { createTokenEndpoint, type Grant } from "./token-endpoint.ts";
import { createTokenSource } from "./token-source.ts";

export type AtlassianHosts = { authUrl: string; apiUrl: string };

export type ConnectionsOptions = {
  store: Store;
  fetch: typeof fetch;
  clock: Clock;
  log: Log;
  atlassian: AtlassianHosts;
  /** The server's own address as browsers reach it; read when needed, because it is known after listening. */
  publicUrl: () => string;
};

export type Initiated = { id: string; redirectUrl: string; status: Connection["status"]; expiresAt: number };

/** What a browser's return from the consent page came to. */
export type CallbackResult =
  | { kind: "connected"; connection: Connection; returnUrl: string | null }
  | { kind: "choose_site"; connection: Connection; returnUrl: string | null }
  | {
      kind: "declined" | "failed";
      message: string;
      hint: string;
      connectionId: string | null;
      returnUrl: string | null;
    };

export type Connections = ReturnType<typeof createConnectionFlows>;

const flowLifeMs = 10 * 60_000;

export function createConnectionFlows(options: ConnectionsOptions) {
  const { store, clock, log, atlassian } = options;
  const endpoint = createTokenEndpoint(options.fetch, atlassian.authUrl);
  const remote: AtlassianAccount = createAtlassianAccount(options.fetch, atlassian.apiUrl);
  const tokenSource = createTokenSource({ store, endpoint, clock, log });
  const rateBudget = createRateBudget(clock);
  const changes = new EventEmitter().setMaxListeners(0);
  const callbackUrl = () => `${options.publicUrl()}/oauth/callback`;

  const update: Store["connections"]["update"] = async (...change) => {
    const done = await store.connections.update(...change);
    changes.emit(change[0]);
    return done;
  };

  const startFlow = async (connection: Connection, { returnUrl, scopeSet: set }: FlowChoice): Promise<Initiated> => {
    const token = set === undefined ? newSecret() : `${set}.${newSecret()}`;
    const expiresAt = clock.now() + flowLifeMs;
    await store.oauthFlows.insert(token, { connectionId: connection.id, returnUrl: returnUrl ?? null }, expiresAt);
    return {
      id: connection.id,
      redirectUrl: `${options.publicUrl()}/oauth/start/${token}`,
      status: connection.status,
      expiresAt,
    };
  };

  const accept = async (connection: Connection, grant: Grant): Promise<Connection> => {
    const sites = await remote.sites(grant.accessToken);
    if (sites.length === 0) {
      throw new TributaryError("forbidden", "The account granted access to no site that has Confluence.", {
        hint: "Choose a site with Confluence on Atlassian's page, and check the app's Confluence scopes.",
      });
    }
    const account = grant.scopes.includes("read:me") ? await remote.account(grant.accessToken) : null;
    refuseOtherAccount(connection.account, account);
    const now = clock.now();
    const tokens: Tokens = {
      accessToken: grant.accessToken,
      refreshToken: grant.refreshToken,
      expiresAt: now + grant.expiresInSeconds * 1000,
    };
    const kept = sites.find((site) => site.id === connection.siteId);
    const site = kept ?? (sites.length === 1 ? sites[0] : undefined);
    const status = site === undefined ? "choose_site" : "active";
    await update(
      connection.id,
      {
        status,
        statusReason: null,
        account: account ?? connection.account,
        sites,
        siteId: site?.id ?? null,
        scopes: grant.scopes,
        tokens,
      },
      now,
    );
    log.info({ connectionId: connection.id, status, sites: sites.length }, "an account was connected");
    return store.connections.get(connection.id);
  };

  return {
    /** Prepares a connection and the link that takes a person's browser to the consent page. The link is good once, for ten minutes. */
    async initiate(input: {
      userId: string;
      authConfig: AuthConfig;
      name?: string;
      returnUrl?: string;
      scopeSet?: ScopeSetName;
      createdBy: string;
    }): Promise<Initiated> {
      const connection = newConnection(clock.now(), input);
      await store.connections.insert(connection);
      return startFlow(connection, input);
    },

    /** Connects with an Atlassian API token, after trying it at the site. */
    async connectWithApiToken(
      input: { userId: string; authConfig: AuthConfig; name?: string; createdBy: string },
      credentials: ApiTokenCredentials,
    ): Promise<Connection> {
      const { site, account, tokens } = await connectWithApiToken(credentials, options);
      const connection: Connection = {
        ...newConnection(clock.now(), input),
        status: "active",
        account,
        sites: [site],
        siteId: site.id,
      };
      await store.connections.insert(connection, tokens);
      return connection;
    },

    /** Where to send the browser that opened the link, and what to remember in it. Undefined when the link is not good any more. */
    async start(token: string): Promise<{ consentUrl: string; browser: string } | undefined> {
      const [state, browser] = [newSecret(), newSecret()];
      const flow = await store.oauthFlows.bind(token, state, browser, clock.now());
      if (flow === undefined) return undefined;
      const connection = await store.connections.get(flow.connectionId);
      const { clientId, scopes } = await store.authConfigs.get(connection.authConfigId);
      const query = new URLSearchParams({
        audience: "api.atlassian.com",
        client_id: clientId ?? "",
        scope: (askedFor(token)?.scopes ?? scopes).join(" "),
        redirect_uri: callbackUrl(),
        state,
        response_type: "code",
        prompt: "consent",
      });
      return { consentUrl: `${atlassian.authUrl}/authorize?${query}`, browser };
    },

    /** Ends the flow a browser came back from. Never throws for what the person or Atlassian did: the result says it in words. */
    async callback(
      query: { code?: string; state?: string; error?: string; errorDescription?: string },
      browser: string,
    ): Promise<CallbackResult> {
      const flow = await store.oauthFlows.use(query.state ?? "", browser, clock.now());
      if (typeof flow === "string")
        return { kind: "failed", ...flowProblems[flow], connectionId: null, returnUrl: null };
      const connection = await store.connections.get(flow.connectionId);
      const { returnUrl } = flow;
      try {
        if (query.error === "access_denied") {
          await this.giveUp(connection, "The person declined access.");
          return {
            kind: "declined",
            message: "You declined access.",
            hint: "Nothing was connected. Start again whenever you like.",
            connectionId: connection.id,
            returnUrl,
          };
        }
        if (query.code === undefined) {
          throw new TributaryError(
            "upstream_error",
            query.errorDescription ?? `Atlassian came back with ${query.error ?? "no code"}.`,
          );
        }
        const { clientId } = await store.authConfigs.get(connection.authConfigId);
        const client = {
          clientId: clientId ?? "",
          clientSecret: await store.authConfigs.clientSecret(connection.authConfigId),
        };
        const connected = await accept(connection, await endpoint.exchangeCode(client, query.code, callbackUrl()));
        return { kind: connected.status === "active" ? "connected" : "choose_site", connection: connected, returnUrl };
      } catch (error) {
        if (!(error instanceof TributaryError)) throw error;
        log.warn({ connectionId: connection.id, errorCode: error.code, atlassian: error.atlassian }, error.message);
        await this.giveUp(connection, error.message);
        const hint = error.hint ?? "Start again from the page you came from.";
        return { kind: "failed", message: error.message, hint, connectionId: connection.id, returnUrl };
      }
    },

    /** A flow that came to nothing ends a connection that was waiting for it, and leaves a working one as it is. */
    async giveUp(connection: Connection, reason: string): Promise<void> {
      if (connection.status === "initiated")
        await update(connection.id, { status: "disconnected", statusReason: reason }, clock.now());
    },

    async chooseSite(id: string, siteId: string): Promise<Connection> {
      const connection = await store.connections.get(id);
      if (!connection.sites.some((site) => site.id === siteId)) throw unknownSite(connection, siteId);
      if (connection.status !== "choose_site" && connection.status !== "active") throw notReady(connection);
      await update(id, { siteId, status: "active", statusReason: null }, clock.now());
      return store.connections.get(id);
    },

    async rename(id: string, name: string): Promise<Connection> {
      await update(id, { name }, clock.now());
      return store.connections.get(id);
    },

    async reconnect(id: string, choice: FlowChoice = {}): Promise<Initiated> {
      const connection = await store.connections.get(id);
      if (connection.type !== "oauth2") {
        throw new TributaryError("invalid_input", "A connection with an API token is not reconnected by consent.", {
          hint: "Make a new connection with the new token.",
        });
      }
      // A working connection goes on working until the new grant is there.
      if (connection.status !== "active") await update(id, { status: "initiated", statusReason: null }, clock.now());
      return startFlow({ ...connection, status: connection.status === "active" ? "active" : "initiated" }, choice);
    },

    /** Wipes the tokens. Atlassian has no endpoint to revoke a grant: the person removes the app in their account settings. */
    async disconnect(id: string): Promise<Connection> {
      await store.connections.get(id);
      await update(id, { status: "disconnected", statusReason: null, tokens: null }, clock.now());
      log.info({ connectionId: id }, "a connection was disconnected and its tokens wiped");
      return store.connections.get(id);
    },

    /** The connection once its status is settled, or as it is after `ms`. */
    async waitUntilSettled(id: string, ms: number, signal?: AbortSignal): Promise<Connection> {
      const deadline = clock.now() + ms;
      for (;;) {
        const connection = await store.connections.get(id);
        const left = deadline - clock.now();
        if ((connection.status !== "initiated" && connection.status !== "choose_site") || left <= 0 || signal?.aborted)
          return connection;
        // Another process may make the change, so look again now and then.
        await eventWithin(changes, id, Math.min(left, 1_000), signal);
      }
    },

    open: async (connection: Connection, siteId: string | undefined): Promise<OpenConnection> =>
      openConnection(connection, siteId, { apiUrl: atlassian.apiUrl, tokenSource, rateBudget, clock }),

    /** What is known of the limits at Atlassian: one ledger for each app and site that requests went to. */
    rateLedgers: (): RateLedger[] => rateBudget.state(),
  };
}

/** Where the browser goes in the end, and a ready-made set of scopes to ask for instead of the auth config's. */
type FlowChoice = { returnUrl?: string; scopeSet?: ScopeSetName };

/**
 * The set a link asks consent for. It stands in the link's token, of which the store knows the hash: with another set in
 * its place the link is not good.
 */
function askedFor(token: string): { scopes: readonly string[] } | undefined {
  const name = scopeSetNames.find((one) => token.startsWith(`${one}.`));
  return name && scopeSet(name);
}

const flowProblems = {
  unknown: {
    message: "This consent was not asked for, or was already used.",
    hint: "Start again from the page you came from.",
  },
  expired: {
    message: "This consent took too long.",
    hint: "Start again from the page you came from; the link is good for ten minutes.",
  },
  other_browser: {
    message: "This consent was started in another browser.",
    hint: "Open the link and give your consent in one and the same browser.",
  },
} as const;

function newConnection(
  now: number,
  input: { userId: string; authConfig: AuthConfig; name?: string; createdBy: string },
): Connection {
  return {
    id: newId("conn", now),
    name: input.name ?? "Confluence",
    userId: input.userId,
    authConfigId: input.authConfig.id,
    createdBy: input.createdBy,
    type: input.authConfig.type,
    status: "initiated",
    statusReason: null,
    account: null,
    sites: [],
    siteId: null,
    scopes: [],
    createdAt: now,
    updatedAt: now,
  };
}

function refuseOtherAccount(before: Account | null, after: Account | null): void {
  if (before === null || after === null || before.accountId === after.accountId) return;
  throw new TributaryError(
    "conflict",
    `This connection belongs to ${before.name}, but ${after.name} gave the consent.`,
    {
      hint: `Sign in to Atlassian as ${before.name} and try again, or make a new connection for ${after.name}.`,
    },
  );
}
