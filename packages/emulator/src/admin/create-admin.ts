import { issueTokens, recordGrant, type TokenAnswer } from "../auth/issue-tokens.ts";
import type { ApiToken, Client, Grant } from "../auth/records.ts";
import { setTaskDuration } from "../content/long-tasks.ts";
import { type Features, featuresOf, setFeatures } from "../features.ts";
import type { Account } from "../state/records.ts";
import { stableToken } from "../state/stable-hash.ts";
import { allAccounts, sitesOf, type World } from "../world.ts";
import type { Fault } from "./faults.ts";
import type { JournalEntry } from "./journal.ts";
import { restoreSnapshot, type Snapshot, takeSnapshot } from "./snapshots.ts";

export type NewClient = {
  name: string;
  redirectUris?: readonly string[];
  anyLoopback?: boolean;
  access?: Client["access"];
};
export type NewFault = Partial<Omit<Fault, "id">> & Pick<Fault, "kind">;
/** People are named by account id or email. */
export type NewGrant = { clientId: string; account: string; scopes: readonly string[]; sites?: readonly string[] };

/**
 * What tests may do to an emulator from outside of the APIs: register apps and tokens, play faults, move the clock, keep
 * and restore states, read what was asked. `/_emulator` offers the same over HTTP.
 */
export type Admin = {
  accounts(): Account[];
  registerClient(client: NewClient): Client;
  /** Skips the consent page: the tokens a person's consent would lead to. */
  grant(grant: NewGrant): TokenAnswer;
  createApiToken(options: {
    account: string;
    label?: string;
    scopes?: readonly string[];
    expiresInMs?: number;
  }): ApiToken;
  /** As when the person removes the app: all tokens of their grants stop working. */
  removeApp(options: { clientId: string; account?: string }): number;
  expireAccessTokens(): number;
  setActive(account: string, active: boolean): void;
  addFault(fault: NewFault): Fault;
  removeFault(id: string): void;
  clearFaults(): void;
  readonly clock: World["clock"];
  setIndexLag(milliseconds: number): void;
  /** How long tasks started from now on take by the clock; 0 finishes them at once. */
  setTaskDuration(milliseconds: number): void;
  /** What the first site, or the one of this name, has beyond the plain product. */
  features(site?: string): Features;
  setFeatures(change: Partial<Features>, site?: string): Features;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  journal(): readonly JournalEntry[];
  clearJournal(): void;
};

export function createAdmin(world: World): Admin {
  const { identity } = world;
  const accountOf = (named: string): Account => {
    const found = allAccounts(world).find(
      ({ id, email }) => id === named || email.toLowerCase() === named.toLowerCase(),
    );
    if (!found)
      throw new Error(
        `Nobody here is called ${named}. People: ${allAccounts(world)
          .map(({ email }) => email)
          .join(", ")}.`,
      );
    return found;
  };
  const siteNamed = (name: string | undefined) => {
    const found = world.sites.find(({ site }) => name === undefined || site.name === name);
    if (!found) throw new Error(`There is no site called ${name}.`);
    return found.site;
  };
  const grantsOf = (clientId: string, account: Account | undefined): Grant[] =>
    [...identity.grants.values()].filter(
      (grant) => grant.clientId === clientId && (!account || grant.accountId === account.id),
    );

  return {
    accounts: () => allAccounts(world),
    registerClient({ name, redirectUris = [], anyLoopback = false, access = "site" }) {
      const serial = identity.ids.next();
      const client: Client = {
        id: stableToken(`client-${serial}`, 32),
        secret: `ATOA${stableToken(`client-secret-${serial}`, 60)}`,
        name,
        redirectUris,
        anyLoopback,
        access,
      };
      identity.clients.put(client);
      return client;
    },
    grant({ clientId, account, scopes, sites }) {
      const person = accountOf(account);
      const own = sitesOf(world, person.id).map(({ site }) => site.cloudId);
      return issueTokens(
        world,
        recordGrant(identity, { clientId, accountId: person.id, cloudIds: sites ?? own, scopes }),
      );
    },
    createApiToken({ account, label = "test", scopes, expiresInMs }) {
      const token: ApiToken = {
        id: `ATATT3xFfGF0${stableToken(`api-token-${identity.ids.next()}`, 168)}`,
        accountId: accountOf(account).id,
        label,
        scopes: scopes ?? null,
        expiresAt: expiresInMs === undefined ? null : world.clock.now() + expiresInMs,
        revoked: false,
      };
      identity.apiTokens.put(token);
      return token;
    },
    removeApp({ clientId, account }) {
      const grants = grantsOf(clientId, account === undefined ? undefined : accountOf(account));
      for (const grant of grants) identity.grants.put({ ...grant, revoked: true });
      return grants.length;
    },
    expireAccessTokens() {
      const tokens = [...identity.accessTokens.values()];
      for (const token of tokens) identity.accessTokens.put({ ...token, expiresAt: world.clock.now() });
      return tokens.length;
    },
    setActive(account, active) {
      const { id } = accountOf(account);
      for (const { site } of world.sites) {
        const row = site.accounts.get(id);
        if (row) site.accounts.put({ ...row, active });
      }
    },
    addFault(given) {
      const fault: Fault = {
        method: null,
        match: null,
        remaining: 1,
        skip: 0,
        status: 503,
        latencyMs: 0,
        retryAfter: null,
        body: null,
        ...given,
        id: `fault-${identity.ids.next()}`,
      };
      world.faults.put(fault);
      return fault;
    },
    removeFault: (id) => world.faults.delete(id),
    clearFaults: () => world.faults.restore(new Map()),
    clock: world.clock,
    setIndexLag(milliseconds) {
      for (const { index } of world.sites) index.lagMs = milliseconds;
    },
    setTaskDuration(milliseconds) {
      for (const { site } of world.sites) setTaskDuration(site, milliseconds);
    },
    features: (site) => featuresOf(siteNamed(site)),
    setFeatures: (change, site) => setFeatures(siteNamed(site), change),
    snapshot: () => takeSnapshot(world),
    restore: (snapshot) => restoreSnapshot(world, snapshot),
    journal: () => world.journal.entries(),
    clearJournal: () => world.journal.clear(),
  };
}
