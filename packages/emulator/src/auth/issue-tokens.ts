import { stableToken } from "../state/stable-hash.ts";
import type { Identity, World } from "../world.ts";
import { mintAccessToken } from "./access-token.ts";
import type { AuthorizationCode, Grant } from "./records.ts";

/** How long a code can be exchanged. Not published; short, as RFC 6749 asks. */
const codeLifeMs = 60_000;

export type TokenAnswer = {
  access_token: string;
  refresh_token?: string;
  expires_in: number;
  scope: string;
  token_type: "Bearer";
};

/** Records what the person allowed. Tokens of earlier grants keep what they were given until they end. */
export function recordGrant(identity: Identity, grant: Omit<Grant, "id" | "revoked">): Grant {
  const id = `grant-${identity.ids.next()}`;
  const fresh: Grant = { ...grant, id, revoked: false };
  identity.grants.put(fresh);
  return fresh;
}

export function issueCode(world: World, grant: Grant, redirectUri: string): AuthorizationCode {
  const code: AuthorizationCode = {
    id: stableToken(`code-${world.identity.ids.next()}`, 64),
    grantId: grant.id,
    redirectUri,
    expiresAt: world.clock.now() + codeLifeMs,
    used: false,
  };
  world.identity.codes.put(code);
  return code;
}

/** A fresh access token and, with `offline_access` in the grant, a fresh refresh token. */
export function issueTokens(world: World, grant: Grant): TokenAnswer {
  const { identity, clock, settings } = world;
  const now = clock.now();
  const scopes = grant.scopes.filter((scope) => scope !== "offline_access");
  const expiresAt = now + settings.accessTokenSeconds * 1000;
  const access = mintAccessToken({
    serial: identity.ids.next(),
    clientId: grant.clientId,
    accountId: grant.accountId,
    scopes,
    issuedAt: now,
    expiresAt,
  });
  identity.accessTokens.put({ id: access, grantId: grant.id, scopes, expiresAt });
  const answer: TokenAnswer = {
    access_token: access,
    expires_in: settings.accessTokenSeconds,
    scope: grant.scopes.join(" "),
    token_type: "Bearer",
  };
  if (!grant.scopes.includes("offline_access")) return answer;
  const refresh = `eyJhbGciOiJIUzUxMiJ9.${stableToken(`refresh-${identity.ids.next()}`, 420)}`;
  identity.refreshTokens.put({ id: refresh, grantId: grant.id, issuedAt: now, rotatedAt: null, revoked: false });
  return { ...answer, refresh_token: refresh };
}
