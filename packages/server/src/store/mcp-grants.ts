import { hashSecret } from "../base/crypto.ts";
import { compileOnce } from "./compile-once.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

/** An MCP client that registered itself. */
export type McpClient = { id: string; name: string; redirectUris: string[]; createdAt: number };

/** What a member granted an MCP client: to be the agent, at this server's MCP address. */
export type McpGrant = {
  id: string;
  clientId: string;
  agentId: string;
  memberId: string;
  /** The member takes their decisions on the agent's writes in the client. */
  decidesInClient: boolean;
  /** The address its tokens are good for. */
  resource: string;
  scope: string;
  createdAt: number;
  revokedAt: number | null;
};

/** A code for tokens, or a token. Kept as a hash. */
export type McpSecret = {
  kind: "code" | "access" | "refresh";
  grantId: string;
  /** Of a code: where it was sent, and the challenge its user has to answer. */
  redirectUri: string | null;
  challenge: string | null;
  expiresAt: number;
  usedAt: number | null;
};

export type McpGrants = ReturnType<typeof createMcpGrants>;

/** Who may come in by OAuth: the clients that registered, what they were granted, and the secrets that prove it. */
export function createMcpGrants(db: Db) {
  const byAccess = compileOnce(
    db
      .selectFrom("mcp_secret")
      .innerJoin("mcp_grant", "mcp_grant.id", "mcp_secret.grant_id")
      .selectAll("mcp_grant")
      .select("mcp_secret.expires_at")
      .where("mcp_secret.hash", "=", "")
      .where("mcp_secret.kind", "=", "access" as const)
      .where("mcp_grant.revoked_at", "is", null),
  );
  return {
    async register({ id, name, redirectUris, createdAt }: McpClient): Promise<void> {
      const row = { id, name, redirect_uris: JSON.stringify(redirectUris), created_at: createdAt };
      await db.insertInto("mcp_client").values(row).execute();
    },
    async client(id: string): Promise<McpClient | undefined> {
      const row = await db.selectFrom("mcp_client").selectAll().where("id", "=", id).executeTakeFirst();
      return (
        row && {
          id: row.id,
          name: row.name,
          redirectUris: JSON.parse(row.redirect_uris) as string[],
          createdAt: Number(row.created_at),
        }
      );
    },
    /** Forgets clients that registered and were granted nothing: those from before `before`, and all but the newest `keep`. */
    async forgetUnused(before: number, keep: number): Promise<void> {
      const granted = db.selectFrom("mcp_grant").select("client_id");
      const unused = db.selectFrom("mcp_client").select("id").where("id", "not in", granted);
      const newest = unused.orderBy("created_at", "desc").orderBy("id", "desc").limit(keep);
      await db
        .deleteFrom("mcp_client")
        .where("id", "in", unused)
        .where((e) => e.or([e("created_at", "<", before), e("id", "not in", newest)]))
        .execute();
    },
    async insert(grant: McpGrant): Promise<void> {
      await db
        .insertInto("mcp_grant")
        .values({
          id: grant.id,
          client_id: grant.clientId,
          agent_id: grant.agentId,
          member_id: grant.memberId,
          decides_in_client: grant.decidesInClient ? 1 : 0,
          resource: grant.resource,
          scope: grant.scope,
          created_at: grant.createdAt,
          revoked_at: grant.revokedAt,
        })
        .execute();
    },
    async get(id: string): Promise<McpGrant | undefined> {
      const row = await db.selectFrom("mcp_grant").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toGrant(row);
    },
    /** What a member granted a client last, revoked or not. */
    async last(clientId: string, memberId: string): Promise<McpGrant | undefined> {
      const row = await db
        .selectFrom("mcp_grant")
        .selectAll()
        .where("client_id", "=", clientId)
        .where("member_id", "=", memberId)
        .orderBy("created_at", "desc")
        .executeTakeFirst();
      return row && toGrant(row);
    },
    async revoke(id: string, now: number): Promise<void> {
      await db
        .updateTable("mcp_grant")
        .set({ revoked_at: now })
        .where("id", "=", id)
        .where("revoked_at", "is", null)
        .execute();
      await db.deleteFrom("mcp_secret").where("grant_id", "=", id).where("kind", "!=", "code").execute();
    },
    async addSecret(secret: string, { kind, grantId, redirectUri, challenge, expiresAt }: McpSecret): Promise<void> {
      await db
        .insertInto("mcp_secret")
        .values({
          hash: hashSecret(secret),
          kind,
          grant_id: grantId,
          redirect_uri: redirectUri,
          challenge,
          expires_at: expiresAt,
          used_at: null,
        })
        .execute();
    },
    async secret(secret: string): Promise<McpSecret | undefined> {
      const row = await db
        .selectFrom("mcp_secret")
        .selectAll()
        .where("hash", "=", hashSecret(secret))
        .executeTakeFirst();
      return (
        row && {
          kind: row.kind,
          grantId: row.grant_id,
          redirectUri: row.redirect_uri,
          challenge: row.challenge,
          expiresAt: row.expires_at,
          usedAt: row.used_at,
        }
      );
    },
    /** Marks a code or a refresh token as used; false when somebody was first. */
    async use(secret: string, now: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("mcp_secret")
        .set({ used_at: now })
        .where("hash", "=", hashSecret(secret))
        .where("used_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    /** The grant an access token stands for, while both are good. */
    async byAccessToken(token: string, now: number): Promise<McpGrant | undefined> {
      const [row] = await byAccess(db, [hashSecret(token), "access"]);
      return row === undefined || row.expires_at <= now ? undefined : toGrant(row);
    },
    async removeExpired(now: number): Promise<void> {
      await db.deleteFrom("mcp_secret").where("expires_at", "<", now).execute();
    },
  };
}

const toGrant = (row: Tables["mcp_grant"]): McpGrant => ({
  id: row.id,
  clientId: row.client_id,
  agentId: row.agent_id,
  memberId: row.member_id,
  decidesInClient: row.decides_in_client === 1,
  resource: row.resource,
  scope: row.scope,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
});
