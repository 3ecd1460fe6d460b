import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../base/clock.ts";
import { newId, newSecret } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { Caller } from "../calls/caller.ts";
import { noteAgentChange } from "../calls/note-agent-change.ts";
import type { Policy } from "../policy/policy.ts";
import type { McpClient, McpGrant } from "../store/mcp-grants.ts";
import type { Store } from "../store/store.ts";
import { newAccessToken } from "./access-token.ts";
import { AuthorizationError } from "./authorization-error.ts";
import { isClientDocument, type ReadDocument, readClientDocument } from "./client-document.ts";
import { isRegistered, mayRedirectTo } from "./redirect-uri.ts";

/** What a client may ask for. What it gets is a policy, chosen on the consent page; these name its strongest part. */
export const scopes = ["confluence:read", "confluence:write", "confluence:delete"] as const;

const codeMs = 60_000;
const accessMs = 3_600_000;
const refreshMs = 30 * 24 * 3_600_000;
/** A client may have lost the answer to its refresh: for so long the token before is still taken. */
const graceMs = 60_000;
const mostUnused = 500;

/** A client's request to be let in, checked. */
export type AuthorizationRequest = {
  client: McpClient;
  redirectUri: string;
  challenge: string;
  scopes: string[];
  state: string | undefined;
};

/** What a member grants on the consent page. */
export type Consent = { policy: Policy; connectionIds: string[]; decidesInClient: boolean };

export type Tokens = {
  access_token: string;
  token_type: "Bearer";
  /** In seconds. */
  expires_in: number;
  refresh_token: string;
  scope: string;
};

const registration = z.looseObject({
  client_name: z.string().max(200).optional(),
  redirect_uris: z.array(z.string().max(2_000)).min(1).max(20),
  token_endpoint_auth_method: z.string().optional(),
});

export type Authorization = ReturnType<typeof createAuthorization>;

export type AuthorizationOptions = {
  store: Store;
  clock: Clock;
  log: Log;
  /** The address tokens are made for: the MCP address of this server. */
  resource: () => string;
  readDocument: ReadDocument;
};

/**
 * The authorization server for MCP clients: OAuth 2.1 with PKCE for public clients, which register themselves or are
 * described by a document at their id. A grant makes an agent with the policy that was consented to; its tokens are
 * good at the MCP address only, and are never Atlassian's.
 */
export function createAuthorization({ store, clock, log, resource, readDocument }: AuthorizationOptions) {
  const { mcpGrants: grants } = store;
  const note = noteAgentChange(store, clock, log);

  async function findClient(id: string): Promise<McpClient> {
    const client = isClientDocument(id) ? await readClientDocument(id, readDocument) : await grants.client(id);
    if (client !== undefined) return client;
    throw new AuthorizationError("invalid_client", "This client is not registered here.");
  }

  function checkResource(given: string | null): void {
    if (given === null || sameAddress(given, resource())) return;
    throw new AuthorizationError("invalid_target", `Tokens of this server are for ${resource()} only.`);
  }

  async function issue(grant: McpGrant): Promise<Tokens> {
    const now = clock.now();
    const tokens = { access: newAccessToken(), refresh: `tribr_${newSecret()}` };
    const common = { grantId: grant.id, redirectUri: null, challenge: null, usedAt: null };
    await grants.addSecret(tokens.access, { ...common, kind: "access", expiresAt: now + accessMs });
    await grants.addSecret(tokens.refresh, { ...common, kind: "refresh", expiresAt: now + refreshMs });
    return {
      access_token: tokens.access,
      token_type: "Bearer",
      expires_in: accessMs / 1_000,
      refresh_token: tokens.refresh,
      scope: grant.scope,
    };
  }

  async function liveGrant(id: string, clientId: string): Promise<McpGrant> {
    const grant = await grants.get(id);
    if (grant !== undefined && grant.revokedAt === null && grant.clientId === clientId) return grant;
    throw new AuthorizationError("invalid_grant", "This was granted to nobody, to another client, or was revoked.");
  }

  async function fromCode(form: URLSearchParams): Promise<Tokens> {
    const code = form.get("code") ?? "";
    const secret = await grants.secret(code);
    if (secret === undefined || secret.kind !== "code" || secret.expiresAt <= clock.now())
      throw new AuthorizationError("invalid_grant", "This code is not good, or not any more.");
    const grant = await liveGrant(secret.grantId, form.get("client_id") ?? "");
    // A code that comes twice was stolen, by the first or by the second: neither keeps what it brought.
    if (!(await grants.use(code, clock.now()))) {
      await grants.revoke(grant.id, clock.now());
      throw new AuthorizationError("invalid_grant", "This code was used before.");
    }
    if (form.get("redirect_uri") !== secret.redirectUri)
      throw new AuthorizationError("invalid_grant", "The redirect address is not the one the code was sent to.");
    if (!answersChallenge(form.get("code_verifier") ?? "", secret.challenge ?? ""))
      throw new AuthorizationError("invalid_grant", "The code verifier is wrong.");
    return issue(grant);
  }

  async function fromRefreshToken(form: URLSearchParams): Promise<Tokens> {
    const now = clock.now();
    const token = form.get("refresh_token") ?? "";
    const secret = await grants.secret(token);
    if (secret === undefined || secret.kind !== "refresh" || secret.expiresAt <= now)
      throw new AuthorizationError("invalid_grant", "This refresh token is not good, or not any more.");
    const grant = await liveGrant(secret.grantId, form.get("client_id") ?? "");
    if (secret.usedAt !== null && now - secret.usedAt > graceMs) {
      await grants.revoke(grant.id, now);
      throw new AuthorizationError("invalid_grant", "This refresh token was used before; connect again.");
    }
    await grants.use(token, now);
    return issue(grant);
  }

  return {
    /** Registers a client (RFC 7591). All are public: whoever says it is a secret one is told that it is not. */
    async register(body: unknown): Promise<Record<string, unknown>> {
      const parsed = registration.safeParse(body);
      if (!parsed.success)
        throw new AuthorizationError("invalid_client_metadata", "redirect_uris are needed: a list of addresses.");
      const { redirect_uris: redirectUris, client_name: name = "MCP client" } = parsed.data;
      const bad = redirectUris.find((uri) => !mayRedirectTo(uri));
      if (bad !== undefined)
        throw new AuthorizationError(
          "invalid_redirect_uri",
          `${bad} is neither https, nor this machine's, nor an app's.`,
        );
      const now = clock.now();
      // Anybody may register: who registers many pushes out others that wait, and locks nobody out for long.
      await grants.forgetUnused(now - 24 * 3_600_000, mostUnused - 1);
      const id = newId("mcpc", now);
      await grants.register({ id, name, redirectUris, createdAt: now });
      return {
        client_id: id,
        client_id_issued_at: Math.floor(now / 1_000),
        client_name: name,
        redirect_uris: redirectUris,
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
      };
    },

    /** The client and where its person goes back to. What throws here must not send anybody there. */
    async clientOf(query: URLSearchParams): Promise<{ client: McpClient; redirectUri: string }> {
      const client = await findClient(query.get("client_id") ?? "");
      const redirectUri =
        query.get("redirect_uri") ?? (client.redirectUris.length === 1 ? client.redirectUris[0] : undefined);
      if (redirectUri === undefined || !isRegistered(redirectUri, client.redirectUris))
        throw new AuthorizationError(
          "invalid_redirect_uri",
          `${redirectUri} is not an address this client registered.`,
        );
      return { client, redirectUri };
    },

    /** The rest of the request: what throws here is told to the client. */
    requestOf(query: URLSearchParams, { client, redirectUri }: { client: McpClient; redirectUri: string }) {
      if (query.get("response_type") !== "code")
        throw new AuthorizationError("unsupported_response_type", "response_type has to be code.");
      const challenge = query.get("code_challenge") ?? "";
      if (query.get("code_challenge_method") !== "S256" || !/^[\w-]{43}$/.test(challenge))
        throw new AuthorizationError("invalid_request", "PKCE is needed: a code_challenge by S256.");
      checkResource(query.get("resource"));
      const asked = (query.get("scope") ?? "")
        .split(" ")
        .filter((scope) => scopes.includes(scope as "confluence:read"));
      const state = query.get("state") ?? undefined;
      return { client, redirectUri, challenge, scopes: asked, state } satisfies AuthorizationRequest;
    },

    /** Makes the agent a member consented to, or gives the one of before its new policy; answers with a code. */
    async consent(
      { client, redirectUri, challenge }: AuthorizationRequest,
      member: Caller & { kind: "member" },
      { policy, connectionIds, decidesInClient }: Consent,
    ): Promise<string> {
      const now = clock.now();
      const before = await grants.last(client.id, member.id);
      const known = (await store.agents.list()).find(({ id }) => id === before?.agentId);
      const agentId = known?.id ?? newId("agt", now);
      if (known === undefined) {
        const made = { id: agentId, name: client.name.slice(0, 100), policy, connectionIds, callbackUrl: null };
        await store.agents.insert({ ...made, createdAt: now, updatedAt: now });
        note(member, "mcp", "tributary_create_agent", agentId, [{ after: made }]);
      } else {
        await store.agents.update(agentId, { policy, connectionIds }, now);
        note(member, "mcp", "tributary_update_agent", agentId, [{ before: known, after: { policy, connectionIds } }]);
      }
      if (before !== undefined) await grants.revoke(before.id, now);
      await grants.removeExpired(now);
      const id = newId("grt", now);
      await grants.insert({
        id,
        clientId: client.id,
        agentId,
        memberId: member.id,
        decidesInClient,
        resource: resource(),
        scope: scopeOf(policy),
        createdAt: now,
        revokedAt: null,
      });
      const code = `tribc_${newSecret()}`;
      const sent = { grantId: id, redirectUri, challenge, usedAt: null };
      await grants.addSecret(code, { ...sent, kind: "code", expiresAt: now + codeMs });
      return code;
    },

    /** The token endpoint. */
    async token(form: URLSearchParams): Promise<Tokens> {
      checkResource(form.get("resource"));
      const type = form.get("grant_type");
      if (type === "authorization_code") return fromCode(form);
      if (type === "refresh_token") return fromRefreshToken(form);
      throw new AuthorizationError(
        "unsupported_grant_type",
        "grant_type has to be authorization_code or refresh_token.",
      );
    },

    /** Ends what a token was granted by (RFC 7009). */
    async revoke(token: string): Promise<void> {
      const secret = await grants.secret(token);
      if (secret !== undefined && secret.kind !== "code") await grants.revoke(secret.grantId, clock.now());
    },

    /** The grant behind an access token, when it was made for this address. */
    async grantOf(token: string): Promise<McpGrant | undefined> {
      const grant = await grants.byAccessToken(token, clock.now());
      return grant !== undefined && sameAddress(grant.resource, resource()) ? grant : undefined;
    },
  };
}

function answersChallenge(verifier: string, challenge: string): boolean {
  const answer = createHash("sha256").update(verifier).digest("base64url");
  return answer.length === challenge.length && timingSafeEqual(Buffer.from(answer), Buffer.from(challenge));
}

function scopeOf({ groups }: Policy): string {
  const rules = Object.values(groups);
  const writes = rules.some(({ level }) => level === "write");
  const deletes = rules.some(({ level, allowDelete }) => level === "write" && allowDelete);
  return scopes
    .filter((scope) => (scope.endsWith("write") ? writes : scope.endsWith("delete") ? deletes : true))
    .join(" ");
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Two ways of writing one address; the names of this machine are one. */
function sameAddress(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const plain = (text: string) => {
    const { protocol, hostname, port, pathname } = new URL(text);
    return `${protocol}//${loopback.has(hostname) ? "loopback" : hostname}:${port}${pathname.replace(/\/$/, "")}`;
  };
  return plain(one) === plain(other);
}
