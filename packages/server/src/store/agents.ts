import { TributaryError } from "../base/errors.ts";
import { compileOnce } from "./compile-once.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

/** A caller with API keys. `policy` is stored as the policy room gave it. */
export type Agent = {
  id: string;
  name: string;
  policy: unknown;
  connectionIds: string[];
  /** Told of decisions on this agent's writes; set by an admin, never by the agent. */
  callbackUrl: string | null;
  createdAt: number;
  updatedAt: number;
};

export type Agents = ReturnType<typeof createAgents>;

export function createAgents(db: Db) {
  const byId = compileOnce(db.selectFrom("agent").selectAll().where("id", "=", ""));
  return {
    async insert(agent: Agent): Promise<void> {
      await db
        .insertInto("agent")
        .values({
          id: agent.id,
          name: agent.name,
          policy: JSON.stringify(agent.policy),
          connection_ids: JSON.stringify(agent.connectionIds),
          callback_url: agent.callbackUrl,
          created_at: agent.createdAt,
          updated_at: agent.updatedAt,
        })
        .execute();
    },
    async update(
      id: string,
      change: { name?: string; policy?: unknown; connectionIds?: string[]; callbackUrl?: string | null },
      now: number,
    ): Promise<void> {
      await db
        .updateTable("agent")
        .set({
          updated_at: now,
          ...(change.name !== undefined && { name: change.name }),
          ...(change.policy !== undefined && { policy: JSON.stringify(change.policy) }),
          ...(change.connectionIds !== undefined && { connection_ids: JSON.stringify(change.connectionIds) }),
          ...(change.callbackUrl !== undefined && { callback_url: change.callbackUrl }),
        })
        .where("id", "=", id)
        .execute();
    },
    async get(id: string): Promise<Agent> {
      const [row] = await byId(db, [id]);
      if (row === undefined)
        throw new TributaryError("not_found", `There is no agent ${id}.`, { hint: "List them with GET /v1/agents." });
      return fromRow(row);
    },
    async list(): Promise<Agent[]> {
      return (await db.selectFrom("agent").selectAll().orderBy("created_at").execute()).map(fromRow);
    },
    async remove(id: string): Promise<void> {
      await db.deleteFrom("agent").where("id", "=", id).execute();
    },
  };
}

function fromRow(row: Tables["agent"]): Agent {
  return {
    id: row.id,
    name: row.name,
    policy: JSON.parse(row.policy),
    connectionIds: JSON.parse(row.connection_ids) as string[],
    callbackUrl: row.callback_url,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
