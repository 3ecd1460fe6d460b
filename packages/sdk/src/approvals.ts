import { type PagedList, pagedList } from "./paged-list.ts";
import type { RequestOptions } from "./request-options.ts";
import type { Transport } from "./transport.ts";

export type ApprovalStatus = "pending" | "approved" | "done" | "failed" | "unknown" | "denied" | "expired";

/** One piece of content a write changes: the fields that differ, and of its text a Markdown diff. */
export type Change = {
  kind: string;
  id?: string;
  title?: string;
  spaceId?: string;
  url?: string;
  baseVersion?: number;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** What becomes of its text, as Markdown and in its source. */
  diff?: string;
  sourceDiff?: string;
};

/** What a write would do; also the data of a dry run. */
export type Preview = {
  summary: string;
  changes: Change[];
  undoable: boolean;
  /** Why it could not be undone. */
  irreversible?: string;
};

/** A write of an agent that waits for a person, or what became of it. */
export type Approval = {
  id: string;
  status: ApprovalStatus;
  /** The call that asked. */
  callId: string;
  agent: { id: string; name: string };
  connectionId: string;
  siteId: string;
  surface: string;
  tool: string;
  input: Record<string, unknown>;
  /** Why, in the agent's words. */
  reason: string | null;
  preview: Preview;
  /** The page in the dashboard where it is decided. */
  url: string;
  createdAt: string;
  expiresAt: string;
  /** When the preview was made anew because the content had changed. */
  refreshedAt: string | null;
  decidedAt: string | null;
  decidedBy: { id: string; name: string } | null;
  comment: string | null;
  edited: boolean;
  /** The call that ran it. */
  runCallId: string | null;
  /** The data or the error of that call. */
  outcome: unknown;
};

export type ApprovalFilter = {
  status?: ApprovalStatus;
  agentId?: string;
  connectionId?: string;
  limit?: number;
  cursor?: string;
};

export type Approvals = ReturnType<typeof createApprovals>;

/** The longest the server holds one request of somebody who waits, in seconds. */
const longestWait = 30;

export function createApprovals(transport: Transport) {
  const path = (id: string) => `/v1/approvals/${encodeURIComponent(id)}`;
  const get = (id: string, { bodies, ...options }: RequestOptions & { bodies?: boolean } = {}): Promise<Approval> =>
    transport({ method: "GET", path: path(id), query: { bodies: bodies ? "true" : undefined }, ...options });
  return {
    /** Newest first. `await` it for one page and its cursor, or `for await` over it for all. */
    list({ cursor: start, ...filter }: ApprovalFilter = {}, options: RequestOptions = {}): PagedList<Approval> {
      return pagedList(
        (cursor) => transport({ method: "GET", path: "/v1/approvals", query: { ...filter, cursor }, ...options }),
        start,
      );
    },
    /** With `bodies`, the whole texts stand in `before` and `after` beside their differences. */
    get,
    /** Waits until it was decided and, if it was approved, run. Resolves also when the time is over: look at `status`. */
    async wait(
      id: string,
      { seconds = 300, ...options }: RequestOptions & { seconds?: number } = {},
    ): Promise<Approval> {
      const until = Date.now() + seconds * 1_000;
      for (;;) {
        const left = Math.max(0, Math.min(longestWait, Math.ceil((until - Date.now()) / 1_000)));
        const approval = await transport<Approval>({
          method: "GET",
          path: path(id),
          query: { wait: left },
          heldMs: left * 1_000,
          ...options,
        });
        if (!["pending", "approved"].includes(approval.status) || Date.now() >= until) return approval;
      }
    },
    /** Says yes and runs it, with other arguments if given. A `version_conflict` means: look at the fresh preview. */
    approve(
      id: string,
      decision: { comment?: string; arguments?: Record<string, unknown> } = {},
      options: RequestOptions = {},
    ): Promise<Approval> {
      return transport({ method: "POST", path: `${path(id)}/approve`, body: decision, ...options });
    },
    /** Says no; the agent is told the comment. */
    deny(id: string, decision: { comment?: string } = {}, options: RequestOptions = {}): Promise<Approval> {
      return transport({ method: "POST", path: `${path(id)}/deny`, body: decision, ...options });
    },
  };
}
