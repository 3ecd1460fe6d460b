import { type PagedList, pagedList } from "./paged-list.ts";
import type { RequestOptions } from "./request-options.ts";
import type { CallMeta, Effect, ToolResult } from "./tools.ts";
import type { Transport } from "./transport.ts";
import type { ErrorBody } from "./tributary-error.ts";

/** `pending`: it waits for a person. */
export type CallOutcome = "pending" | "ok" | "error" | "refused" | "unknown" | "running";

/** The record of one run of one tool, the same in a list and by its id. */
export type Call = {
  id: string;
  at: string;
  tool: string;
  effect: Effect;
  caller: { kind: "member" | "agent"; id: string; name: string };
  /** The way it came in: rest, mcp, cli, sdk, dashboard. */
  surface: string;
  connectionId: string | null;
  siteId: string | null;
  /** `unknown`: the connection to Confluence broke after a write was sent. */
  outcome: CallOutcome;
  /** The code of `error`, where there is one. */
  errorCode?: string | undefined;
  error: ErrorBody | null;
  /** Null while it is running. */
  durationMs: number | null;
  /** The content and spaces it touched, as the input names them. */
  targets: unknown[];
  /** Spaces it touched, by id. */
  spaceIds: string[];
  input?: unknown;
  /** What the policy said, and why. */
  decision: { action: string; reason: string };
  /** It only said what it would change. */
  dryRun: boolean;
  /** Why, in the caller's words. */
  reason: string | null;
  /** What a write changed, field by field, as far as it was known before it was sent. */
  changes: unknown[] | null;
  /** What a write made: id, version, address. */
  result: Record<string, unknown> | null;
  /** The approval it waits for, or was run by. */
  approvalId: string | null;
  /** The call it takes back. */
  undoOf: string | null;
  /** The calls that take it back; null where none can. */
  undo: unknown[] | null;
  /** Requests to the site, and what they cost of its hourly points. */
  requests: number | null;
  points: number | null;
};

/** The same as `Call`. */
export type CallDetail = Call;

export type CallFilter = {
  /** Items in one page of the answer. */
  limit?: number;
  cursor?: string;
  tool?: string;
  effect?: Effect;
  outcome?: CallOutcome;
  callerId?: string;
  connectionId?: string;
  approvalId?: string;
  spaceId?: string;
  /** Words in the input, the targets or the changes. */
  text?: string;
  /** ISO dates or times, both included. */
  since?: string;
  until?: string;
};

/** Whether the record is whole; if not, where in the chain it first is not, and why. */
export type RecordCheck = { ok: boolean; calls?: number; head?: string; at?: number; problem?: string };

/**
 * What came of an undo: one result for each call it took. An agent's undo may have to wait for a person as any other
 * write: `steps.some(isPending)`.
 */
export type Undone = { callId: string; successful: boolean; steps: ToolResult<unknown, CallMeta>[] };

export type Calls = ReturnType<typeof createCalls>;

export function createCalls(transport: Transport) {
  return {
    /** Newest first. `await` it for one page and its cursor, or `for await` over it for every call there is. */
    list({ cursor: start, ...filter }: CallFilter = {}, options: RequestOptions = {}): PagedList<Call> {
      return pagedList(
        (cursor) => transport({ method: "GET", path: "/v1/calls", query: { ...filter, cursor }, ...options }),
        start,
      );
    },
    get(id: string, options: RequestOptions = {}): Promise<CallDetail> {
      return transport({ method: "GET", path: `/v1/calls/${encodeURIComponent(id)}`, ...options });
    },
    /** Takes a write back, or with `dryRun` shows what that would change. `force` also undoes what was edited since. */
    undo(
      id: string,
      {
        dryRun,
        force,
        reason,
        ...options
      }: RequestOptions & { dryRun?: boolean; force?: boolean; reason?: string } = {},
    ): Promise<Undone> {
      const body = { dryRun, force, reason };
      return transport({ method: "POST", path: `/v1/calls/${encodeURIComponent(id)}/undo`, body, ...options });
    },
    /** Computes the hashes of the whole record again. */
    verify(options: RequestOptions = {}): Promise<RecordCheck> {
      return transport({ method: "GET", path: "/v1/calls/verify", ...options });
    },
  };
}
