import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Tokens } from "../store/connections.ts";
import type { Store } from "../store/store.ts";
import { refreshDecision } from "./refresh-decision.ts";
import type { TokenEndpoint } from "./token-endpoint.ts";

/** Gives a connection's tokens, refreshed when needed. `rejected` is the access token a site has just refused. */
export type TokenSource = (connectionId: string, rejected?: string) => Promise<Tokens>;

/** Longer than one request to the token endpoint can take, so that a lease never ends under its holder. */
const leaseMs = 30_000;

/**
 * Refreshes once per connection at a time: calls in this process share one refresh, other processes are kept out by a
 * lease on the row. The new refresh token is stored before the new access token is used, because Atlassian's refresh
 * tokens rotate and a lost one ends the grant.
 */
export function createTokenSource(options: {
  store: Store;
  endpoint: TokenEndpoint;
  clock: Clock;
  log: Log;
}): TokenSource {
  const { store, endpoint, clock, log } = options;
  const running = new Map<string, Promise<Tokens>>();

  const read = async (id: string): Promise<Tokens> => {
    const tokens = await store.connections.tokens(id);
    if (tokens !== null) return tokens;
    throw new TributaryError("connection_not_ready", `Connection ${id} holds no tokens.`, {
      hint: "Connect the account first.",
    });
  };

  const refresh = async (id: string, rejected: string | undefined): Promise<Tokens> => {
    const deadline = clock.now() + leaseMs + 5_000;
    while (!(await store.connections.takeRefreshLease(id, clock.now(), clock.now() + leaseMs))) {
      await clock.sleep(100);
      const tokens = await read(id);
      if (refreshDecision(tokens, clock.now(), rejected).action === "use") return tokens;
      if (clock.now() > deadline)
        throw new TributaryError("timeout", "Another process is refreshing this connection and does not finish.");
    }
    try {
      // Somebody may have refreshed between our reading and our lease.
      const tokens = await read(id);
      const decision = refreshDecision(tokens, clock.now(), rejected);
      if (decision.action !== "refresh" || tokens.refreshToken === null) return tokens;
      log.info({ connectionId: id, reason: decision.reason }, "refreshing the access token");
      return await exchange(id, tokens.accessToken, tokens.refreshToken);
    } finally {
      await store.connections.releaseRefreshLease(id);
    }
  };

  /** What came of it counts only while the tokens are those it was made with: a person may disconnect or reconnect meanwhile. */
  const exchange = async (id: string, accessToken: string, refreshToken: string): Promise<Tokens> => {
    const { authConfigId } = await store.connections.get(id);
    const { clientId } = await store.authConfigs.get(authConfigId);
    const client = { clientId: clientId ?? "", clientSecret: await store.authConfigs.clientSecret(authConfigId) };
    try {
      const grant = await endpoint.refresh(client, refreshToken);
      const now = clock.now();
      const tokens: Tokens = {
        accessToken: grant.accessToken,
        refreshToken: grant.refreshToken ?? refreshToken,
        expiresAt: now + grant.expiresInSeconds * 1000,
      };
      const change = { tokens, ...(grant.scopes.length > 0 && { scopes: grant.scopes }) };
      return (await store.connections.update(id, change, now, accessToken)) ? tokens : await read(id);
    } catch (error) {
      if (error instanceof TributaryError && error.code === "connection_expired") {
        const ended = { status: "expired", statusReason: error.message } as const;
        if (!(await store.connections.update(id, ended, clock.now(), accessToken))) return read(id);
        log.warn(
          { connectionId: id, atlassian: error.atlassian },
          "the grant has ended; the account must be reconnected",
        );
      }
      throw error;
    }
  };

  return async (id, rejected) => {
    const tokens = await read(id);
    const decision = refreshDecision(tokens, clock.now(), rejected);
    if (decision.action === "use") return tokens;
    if (decision.action === "reconnect") {
      await store.connections.update(
        id,
        { status: "expired", statusReason: `Atlassian no longer accepts it: ${decision.reason}.` },
        clock.now(),
      );
      throw new TributaryError("connection_expired", `Connection ${id} has ended: ${decision.reason}.`, {
        hint: "Reconnect the account.",
      });
    }
    let refreshing = running.get(id);
    if (refreshing === undefined) {
      refreshing = refresh(id, rejected).finally(() => running.delete(id));
      running.set(id, refreshing);
    }
    return refreshing;
  };
}
