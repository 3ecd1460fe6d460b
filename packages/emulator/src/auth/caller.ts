import { Refusal } from "../http/refusal.ts";
import type { Account } from "../state/records.ts";
import type { RunningSite, World } from "../world.ts";

/** Who is calling an API operation, and what the credential allows. */
export type Caller = {
  readonly account: Account;
  /** Scopes of the credential; null = a classic API token, which may do whatever its owner may. */
  readonly scopes: ReadonlySet<string> | null;
  /** The OAuth app, for quotas. */
  readonly clientId: string | null;
  readonly credential: "bearer" | "basic";
};

/** The two ways to a site's API. Tokens of one do not work on the other. */
export type Door = "gateway" | "site";

/** Refusals of the gateway keep its own body (`{code, message}`); see `gatewayAnswer`. */
export class GatewayRefusal extends Refusal {}

const unauthorized = () => new GatewayRefusal(401, "Unauthorized");

/**
 * Finds the caller. Bearer tokens work on the gateway only, classic API tokens on the site only, scoped API tokens on the
 * gateway only. Source: facts of API tokens and 3LO in Atlassian's documentation.
 */
export function identifyCaller(
  world: World,
  running: RunningSite,
  door: Door,
  authorization: string | undefined,
): Caller {
  const [scheme = "", value = ""] = (authorization ?? "").split(/\s+/, 2);
  switch (scheme.toLowerCase()) {
    case "":
      throw anonymous(door);
    case "bearer":
      return bearerCaller(world, running, door, value);
    case "basic":
      return basicCaller(world, running, door, value);
    default:
      throw unauthorized();
  }
}

function bearerCaller(world: World, { site }: RunningSite, door: Door, token: string): Caller {
  const { accessTokens, grants } = world.identity;
  const access = accessTokens.get(token);
  const grant = access && grants.get(access.grantId);
  if (door === "site" || !access || !grant || grant.revoked || access.expiresAt <= world.clock.now())
    throw unauthorized();
  if (!grant.cloudIds.includes(site.cloudId))
    throw new GatewayRefusal(403, "The app is not installed on this instance");
  return {
    account: member(site.accounts.get(grant.accountId)),
    scopes: new Set(access.scopes),
    clientId: grant.clientId,
    credential: "bearer",
  };
}

function basicCaller(world: World, { site }: RunningSite, door: Door, encoded: string): Caller {
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  const email = decoded.slice(0, colon).toLowerCase();
  const token = colon < 0 ? undefined : world.identity.apiTokens.get(decoded.slice(colon + 1));
  const expired = token?.expiresAt != null && token.expiresAt <= world.clock.now();
  if (!token || token.revoked || expired || (door === "gateway") !== (token.scopes !== null)) throw unauthorized();
  const owner = world.sites.map((one) => one.site.accounts.get(token.accountId)).find(Boolean);
  if (!owner?.active || owner.email.toLowerCase() !== email) throw unauthorized();
  const scopes = token.scopes && new Set(token.scopes);
  return { account: member(site.accounts.get(token.accountId)), scopes, clientId: null, credential: "basic" };
}

function member(account: Account | undefined): Account {
  if (!account) throw notPermitted();
  if (!account.active) throw unauthorized();
  return account;
}

/** Nobody, or somebody without this product. Recorded body: `{"message": …, "statusCode": 403}`. */
export class NotPermitted extends Refusal {}
const notPermitted = () => new NotPermitted(403, "Current user not permitted to use Confluence");
const anonymous = (door: Door) => (door === "gateway" ? unauthorized() : notPermitted());
