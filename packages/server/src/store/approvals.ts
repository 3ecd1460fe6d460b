import { TributaryError } from "../base/errors.ts";
import type { Db } from "./open-database.ts";
import type { Tables } from "./tables.ts";

/**
 * - `pending`: waits for a person. - `approved`: a person said yes; it is run once, also after a restart.
 * - `done`, `failed`, `unknown`: what came of it. - `denied`, `expired`: it was not run.
 */
export type ApprovalStatus = Tables["approval"]["status"];

/** A write waiting for a person, with all that is needed to run it. */
export type Approval = {
  id: string;
  /** The call that asked. */
  callId: string;
  agent: { id: string; name: string };
  connectionId: string;
  siteId: string;
  surface: string;
  tool: string;
  input: Record<string, unknown>;
  reason: string | null;
  /** As it is shown; made by the door. */
  preview: unknown;
  /** What the preview was made on: when it is no longer so, the approval is stale. */
  base: string;
  status: ApprovalStatus;
  createdAt: number;
  expiresAt: number;
  /** When a stale preview was made anew. */
  refreshedAt: number | null;
  decidedAt: number | null;
  decidedBy: { id: string; name: string } | null;
  comment: string | null;
  /** The person changed the input. */
  edited: boolean;
  /** The call that ran it. */
  runCallId: string | null;
  /** What came of it: data or error, as the agent is told. */
  outcome: unknown;
};

export type Approvals = ReturnType<typeof createApprovals>;

export function createApprovals(db: Db) {
  const get = async (id: string): Promise<Approval> => {
    const row = await db.selectFrom("approval").selectAll().where("id", "=", id).executeTakeFirst();
    if (row !== undefined) return fromRow(row);
    throw new TributaryError("not_found", `There is no approval ${id}.`, { hint: "List them with GET /v1/approvals." });
  };

  return {
    get,
    async insert(approval: Approval): Promise<void> {
      await db.insertInto("approval").values(toRow(approval)).execute();
    },
    /** Newest first. */
    async list(filter: {
      limit: number;
      before?: string;
      status?: ApprovalStatus;
      agentId?: string;
      connectionId?: string;
    }): Promise<Approval[]> {
      let query = db.selectFrom("approval").selectAll().orderBy("id", "desc").limit(filter.limit);
      if (filter.before !== undefined) query = query.where("id", "<", filter.before);
      if (filter.status !== undefined) query = query.where("status", "=", filter.status);
      if (filter.agentId !== undefined) query = query.where("agent_id", "=", filter.agentId);
      if (filter.connectionId !== undefined) query = query.where("connection_id", "=", filter.connectionId);
      return (await query.execute()).map(fromRow);
    },
    /**
     * Changes an approval only if it still is in the status `from`: of two people who decide at once, one wins. Resolves
     * with whether it did.
     */
    async change(
      id: string,
      from: ApprovalStatus,
      change: Partial<Omit<Approval, "id" | "agent">>,
      notExpiredAt?: number,
    ): Promise<boolean> {
      let query = db.updateTable("approval").set(toChange(change)).where("id", "=", id).where("status", "=", from);
      if (notExpiredAt !== undefined) query = query.where("expires_at", ">", notExpiredAt);
      return Number((await query.executeTakeFirst()).numUpdatedRows) === 1;
    },
    /** Pending ones whose time is over. Returns their ids. */
    async expire(now: number): Promise<string[]> {
      const due = await db
        .selectFrom("approval")
        .select("id")
        .where("status", "=", "pending")
        .where("expires_at", "<=", now)
        .execute();
      for (const { id } of due)
        await db
          .updateTable("approval")
          .set({ status: "expired" })
          .where("id", "=", id)
          .where("status", "=", "pending")
          .execute();
      return due.map(({ id }) => id);
    },
  };
}

function toChange(change: Partial<Omit<Approval, "id" | "agent">>): Partial<Tables["approval"]> {
  const { input, preview, base, status, refreshedAt, decidedAt, decidedBy, comment, edited, runCallId, outcome } =
    change;
  return {
    ...(input !== undefined && { input: JSON.stringify(input) }),
    ...(preview !== undefined && { preview: JSON.stringify(preview) }),
    ...(base !== undefined && { base }),
    ...(status !== undefined && { status }),
    ...(refreshedAt !== undefined && { refreshed_at: refreshedAt }),
    ...(decidedAt !== undefined && { decided_at: decidedAt }),
    ...(decidedBy !== undefined && { decided_by: decidedBy === null ? null : JSON.stringify(decidedBy) }),
    ...(comment !== undefined && { comment }),
    ...(edited !== undefined && { edited: edited ? 1 : 0 }),
    ...(runCallId !== undefined && { run_call_id: runCallId }),
    ...(outcome !== undefined && { outcome: JSON.stringify(outcome) }),
  };
}

function toRow(approval: Approval): Tables["approval"] {
  return {
    id: approval.id,
    call_id: approval.callId,
    agent_id: approval.agent.id,
    agent_name: approval.agent.name,
    connection_id: approval.connectionId,
    site_id: approval.siteId,
    surface: approval.surface,
    tool: approval.tool,
    input: JSON.stringify(approval.input),
    reason: approval.reason,
    preview: JSON.stringify(approval.preview),
    base: approval.base,
    status: approval.status,
    created_at: approval.createdAt,
    expires_at: approval.expiresAt,
    refreshed_at: approval.refreshedAt,
    decided_at: approval.decidedAt,
    decided_by: approval.decidedBy === null ? null : JSON.stringify(approval.decidedBy),
    comment: approval.comment,
    edited: approval.edited ? 1 : 0,
    run_call_id: approval.runCallId,
    outcome: approval.outcome === null ? null : JSON.stringify(approval.outcome),
  };
}

function fromRow(row: Tables["approval"]): Approval {
  return {
    id: row.id,
    callId: row.call_id,
    agent: { id: row.agent_id, name: row.agent_name },
    connectionId: row.connection_id,
    siteId: row.site_id,
    surface: row.surface,
    tool: row.tool,
    input: JSON.parse(row.input) as Record<string, unknown>,
    reason: row.reason,
    preview: JSON.parse(row.preview),
    base: row.base,
    status: row.status,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    refreshedAt: row.refreshed_at,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by === null ? null : (JSON.parse(row.decided_by) as Approval["decidedBy"]),
    comment: row.comment,
    edited: row.edited === 1,
    runCallId: row.run_call_id,
    outcome: row.outcome === null ? null : JSON.parse(row.outcome),
  };
}
