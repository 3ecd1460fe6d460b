import type { Sealer } from "../base/crypto.ts";
import { TributaryError } from "../base/errors.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

/** How accounts connect. The client secret is read only by the code that exchanges it. */
export type AuthConfig = {
  id: string;
  name: string;
  type: "oauth2" | "api_token";
  source: "api" | "environment";
  clientId: string | null;
  scopes: string[];
  createdAt: number;
};

export type AuthConfigs = ReturnType<typeof createAuthConfigs>;

export function createAuthConfigs(db: Db, sealer: Sealer) {
  const place = (id: string) => `auth_config/${id}/client_secret`;
  return {
    async insert(config: AuthConfig, clientSecret?: string): Promise<void> {
      await db
        .insertInto("auth_config")
        .values({
          id: config.id,
          name: config.name,
          type: config.type,
          source: config.source,
          client_id: config.clientId,
          client_secret_sealed: clientSecret === undefined ? null : sealer.seal(clientSecret, place(config.id)),
          scopes: JSON.stringify(config.scopes),
          created_at: config.createdAt,
        })
        .execute();
    },
    async update(
      id: string,
      change: { name?: string; clientId?: string; clientSecret?: string; scopes?: string[] },
    ): Promise<void> {
      const values = {
        ...(change.name !== undefined && { name: change.name }),
        ...(change.clientId !== undefined && { client_id: change.clientId }),
        ...(change.clientSecret !== undefined && { client_secret_sealed: sealer.seal(change.clientSecret, place(id)) }),
        ...(change.scopes !== undefined && { scopes: JSON.stringify(change.scopes) }),
      };
      if (Object.keys(values).length > 0)
        await db.updateTable("auth_config").set(values).where("id", "=", id).execute();
    },
    async list(): Promise<AuthConfig[]> {
      const rows = await db.selectFrom("auth_config").selectAll().orderBy("created_at").execute();
      return rows.map(fromRow);
    },
    async get(id: string): Promise<AuthConfig> {
      const row = await db.selectFrom("auth_config").selectAll().where("id", "=", id).executeTakeFirst();
      if (row === undefined) throw missing(id);
      return fromRow(row);
    },
    async clientSecret(id: string): Promise<string> {
      const row = await db
        .selectFrom("auth_config")
        .select("client_secret_sealed")
        .where("id", "=", id)
        .executeTakeFirst();
      if (row?.client_secret_sealed == null) throw missing(id);
      return sealer.open(row.client_secret_sealed, place(id));
    },
    async remove(id: string): Promise<void> {
      await db.deleteFrom("auth_config").where("id", "=", id).execute();
    },
  };
}

function missing(id: string): TributaryError {
  return new TributaryError("not_found", `There is no auth config ${id}.`, {
    hint: "List them with GET /v1/auth-configs.",
  });
}

function fromRow(row: Tables["auth_config"]): AuthConfig {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    source: row.source,
    clientId: row.client_id,
    scopes: JSON.parse(row.scopes) as string[],
    createdAt: row.created_at,
  };
}
