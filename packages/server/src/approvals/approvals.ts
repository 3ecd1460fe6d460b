import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { Approval, ApprovalStatus } from "../store/approvals.ts";
import type { Store } from "../store/store.ts";
import type { Preview } from "../tools/write.ts";
import { baseOf, type ShownPreview, showPreview, withoutBodies } from "./show-preview.ts";

/** How long a write waits for a person. */
export const waitsMs = 24 * 3600_000;

export type Decider = { id: string; name: string };

/** A write that needs a person. */
export type ApprovalRequest = Pick<
  Approval,
  "callId" | "agent" | "connectionId" | "siteId" | "surface" | "tool" | "input" | "reason"
> & { preview: Preview | null };

export type ApprovalDesk = ReturnType<typeof createApprovalDesk>;

export type DeskOptions = { store: Store; clock: Clock; log: Log; fetch: typeof fetch; publicUrl: () => string };

const ended: readonly ApprovalStatus[] = ["done", "failed", "unknown", "denied", "expired"];

/** How often somebody who waits looks again. */
const lookMs = 250;

/** Pending writes and what people decide about them. Running what was approved is the door's. */
export function createApprovalDesk({ store, clock, log, fetch: send, publicUrl }: DeskOptions) {
  const { approvals } = store;

  /** Expired ones are marked when somebody looks. */
  const get = async (id: string): Promise<Approval> => {
    await approvals.expire(clock.now());
    return approvals.get(id);
  };

  const taken = async (id: string): Promise<TributaryError> => {
    const { status, decidedBy } = await get(id);
    const by = decidedBy === null ? "" : ` by ${decidedBy.name}`;
    return new TributaryError("conflict", `The approval ${id} is ${status}${by}: it can be decided once only.`, {
      hint: status === "expired" ? "The agent has to ask again." : "Look at it again.",
      details: { status },
    });
  };

  /** Tells the agent's own address what was decided. Never waits, never fails the decision. */
  const tell = (id: string): void => {
    callBack(id).catch((err: unknown) => log.error({ approvalId: id, err }, "a decision could not be told"));
  };

  /** Three times at most. */
  const callBack = async (id: string): Promise<void> => {
    const approval = await approvals.get(id);
    const agent = await store.agents.get(approval.agent.id).catch(() => undefined);
    if (agent?.callbackUrl == null) return;
    const body = JSON.stringify({ type: "approval", approval: { ...show(approval), preview: undefined } });
    for (let attempt = 1; attempt <= 3; attempt++) {
      const response = await send(agent.callbackUrl, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(10_000),
      }).catch(() => undefined);
      if (response?.ok) return;
      await clock.sleep(1_000 * attempt ** 2);
    }
    log.warn({ approvalId: id, agentId: agent.id }, "an agent's callback address did not take a decision");
  };

  const url = (id: string): string => `${publicUrl()}/approvals/${id}`;

  /** An approval as it is shown to people and to the agent that asked; with the whole texts only where asked for. */
  const show = ({ base, ...approval }: Approval, { bodies = false }: { bodies?: boolean } = {}) => ({
    ...approval,
    url: url(approval.id),
    preview: bodies ? (approval.preview as ShownPreview) : withoutBodies(approval.preview as ShownPreview),
    createdAt: iso(approval.createdAt),
    expiresAt: iso(approval.expiresAt),
    refreshedAt: iso(approval.refreshedAt),
    decidedAt: iso(approval.decidedAt),
  });

  return {
    get,
    show,
    url,
    list: async (filter: Parameters<typeof approvals.list>[0]): Promise<Approval[]> => {
      await approvals.expire(clock.now());
      return approvals.list(filter);
    },
    /** Puts a write before people. */
    async request({ preview, ...asked }: ApprovalRequest): Promise<Approval> {
      const now = clock.now();
      const approval: Approval = {
        ...asked,
        id: newId("apr", now),
        preview: showPreview(preview),
        base: baseOf(preview),
        status: "pending",
        createdAt: now,
        expiresAt: now + waitsMs,
        refreshedAt: null,
        decidedAt: null,
        decidedBy: null,
        comment: null,
        edited: false,
        runCallId: null,
        outcome: null,
      };
      await approvals.insert(approval);
      return approval;
    },
    /** Says yes. Of several who do, one succeeds; the others get a conflict. */
    async claim(
      id: string,
      by: Decider,
      { comment, input }: { comment?: string; input?: Record<string, unknown> },
    ): Promise<Approval> {
      await get(id);
      const now = clock.now();
      const change = {
        status: "approved" as const,
        decidedAt: now,
        decidedBy: by,
        ...(comment !== undefined && { comment }),
        ...(input !== undefined && { input, edited: true }),
      };
      if (!(await approvals.change(id, "pending", change, now))) throw await taken(id);
      return approvals.get(id);
    },
    async deny(id: string, by: Decider, comment: string | undefined): Promise<Approval> {
      await get(id);
      const now = clock.now();
      const change = { status: "denied" as const, decidedAt: now, decidedBy: by, comment: comment ?? null };
      if (!(await approvals.change(id, "pending", change, now))) throw await taken(id);
      tell(id);
      return approvals.get(id);
    },
    /** The content has changed since the preview was made: a fresh one waits for a new decision. */
    async refresh(id: string, preview: Preview | null): Promise<void> {
      await approvals.change(id, "approved", {
        status: "pending",
        preview: showPreview(preview),
        base: baseOf(preview),
        refreshedAt: clock.now(),
        decidedAt: null,
        decidedBy: null,
      });
    },
    /** It cannot be run yet: it waits again. */
    reopen: (id: string) => approvals.change(id, "approved", { status: "pending", decidedAt: null, decidedBy: null }),
    /** What came of an approved write. */
    async settle(
      id: string,
      status: "done" | "failed" | "unknown",
      runCallId: string,
      outcome: unknown,
    ): Promise<void> {
      await approvals.change(id, "approved", { status, runCallId, outcome });
      tell(id);
    },
    /** Waits until an approval has ended, at most so long. */
    async wait(id: string, seconds: number, signal?: AbortSignal): Promise<Approval> {
      const until = clock.now() + seconds * 1_000;
      for (;;) {
        const approval = await get(id);
        if (ended.includes(approval.status) || clock.now() >= until || signal?.aborted) return approval;
        await clock.sleep(lookMs, signal).catch(() => undefined);
      }
    },
  };
}

function iso(ms: number): string;
function iso(ms: number | null): string | null;
function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
