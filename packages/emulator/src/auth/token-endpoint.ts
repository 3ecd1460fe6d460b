import { type Incoming, jsonAnswer, type Outgoing } from "../http/exchange.ts";
import { isObject, type JsonObject } from "../http/json-fields.ts";
import type { World } from "../world.ts";
import { issueTokens } from "./issue-tokens.ts";
import type { Grant } from "./records.ts";

const minute = 60_000;
/** A refresh token that was exchanged still works for this long, for the sake of retried requests. */
const reuseLeewayMs = 10 * minute;
const inactivityMs = 90 * 24 * 60 * minute;

const refuse = (status: number, error: string, description: string): Outgoing =>
  jsonAnswer(status, { error, error_description: description });

/**
 * `POST /oauth/token`. Errors: `unauthorized_client` and `access_denied` as measured by the authors of confluence.js,
 * `invalid_grant` as documented; the other ones are OAuth's own (RFC 6749, 5.2).
 */
export async function tokenEndpoint(world: World, request: Incoming): Promise<Outgoing> {
  if (request.method !== "POST") return refuse(405, "invalid_request", "Method not allowed");
  const form = await readForm(request);
  if (!form) return refuse(400, "invalid_request", "The request body could not be read");
  const client = typeof form.client_id === "string" ? world.identity.clients.get(form.client_id) : undefined;
  if (!client || client.secret !== form.client_secret) return refuse(401, "access_denied", "Unauthorized");
  if (form.grant_type === "authorization_code") return exchangeCode(world, client.id, form);
  if (form.grant_type === "refresh_token") return refresh(world, client.id, form);
  return refuse(403, "unauthorized_client", `Grant type '${String(form.grant_type)}' not allowed for the client.`);
}

function exchangeCode(world: World, clientId: string, form: JsonObject): Outgoing {
  const { codes, grants } = world.identity;
  const code = typeof form.code === "string" ? codes.get(form.code) : undefined;
  const grant = code && grants.get(code.grantId);
  const live = code !== undefined && !code.used && code.expiresAt > world.clock.now();
  if (!live || !usable(grant) || grant.clientId !== clientId || !isActive(world, grant.accountId)) {
    return refuse(403, "invalid_grant", "Invalid authorization code");
  }
  if (code.redirectUri !== form.redirect_uri) {
    return refuse(403, "invalid_grant", "The redirect_uri does not match the one of the authorization request.");
  }
  codes.put({ ...code, used: true });
  return answerWithTokens(world, grant);
}

function refresh(world: World, clientId: string, form: JsonObject): Outgoing {
  const { refreshTokens, grants } = world.identity;
  const now = world.clock.now();
  const token = typeof form.refresh_token === "string" ? refreshTokens.get(form.refresh_token) : undefined;
  const grant = token && grants.get(token.grantId);
  const rotatedOut = token?.rotatedAt != null && now - token.rotatedAt > reuseLeewayMs;
  if (!token || !grant || grant.clientId !== clientId || rotatedOut) {
    return refuse(403, "unauthorized_client", "refresh_token is invalid");
  }
  if (token.revoked || !usable(grant) || now - token.issuedAt > inactivityMs || !isActive(world, grant.accountId)) {
    return refuse(403, "invalid_grant", "Unknown or invalid refresh token.");
  }
  if (token.rotatedAt === null) refreshTokens.put({ ...token, rotatedAt: now });
  return answerWithTokens(world, grant);
}

const answerWithTokens = (world: World, grant: Grant): Outgoing =>
  jsonAnswer(200, issueTokens(world, grant), { "cache-control": "no-store", pragma: "no-cache" });

const usable = (grant: Grant | undefined): grant is Grant => grant !== undefined && !grant.revoked;

const isActive = (world: World, accountId: string): boolean =>
  world.sites.some(({ site }) => site.accounts.get(accountId)?.active);

/** JSON is what the documentation shows; the form encoding of the OAuth standard is accepted too. */
async function readForm(request: Incoming): Promise<JsonObject | undefined> {
  const text = Buffer.from(await request.body()).toString("utf8");
  if (request.headers["content-type"]?.includes("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
