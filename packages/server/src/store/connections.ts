import type { Sealer } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";
import { compileOnce } from "./compile-once.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

export type Site = {
  id: string;
  name: string;
  url: string;
  avatarUrl?: string;
  /** Calls go to the site itself, not through the gateway: classic API tokens work only there. */
  direct?: boolean;
};
export type Account = { accountId: string; name: string; email?: string; picture?: string };
export type ConnectionStatus = Tables["connection"]["status"];

/** One account authorised through one auth config. Its tokens are not part of it: see `tokens`. */
export type Connection = {
  id: string;
  name: string;
  userId: string;
  authConfigId: string;
  /** Id of the agent or member who asked for it. */
  createdBy: string;
  type: "oauth2" | "api_token";
  status: ConnectionStatus;
  /** Why it is not active, in words; null when there is nothing to say. */
  statusReason: string | null;
  account: Account | null;
  sites: Site[];
  siteId: string | null;
  scopes: string[];
  createdAt: number;
  updatedAt: number;
};

/** An OAuth access and refresh token, or an API token's Basic credentials as `accessToken`. `expiresAt` null = never. */
export type Tokens = { accessToken: string; refreshToken: string | null; expiresAt: number | null };

export type ConnectionChange = Partial<
  Pick<Connection, "name" | "status" | "statusReason" | "account" | "sites" | "siteId" | "scopes">
>;

export type Connections = ReturnType<typeof createConnections>;

export function createConnections(db: Db, sealer: Sealer) {
  const place = (id: string, column: string) => `connection/${id}/${column}`;

  const tokenColumns = (id: string, tokens: Tokens | null) => ({
    access_token_sealed: tokens === null ? null : sealer.seal(tokens.accessToken, place(id, "access_token")),
    refresh_token_sealed:
      tokens?.refreshToken == null ? null : sealer.seal(tokens.refreshToken, place(id, "refresh_token")),
    expires_at: tokens?.expiresAt ?? null,
  });

  const byId = compileOnce(db.selectFrom("connection").selectAll().where("id", "=", ""));
  const tokensById = compileOnce(
    db
      .selectFrom("connection")
      .select(["access_token_sealed", "refresh_token_sealed", "expires_at"])
      .where("id", "=", ""),
  );

  return {
    async insert(connection: Connection, tokens: Tokens | null = null): Promise<void> {
      await db
        .insertInto("connection")
        .values({
          id: connection.id,
          name: connection.name,
          user_id: connection.userId,
          auth_config_id: connection.authConfigId,
          created_by: connection.createdBy,
          type: connection.type,
          status: connection.status,
          status_reason: connection.statusReason,
          account: connection.account === null ? null : JSON.stringify(connection.account),
          sites: JSON.stringify(connection.sites),
          site_id: connection.siteId,
          scopes: JSON.stringify(connection.scopes),
          ...tokenColumns(connection.id, tokens),
          refresh_lease_until: 0,
          created_at: connection.createdAt,
          updated_at: connection.updatedAt,
        })
        .execute();
    },
    async get(id: string): Promise<Connection> {
      const [row] = await byId(db, [id]);
      if (row === undefined) {
        throw new TributaryError("not_found", `There is no connection ${id}.`, {
          hint: "List them with GET /v1/connections.",
        });
      }
      return fromRow(row);
    },
    async list(
      filter: { userId?: string; status?: ConnectionStatus; authConfigId?: string } = {},
    ): Promise<Connection[]> {
      let query = db.selectFrom("connection").selectAll().orderBy("created_at");
      if (filter.userId !== undefined) query = query.where("user_id", "=", filter.userId);
      if (filter.status !== undefined) query = query.where("status", "=", filter.status);
      if (filter.authConfigId !== undefined) query = query.where("auth_config_id", "=", filter.authConfigId);
      return (await query.execute()).map(fromRow);
    },
    /**
     * Changes what is named. `tokens: null` wipes them; one statement, so status and tokens never disagree. With
     * `whileToken`, only as long as that is the access token: false when it was wiped or renewed meanwhile.
     */
    async update(
      id: string,
      change: ConnectionChange & { tokens?: Tokens | null },
      now: number,
      whileToken?: string,
    ): Promise<boolean> {
      let sealed: string | undefined;
      if (whileToken !== undefined) {
        const [row] = await tokensById(db, [id]);
        if (row?.access_token_sealed == null) return false;
        sealed = row.access_token_sealed;
        if (sealer.open(sealed, place(id, "access_token")) !== whileToken) return false;
      }
      let update = db
        .updateTable("connection")
        .set({
          updated_at: now,
          ...(change.name !== undefined && { name: change.name }),
          ...(change.status !== undefined && { status: change.status }),
          ...(change.statusReason !== undefined && { status_reason: change.statusReason }),
          ...(change.account !== undefined && {
            account: change.account === null ? null : JSON.stringify(change.account),
          }),
          ...(change.sites !== undefined && { sites: JSON.stringify(change.sites) }),
          ...(change.siteId !== undefined && { site_id: change.siteId }),
          ...(change.scopes !== undefined && { scopes: JSON.stringify(change.scopes) }),
          ...(change.tokens !== undefined && tokenColumns(id, change.tokens)),
        })
        .where("id", "=", id);
      if (sealed !== undefined) update = update.where("access_token_sealed", "=", sealed);
      return (await update.executeTakeFirst()).numUpdatedRows > 0n;
    },
    async tokens(id: string): Promise<Tokens | null> {
      const [row] = await tokensById(db, [id]);
      if (row?.access_token_sealed == null) return null;
      return {
        accessToken: sealer.open(row.access_token_sealed, place(id, "access_token")),
        refreshToken:
          row.refresh_token_sealed === null ? null : sealer.open(row.refresh_token_sealed, place(id, "refresh_token")),
        expiresAt: row.expires_at,
      };
    },
    /** Takes the right to refresh until `until`; false when another process holds it. */
    async takeRefreshLease(id: string, now: number, until: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("connection")
        .set({ refresh_lease_until: until })
        .where("id", "=", id)
        .where("refresh_lease_until", "<=", now)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async releaseRefreshLease(id: string): Promise<void> {
      await db.updateTable("connection").set({ refresh_lease_until: 0 }).where("id", "=", id).execute();
    },
    async remove(id: string): Promise<void> {
      await db.deleteFrom("oauth_flow").where("connection_id", "=", id).execute();
      await db.deleteFrom("connection").where("id", "=", id).execute();
    },
  };
}

function fromRow(row: Tables["connection"]): Connection {
  return {
    id: row.id,
    name: row.name,
    userId: row.user_id,
    authConfigId: row.auth_config_id,
    createdBy: row.created_by,
    type: row.type,
    status: row.status,
    statusReason: row.status_reason,
    account: row.account === null ? null : (JSON.parse(row.account) as Account),
    sites: JSON.parse(row.sites) as Site[],
    siteId: row.site_id,
    scopes: JSON.parse(row.scopes) as string[],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
