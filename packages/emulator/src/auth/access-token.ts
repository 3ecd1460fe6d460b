import { stableToken } from "../state/stable-hash.ts";

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * An access token of the real length and look: a JWT of one to two kilobytes. Only the emulator's table gives it a
 * meaning; the signature is not one.
 */
export function mintAccessToken(claims: {
  serial: number;
  clientId: string;
  accountId: string;
  scopes: readonly string[];
  issuedAt: number;
  expiresAt: number;
}): string {
  const { serial, clientId, accountId, scopes, issuedAt, expiresAt } = claims;
  const seconds = (at: number) => Math.floor(at / 1000);
  const payload = {
    jti: stableToken(`jti-${serial}`, 32),
    sub: accountId,
    nbf: seconds(issuedAt),
    iat: seconds(issuedAt),
    exp: seconds(expiresAt),
    iss: "https://auth.atlassian.com",
    aud: clientId,
    client_id: clientId,
    scope: scopes.join(" "),
    emulated: true,
    session_id: stableToken(`session-${serial}`, 36),
    process_region: stableToken(`region-${serial}`, 320),
  };
  return `${part({ kid: "emulator", typ: "JWT", alg: "RS256" })}.${part(payload)}.${stableToken(`signature-${serial}`, 342)}`;
}
