import type { Tokens } from "../store/connections.ts";

export type RefreshDecision = { action: "use" | "refresh" | "reconnect"; reason: string };

/** A token this near its end is refreshed before it is used, so that it does not end on the way. */
const refreshMarginMs = 60_000;

/**
 * Whether tokens can be used as they are. `rejected` is the access token a site has just refused: if it is still the
 * stored one it is refreshed whatever its expiry says; if not, somebody else already did.
 */
export function refreshDecision(tokens: Tokens, now: number, rejected: string | undefined): RefreshDecision {
  const refused = rejected !== undefined && rejected === tokens.accessToken;
  const ending = tokens.expiresAt !== null && tokens.expiresAt - now < refreshMarginMs;
  if (!refused && !ending) return { action: "use", reason: "the token is fresh" };
  const reason = refused ? "the site refused the token" : "the token is at its end";
  if (tokens.refreshToken === null) {
    const usable = !refused && tokens.expiresAt !== null && tokens.expiresAt > now;
    return usable
      ? { action: "use", reason: "it cannot be refreshed" }
      : { action: "reconnect", reason: `${reason} and it cannot be refreshed` };
  }
  return { action: "refresh", reason };
}
