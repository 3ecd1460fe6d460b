import { issueTokens, recordGrant, type TokenAnswer } from "../auth/issue-tokens.ts";
import type { ApiToken, Client, Grant, RefreshToken } from "../auth/records.ts";
import { setTaskDuration } from "../content/long-tasks.ts";
import { type Features, featuresOf, setFeatures } from "../features.ts";
import { goneOperationIds } from "../gone-operations.ts";
import { type Limits, type LimitsChange, readLimits } from "../limits/limits.ts";
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
/** What is left out: any method and address, the next request only, status 503, no delay, no `Retry-After`. */
export type NewFault = Partial<Omit<Fault, "id" | "seen" | "endsAt">> &
  Pick<Fault, "kind"> & {
    /** Ends the fault after so many milliseconds of the emulator's clock. */
    readonly forMs?: number;
  };
/** Whose tokens: those of one app, of one person (account id or email), of both, or all there are. */
export type TokenChoice = { readonly clientId?: string; readonly account?: string };
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
  /** Access tokens are at their end, refresh tokens still work. All of these answer how many tokens they hit. */
  expireAccessTokens(which?: TokenChoice): number;
  /** As after 90 days without use: 403 `invalid_grant`. */
  expireRefreshTokens(which?: TokenChoice): number;
  /** As if another process had refreshed and the leeway were over: 403 `unauthorized_client`, access tokens still work. */
  rotateOutRefreshTokens(which?: TokenChoice): number;
  /** As when the person changes the password: access and refresh tokens of the grants stop working. */
  revokeTokens(which?: TokenChoice): number;
  expireApiTokens(which?: Pick<TokenChoice, "account">): number;
  revokeApiTokens(which?: Pick<TokenChoice, "account">): number;
  /** Traffic limits; null while they are off. */
  limits(): Limits | null;
  /** Turns limits on, with the published figures where none are given, or changes them. */
  setLimits(change?: LimitsChange): Limits;
  clearLimits(): void;
  /** Points used by apps in the present hour, by client id, or `client id@cloud id` for one site. */
  pointsUsed(): readonly { readonly of: string; readonly points: number }[];
  /** Writes the state file now. Throws when the emulator has none. */
  save(): Promise<void>;
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
  /** Turns switches. `gone` takes ids of v1 operations, their paths, or `v1` for all. */
  setFeatures(change: Partial<Features>, site?: string): Features;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  journal(): readonly JournalEntry[];
  clearJournal(): void;
};

const day = 24 * 60 * 60 * 1000;

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
  /** Whether a token belongs to a grant of this app and person. */
  const heldBy = ({ clientId, account }: TokenChoice) => {
    const accountId = account === undefined ? undefined : accountOf(account).id;
    return ({ grantId }: { readonly grantId: string }): boolean => {
      const grant = identity.grants.get(grantId);
      return (
        (clientId === undefined || grant?.clientId === clientId) &&
        (accountId === undefined || grant?.accountId === accountId)
      );
    };
  };
  const changeRefreshTokens = (which: TokenChoice, change: Partial<Omit<RefreshToken, "id">>): number => {
    const tokens = [...identity.refreshTokens.values()].filter(heldBy(which));
    for (const token of tokens) identity.refreshTokens.put({ ...token, ...change });
    return tokens.length;
  };
  const changeApiTokens = ({ account }: TokenChoice, change: Partial<Omit<ApiToken, "id">>): number => {
    const accountId = account === undefined ? undefined : accountOf(account).id;
    const tokens = [...identity.apiTokens.values()].filter(
      (token) => accountId === undefined || token.accountId === accountId,
    );
    for (const token of tokens) identity.apiTokens.put({ ...token, ...change });
    return tokens.length;
  };

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
    expireAccessTokens(which = {}) {
      const tokens = [...identity.accessTokens.values()].filter(heldBy(which));
      for (const token of tokens) identity.accessTokens.put({ ...token, expiresAt: world.clock.now() });
      return tokens.length;
    },
    expireRefreshTokens: (which = {}) => changeRefreshTokens(which, { issuedAt: world.clock.now() - 91 * day }),
    rotateOutRefreshTokens: (which = {}) => changeRefreshTokens(which, { rotatedAt: world.clock.now() - day }),
    revokeTokens(which = {}) {
      const access = [...identity.accessTokens.values()].filter(heldBy(which));
      for (const { id } of access) identity.accessTokens.delete(id);
      return access.length + changeRefreshTokens(which, { revoked: true });
    },
    expireApiTokens: (which = {}) => changeApiTokens(which, { expiresAt: world.clock.now() }),
    revokeApiTokens: (which = {}) => changeApiTokens(which, { revoked: true }),
    limits: () => world.limiter.limits,
    setLimits: (change = {}) => world.limiter.set(readLimits(change)),
    clearLimits: () => world.limiter.turnOff(),
    pointsUsed: () => world.limiter.used(),
    save: () => world.save(),
    setActive(account, active) {
      const { id } = accountOf(account);
      for (const { site } of world.sites) {
        const row = site.accounts.get(id);
        if (row) site.accounts.put({ ...row, active });
      }
    },
    addFault({ forMs, ...given }) {
      if (given.match != null) new RegExp(given.match);
      const fault: Fault = {
        match: null,
        remaining: given.kind === "flapping" ? null : 1,
        skip: 0,
        status: 503,
        latencyMs: 0,
        retryAfter: null,
        body: null,
        reason: "burst",
        ...given,
        method: given.method?.toUpperCase() ?? null,
        endsAt: forMs === undefined ? null : world.clock.now() + forMs,
        seen: 0,
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
    setFeatures: ({ gone, ...change }, site) =>
      setFeatures(siteNamed(site), { ...change, ...(gone && { gone: goneOperationIds(gone) }) }),
    snapshot: () => takeSnapshot(world),
    restore: (snapshot) => restoreSnapshot(world, snapshot),
    journal: () => world.journal.entries(),
    clearJournal: () => world.journal.clear(),
  };
}
