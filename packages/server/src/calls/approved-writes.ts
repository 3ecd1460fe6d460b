import type { ApprovalDesk, Decider } from "../approvals/approvals.ts";
import { baseOf } from "../approvals/show-preview.ts";
import type { Clock } from "../base/clock.ts";
import { TributaryError, toTributaryError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { createConfluence } from "../confluence/client.ts";
import type { Transport } from "../confluence/transport.ts";
import type { Connections } from "../connections/connections.ts";
import { policySchema } from "../policy/policy.ts";
import type { Approval } from "../store/approvals.ts";
import type { Store } from "../store/store.ts";
import { findTool } from "../tools/catalogue.ts";
import { parseInput } from "../tools/input.ts";
import type { ToolContext } from "../tools/tool.ts";
import type { Caller } from "./caller.ts";
import type { CallRequest } from "./envelope.ts";
import type { Execute, Occasion } from "./occasion.ts";
import { onlyDeclared } from "./only-declared.ts";
import { withRealIds } from "./overlay.ts";
import { ownThings } from "./own-things.ts";

export type ApprovedWrites = {
  /** Runs a write a person said yes to, with their changes to its input if they made any. Once, whoever else tries. */
  approve(
    by: Decider,
    approvalId: string,
    given: { comment?: string; arguments?: Record<string, unknown> },
  ): Promise<Approval>;
  /** Goes on with approved writes that a stop of the server interrupted. */
  recover(): Promise<void>;
};

export type ApprovedWritesOptions = {
  store: Store;
  connections: Connections;
  desk: ApprovalDesk;
  transport: Transport;
  clock: Clock;
  log: Log;
  execute: Execute;
};

export const contentChanged = "The content was changed since this was asked for.";

/** What becomes of writes after a person has approved them. */
export function createApprovedWrites(options: ApprovedWritesOptions): ApprovedWrites {
  const { store, connections, desk, transport, clock, log, execute } = options;

  return {
    async approve(by, approvalId, { comment, arguments: edited }) {
      const { tool, input: asked } = await desk.get(approvalId);
      const input = edited && parseInput(findTool(tool), edited);
      if (input?.dryRun === true) {
        throw new TributaryError("invalid_input", "What is approved is made, not only shown.", {
          hint: "Leave out dryRun; deny it if it must not be made.",
        });
      }
      const given = { ...(comment !== undefined && { comment }), ...(input !== undefined && { input }) };
      return runApproved(await desk.claim(approvalId, by, given), input && asked);
    },
    async recover() {
      for (const approval of await desk.list({ limit: 1_000, status: "approved" })) {
        await recoverOne(approval).catch((err: unknown) =>
          log.error({ approvalId: approval.id, err }, "an approved write could not be gone on with"),
        );
      }
    },
  };

  async function runApproved(approval: Approval, asked?: Record<string, unknown>): Promise<Approval> {
    const agent = await store.agents.get(approval.agent.id).catch((thrown: unknown) => toTributaryError(thrown));
    if (agent instanceof TributaryError) {
      await desk.settle(approval.id, "failed", approval.callId, { data: null, error: agent.toJSON() });
      return desk.get(approval.id);
    }
    const { name, policy, connectionIds } = agent;
    const caller: Caller = {
      kind: "agent",
      id: approval.agent.id,
      name,
      policy: policySchema.parse(policy),
      connectionIds,
    };
    const request: CallRequest = {
      tool: approval.tool,
      arguments: approval.input,
      connectionId: approval.connectionId,
      siteId: approval.siteId,
      surface: approval.surface,
      ...(approval.reason !== null && { reason: approval.reason }),
      maxCharacters: 0,
    };
    const input = await withRealIds(approval.input, desk.get).catch(async (error: TributaryError) => {
      await desk.reopen(approval.id);
      throw error;
    });
    const rebased = JSON.stringify(input) !== JSON.stringify(approval.input);
    // An undo that a person had to approve is one all the same.
    const { undoOf } = await store.calls.get(approval.callId).catch(() => ({ undoOf: null }));
    const occasion: Occasion = {
      approval,
      rebased,
      ...(asked !== undefined && { asked }),
      ...(undoOf !== null && { undoOf }),
    };
    const { data, error, meta } = await execute(caller, { ...request, arguments: input }, occasion);
    const now = await desk.get(approval.id);
    if (now.status === "pending") {
      throw new TributaryError("version_conflict", error?.message ?? contentChanged, {
        hint: "Look at the fresh preview and decide again.",
        details: { approvalId: approval.id },
      });
    }
    const status = error === null ? "done" : error.code === "outcome_unknown" ? "unknown" : "failed";
    await desk.settle(approval.id, status, meta.callId, { data, error });
    return desk.get(approval.id);
  }

  /**
   * An approved write at whose running the server stopped. Without a row it was not sent, so it is run. With one it may
   * have been: the site is asked whether it was.
   */
  async function recoverOne(approval: Approval): Promise<void> {
    const calls = await store.calls.list({ limit: 10, approvalId: approval.id });
    const row = calls.find(({ id }) => id !== approval.callId);
    if (row === undefined) return void (await runApproved(approval));
    if (row.outcome !== "running") {
      const status = row.outcome === "ok" ? "done" : row.outcome === "unknown" ? "unknown" : "failed";
      return desk.settle(approval.id, status, row.id, { data: row.result, error: row.error });
    }
    const found = await wasDone(approval, row.at);
    const error =
      found === "done"
        ? null
        : new TributaryError(
            found === "not_done" ? "upstream_error" : "outcome_unknown",
            found === "not_done"
              ? "The server stopped before this was sent; it was run again."
              : "The server stopped while this was sent, and the content has changed since.",
            { hint: "Read the content back." },
          ).toJSON();
    const outcome = found === "done" ? "ok" : found === "not_done" ? "error" : "unknown";
    await store.calls.finish({ ...row, outcome, error });
    if (found === "not_done") return void (await runApproved(approval));
    await desk.settle(approval.id, found === "done" ? "done" : "unknown", row.id, { data: row.result, error });
  }

  async function wasDone(approval: Approval, startedAt: number): Promise<"done" | "not_done" | "unknown"> {
    const tool = findTool(approval.tool);
    const connection = await store.connections.get(approval.connectionId);
    const open = await connections.open(connection, approval.siteId);
    const member: Caller = { kind: "member", id: approval.agent.id, name: approval.agent.name, role: "viewer" };
    const context: ToolContext = {
      confluence: onlyDeclared(createConfluence({ transport, access: open.access, clock }), tool),
      site: open.site,
      sites: connection.sites,
      account: connection.account,
      own: ownThings(store, desk, clock, member, connection.id),
      now: () => startedAt,
    };
    try {
      const prepared = await tool.prepare(parseInput(tool, approval.input), context);
      const changes = prepared.preview?.changes ?? [];
      if (changes.every(({ before, after }) => JSON.stringify(before) === JSON.stringify(after))) return "done";
      if ((await prepared.settle?.(context))?.outcome === "done") return "done";
      return baseOf(prepared.preview) === approval.base ? "not_done" : "unknown";
    } catch (error) {
      const gone = error instanceof TributaryError && error.code === "not_found" && tool.effect === "delete";
      return gone ? "done" : "unknown";
    }
  }
}
