import type { Fault } from "./admin/faults.ts";
import type { Journal } from "./admin/journal.ts";
import type { AccessToken, ApiToken, AuthorizationCode, Client, Grant, RefreshToken } from "./auth/records.ts";
import type { Clock } from "./clock.ts";
import type { RateLimiter } from "./limits/rate-limiter.ts";
import type { AccessRules } from "./permission/access-rules.ts";
import type { SearchIndex } from "./search/search-index.ts";
import type { Account } from "./state/records.ts";
import type { Sequence } from "./state/sequence.ts";
import type { Site } from "./state/site.ts";
import type { Table } from "./state/table.ts";

/** What one site needs at run time beside its tables; everything in it can be rebuilt from them. */
export type RunningSite = { readonly site: Site; readonly rules: AccessRules; readonly index: SearchIndex };

/** One emulator: the sites, the identity side they share, and what tests may turn. */
export type World = {
  readonly clock: Clock;
  readonly sites: readonly RunningSite[];
  readonly identity: Identity;
  readonly journal: Journal;
  readonly faults: Table<Fault>;
  readonly limiter: RateLimiter;
  readonly settings: Settings;
  /** The emulator's own address, for example `http://127.0.0.1:4180`. */
  baseUrl(): string;
  /** Writes the state file now. Rejects when there is none. */
  save(): Promise<void>;
};

export type Identity = {
  readonly clients: Table<Client>;
  readonly grants: Table<Grant>;
  readonly codes: Table<AuthorizationCode>;
  readonly accessTokens: Table<AccessToken>;
  readonly refreshTokens: Table<RefreshToken>;
  readonly apiTokens: Table<ApiToken>;
  /** Numbers for secrets. */
  readonly ids: Sequence;
};

export type Settings = {
  /** Serve the v1 operations that were removed from the real API. */
  readonly legacyV1: boolean;
  /** How long an access token lives, in seconds. */
  readonly accessTokenSeconds: number;
  /** Give the blocks of every page and blog post that is written local ids, not only of those in the editor's form. */
  readonly localIds: boolean;
};

/** Accounts of all sites, each once. */
export function allAccounts(world: World): Account[] {
  const found = new Map<string, Account>();
  for (const { site } of world.sites)
    for (const account of site.accounts.values()) if (!found.has(account.id)) found.set(account.id, account);
  return [...found.values()];
}

/** The sites an active account belongs to. */
export function sitesOf(world: World, accountId: string): RunningSite[] {
  return world.sites.filter(({ site }) => site.accounts.get(accountId)?.active);
}

export const siteByCloudId = (world: World, cloudId: string): RunningSite | undefined =>
  world.sites.find(({ site }) => site.cloudId === cloudId);
